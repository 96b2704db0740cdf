"""换人: who was drawn for a visit gives way only to whom a draw put in his place."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

# R-SUB-3: nobody is put into the place of a drawn officer by hand.
DRAWN = """
CREATE FUNCTION planning_relieved_by_a_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM planning_relief WHERE visit_id = NEW.visit_id AND department = NEW.department
            AND cert_no = OLD.cert_no AND successor = NEW.cert_no) THEN
        RAISE EXCEPTION 'no draw puts % in the place of % at visit %', NEW.cert_no, OLD.cert_no, NEW.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_relieved_by_a_draw', TABLE = 'planning_visitofficer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_relieved_by_a_draw BEFORE UPDATE OF cert_no ON planning_visitofficer
    FOR EACH ROW WHEN (OLD.cert_no <> NEW.cert_no) EXECUTE FUNCTION planning_relieved_by_a_draw();
ALTER TABLE planning_visitofficer ENABLE ALWAYS TRIGGER planning_relieved_by_a_draw;
"""
UNDO = """
DROP TRIGGER planning_relieved_by_a_draw ON planning_visitofficer;
DROP FUNCTION planning_relieved_by_a_draw;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("draws", "0004_replacement"),
        ("planning", "0011_recheck"),
    ]

    operations = [
        migrations.CreateModel(
            name="Relief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("department", models.CharField(max_length=40)),
                ("cert_no", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=200)),
                ("frozen_at", models.DateTimeField()),
                ("successor", models.CharField(blank=True, max_length=40)),
                ("draw", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="draws.draw")),
                ("visit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reliefs", to="planning.visit")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="relief_says_why"),
                    models.CheckConstraint(condition=models.Q(("successor", models.F("cert_no")), _negated=True), name="relief_by_another"),
                ],
            },
        ),
        migrations.RunSQL(DRAWN, UNDO),
        GuardedTable("planning_relief"),
        KeptTable("planning_relief"),
    ]
