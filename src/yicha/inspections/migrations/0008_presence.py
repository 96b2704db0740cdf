"""Closed doors, who comes along, calls for help, doors without a code: and what none of them may do."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

# LYG-4.4a: a visit under way ends without result only if it was stopped, or if nobody was there, and a photograph shows it.
ABSENT = """
CREATE FUNCTION inspections_absence_is_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_photo WHERE inspection_id = NEW.inspection_id AND question = 'absence') THEN
        RAISE EXCEPTION 'no photograph shows the absence at inspection %', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'absence_has_a_photograph', TABLE = 'inspections_absence';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_absence_is_shown BEFORE INSERT ON inspections_absence
    FOR EACH ROW EXECUTE FUNCTION inspections_absence_is_shown();
ALTER TABLE inspections_absence ENABLE ALWAYS TRIGGER inspections_absence_is_shown;
CREATE FUNCTION inspections_started_ends_with_cause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_absence WHERE inspection_id = NEW.id) THEN
        RAISE EXCEPTION 'inspection % is under way and ends neither stopped nor before a closed door', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_under_way_is_not_cancelled', TABLE = 'inspections_inspection';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_started_ends_with_cause BEFORE UPDATE OF status ON inspections_inspection
    FOR EACH ROW WHEN (OLD.status = 'started' AND NEW.status = 'cancelled') EXECUTE FUNCTION inspections_started_ends_with_cause();
ALTER TABLE inspections_inspection ENABLE ALWAYS TRIGGER inspections_started_ends_with_cause;
"""
# R-SUB-2, R-SUB-3: who comes along is fixed beforehand, is no officer of the visit, and writes and concludes nothing there.
OFFICERS = """
CREATE FUNCTION inspections_companion_only_accompanies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
    SELECT status, visit_id INTO found FROM inspections_inspection WHERE id = NEW.inspection_id FOR NO KEY UPDATE;
    IF found.status NOT IN ('scheduled', 'notified', 'held') THEN
        RAISE EXCEPTION 'inspection % has begun: who comes along is fixed', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'companion_named_beforehand', TABLE = 'inspections_companion';
    END IF;
    IF EXISTS (SELECT FROM planning_visitofficer WHERE visit_id = found.visit_id AND cert_no = NEW.number) THEN
        RAISE EXCEPTION '% is an officer of inspection %', NEW.number, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'companion_is_no_officer', TABLE = 'inspections_companion';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_companion_only_accompanies BEFORE INSERT OR UPDATE ON inspections_companion
    FOR EACH ROW EXECUTE FUNCTION inspections_companion_only_accompanies();
ALTER TABLE inspections_companion ENABLE ALWAYS TRIGGER inspections_companion_only_accompanies;
CREATE FUNCTION inspections_written_by_the_drawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_inspection inspection JOIN planning_visitofficer drawn USING (visit_id)
            WHERE inspection.id = NEW.inspection_id AND drawn.cert_no = NEW.officer) THEN
        RAISE EXCEPTION '% was not drawn for inspection %', NEW.officer, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'written_by_a_drawn_officer', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION inspections_concluded_by_the_drawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT unnest(NEW.officers) EXCEPT SELECT drawn.cert_no
            FROM inspections_inspection inspection JOIN planning_visitofficer drawn USING (visit_id)
            WHERE inspection.id = NEW.inspection_id AND drawn.department = NEW.department) THEN
        RAISE EXCEPTION 'a result of inspection % names somebody who was not drawn for department %', NEW.inspection_id, NEW.department
            USING ERRCODE = 'check_violation', CONSTRAINT = 'task_result_of_drawn_officers', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_concluded_by_the_drawn BEFORE INSERT OR UPDATE OF officers ON inspections_departmenttask
    FOR EACH ROW EXECUTE FUNCTION inspections_concluded_by_the_drawn();
ALTER TABLE inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_concluded_by_the_drawn;
"""
WRITTEN = """
CREATE TRIGGER inspections_written_by_the_drawn BEFORE INSERT OR UPDATE OF officer ON {table}
    FOR EACH ROW EXECUTE FUNCTION inspections_written_by_the_drawn();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER inspections_written_by_the_drawn;
"""
UNDO = """
DROP FUNCTION inspections_absence_is_shown, inspections_started_ends_with_cause, inspections_companion_only_accompanies,
    inspections_written_by_the_drawn, inspections_concluded_by_the_drawn CASCADE
"""
RECORDS = ("inspections_answer", "inspections_photo", "inspections_siterecord", "inspections_absence")
KEPT = ("inspections_absence", "inspections_companion", "inspections_assistance")


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0007_signing"),
    ]

    operations = [
        migrations.AddField(
            model_name="inspection",
            name="no_code_because",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="inspection",
            name="place",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ground", models.CharField(max_length=10)),
                ("words", models.CharField(max_length=400)),
                ("officer", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("counted", models.BooleanField()),
                (
                    "inspection",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="absence", to="inspections.inspection"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("ground__in", ["CLOSED", "MOVED", "NOT_FOUND"])), name="absence_ground"),
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="absence_says_what_was_seen"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assistance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", db_index=True, max_length=80)),
                ("number", models.CharField(max_length=40)),
                ("ground", models.CharField(max_length=12)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("asked_by", models.CharField(max_length=40)),
                ("asked_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=400)),
                ("answered_by", models.CharField(blank=True, max_length=40)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "inspection",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="assistance", to="inspections.inspection"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region_path", "number"), name="assistance_number"),
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["violence", "obstruction", "danger"])), name="assistance_ground"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", "")),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("answered_by", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assistance_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Companion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=60)),
                ("number", models.CharField(max_length=40)),
                ("organ", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "inspection",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="companions", to="inspections.inspection"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("inspection", "number"), name="companion_once"),
                    models.CheckConstraint(condition=models.Q(("role__in", ["assistant", "expert"])), name="companion_role"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("number", ""), _negated=True)),
                        name="companion_has_name_and_number",
                    ),
                ],
            },
        ),
        migrations.RunSQL(ABSENT + OFFICERS + "".join(WRITTEN.format(table=table) for table in RECORDS), UNDO),
        *(GuardedTable(table) for table in KEPT),
        *(KeptTable(table) for table in KEPT),
    ]
