"""重新排期: of one version of a programme one re-planning is adopted, and nobody who was told is moved, whoever writes."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable

# LYG-4.3e: the visit is held while its state is read, so that no notice goes out in between.
UNTOLD = """
CREATE FUNCTION planning_replaces_untold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state text;
BEGIN
    SELECT status INTO state FROM planning_visit WHERE id = NEW.visit_id FOR NO KEY UPDATE;
    IF state <> 'published' THEN
        RAISE EXCEPTION 'visit % is %: no re-planning replaces it', NEW.visit_id, state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'replan_replaces_untold', TABLE = 'planning_replaced';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_replaces_untold BEFORE INSERT ON planning_replaced FOR EACH ROW EXECUTE FUNCTION planning_replaces_untold();
ALTER TABLE planning_replaced ENABLE ALWAYS TRIGGER planning_replaces_untold;
CREATE FUNCTION planning_told_visit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'visit % is %: its days and its door stay', OLD.number, OLD.status
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_told_stays', TABLE = 'planning_visit';
END $$;
CREATE TRIGGER planning_told_visit_stays BEFORE UPDATE ON planning_visit FOR EACH ROW
    WHEN (OLD.status IN ('notified', 'done')
        AND (OLD.week, OLD.first_day, OLD.last_day, OLD.subject_id)
            IS DISTINCT FROM (NEW.week, NEW.first_day, NEW.last_day, NEW.subject_id))
    EXECUTE FUNCTION planning_told_visit_stays();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_told_visit_stays;
"""
UNDO = "DROP FUNCTION planning_replaces_untold, planning_told_visit_stays CASCADE"


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0021_stays_out"),
        ("kernel", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Replan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", db_index=True, max_length=80)),
                ("asked_by", models.CharField(max_length=60)),
                ("asked_at", models.DateTimeField()),
                ("first_day", models.DateField()),
                ("reason", models.CharField(max_length=400)),
                ("base", models.SmallIntegerField(default=0)),
                ("instance", models.CharField(blank=True, max_length=80)),
                ("result", models.CharField(blank=True, max_length=80)),
                ("board", models.CharField(blank=True, max_length=80)),
                ("comparison", models.CharField(blank=True, max_length=80)),
                ("summary", models.JSONField(default=dict)),
                ("version", models.SmallIntegerField(null=True)),
                ("record", models.CharField(blank=True, max_length=400)),
                ("adopted_by", models.CharField(blank=True, max_length=60)),
                ("adopted_at", models.DateTimeField(null=True)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="replans", to="planning.programme"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Replaced",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visit", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="replaced", to="planning.visit")),
                ("replan", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="replaced", to="planning.replan")),
            ],
        ),
        migrations.AddConstraint(
            model_name="replan",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="replan_says_why"),
        ),
        migrations.AddConstraint(
            model_name="replan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adopted_at", None), ("adopted_by", ""), ("record", ""), ("version", None)),
                    models.Q(
                        ("adopted_at__isnull", False),
                        ("version", models.F("base") + 1),
                        models.Q(("record", ""), _negated=True),
                        models.Q(("adopted_by", ""), _negated=True),
                        models.Q(("comparison", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="replan_adopted_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="replan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("adopted_at__isnull", False)), fields=("programme", "base"), name="replan_one_adopted_a_version"
            ),
        ),
        migrations.RunSQL(UNTOLD, UNDO),
        GuardedTable("planning_replan"),
        KeptTable("planning_replan"),
        GuardedTable("planning_replaced"),
        AppendOnlyTable("planning_replaced"),
    ]
