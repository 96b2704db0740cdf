"""The enterprise's own papers of an off-site check are links of the same chain: without officer and question, with the paper's name."""

from django.db import migrations, models

# R-SUB-3, LYG-5.5: every piece is written by who was drawn, but what the enterprise hands in; and that of a check without a door only.
HANDED_IN = """
DROP TRIGGER inspections_written_by_the_drawn ON inspections_evidenceitem;
CREATE TRIGGER inspections_written_by_the_drawn BEFORE INSERT OR UPDATE OF officer ON inspections_evidenceitem
    FOR EACH ROW WHEN (NEW.officer <> '') EXECUTE FUNCTION inspections_written_by_the_drawn();
ALTER TABLE inspections_evidenceitem ENABLE ALWAYS TRIGGER inspections_written_by_the_drawn;
CREATE FUNCTION inspections_handed_in_off_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_inspection inspection JOIN planning_visit visit ON visit.id = inspection.visit_id
            WHERE inspection.id = NEW.inspection_id AND NOT visit.door AND inspection.status IN ('notified', 'started')) THEN
        RAISE EXCEPTION 'inspection % takes no papers of the enterprise', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_handed_in_off_site', TABLE = 'inspections_evidenceitem';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_handed_in_off_site BEFORE INSERT OR UPDATE OF officer ON inspections_evidenceitem
    FOR EACH ROW WHEN (NEW.officer = '') EXECUTE FUNCTION inspections_handed_in_off_site();
ALTER TABLE inspections_evidenceitem ENABLE ALWAYS TRIGGER inspections_handed_in_off_site;
"""
UNDO = """
DROP FUNCTION inspections_handed_in_off_site CASCADE;
DROP TRIGGER inspections_written_by_the_drawn ON inspections_evidenceitem;
CREATE TRIGGER inspections_written_by_the_drawn BEFORE INSERT OR UPDATE OF officer ON inspections_evidenceitem
    FOR EACH ROW EXECUTE FUNCTION inspections_written_by_the_drawn();
ALTER TABLE inspections_evidenceitem ENABLE ALWAYS TRIGGER inspections_written_by_the_drawn;
"""
Q = models.Q
FROM_WHOM = ~Q(officer="") & ~Q(question="") | Q(officer="", question="", kind__in=["photo", "document"]) & ~Q(note="")


class Migration(migrations.Migration):
    dependencies = [("inspections", "0015_off_site")]
    operations = [
        migrations.AlterField("evidenceitem", "question", models.CharField(blank=True, max_length=16)),
        migrations.AlterField("evidenceitem", "officer", models.CharField(blank=True, max_length=40)),
        migrations.AddConstraint("evidenceitem", models.CheckConstraint(condition=FROM_WHOM, name="evidence_taken_or_handed_in")),
        migrations.RunSQL(HANDED_IN, UNDO),
    ]
