"""Limits outside the plan: filed in time, exempt only as written, quiet days, who is not to be disturbed, campaigns a year, caps by class.

A filing begins as filed (in time) or deferred (into the next plan) and takes only lawful steps: whatever writes it, a late one is never
the ground of a visit. A site's cap on visits is
its own, else that of its credit class, else that of the region; the least of an enterprise's sites holds.
"""

from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable

CAPS = """
CREATE OR REPLACE FUNCTION planning_visit_cap(doors text[], place text, day date) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT min(coalesce(visit_cap, norm_in_force('planning.visits_per_year.' || nullif(credit_class, ''), place, day),
        norm_in_force('planning.visits_per_year', place, day)))::integer
    FROM subjects_subject WHERE sid = ANY (doors)
$$;
CREATE OR REPLACE FUNCTION planning_fill_visit() RETURNS trigger LANGUAGE plpgsql AS $$
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
    NEW.cap := planning_visit_cap(doors, NEW.region_path, NEW.first_day);
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
"""
# What counts neither stands at a door on a quiet day nor where nobody is to disturb. Whoever adds to the list waits for whoever plans.
QUIET = """
CREATE FUNCTION planning_require_open_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.counted AND NEW.status <> 'cancelled' AND (TG_OP = 'INSERT' OR (NEW.first_day, NEW.last_day, NEW.subject_id, NEW.counted,
        OLD.status = 'cancelled') <> (OLD.first_day, OLD.last_day, OLD.subject_id, OLD.counted, false)) AND EXISTS (
        SELECT FROM subjects_subject subject, jsonb_array_elements(subject.blocked) quiet WHERE subject.sid = NEW.subject_id
            AND daterange((quiet ->> 0)::date, (quiet ->> 1)::date, '[]') && daterange(NEW.first_day, NEW.last_day, '[]')
    ) THEN
        RAISE EXCEPTION 'visit % falls on quiet days', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_outside_quiet_days', TABLE = 'planning_visit';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_require_open_days BEFORE INSERT OR UPDATE ON planning_visit
    FOR EACH ROW EXECUTE FUNCTION planning_require_open_days();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_require_open_days;
CREATE FUNCTION planning_is_spared(sid text, item text, first_day date, last_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM planning_spared spared JOIN subjects_subject held ON held.sid = spared.subject_id
        WHERE planning_is_spared.sid IN (held.sid, held.merged_into_id) AND spared.item_code IN ('', item)
            AND spared.days && daterange(first_day, last_day, '[]')
    )
$$;
CREATE FUNCTION planning_require_not_spared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.free AND EXISTS (SELECT FROM planning_visit visit WHERE visit.id = NEW.visit_id AND visit.status <> 'cancelled'
        AND planning_is_spared(visit.subject_id, NEW.item_code, visit.first_day, visit.last_day)) THEN
        RAISE EXCEPTION 'visit % disturbs who is not to be disturbed', NEW.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subject_not_spared', TABLE = 'planning_visitdemand';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_require_not_spared BEFORE INSERT OR UPDATE ON planning_visitdemand
    FOR EACH ROW EXECUTE FUNCTION planning_require_not_spared();
ALTER TABLE planning_visitdemand ENABLE ALWAYS TRIGGER planning_require_not_spared;
CREATE FUNCTION planning_visit_moves_past_spared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.first_day, NEW.last_day, NEW.subject_id) <> (OLD.first_day, OLD.last_day, OLD.subject_id) AND NEW.status <> 'cancelled'
        AND EXISTS (SELECT FROM planning_visitdemand demand WHERE demand.visit_id = NEW.id AND NOT demand.free
            AND planning_is_spared(NEW.subject_id, demand.item_code, NEW.first_day, NEW.last_day)) THEN
        RAISE EXCEPTION 'visit % moves to days on which nobody is to disturb', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subject_not_spared', TABLE = 'planning_visit';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_visit_moves_past_spared AFTER UPDATE OF first_day, last_day, subject_id ON planning_visit
    FOR EACH ROW EXECUTE FUNCTION planning_visit_moves_past_spared();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_past_spared;
CREATE FUNCTION planning_hold_spared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM subjects_subject WHERE sid = NEW.subject_id FOR NO KEY UPDATE;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_hold_spared BEFORE INSERT OR UPDATE ON planning_spared FOR EACH ROW EXECUTE FUNCTION planning_hold_spared();
ALTER TABLE planning_spared ENABLE ALWAYS TRIGGER planning_hold_spared;
"""
FILINGS = """
CREATE FUNCTION planning_filed_in_time(place text, filed date, visit_on date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT CASE unit
            WHEN 'wd' THEN amount <= (SELECT count(*) FROM generate_series(filed + 1, visit_on, interval '1 day') day
                LEFT JOIN norms_calendarday kept ON kept.day = day.day::date
                WHERE coalesce(kept.working, extract(isodow FROM day.day) < 6))
            WHEN 'month' THEN filed + amount::integer * interval '1 month' <= visit_on
            WHEN 'year' THEN filed + amount::integer * interval '1 year' <= visit_on
            ELSE filed + amount::integer <= visit_on END
        FROM norms_norm WHERE code = 'clock.unplanned_filing' AND valid @> filed
            AND (region_path = '' OR starts_with(place || '/', region_path || '/'))
        ORDER BY length(region_path) DESC LIMIT 1
    ), false)
$$;
CREATE FUNCTION planning_require_filing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.status = 'filed'
        AND NOT planning_filed_in_time(NEW.region_path, (NEW.filed_at AT TIME ZONE 'Asia/Shanghai')::date, NEW.visit_on) THEN
        RAISE EXCEPTION 'a check on % is filed too late', NEW.visit_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'filing_in_time', TABLE = 'planning_filing';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.status NOT IN ('filed', 'deferred') OR TG_OP = 'UPDATE' AND (
        (NEW.region_path, NEW.department, NEW.subject_id, NEW.item_code, NEW.check_class, NEW.visit_on, NEW.minutes, NEW.filed_at,
            NEW.exemption, NEW.evidence) <> (OLD.region_path, OLD.department, OLD.subject_id, OLD.item_code, OLD.check_class,
            OLD.visit_on, OLD.minutes, OLD.filed_at, OLD.exemption, OLD.evidence)
        OR NEW.plan_year IS DISTINCT FROM OLD.plan_year
        OR NEW.status <> OLD.status
            AND (OLD.status, NEW.status) NOT IN (('filed', 'consented'), ('filed', 'refused'), ('consented', 'planned'))
            AND NOT (OLD.status = 'filed' AND NEW.status = 'planned' AND OLD.exemption <> '')
    ) THEN
        RAISE EXCEPTION 'filing % stays as filed and takes only its own steps', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'filing_takes_its_steps', TABLE = 'planning_filing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_require_filing BEFORE INSERT OR UPDATE ON planning_filing
    FOR EACH ROW EXECUTE FUNCTION planning_require_filing();
ALTER TABLE planning_filing ENABLE ALWAYS TRIGGER planning_require_filing;
CREATE OR REPLACE FUNCTION planning_require_lawful_ground() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.line_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM planning_planline line JOIN planning_annualplan plan ON plan.id = line.plan_id
            JOIN planning_visit visit ON visit.id = NEW.visit_id
        WHERE line.id = NEW.line_id AND plan.status = 'frozen' AND plan.region_path = visit.region_path AND plan.year = visit.year
            AND line.exemption = NEW.exemption
    ) OR NEW.filing_id IS NOT NULL AND (NEW.exemption <> '' OR NOT EXISTS (
        SELECT FROM planning_filing filing JOIN planning_visit visit ON visit.id = NEW.visit_id
        WHERE filing.id = NEW.filing_id AND filing.status IN ('consented', 'planned') AND filing.subject_id = visit.subject_id
            AND filing.region_path = visit.region_path AND filing.visit_on BETWEEN visit.first_day AND visit.last_day
    )) OR NEW.line_id IS NULL AND NEW.filing_id IS NULL AND NEW.exemption <> '' THEN
        RAISE EXCEPTION 'demand of visit % rests on no plan in force and no filing with consent', NEW.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_ground_is_lawful', TABLE = 'planning_visitdemand';
    END IF;
    RETURN NEW;
END $$;
"""
CAMPAIGNS = """
CREATE FUNCTION planning_fill_campaign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.slot IS NOT NULL THEN
        IF (NEW.region_path, NEW.department, NEW.first_day, NEW.last_day, NEW.number, NEW.decided_on)
            <> (OLD.region_path, OLD.department, OLD.first_day, OLD.last_day, OLD.number, OLD.decided_on)
            OR (OLD.status, NEW.status) NOT IN (('approved', 'approved'), ('approved', 'published'), ('published', 'published')) THEN
            RAISE EXCEPTION 'campaign % stays as approved', NEW.name
                USING ERRCODE = 'check_violation', CONSTRAINT = 'campaign_stays_as_approved', TABLE = 'planning_campaign';
        END IF;
        NEW.year := OLD.year; NEW.cap := OLD.cap; NEW.slot := OLD.slot;
        RETURN NEW;
    END IF;
    NEW.year := extract(year FROM NEW.first_day); NEW.slot := NULL;
    NEW.cap := coalesce(norm_in_force('planning.campaigns_per_year', NEW.region_path, NEW.first_day), 0);
    IF NEW.status NOT IN ('approved', 'published') THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'campaign', NEW.region_path, NEW.department, NEW.year), 0));
    SELECT min(open) INTO NEW.slot FROM generate_series(1, NEW.cap) open WHERE NOT EXISTS (
        SELECT FROM planning_campaign held WHERE held.region_path = NEW.region_path AND held.department = NEW.department
            AND held.year = NEW.year AND held.slot = open
    );
    IF NEW.slot IS NULL THEN
        RAISE EXCEPTION '% has its % campaigns of %', NEW.department, NEW.cap, NEW.year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'campaign_within_cap', TABLE = 'planning_campaign';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_fill_campaign BEFORE INSERT OR UPDATE ON planning_campaign
    FOR EACH ROW EXECUTE FUNCTION planning_fill_campaign();
ALTER TABLE planning_campaign ENABLE ALWAYS TRIGGER planning_fill_campaign;
CREATE FUNCTION planning_require_campaign_of_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.campaign <> '' AND NOT EXISTS (
        SELECT FROM planning_campaign campaign JOIN planning_annualplan plan ON plan.id = NEW.plan_id
        WHERE campaign.number = NEW.campaign AND campaign.region_path = plan.region_path AND campaign.slot IS NOT NULL
            AND daterange(campaign.first_day, campaign.last_day, '[]') @> NEW."window"
    ) THEN
        RAISE EXCEPTION 'line % belongs to no approved campaign of its days: %', NEW.line_id, NEW.campaign
            USING ERRCODE = 'check_violation', CONSTRAINT = 'line_campaign_approved', TABLE = 'planning_planline';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_require_campaign_of_line BEFORE INSERT OR UPDATE ON planning_planline
    FOR EACH ROW EXECUTE FUNCTION planning_require_campaign_of_line();
ALTER TABLE planning_planline ENABLE ALWAYS TRIGGER planning_require_campaign_of_line;
"""
ADDED = """
DROP FUNCTION planning_require_open_days, planning_require_not_spared, planning_visit_moves_past_spared, planning_hold_spared,
    planning_is_spared, planning_require_filing, planning_filed_in_time, planning_fill_campaign, planning_require_campaign_of_line CASCADE
"""  # what replaced an older function stays: it holds the older limits as well


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_outside_plan"), ("norms", "0002_guard"), ("subjects", "0002_guard"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(CAPS + QUIET + FILINGS + CAMPAIGNS, ADDED),
        GuardedTable("planning_campaign"),
        GuardedTable("planning_spared"),
        KeptTable("planning_campaign"),
        KeptTable("planning_spared"),
    ]
