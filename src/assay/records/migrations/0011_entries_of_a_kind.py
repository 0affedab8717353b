"""Entries of one kind are found by the word in their bytes, the newest first, however many others stand between them."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0010_statements_sent"),
    ]

    operations = [
        migrations.RunSQL(
            sql="""
            CREATE INDEX leaf_by_kind ON records_logleaf
            ((substring(encode(entry, 'escape') from '"kind":"([a-z_]+)"')), index)
            """,
            reverse_sql="DROP INDEX leaf_by_kind",
        ),
    ]
