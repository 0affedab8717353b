"""The public trail of a case is found by the pseudonym in the bytes of its entries, also after its secret was erased."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0005_case_found_by_pseudonym"),
    ]

    operations = [
        migrations.RunSQL(
            sql="""
            CREATE INDEX leaf_by_case ON records_logleaf
            ((substring(encode(entry, 'escape') from '"case":"([^"]+)"')), index)
            """,
            reverse_sql="DROP INDEX leaf_by_case",
        ),
    ]
