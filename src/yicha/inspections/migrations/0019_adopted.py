"""结果互认 (R-EVID-1): an answer that takes a result over says from which closed visit; that one found the same question in order."""

import django.db.models.deletion
from django.db import migrations, models

ADOPTED = """
CREATE FUNCTION inspections_adopts_what_was_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_inspection earlier
            JOIN inspections_answer found ON found.inspection_id = earlier.id AND found.question = NEW.question AND found.result = 'pass'
            JOIN inspections_inspection own ON own.id = NEW.inspection_id AND own.region_path = earlier.region_path
            WHERE earlier.id = NEW.adopted_from_id AND earlier.status = 'closed' AND earlier.id <> own.id) THEN
        RAISE EXCEPTION 'inspection % adopts for % what nobody has found', NEW.inspection_id, NEW.question
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_adopts_what_was_found', TABLE = 'inspections_answer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_adopts_what_was_found BEFORE INSERT OR UPDATE ON inspections_answer
    FOR EACH ROW WHEN (NEW.adopted_from_id IS NOT NULL) EXECUTE FUNCTION inspections_adopts_what_was_found();
ALTER TABLE inspections_answer ENABLE ALWAYS TRIGGER inspections_adopts_what_was_found;
"""
Q = models.Q


class Migration(migrations.Migration):
    dependencies = [("inspections", "0018_devices")]
    operations = [
        migrations.AddField(
            "answer",
            "adopted_from",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inspections.inspection"),
        ),
        migrations.AddConstraint(
            "answer", models.CheckConstraint(condition=Q(adopted_from=None) | Q(result="pass"), name="answer_adopts_what_is_in_order")
        ),
        migrations.RunSQL(ADOPTED, "DROP FUNCTION inspections_adopts_what_was_found CASCADE"),
    ]
