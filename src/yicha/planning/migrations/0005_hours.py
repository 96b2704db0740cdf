"""排班: the hour of a visit, and that no officer is at two doors at one hour.

`during` of an officer follows the hours of the visit, whoever writes which first: the visit's row is held while it is read.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

DURING = """
CREATE FUNCTION planning_fill_during() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT CASE WHEN status = 'cancelled' THEN NULL ELSE tstzrange(starts_at, ends_at) END INTO NEW.during
        FROM planning_visit WHERE id = NEW.visit_id AND starts_at IS NOT NULL FOR NO KEY UPDATE;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_fill_during BEFORE INSERT OR UPDATE ON planning_visitofficer
    FOR EACH ROW EXECUTE FUNCTION planning_fill_during();
ALTER TABLE planning_visitofficer ENABLE ALWAYS TRIGGER planning_fill_during;
CREATE FUNCTION planning_visit_moves_its_officers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE planning_visitofficer SET visit_id = visit_id WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_visit_moves_its_officers AFTER UPDATE OF starts_at, ends_at, status ON planning_visit
    FOR EACH ROW WHEN ((OLD.starts_at, OLD.ends_at, OLD.status) IS DISTINCT FROM (NEW.starts_at, NEW.ends_at, NEW.status))
    EXECUTE FUNCTION planning_visit_moves_its_officers();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_its_officers;
"""
UNDO = "DROP FUNCTION planning_fill_during, planning_visit_moves_its_officers CASCADE"


class Migration(migrations.Migration):
    dependencies = [("planning", "0004_outside_limits"), ("norms", "0001_initial"), ("kernel", "0002_guard")]  # norms: btree_gist

    operations = [
        migrations.AddField(model_name="visit", name="ends_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="visit", name="starts_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="visitofficer",
            name="during",
            field=django.contrib.postgres.fields.ranges.DateTimeRangeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_at", None), ("starts_at", None)),
                    models.Q(
                        ("door", True),
                        ("ends_at__gt", models.F("starts_at")),
                        ("starts_at__date__gte", models.F("first_day")),
                        ("starts_at__date__lte", models.F("last_day")),
                    ),
                    _connector="OR",
                ),
                name="visit_hours_on_its_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitofficer",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("cert_no", "="), ("during", "&&")], name="officer_at_one_door"
            ),
        ),
        migrations.CreateModel(
            name="HoursRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", db_index=True, max_length=80)),
                ("wanted_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("status", models.CharField(default="open", max_length=10)),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "visit",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="hours_request", to="planning.visit"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decision", ""), ("status", "open")),
                            models.Q(("decided_at__isnull", False), ("status", "granted")),
                            models.Q(("decided_at__isnull", False), ("status", "declined"), models.Q(("decision", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="hours_request_decided_whole",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="hours_request_says_why"),
                ]
            },
        ),
        migrations.RunSQL(DURING, UNDO),
        GuardedTable("planning_hoursrequest"),
        KeptTable("planning_hoursrequest"),
    ]
