"""Entries of the audit trail are only ever added: the database refuses to change or remove them.

The name of an actor may be forgotten (set to null), which happens when an account is deleted. SQLite loses triggers
when a table is made anew: a later migration that alters this table must call `protect` again.
"""

from django.db import migrations, models

SQLITE = [
    """
    CREATE TRIGGER IF NOT EXISTS activity_entry_unchanged BEFORE UPDATE ON activity_entry
    WHEN NEW.actor_id IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.verb IS NOT OLD.verb
      OR NEW.subject_kind IS NOT OLD.subject_kind OR NEW.subject_code IS NOT OLD.subject_code
      OR NEW.details IS NOT OLD.details
    BEGIN SELECT RAISE(ABORT, 'activity_entry is append-only'); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS activity_entry_kept BEFORE DELETE ON activity_entry
    BEGIN SELECT RAISE(ABORT, 'activity_entry is append-only'); END
    """,
]
POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION activity_entry_append_only() RETURNS trigger AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND NEW.actor_id IS NULL AND NEW.id = OLD.id AND NEW.at = OLD.at
        AND NEW.verb = OLD.verb AND NEW.subject_kind = OLD.subject_kind
        AND NEW.subject_code = OLD.subject_code AND NEW.details = OLD.details
      THEN RETURN NEW; END IF;
      RAISE EXCEPTION 'activity_entry is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$ LANGUAGE plpgsql
    """,
    "DROP TRIGGER IF EXISTS activity_entry_kept ON activity_entry",
    """
    CREATE TRIGGER activity_entry_kept BEFORE UPDATE OR DELETE ON activity_entry
    FOR EACH ROW EXECUTE FUNCTION activity_entry_append_only()
    """,
]


def protect(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(schema_editor.connection.vendor, []):
        schema_editor.connection.cursor().execute(statement)


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS activity_entry_unchanged")
        schema_editor.execute("DROP TRIGGER IF EXISTS activity_entry_kept")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS activity_entry_kept ON activity_entry")
        schema_editor.execute("DROP FUNCTION IF EXISTS activity_entry_append_only()")


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]

    operations = [
        migrations.AddIndex("entry", models.Index(fields=["verb", "at"], name="activity_verb_at")),
        migrations.RunPython(protect, release),
    ]
