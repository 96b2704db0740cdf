"""No order is reported without a report, none is closed without a recheck that found it corrected; what was ordered stays as it was."""

from django.db import migrations

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable

CARRIED = """
CREATE FUNCTION followups_order_carried() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'reported' AND NOT EXISTS (SELECT FROM followups_correctionreport WHERE order_id = NEW.id) THEN
        RAISE EXCEPTION 'order % has no report', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_reported_by_a_report', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.status = 'closed' AND NOT EXISTS (SELECT FROM followups_recheck WHERE order_id = NEW.id AND corrected) THEN
        RAISE EXCEPTION 'order % was not rechecked', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_closed_by_a_recheck', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER followups_order_carried AFTER INSERT OR UPDATE ON followups_rectificationorder
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION followups_order_carried();
ALTER TABLE followups_rectificationorder ENABLE ALWAYS TRIGGER followups_order_carried;

CREATE FUNCTION followups_order_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.fact, NEW.article, NEW.demand, NEW.remedy, NEW.issued_at, NEW.follow_up_id)
        IS DISTINCT FROM (OLD.number, OLD.fact, OLD.article, OLD.demand, OLD.remedy, OLD.issued_at, OLD.follow_up_id) THEN
        RAISE EXCEPTION 'what was ordered does not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_stands', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER followups_order_stands BEFORE UPDATE ON followups_rectificationorder
    FOR EACH ROW EXECUTE FUNCTION followups_order_stands();
ALTER TABLE followups_rectificationorder ENABLE ALWAYS TRIGGER followups_order_stands;
"""
UNDO = """
DROP TRIGGER followups_order_carried ON followups_rectificationorder;
DROP FUNCTION followups_order_carried;
DROP TRIGGER followups_order_stands ON followups_rectificationorder;
DROP FUNCTION followups_order_stands
"""
KEPT = ("followup", "rectificationorder")
TRAILS = ("problem", "correctionreport", "reportphoto", "recheck")


class Migration(migrations.Migration):
    dependencies = [("followups", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(CARRIED, UNDO),
        *(guard(f"followups_{name}") for name in KEPT for guard in (GuardedTable, KeptTable)),
        *(guard(f"followups_{name}") for name in TRAILS for guard in (GuardedTable, AppendOnlyTable)),
    ]
