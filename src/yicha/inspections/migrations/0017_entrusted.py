"""委托检查 (LYG-5.5): simple items of a part, asked by a department that comes anyway; nobody passes it on, and the lead keeps its own."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

ENTRUSTED = """
CREATE FUNCTION inspections_entrusted_lawfully() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands record;
    wrong text;
BEGIN
    SELECT inspection.status, inspection.region_path, inspection.visit_id, visit.first_day INTO stands
        FROM inspections_inspection inspection JOIN planning_visit visit ON visit.id = inspection.visit_id
        WHERE inspection.id = NEW.inspection_id FOR NO KEY UPDATE OF inspection;
    IF stands.status NOT IN ('scheduled', 'notified') THEN
        wrong := 'has begun';
    ELSIF NEW.entrusted_to = '' THEN
        RETURN NEW;
    ELSIF NEW.place = 1 THEN
        wrong := 'is of the lead';
    ELSIF NOT EXISTS (SELECT FROM inspections_departmenttask other WHERE other.inspection_id = NEW.inspection_id
            AND other.department = NEW.entrusted_to AND other.status <> 'withdrawn' AND other.entrusted_to = '') THEN
        wrong := 'goes to who does not come';
    ELSIF EXISTS (SELECT FROM inspections_departmenttask other WHERE other.inspection_id = NEW.inspection_id
            AND other.entrusted_to = NEW.department) THEN
        wrong := 'is passed on';
    ELSIF EXISTS (SELECT FROM planning_visitdemand demand WHERE demand.visit_id = stands.visit_id AND demand.department = NEW.department
            AND (demand.item_code <> ALL (NEW.entrusted_items) OR NOT EXISTS (SELECT FROM items_item item
                WHERE item.region_path = stands.region_path AND item.code = demand.item_code AND item.department = NEW.department
                    AND item.status IN ('published', 'withdrawn') AND item.valid @> stands.first_day AND item.simple))) THEN
        wrong := 'is not of simple items';
    END IF;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the part of % at inspection % %', NEW.department, NEW.inspection_id, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_entrusted_lawfully', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_entrusted_lawfully BEFORE UPDATE OF entrusted_to, entrusted_items ON inspections_departmenttask
    FOR EACH ROW WHEN (NEW.entrusted_to <> OLD.entrusted_to OR NEW.entrusted_items <> OLD.entrusted_items)
    EXECUTE FUNCTION inspections_entrusted_lawfully();
ALTER TABLE inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_entrusted_lawfully;
CREATE FUNCTION inspections_entrusted_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM inspections_departmenttask other JOIN inspections_inspection inspection ON inspection.id = other.inspection_id
            WHERE other.inspection_id = NEW.inspection_id AND other.entrusted_to = NEW.department AND other.status <> 'withdrawn'
                AND inspection.status <> 'cancelled') THEN
        RAISE EXCEPTION 'department % checks for another at inspection %', NEW.department, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_entrusted_stays', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_entrusted_stays BEFORE UPDATE OF status ON inspections_departmenttask
    FOR EACH ROW WHEN (NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn') EXECUTE FUNCTION inspections_entrusted_stays();
ALTER TABLE inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_entrusted_stays;
"""
# R-SUB-3, as before, but by the officers of who checks.
BY_WHO_CHECKS = """
CREATE OR REPLACE FUNCTION inspections_starts_lawfully() RETURNS trigger LANGUAGE plpgsql AS $$
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
                WHERE drawn.visit_id = NEW.visit_id AND drawn.department = {checker}
                    AND inspections_certified(NEW.visit_id, drawn.cert_no, started));
    IF FOUND OR NOT EXISTS (SELECT FROM inspections_departmenttask WHERE inspection_id = NEW.id AND status <> 'withdrawn') THEN
        RAISE EXCEPTION 'inspection % starts without the officers that department % needs', NEW.number, short
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_starts_with_its_officers', TABLE = 'inspections_inspection';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION inspections_concluded_by_the_drawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT unnest(NEW.officers) EXCEPT SELECT drawn.cert_no
            FROM inspections_inspection inspection JOIN planning_visitofficer drawn USING (visit_id)
            WHERE inspection.id = NEW.inspection_id AND drawn.department = {concluder}) THEN
        RAISE EXCEPTION 'a result of inspection % names somebody who was not drawn for department %', NEW.inspection_id, NEW.department
            USING ERRCODE = 'check_violation', CONSTRAINT = 'task_result_of_drawn_officers', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;
"""
NOW = {
    "checker": "coalesce(nullif(task.entrusted_to, ''), task.department)",
    "concluder": "coalesce(nullif(NEW.entrusted_to, ''), NEW.department)",
}
BEFORE = {"checker": "task.department", "concluder": "NEW.department"}
UNDO = "DROP FUNCTION inspections_entrusted_lawfully, inspections_entrusted_stays CASCADE"
Q = models.Q
WHOLE = Q(entrusted_to="", entrusted_items=[], entrusted_basis="") | ~Q(entrusted_to="") & ~Q(entrusted_basis="") & ~Q(
    entrusted_items=[]
) & ~Q(entrusted_to=models.F("department"))


class Migration(migrations.Migration):
    dependencies = [("inspections", "0016_handed_in"), ("items", "0004_simple")]
    operations = [
        migrations.AddField("departmenttask", "entrusted_to", models.CharField(blank=True, db_default="", max_length=40)),
        migrations.AddField(
            "departmenttask", "entrusted_items", ArrayField(models.CharField(max_length=60), db_default=[], default=list, size=None)
        ),
        migrations.AddField("departmenttask", "entrusted_basis", models.CharField(blank=True, db_default="", max_length=400)),
        migrations.AddConstraint("departmenttask", models.CheckConstraint(condition=WHOLE, name="task_entrusted_whole")),
        migrations.RunSQL(ENTRUSTED, UNDO),
        migrations.RunSQL(BY_WHO_CHECKS.format(**NOW), BY_WHO_CHECKS.format(**BEFORE)),
    ]
