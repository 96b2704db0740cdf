"""非现场检查: what is checked on papers or data is locked without a signature, and nothing else is (R-PROC-5, R-MODE-1)."""

from django.db import migrations, models

MODE = """
CREATE FUNCTION inspections_signed_at_the_door() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.off_site = (SELECT visit.door FROM inspections_inspection inspection JOIN planning_visit visit ON visit.id = inspection.visit_id
            WHERE inspection.id = NEW.inspection_id) THEN
        RAISE EXCEPTION 'the record of inspection % is not of the mode of its visit', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'record_of_the_mode_of_its_visit', TABLE = 'inspections_siterecord';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_signed_at_the_door BEFORE INSERT ON inspections_siterecord
    FOR EACH ROW EXECUTE FUNCTION inspections_signed_at_the_door();
ALTER TABLE inspections_siterecord ENABLE ALWAYS TRIGGER inspections_signed_at_the_door;
"""
Q = models.Q
EITHER = (
    ~Q(strokes="") & Q(refused_because="", witness="") & ~Q(person="")
    | Q(strokes="") & ~Q(refused_because="") & ~Q(witness="")
    | Q(off_site=True, strokes="", refused_because="", witness="", person="")
)
NAME = "record_signed_or_refused_before_a_witness"


class Migration(migrations.Migration):
    dependencies = [("inspections", "0014_withdrawn")]
    operations = [
        migrations.AddField("siterecord", "off_site", models.BooleanField(db_default=False, default=False)),
        migrations.RemoveConstraint("siterecord", NAME),
        migrations.AddConstraint("siterecord", models.CheckConstraint(condition=EITHER, name=NAME)),
        migrations.RunSQL(MODE, "DROP FUNCTION inspections_signed_at_the_door CASCADE"),
    ]
