"""Slots. A trigger locks the owner, reads the cap from `norms`, takes the lowest free slot; UNIQUE and CHECK are the law.

The owner is the enterprise with all its sites, or the site alone where the norm in force in the visit's region on its first day counts
per site. The lock is on the owner's rows in the register, in the order of sid: one planner at a time per owner, at any isolation level,
and PostgreSQL sees deadlocks on it; whoever counts per enterprise waits for whoever plans one of its sites. Each counts all that took
place at its own doors, by whichever norm that was planned. Past checks of the class use up the first slots; one that names an
enterprise by a code that is no site's is one of each site. Where registrations were merged (YX-2.14), what was done at any of them
counts for who stands for them, and their splitting gives it back: nothing here is rewritten.
"""

from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable

FILL_VISIT = """
CREATE FUNCTION planning_doors(enterprise text, site text) RETURNS text[] LANGUAGE sql AS $$
    SELECT array_agg(sid) FROM (
        SELECT sid FROM subjects_subject held WHERE held.enterprise = $1 AND ($2 = '' OR $2 IN (held.sid, held.merged_into_id))
        ORDER BY sid FOR NO KEY UPDATE
    ) locked
$$;
CREATE FUNCTION planning_fill_visit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE taken integer; doors text[];
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.region_path <> OLD.region_path THEN
        RAISE EXCEPTION 'visit % stays in its region', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_stays_in_its_region', TABLE = 'planning_visit';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.subject_id = OLD.subject_id AND NEW.counted = OLD.counted AND NEW.first_day = OLD.first_day
        AND (NEW.status = 'cancelled') = (OLD.status = 'cancelled') THEN
        NEW.enterprise := OLD.enterprise; NEW.site := OLD.site; NEW.year := OLD.year; NEW.cap := OLD.cap; NEW.slot := OLD.slot;
        RETURN NEW;
    END IF;
    NEW.year := extract(year FROM NEW.first_day);
    SELECT enterprise INTO NEW.enterprise FROM subjects_subject WHERE sid = NEW.subject_id;
    NEW.site := CASE norm_text_in_force('planning.limits_count_per', NEW.region_path, NEW.first_day)
        WHEN 'site' THEN NEW.subject_id ELSE '' END;
    doors := planning_doors(NEW.enterprise, NEW.site);
    NEW.slot := NULL;
    SELECT min(visit_cap) INTO NEW.cap FROM subjects_subject WHERE sid = ANY (doors);
    NEW.cap := coalesce(NEW.cap, norm_in_force('planning.visits_per_year', NEW.region_path, NEW.first_day));
    IF NOT NEW.counted OR NEW.status = 'cancelled' OR NEW.cap IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT count(*) INTO taken FROM planning_visit held
        WHERE (held.enterprise = NEW.enterprise AND NEW.site = '' OR held.subject_id = ANY (doors)) AND held.year = NEW.year
            AND held.counted AND held.status <> 'cancelled' AND held.id IS DISTINCT FROM NEW.id;
    SELECT min(open) INTO NEW.slot FROM generate_series(1, NEW.cap) open WHERE taken < NEW.cap AND NOT EXISTS (
        SELECT FROM planning_visit held WHERE held.enterprise = NEW.enterprise AND held.site = NEW.site AND held.year = NEW.year
            AND held.slot = open AND held.id IS DISTINCT FROM NEW.id
    );
    IF NEW.slot IS NULL THEN
        RAISE EXCEPTION '% has its % visits of %', coalesce(nullif(NEW.site, ''), NEW.enterprise), NEW.cap, NEW.year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_within_cap', TABLE = 'planning_visit';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_fill_visit BEFORE INSERT OR UPDATE ON planning_visit FOR EACH ROW EXECUTE FUNCTION planning_fill_visit();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_fill_visit;
"""
FILL_CLASS = """
CREATE FUNCTION planning_fill_class() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place text; day date; done integer; taken integer; doors text[];
BEGIN
    SELECT enterprise, site, year, status = 'cancelled', region_path, first_day
        INTO NEW.enterprise, NEW.site, NEW.year, NEW.given_back, place, day FROM planning_visit WHERE id = NEW.visit_id;
    IF TG_OP = 'UPDATE' AND NEW.given_back = OLD.given_back AND NEW.free = OLD.free AND NEW.visit_id = OLD.visit_id
        AND NEW.check_class = OLD.check_class AND NEW.enterprise = OLD.enterprise AND NEW.site = OLD.site AND NEW.year = OLD.year THEN
        NEW.cap := OLD.cap; NEW.slot := OLD.slot;
        RETURN NEW;
    END IF;
    doors := planning_doors(NEW.enterprise, NEW.site);
    NEW.slot := NULL;
    NEW.cap := coalesce(norm_in_force('planning.class_cap', place, day), 0);
    IF NEW.free OR NEW.given_back THEN
        RETURN NEW;
    END IF;
    IF NEW.site = '' THEN
        SELECT count(*) INTO done FROM planning_pastcheck past
            WHERE (past.enterprise = NEW.enterprise OR past.sid = ANY (doors)) AND past.check_class = NEW.check_class
                AND extract(year FROM past."on") = NEW.year;
    ELSE
        SELECT count(*) INTO done FROM planning_pastcheck past
            WHERE (past.sid = NEW.enterprise OR past.sid = ANY (doors)) AND past.check_class = NEW.check_class
                AND extract(year FROM past."on") = NEW.year AND (past.sid = ANY (doors) OR NOT EXISTS (
                    SELECT FROM subjects_subject named WHERE named.sid = past.sid AND named.state = 'active'));
    END IF;
    SELECT count(*) INTO taken FROM planning_classuse held JOIN planning_visit visit ON visit.id = held.visit_id
        WHERE (held.enterprise = NEW.enterprise AND NEW.site = '' OR visit.subject_id = ANY (doors)) AND held.year = NEW.year
            AND held.check_class = NEW.check_class AND held.slot IS NOT NULL AND held.id IS DISTINCT FROM NEW.id;
    SELECT min(open) INTO NEW.slot FROM generate_series(done + 1, NEW.cap) open WHERE done + taken < NEW.cap AND NOT EXISTS (
        SELECT FROM planning_classuse held WHERE held.enterprise = NEW.enterprise AND held.site = NEW.site AND held.year = NEW.year
            AND held.check_class = NEW.check_class AND held.slot = open AND held.id IS DISTINCT FROM NEW.id
    );
    IF NEW.slot IS NULL THEN
        RAISE EXCEPTION '% had its % checks of class % in %',
            coalesce(nullif(NEW.site, ''), NEW.enterprise), NEW.cap, NEW.check_class, NEW.year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'class_within_cap', TABLE = 'planning_classuse';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_fill_class BEFORE INSERT OR UPDATE ON planning_classuse FOR EACH ROW EXECUTE FUNCTION planning_fill_class();
ALTER TABLE planning_classuse ENABLE ALWAYS TRIGGER planning_fill_class;
CREATE FUNCTION planning_visit_moves_its_classes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE planning_classuse SET year = NEW.year WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_visit_moves_its_classes AFTER UPDATE OF status, first_day, subject_id ON planning_visit
    FOR EACH ROW EXECUTE FUNCTION planning_visit_moves_its_classes();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_its_classes;
"""
# A demand that counts refers to a class use that counts, of the same visit, and to a visit that counts.
GROUNDS = """
ALTER TABLE planning_visit ADD CONSTRAINT visit_and_door UNIQUE (id, door), ADD CONSTRAINT visit_and_counted UNIQUE (id, counted);
ALTER TABLE planning_classuse ADD CONSTRAINT use_and_free UNIQUE (id, visit_id, free);
ALTER TABLE planning_visitdemand
    ADD COLUMN counts boolean GENERATED ALWAYS AS (CASE WHEN free THEN NULL ELSE true END) STORED,
    ADD CONSTRAINT demand_class_is_of_its_visit FOREIGN KEY (use_id, visit_id, free) REFERENCES planning_classuse (id, visit_id, free),
    ADD CONSTRAINT demand_door_is_the_visits FOREIGN KEY (visit_id, door) REFERENCES planning_visit (id, door),
    ADD CONSTRAINT demand_counts_with_its_visit FOREIGN KEY (visit_id, counts) REFERENCES planning_visit (id, counted);
CREATE FUNCTION planning_require_lawful_ground() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.line_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM planning_planline line JOIN planning_annualplan plan ON plan.id = line.plan_id
            JOIN planning_visit visit ON visit.id = NEW.visit_id
        WHERE line.id = NEW.line_id AND plan.status = 'frozen' AND plan.region_path = visit.region_path AND plan.year = visit.year
    ) OR NEW.filing_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM planning_filing filing JOIN planning_visit visit ON visit.id = NEW.visit_id
        WHERE filing.id = NEW.filing_id AND filing.status IN ('consented', 'planned') AND filing.subject_id = visit.subject_id
            AND filing.region_path = visit.region_path AND filing.visit_on BETWEEN visit.first_day AND visit.last_day
    ) THEN
        RAISE EXCEPTION 'demand of visit % rests on no plan in force and no filing with consent', NEW.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_ground_is_lawful', TABLE = 'planning_visitdemand';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_require_lawful_ground BEFORE INSERT OR UPDATE ON planning_visitdemand
    FOR EACH ROW EXECUTE FUNCTION planning_require_lawful_ground();
ALTER TABLE planning_visitdemand ENABLE ALWAYS TRIGGER planning_require_lawful_ground;
CREATE FUNCTION planning_require_ground() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM planning_visitdemand WHERE visit_id = NEW.id) THEN
        RAISE EXCEPTION 'visit % has neither plan line nor filing nor cause', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_has_a_ground', TABLE = 'planning_visit';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER planning_require_ground AFTER INSERT ON planning_visit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION planning_require_ground();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_require_ground;
"""
# R-ITEM-1: what is not published, or no longer or not yet in force, is not planned. A visit that is cancelled asks no more.
# GX-3.5: who received an item from its owner plans it on the days of the instrument; its area is the rules' affair, for towns have names.
ITEMS = """
CREATE FUNCTION planning_may_check(place text, item text, acting text, days daterange) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT items_in_force(place, item, acting, days) OR EXISTS (
        SELECT FROM orgs_delegateditem given JOIN orgs_delegation instrument ON instrument.id = given.delegation_id
        WHERE given.item_code = item AND instrument.to_department_id = acting AND given.valid @> days
            AND items_in_force(place, item, given.from_department_id, days)
    )
$$;
CREATE FUNCTION planning_require_item_of_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM planning_annualplan plan WHERE plan.id = NEW.plan_id
        AND planning_may_check(plan.region_path, NEW.item_code, plan.department, NEW."window")) THEN
        RAISE EXCEPTION 'line % plans an item that is not in force: %', NEW.line_id, NEW.item_code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'line_item_in_force', TABLE = 'planning_planline';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_require_item_of_line BEFORE INSERT OR UPDATE ON planning_planline
    FOR EACH ROW EXECUTE FUNCTION planning_require_item_of_line();
ALTER TABLE planning_planline ENABLE ALWAYS TRIGGER planning_require_item_of_line;
CREATE FUNCTION planning_require_item_of_demand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM planning_visit visit WHERE visit.id = NEW.visit_id AND (visit.status = 'cancelled'
        OR planning_may_check(visit.region_path, NEW.item_code, NEW.department, daterange(visit.first_day, visit.last_day, '[]')))) THEN
        RAISE EXCEPTION 'visit % checks an item that is not in force: %', NEW.visit_id, NEW.item_code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_item_in_force', TABLE = 'planning_visitdemand';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_require_item_of_demand BEFORE INSERT OR UPDATE ON planning_visitdemand
    FOR EACH ROW EXECUTE FUNCTION planning_require_item_of_demand();
ALTER TABLE planning_visitdemand ENABLE ALWAYS TRIGGER planning_require_item_of_demand;
CREATE FUNCTION planning_visit_keeps_its_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.first_day, NEW.last_day) <> (OLD.first_day, OLD.last_day) AND NEW.status <> 'cancelled' AND EXISTS (
        SELECT FROM planning_visitdemand demand WHERE demand.visit_id = NEW.id AND NOT planning_may_check(
            NEW.region_path, demand.item_code, demand.department, daterange(NEW.first_day, NEW.last_day, '[]'))) THEN
        RAISE EXCEPTION 'visit % moves to days on which an item is not in force', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_item_in_force', TABLE = 'planning_visit';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_visit_keeps_its_items AFTER UPDATE OF first_day, last_day ON planning_visit
    FOR EACH ROW EXECUTE FUNCTION planning_visit_keeps_its_items();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_visit_keeps_its_items;
"""
UNDO = """
DROP FUNCTION planning_fill_visit, planning_fill_class, planning_doors, planning_visit_moves_its_classes,
    planning_require_lawful_ground, planning_require_ground, planning_require_item_of_line, planning_require_item_of_demand,
    planning_visit_keeps_its_items, planning_may_check CASCADE
"""
TABLES = (
    "annualplan",
    "planline",
    "pastcheck",
    "filing",
    "programme",
    "programmeversion",
    "opinion",
    "visit",
    "classuse",
    "visitdemand",
    "visitofficer",
)
KEPT = ("visit", "classuse", "visitdemand", "pastcheck", "filing", "programme", "programmeversion")  # their rows never go


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0001_initial"),
        ("norms", "0002_guard"),
        ("subjects", "0002_guard"),
        ("items", "0002_guard"),
        ("orgs", "0002_guard"),
        ("kernel", "0002_guard"),
    ]
    operations = [
        migrations.RunSQL(FILL_VISIT + FILL_CLASS + GROUNDS + ITEMS, UNDO),
        *(GuardedTable(f"planning_{table}") for table in TABLES),
        *(KeptTable(f"planning_{table}") for table in KEPT),
    ]
