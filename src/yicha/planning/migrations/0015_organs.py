"""How often one department comes to an enterprise in a year (R-FREQ-3): slots per department, as there are for visits and classes.

Nobody writes these rows: a demand that counts brings the row of its department, a visit that moves or is cancelled takes it along. The
cap is that of the site's credit class, else the region's, the least of the sites that count together; where no norm sets one there is
none. What was recorded as done before this programme uses up the first slots.
"""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

FILL = """
CREATE FUNCTION planning_organ_cap(doors text[], place text, day date) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT min(coalesce(norm_in_force('planning.organ_visits_per_year.' || nullif(credit_class, ''), place, day),
        norm_in_force('planning.organ_visits_per_year', place, day)))::integer
    FROM subjects_subject WHERE sid = ANY (doors)
$$;
CREATE FUNCTION planning_done_before(organ text, owner text, place text, doors text[], during integer) RETURNS bigint
    LANGUAGE sql STABLE AS $$
    SELECT count(*) FROM planning_pastcheck past WHERE past.department = organ AND extract(year FROM past."on") = during AND (
        past.sid = ANY (doors) OR place = '' AND past.enterprise = owner
        OR place <> '' AND past.sid = owner AND NOT EXISTS (
            SELECT FROM subjects_subject named WHERE named.sid = past.sid AND named.state = 'active'))
$$;
CREATE FUNCTION planning_fill_organ() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place text; day date; done integer; taken integer; doors text[];
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.visit_id, NEW.department) <> (OLD.visit_id, OLD.department) THEN
        RAISE EXCEPTION 'what % does at visit % stays its own', OLD.department, OLD.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'organ_use_stays', TABLE = 'planning_organuse';
    END IF;
    SELECT visit.enterprise, visit.site, visit.year, visit.region_path, visit.first_day, visit.status = 'cancelled' OR NOT EXISTS (
            SELECT FROM planning_visitdemand demand
            WHERE demand.visit_id = visit.id AND demand.department = NEW.department AND NOT demand.free)
        INTO NEW.enterprise, NEW.site, NEW.year, place, day, NEW.given_back FROM planning_visit visit WHERE visit.id = NEW.visit_id;
    IF TG_OP = 'UPDATE' AND (NEW.given_back, NEW.enterprise, NEW.site, NEW.year) = (OLD.given_back, OLD.enterprise, OLD.site, OLD.year) THEN
        NEW.cap := OLD.cap; NEW.slot := OLD.slot;
        RETURN NEW;
    END IF;
    doors := planning_doors(NEW.enterprise, NEW.site);
    NEW.slot := NULL;
    NEW.cap := planning_organ_cap(doors, place, day);
    IF NEW.given_back OR NEW.cap IS NULL THEN
        RETURN NEW;
    END IF;
    done := planning_done_before(NEW.department, NEW.enterprise, NEW.site, doors, NEW.year);
    SELECT count(*) INTO taken FROM planning_organuse held JOIN planning_visit visit ON visit.id = held.visit_id
        WHERE (held.enterprise = NEW.enterprise AND NEW.site = '' OR visit.subject_id = ANY (doors)) AND held.year = NEW.year
            AND held.department = NEW.department AND NOT held.given_back AND held.id IS DISTINCT FROM NEW.id;
    SELECT min(open) INTO NEW.slot FROM generate_series(done + 1, NEW.cap) open WHERE done + taken < NEW.cap AND NOT EXISTS (
        SELECT FROM planning_organuse held WHERE held.enterprise = NEW.enterprise AND held.site = NEW.site AND held.year = NEW.year
            AND held.department = NEW.department AND held.slot = open AND held.id IS DISTINCT FROM NEW.id
    );
    IF NEW.slot IS NULL THEN
        RAISE EXCEPTION '% had its % visits to % in %', NEW.department, NEW.cap, coalesce(nullif(NEW.site, ''), NEW.enterprise), NEW.year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'organ_within_cap', TABLE = 'planning_organuse';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_fill_organ BEFORE INSERT OR UPDATE ON planning_organuse FOR EACH ROW EXECUTE FUNCTION planning_fill_organ();
ALTER TABLE planning_organuse ENABLE ALWAYS TRIGGER planning_fill_organ;
"""
BROUGHT = """
CREATE FUNCTION planning_demand_brings_its_organ() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE planning_organuse held SET given_back = held.given_back WHERE (held.visit_id, held.department) = (NEW.visit_id, NEW.department);
    IF NOT FOUND AND NOT NEW.free THEN
        INSERT INTO planning_organuse (visit_id, department, enterprise, site, year, given_back)
            VALUES (NEW.visit_id, NEW.department, '', '', 0, false);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        UPDATE planning_organuse held SET given_back = held.given_back
            WHERE (held.visit_id, held.department) = (OLD.visit_id, OLD.department);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_demand_brings_its_organ AFTER INSERT OR UPDATE ON planning_visitdemand
    FOR EACH ROW EXECUTE FUNCTION planning_demand_brings_its_organ();
ALTER TABLE planning_visitdemand ENABLE ALWAYS TRIGGER planning_demand_brings_its_organ;
CREATE FUNCTION planning_visit_moves_its_organs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE planning_organuse SET year = NEW.year WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_visit_moves_its_organs AFTER UPDATE OF status, first_day, subject_id ON planning_visit
    FOR EACH ROW EXECUTE FUNCTION planning_visit_moves_its_organs();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_its_organs;
"""
# What stands already, before the guard does; the triggers find owner, year and slot.
STANDING = """
INSERT INTO planning_organuse (visit_id, department, enterprise, site, year, given_back)
    SELECT DISTINCT visit_id, department, '', '', 0, false FROM planning_visitdemand WHERE NOT free ORDER BY 1, 2;
SET CONSTRAINTS ALL IMMEDIATE;
"""
UNDO = """
DROP FUNCTION planning_demand_brings_its_organ, planning_visit_moves_its_organs, planning_fill_organ, planning_done_before,
    planning_organ_cap CASCADE
"""


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0014_late"),
        ("norms", "0002_guard"),
        ("subjects", "0002_guard"),
        ("kernel", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrganUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("department", models.CharField(max_length=40)),
                ("enterprise", models.CharField(default="", editable=False, max_length=64)),
                ("site", models.CharField(default="", editable=False, max_length=64)),
                ("year", models.SmallIntegerField(default=0, editable=False)),
                ("given_back", models.BooleanField(default=False, editable=False)),
                ("cap", models.SmallIntegerField(editable=False, null=True)),
                ("slot", models.SmallIntegerField(editable=False, null=True)),
                ("visit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="organs", to="planning.visit")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "department"), name="organ_once_in_a_visit"),
                    models.UniqueConstraint(fields=("enterprise", "site", "year", "department", "slot"), name="organ_slot_taken_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_back", True),
                            ("cap__isnull", True),
                            models.Q(("slot__gte", 1), ("slot__isnull", False), ("slot__lte", models.F("cap"))),
                            _connector="OR",
                        ),
                        name="organ_within_cap",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FILL + BROUGHT + STANDING, UNDO),
        GuardedTable("planning_organuse"),
        KeptTable("planning_organuse"),
    ]
