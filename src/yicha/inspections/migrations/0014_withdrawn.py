"""撤出: one department's part ends, the others go on. With a reason, before the firm signs, and never the last one."""

from django.db import migrations, models

GOES = """
CREATE FUNCTION inspections_part_withdraws() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stands text;
BEGIN
    SELECT status INTO stands FROM inspections_inspection WHERE id = NEW.inspection_id FOR NO KEY UPDATE;
    IF stands = 'cancelled' THEN
        RETURN NEW;
    END IF;
    IF NEW.withdrawn_because = '' THEN
        RAISE EXCEPTION 'the part of % at inspection % is withdrawn without a reason', NEW.department, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_withdrawn_says_why', TABLE = 'inspections_departmenttask';
    END IF;
    IF EXISTS (SELECT FROM inspections_siterecord WHERE inspection_id = NEW.inspection_id) THEN
        RAISE EXCEPTION 'the record of inspection % is signed', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_withdrawn_before_the_signature', TABLE = 'inspections_departmenttask';
    END IF;
    IF NOT EXISTS (SELECT FROM inspections_departmenttask other
            WHERE other.inspection_id = NEW.inspection_id AND other.id <> NEW.id AND other.status <> 'withdrawn') THEN
        RAISE EXCEPTION 'nobody is left at inspection %', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_keeps_a_part', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_part_withdraws BEFORE UPDATE OF status ON inspections_departmenttask
    FOR EACH ROW WHEN (NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn') EXECUTE FUNCTION inspections_part_withdraws();
ALTER TABLE inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_part_withdraws;
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0013_urgency")]
    operations = [
        migrations.AddField("departmenttask", "withdrawn_because", models.CharField(blank=True, db_default="", max_length=400)),
        migrations.AddConstraint(
            "departmenttask",
            models.CheckConstraint(
                condition=models.Q(("withdrawn_because", ""), ("status", "withdrawn"), _connector="OR"), name="task_withdrawn_says_why"
            ),
        ),
        migrations.RunSQL(GOES, "DROP FUNCTION inspections_part_withdraws CASCADE"),
    ]
