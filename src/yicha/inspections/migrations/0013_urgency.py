"""R-PROC-1: what was entered because it could not wait is approved afterwards; nothing of it is concluded before that is decided."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

WAITS = """
CREATE FUNCTION inspections_waits_for_urgent_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM inspections_urgency WHERE inspection_id = NEW.inspection_id AND approved IS NULL) THEN
        RAISE EXCEPTION 'inspection % was entered in urgency and nobody has approved or refused it', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'conclusion_waits_for_urgent_approval', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_waits_for_urgent_approval BEFORE INSERT OR UPDATE OF status ON inspections_departmenttask
    FOR EACH ROW WHEN (NEW.status = 'concluded') EXECUTE FUNCTION inspections_waits_for_urgent_approval();
ALTER TABLE inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_waits_for_urgent_approval;
CREATE FUNCTION inspections_urgency_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.approved IS NOT NULL OR (NEW.inspection_id, NEW.entered_at) IS DISTINCT FROM (OLD.inspection_id, OLD.entered_at) THEN
        RAISE EXCEPTION 'what was decided about an urgency stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'urgency_decided_once', TABLE = 'inspections_urgency';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_urgency_stands BEFORE UPDATE ON inspections_urgency
    FOR EACH ROW EXECUTE FUNCTION inspections_urgency_stands();
ALTER TABLE inspections_urgency ENABLE ALWAYS TRIGGER inspections_urgency_stands;
"""
UNDO = "DROP FUNCTION inspections_waits_for_urgent_approval, inspections_urgency_stands CASCADE"


class Migration(migrations.Migration):
    dependencies = [("inspections", "0012_absence_shown"), ("kernel", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="Urgency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entered_at", models.DateTimeField()),
                ("approved", models.BooleanField(null=True)),
                ("opinion", models.CharField(blank=True, max_length=400)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "inspection",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="urgency", to="inspections.inspection"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved", None), ("decided_at", None), ("decided_by", ""), ("opinion", "")),
                            models.Q(
                                ("approved__isnull", False),
                                ("decided_at__gte", models.F("entered_at")),
                                models.Q(("opinion", ""), _negated=True),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="urgency_decided_whole",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WAITS, UNDO),
        GuardedTable("inspections_urgency"),
        KeptTable("inspections_urgency"),
    ]
