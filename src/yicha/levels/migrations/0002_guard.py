"""Who gathered is whole: no whistle is gathered or closed while a department it named has not answered."""

from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable

ANSWERED = """
CREATE FUNCTION levels_all_answered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE checked bigint := CASE TG_TABLE_NAME WHEN 'levels_whistle' THEN (to_jsonb(NEW)->>'id') ELSE (to_jsonb(NEW)->>'whistle_id') END;
BEGIN
    IF EXISTS (
        SELECT FROM levels_whistle whistle JOIN levels_muster muster ON muster.whistle_id = whistle.id
        WHERE whistle.id = checked AND whistle.status IN ('gathered', 'closed') AND muster.status = 'asked'
    ) THEN
        RAISE EXCEPTION 'whistle % still waits for a department', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'muster_all_answered', TABLE = 'levels_muster';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER levels_all_answered AFTER INSERT OR UPDATE ON levels_whistle
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION levels_all_answered();
CREATE CONSTRAINT TRIGGER levels_all_answered AFTER INSERT OR UPDATE ON levels_muster
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION levels_all_answered();
ALTER TABLE levels_whistle ENABLE ALWAYS TRIGGER levels_all_answered;
ALTER TABLE levels_muster ENABLE ALWAYS TRIGGER levels_all_answered;
"""
UNDO = """
DROP TRIGGER levels_all_answered ON levels_whistle;
DROP TRIGGER levels_all_answered ON levels_muster;
DROP FUNCTION levels_all_answered
"""
NAMES = ("whistle", "muster", "whistlevisit", "uppertask", "taskunit", "tasksubject", "taskvisit")
TABLES = tuple(f"levels_{name}" for name in NAMES)


class Migration(migrations.Migration):
    dependencies = [("levels", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(ANSWERED, UNDO),
        *(guard(table) for table in TABLES for guard in (GuardedTable, KeptTable)),
    ]
