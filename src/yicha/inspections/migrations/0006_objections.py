"""异议: while it is open its inspection stands still, and only what was told can be objected to."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

WAITING = """
CREATE FUNCTION inspections_waits_for_objection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> 'held' AND EXISTS (SELECT FROM inspections_objection WHERE inspection_id = NEW.id AND status = 'open') THEN
        RAISE EXCEPTION 'inspection % waits for the decision on an objection', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_waits_for_objection', TABLE = 'inspections_inspection';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_waits_for_objection BEFORE UPDATE OF status ON inspections_inspection
    FOR EACH ROW EXECUTE FUNCTION inspections_waits_for_objection();
ALTER TABLE inspections_inspection ENABLE ALWAYS TRIGGER inspections_waits_for_objection;
CREATE FUNCTION inspections_objection_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM inspections_inspection WHERE id = NEW.inspection_id AND status = 'held' FOR NO KEY UPDATE;
    IF NEW.status = 'open' AND NOT FOUND THEN
        RAISE EXCEPTION 'inspection % does not stand still for its objection', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_holds_its_inspection', TABLE = 'inspections_objection';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_objection_holds BEFORE INSERT OR UPDATE ON inspections_objection
    FOR EACH ROW EXECUTE FUNCTION inspections_objection_holds();
ALTER TABLE inspections_objection ENABLE ALWAYS TRIGGER inspections_objection_holds;
"""
UNDO = "DROP FUNCTION inspections_waits_for_objection, inspections_objection_holds CASCADE"


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0005_stopped"),
        ("planning", "0002_limits"),
        ("kernel", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", db_index=True, max_length=80)),
                ("ground", models.CharField(max_length=20)),
                ("words", models.CharField(max_length=400)),
                ("caller", models.CharField(blank=True, max_length=80)),
                ("raised_at", models.DateTimeField()),
                ("status", models.CharField(default="open", max_length=10)),
                ("decision", models.CharField(blank=True, max_length=400)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="inspection",
            name="inspection_status",
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["scheduled", "notified", "held", "started", "stopped", "closed", "cancelled"])),
                name="inspection_status",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="inspection",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="objection", to="inspections.inspection"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["over_limit", "checked_before", "not_concerned", "other"])), name="objection_ground"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="objection_says_why"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decision", ""), ("status", "open")),
                    models.Q(
                        ("decided_at__isnull", False), ("status__in", ["upheld", "dismissed"]), models.Q(("decision", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="objection_decided_with_reason",
            ),
        ),
        migrations.RunSQL(WAITING, UNDO),
        GuardedTable("inspections_objection"),
        KeptTable("inspections_objection"),
    ]
