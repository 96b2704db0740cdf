"""The record made on site: written by use cases only, and nothing of it changes once the firm has signed (R-PROC-5)."""

from django.db import migrations

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable

SIGNED = """
CREATE FUNCTION inspections_signed_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM inspections_siterecord WHERE inspection_id = NEW.inspection_id) THEN
        RAISE EXCEPTION 'the record of inspection % is signed', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_record_is_kept', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_signed_is_kept BEFORE INSERT OR UPDATE ON inspections_answer
    FOR EACH ROW EXECUTE FUNCTION inspections_signed_is_kept();
ALTER TABLE inspections_answer ENABLE ALWAYS TRIGGER inspections_signed_is_kept;
CREATE TRIGGER inspections_signed_is_kept BEFORE INSERT ON inspections_photo
    FOR EACH ROW EXECUTE FUNCTION inspections_signed_is_kept();
ALTER TABLE inspections_photo ENABLE ALWAYS TRIGGER inspections_signed_is_kept;
CREATE FUNCTION inspections_result_of_a_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IN ('submitted', 'concluded')
        AND NOT EXISTS (SELECT FROM inspections_siterecord WHERE inspection_id = NEW.inspection_id) THEN
        RAISE EXCEPTION 'inspection % has no signed record', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'task_submitted_after_the_record', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_result_of_a_record BEFORE INSERT OR UPDATE OF status ON inspections_departmenttask
    FOR EACH ROW EXECUTE FUNCTION inspections_result_of_a_record();
ALTER TABLE inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_result_of_a_record;
"""
# R-ITEM-1: a department starts to check only while one of its items of the visit is in force, on the day of the visit's start.
ITEMS = """
CREATE FUNCTION inspections_item_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'checking' AND OLD.status = 'waiting' AND NOT EXISTS (
        SELECT FROM inspections_inspection inspection JOIN planning_visitdemand demand ON demand.visit_id = inspection.visit_id,
            LATERAL (SELECT (inspection.started_at AT TIME ZONE 'Asia/Shanghai')::date AS today) started
        WHERE inspection.id = NEW.inspection_id AND demand.department = NEW.department
            AND items_in_force(inspection.region_path, demand.item_code, demand.department, daterange(today, today, '[]'))
    ) THEN
        RAISE EXCEPTION 'department % has no item in force at inspection %', NEW.department, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'task_item_in_force', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_item_in_force BEFORE UPDATE OF status ON inspections_departmenttask
    FOR EACH ROW EXECUTE FUNCTION inspections_item_in_force();
ALTER TABLE inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_item_in_force;
"""
UNSIGNED = """
DROP TRIGGER inspections_signed_is_kept ON inspections_answer;
DROP TRIGGER inspections_signed_is_kept ON inspections_photo;
DROP TRIGGER inspections_result_of_a_record ON inspections_departmenttask;
DROP TRIGGER inspections_item_in_force ON inspections_departmenttask;
DROP FUNCTION inspections_signed_is_kept, inspections_result_of_a_record, inspections_item_in_force;
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0003_records"), ("planning", "0002_limits"), ("items", "0002_guard"), ("kernel", "0002_guard")]
    operations = [
        GuardedTable("inspections_answer"),
        GuardedTable("inspections_photo"),
        GuardedTable("inspections_siterecord"),
        KeptTable("inspections_answer"),
        AppendOnlyTable("inspections_photo"),
        AppendOnlyTable("inspections_siterecord"),
        migrations.RunSQL(SIGNED + ITEMS, UNSIGNED),
    ]
