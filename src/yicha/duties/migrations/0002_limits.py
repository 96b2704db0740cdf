"""Nobody ceases to lead without a successor: somebody leads on the day after, there or in a region above."""

from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable

SUCCESSOR = """
CREATE FUNCTION duties_lead_has_successor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.part <> 'lead' OR isempty(NEW.valid) OR upper(NEW.valid) IS NULL OR EXISTS (
        SELECT FROM duties_duty held WHERE held.id = NEW.id AND held.valid <> NEW.valid
    ) THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT FROM duties_duty next WHERE next.part = 'lead' AND next.item = NEW.item AND next.step = NEW.step
            AND next.valid @> upper(NEW.valid) AND starts_with(NEW.region_path || '/', next.region_path || '/')
    ) THEN
        RAISE EXCEPTION '% of % would be without a lead from % on', NEW.step, NEW.item, upper(NEW.valid)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lead_has_successor', TABLE = 'duties_duty';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER duties_lead_has_successor AFTER INSERT OR UPDATE ON duties_duty
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION duties_lead_has_successor();
ALTER TABLE duties_duty ENABLE ALWAYS TRIGGER duties_lead_has_successor;
"""
UNDO = "DROP TRIGGER duties_lead_has_successor ON duties_duty; DROP FUNCTION duties_lead_has_successor"
NAMES = ("duty", "dispute", "party", "conflict", "conflictopinion", "policy", "policyopinion", "resource", "minutes", "followup")
TABLES = tuple(f"duties_{name}" for name in NAMES)


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(SUCCESSOR, UNDO),
        *(guard(table) for table in TABLES for guard in (GuardedTable, KeptTable)),
    ]
