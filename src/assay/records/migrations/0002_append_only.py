"""Decisions, unit entries and log leaves are added, never changed: the database itself refuses."""

from django.db import migrations

TABLES = ("records_decision", "records_unitentry", "records_logleaf", "records_policyversion")

FUNCTION = """
CREATE FUNCTION records_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
"""


def trigger(table):
    return f"""
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION records_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION records_append_only();"),
        *[migrations.RunSQL(trigger(t), f"DROP TRIGGER {t}_append_only ON {t};") for t in TABLES],
    ]
