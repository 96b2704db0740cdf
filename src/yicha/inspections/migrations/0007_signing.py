"""签收: who answers for a department's part. And no visit begins without the certified officers of each department."""

from django.db import migrations, models

# R-SUB-3, R-PROC-3: what `scan_in` demands, for whoever writes. Its ground every visit has already (planning, R-PLAN-2).
LAWFUL = """
CREATE FUNCTION inspections_starts_lawfully() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    started date := (NEW.started_at AT TIME ZONE 'Asia/Shanghai')::date;
    short text;
BEGIN
    IF NOT inspections_certified(NEW.visit_id, NEW.started_by, started) THEN
        RAISE EXCEPTION 'who starts inspection % was not drawn for it or is not certified', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_starts_by_a_drawn_officer', TABLE = 'inspections_inspection';
    END IF;
    SELECT task.department INTO short FROM inspections_departmenttask task
        WHERE task.inspection_id = NEW.id AND task.status <> 'withdrawn' AND task.min_officers > (
            SELECT count(*) FROM planning_visitofficer drawn
                WHERE drawn.visit_id = NEW.visit_id AND drawn.department = task.department
                    AND inspections_certified(NEW.visit_id, drawn.cert_no, started));
    IF FOUND OR NOT EXISTS (SELECT FROM inspections_departmenttask WHERE inspection_id = NEW.id AND status <> 'withdrawn') THEN
        RAISE EXCEPTION 'inspection % starts without the officers that department % needs', NEW.number, short
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_starts_with_its_officers', TABLE = 'inspections_inspection';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION inspections_certified(visit bigint, cert text, on_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM planning_visitofficer drawn JOIN orgs_officer officer ON officer.cert_no = drawn.cert_no
        WHERE drawn.visit_id = visit AND drawn.cert_no = cert AND officer.in_post
            AND (officer.valid_to IS NULL OR officer.valid_to >= on_day))
$$;
CREATE TRIGGER inspections_starts_lawfully BEFORE UPDATE OF status ON inspections_inspection
    FOR EACH ROW WHEN (NEW.status = 'started' AND OLD.status IN ('scheduled', 'notified'))
    EXECUTE FUNCTION inspections_starts_lawfully();
ALTER TABLE inspections_inspection ENABLE ALWAYS TRIGGER inspections_starts_lawfully;
CREATE FUNCTION inspections_begins_as_scheduled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'inspection % is opened as %, not as scheduled', NEW.number, NEW.status
        USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_begins_as_scheduled', TABLE = 'inspections_inspection';
END $$;
CREATE TRIGGER inspections_begins_as_scheduled BEFORE INSERT ON inspections_inspection
    FOR EACH ROW WHEN (NEW.status <> 'scheduled') EXECUTE FUNCTION inspections_begins_as_scheduled();
ALTER TABLE inspections_inspection ENABLE ALWAYS TRIGGER inspections_begins_as_scheduled;
"""
UNLAWFUL = """
DROP TRIGGER inspections_starts_lawfully ON inspections_inspection;
DROP TRIGGER inspections_begins_as_scheduled ON inspections_inspection;
DROP FUNCTION inspections_starts_lawfully, inspections_certified, inspections_begins_as_scheduled;
"""
# As before, and also from 已签收.
ITEMS = """
CREATE OR REPLACE FUNCTION inspections_item_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'checking' AND OLD.status IN ('waiting', 'signed') AND NOT EXISTS (
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0006_objections"),
        ("planning", "0009_line_reasons"),
        ("orgs", "0006_lists"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="departmenttask", name="task_status"),
        migrations.AddField(model_name="departmenttask", name="holder", field=models.CharField(blank=True, max_length=40)),
        migrations.AddField(model_name="departmenttask", name="signed_at", field=models.DateTimeField(null=True)),
        migrations.AddConstraint(
            model_name="departmenttask",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["waiting", "signed", "checking", "submitted", "concluded", "withdrawn"])),
                name="task_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmenttask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["signed", "checking", "submitted", "concluded"]), _negated=True),
                    models.Q(models.Q(("holder", ""), _negated=True), ("signed_at__isnull", False)),
                    _connector="OR",
                ),
                name="task_handled_by_who_signed_for_it",
            ),
        ),
        migrations.RunSQL(ITEMS, migrations.RunSQL.noop),
        migrations.RunSQL(LAWFUL, UNLAWFUL),
    ]
