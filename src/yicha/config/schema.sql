-- Written by `python -m tools.schema` from the migrations: what they make of an empty database. Not to be edited.
SET LOCAL search_path = '';
SET LOCAL check_function_bodies = false;
SET LOCAL client_min_messages = warning;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public.disclosure_count_epoch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE disclosure_epoch SET number = number + 1;
    RETURN NULL;
END $$;

CREATE FUNCTION public.disclosure_decided_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF OLD.status <> 'waiting' THEN
        RAISE EXCEPTION 'version % of article % has been decided on', OLD.number, OLD.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'article_version_decided_is_kept', TABLE = 'disclosure_articleversion';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.disclosure_picture_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (NEW.original, NEW.article_id, NEW.place) IS DISTINCT FROM (OLD.original, OLD.article_id, OLD.place)
        OR NEW.status = 'confirmed' AND (NEW.copy, NEW.marks, NEW.marked_by) IS DISTINCT FROM (OLD.copy, OLD.marks, OLD.marked_by) THEN
        RAISE EXCEPTION 'picture % of article %: confirmed is what was marked', OLD.place, OLD.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'picture_confirmed_as_marked', TABLE = 'disclosure_articlepicture';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.disclosure_pictures_confirmed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM disclosure_articlepicture WHERE article_id = NEW.id AND status IN ('added', 'marked')) THEN
        RAISE EXCEPTION 'article % has pictures that nobody has confirmed', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'article_pictures_confirmed', TABLE = 'disclosure_article';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.draws_keep_commitments() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE sealed boolean; read boolean;
BEGIN
    SELECT manifest <> '', beacon_value IS NOT NULL OR beacon_typed <> '' INTO sealed, read FROM draws_draw WHERE id = NEW.draw_id;
    IF TG_OP = 'INSERT' AND (sealed OR NEW.commitment <> '')
        OR TG_OP = 'UPDATE' AND (
            (NEW.draw_id, NEW.place, NEW.department, NEW.invitation = '')
                IS DISTINCT FROM (OLD.draw_id, OLD.place, OLD.department, OLD.invitation = '')
            OR NEW.invitation <> OLD.invitation AND (OLD.reveal <> '' OR read)
            OR OLD.commitment <> '' AND (NEW.commitment, NEW.committed_at) IS DISTINCT FROM (OLD.commitment, OLD.committed_at)
            OR OLD.reveal <> '' AND (NEW.reveal, NEW.revealed_at) IS DISTINCT FROM (OLD.reveal, OLD.revealed_at)
            OR OLD.commitment = '' AND NEW.commitment <> '' AND sealed
            OR OLD.reveal = '' AND NEW.reveal <> '' AND (NOT sealed OR read)
        )
    THEN
        RAISE EXCEPTION '% on draws_participant: commit, seal, reveal, beacon, in this order and once', TG_OP USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.draws_keep_replaced() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF OLD.replaces_id IS DISTINCT FROM NEW.replaces_id
        AND (OLD.replaces_id IS NOT NULL OR NEW.status <> 'frozen' OR NEW.manifest <> '') THEN
        RAISE EXCEPTION 'UPDATE on draws_draw: what a draw replaces in stays fixed' USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.draws_keep_sources() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (NEW.fallback_name, NEW.fallback_round, NEW.fallback_due) IS DISTINCT FROM (OLD.fallback_name, OLD.fallback_round, OLD.fallback_due)
        OR OLD.manifest <> '' AND NEW.witnesses_wanted <> OLD.witnesses_wanted
        OR OLD.beacon_value IS NOT NULL AND NEW.fell_back <> OLD.fell_back
    THEN
        RAISE EXCEPTION 'UPDATE on draws_draw: what is fixed stays fixed' USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.draws_keep_what_is_fixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (NEW.number, NEW.region_path, NEW.year, NEW.kind, NEW.frame, NEW.pool_hash,
        NEW.beacon_name, NEW.beacon_round, NEW.beacon_due, NEW.open_from, NEW.frozen_at)
        IS DISTINCT FROM
        (OLD.number, OLD.region_path, OLD.year, OLD.kind, OLD.frame, OLD.pool_hash,
        OLD.beacon_name, OLD.beacon_round, OLD.beacon_due, OLD.open_from, OLD.frozen_at)
        OR OLD.manifest <> '' AND (NEW.manifest, NEW.manifest_hash, NEW.sealed_at)
            IS DISTINCT FROM (OLD.manifest, OLD.manifest_hash, OLD.sealed_at)
        OR OLD.beacon_value IS NOT NULL AND (NEW.beacon_value, NEW.beacon_typed, NEW.beacon_typed_by, NEW.beacon_read_by)
            IS DISTINCT FROM (OLD.beacon_value, OLD.beacon_typed, OLD.beacon_typed_by, OLD.beacon_read_by)
        OR OLD.status = 'void' AND (NEW.status, NEW.void_because, NEW.void_proposed_by, NEW.void_proposed_at, NEW.voided_by, NEW.voided_at)
            IS DISTINCT FROM (OLD.status, OLD.void_because, OLD.void_proposed_by, OLD.void_proposed_at, OLD.voided_by, OLD.voided_at)
        OR NEW.beacon_typed <> '' AND NEW.manifest = ''
        OR OLD.result_hash <> '' AND (NEW.result_hash, NEW.bundle_number, NEW.full_bundle, NEW.public_bundle, NEW.drawn_at)
            IS DISTINCT FROM (OLD.result_hash, OLD.bundle_number, OLD.full_bundle, OLD.public_bundle, OLD.drawn_at)
    THEN
        RAISE EXCEPTION 'UPDATE on draws_draw: what is fixed stays fixed' USING ERRCODE = 'YC002';
    END IF;
    IF NEW.manifest <> '' AND OLD.manifest = '' AND (
        NOT EXISTS (SELECT FROM draws_participant WHERE draw_id = NEW.id)
        OR EXISTS (SELECT FROM draws_participant WHERE draw_id = NEW.id AND commitment = '')
    ) THEN
        RAISE EXCEPTION 'draw %: the manifest is sealed after every commitment', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'draw_needs_commitments', TABLE = 'draws_draw';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.draws_reveal_in_time() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.reveal <> '' AND (TG_OP = 'INSERT' OR OLD.reveal = '') AND EXISTS (
        SELECT FROM draws_draw
        WHERE id = NEW.draw_id AND beacon_name <> '' AND NOT coalesce(NEW.revealed_at < beacon_due, false)
    ) THEN
        RAISE EXCEPTION 'participant %: a secret is revealed before the public number is said', NEW.department
            USING ERRCODE = 'check_violation', CONSTRAINT = 'participant_reveals_before_beacon', TABLE = 'draws_participant';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.duties_lead_has_successor() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.part <> 'lead' OR isempty(NEW.valid) OR upper(NEW.valid) IS NULL OR EXISTS (
        SELECT FROM duties_duty held WHERE held.id = NEW.id AND held.valid <> NEW.valid
    ) THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT FROM duties_duty next WHERE next.part = 'lead' AND next.item = NEW.item AND next.step = NEW.step
            AND next.valid @> upper(NEW.valid) AND starts_with(NEW.region_path || '/', next.region_path || '/')
    ) THEN
        RAISE EXCEPTION '% of % would be without a lead from % on', NEW.step, NEW.item, upper(NEW.valid)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lead_has_successor', TABLE = 'duties_duty';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.feedback_opened(area text) RETURNS TABLE(rating uuid, department text, inspection bigint, grade integer, broken text[], reason text, by text, at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT one.id, one.department, one.inspection_id, one.grade, one.broken, held.reason, held.by, held.at
    FROM feedback_rating one JOIN feedback_opening held ON held.rating_id = one.id
    WHERE area <> '' AND (one.region_path = area OR starts_with(one.region_path, area || '/')) ORDER BY held.at DESC, one.id
$$;

CREATE FUNCTION public.feedback_own(inspections bigint[]) RETURNS TABLE(inspection bigint, department text, opened_at timestamp with time zone, because text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT one.inspection_id, one.department, held.at, coalesce(held.reason, '')
    FROM feedback_rating one LEFT JOIN feedback_opening held ON held.rating_id = one.id
    WHERE one.inspection_id = ANY (inspections) ORDER BY one.inspection_id, one.department
$$;

CREATE FUNCTION public.feedback_place_rating() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws('|', 'rating', NEW.region_path, NEW.department, NEW.year), 2));
    SELECT count(*) + 1 INTO NEW.place FROM feedback_rating
        WHERE region_path = NEW.region_path AND department = NEW.department AND year = NEW.year;
    RETURN NEW;
END $$;

CREATE FUNCTION public.feedback_sealed(area text) RETURNS TABLE(rating uuid, department text, year integer, opened boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT one.id, one.department, one.year, EXISTS (SELECT FROM feedback_opening held WHERE held.rating_id = one.id)
    FROM feedback_rating one WHERE area <> '' AND (one.region_path = area OR starts_with(one.region_path, area || '/'))
    ORDER BY one.year DESC, one.department, one.id
$$;

CREATE FUNCTION public.feedback_totals(area text) RETURNS TABLE(region_path text, department text, year integer, answers bigint, said text, told bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH shown AS (
        SELECT rating.*, whole.answers FROM feedback_rating rating JOIN (
            SELECT one.region_path, one.department, one.year, count(*) / 5 * 5 AS answers FROM feedback_rating one
            WHERE area <> '' AND (one.region_path = area OR starts_with(one.region_path, area || '/')) GROUP BY 1, 2, 3
        ) whole USING (region_path, department, year) WHERE rating.place <= whole.answers
    )
    SELECT shown.region_path, shown.department, shown.year, shown.answers, shown.grade::text, count(*) FROM shown GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT shown.region_path, shown.department, shown.year, shown.answers, rule.code, count(*)
    FROM shown CROSS JOIN LATERAL unnest(shown.broken) AS rule (code) GROUP BY 1, 2, 3, 4, 5
$$;

CREATE FUNCTION public.followups_order_carried() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.status = 'reported' AND NOT EXISTS (SELECT FROM followups_correctionreport WHERE order_id = NEW.id) THEN
        RAISE EXCEPTION 'order % has no report', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_reported_by_a_report', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.status = 'closed' AND NOT EXISTS (SELECT FROM followups_recheck WHERE order_id = NEW.id AND corrected) THEN
        RAISE EXCEPTION 'order % was not rechecked', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_closed_by_a_recheck', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.followups_order_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (NEW.number, NEW.fact, NEW.article, NEW.demand, NEW.remedy, NEW.issued_at, NEW.follow_up_id, NEW.paper)
        IS DISTINCT FROM (OLD.number, OLD.fact, OLD.article, OLD.demand, OLD.remedy, OLD.issued_at, OLD.follow_up_id, OLD.paper) THEN
        RAISE EXCEPTION 'what was ordered does not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_stands', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_absence_is_shown() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_evidenceitem WHERE inspection_id = NEW.inspection_id AND question = 'absence') THEN
        RAISE EXCEPTION 'no photograph shows the absence at inspection %', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'absence_has_a_photograph', TABLE = 'inspections_absence';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_adopts_what_was_found() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_inspection earlier
            JOIN inspections_answer found ON found.inspection_id = earlier.id AND found.question = NEW.question AND found.result = 'pass'
            JOIN inspections_inspection own ON own.id = NEW.inspection_id AND own.region_path = earlier.region_path
            WHERE earlier.id = NEW.adopted_from_id AND earlier.status = 'closed' AND earlier.id <> own.id) THEN
        RAISE EXCEPTION 'inspection % adopts for % what nobody has found', NEW.inspection_id, NEW.question
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_adopts_what_was_found', TABLE = 'inspections_answer';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_begins_as_scheduled() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'inspection % is opened as %, not as scheduled', NEW.number, NEW.status
        USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_begins_as_scheduled', TABLE = 'inspections_inspection';
END $$;

CREATE FUNCTION public.inspections_certified(visit bigint, cert text, on_day date) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (SELECT FROM planning_visitofficer drawn JOIN orgs_officer officer ON officer.cert_no = drawn.cert_no
        WHERE drawn.visit_id = visit AND drawn.cert_no = cert AND officer.in_post
            AND (officer.valid_to IS NULL OR officer.valid_to >= on_day))
$$;

CREATE FUNCTION public.inspections_companion_only_accompanies() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.inspections_concluded_by_the_drawn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT unnest(NEW.officers) EXCEPT SELECT drawn.cert_no
            FROM inspections_inspection inspection JOIN planning_visitofficer drawn USING (visit_id)
            WHERE inspection.id = NEW.inspection_id AND drawn.department = coalesce(nullif(NEW.entrusted_to, ''), NEW.department)) THEN
        RAISE EXCEPTION 'a result of inspection % names somebody who was not drawn for department %', NEW.inspection_id, NEW.department
            USING ERRCODE = 'check_violation', CONSTRAINT = 'task_result_of_drawn_officers', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_device_flags_evidence() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE taken date := (NEW.at AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
    IF (NEW.unusable_because = '') <> coalesce((SELECT device.legal_on <= taken AND device.technical_on <= taken
                AND device.notice_on <= taken AND coalesce(device.retired_on > taken, true)
            FROM inspections_device device JOIN inspections_inspection inspection ON inspection.region_path = device.region_path
            WHERE device.id = NEW.device_id AND inspection.id = NEW.inspection_id), false) THEN
        RAISE EXCEPTION 'evidence % of inspection % does not say whether its device may be used', NEW.place, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_of_a_device_is_flagged', TABLE = 'inspections_evidenceitem';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_entrusted_lawfully() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    stands record;
    wrong text;
BEGIN
    SELECT inspection.status, inspection.region_path, inspection.visit_id, visit.first_day INTO stands
        FROM inspections_inspection inspection JOIN planning_visit visit ON visit.id = inspection.visit_id
        WHERE inspection.id = NEW.inspection_id FOR NO KEY UPDATE OF inspection;
    IF stands.status NOT IN ('scheduled', 'notified') THEN
        wrong := 'has begun';
    ELSIF NEW.entrusted_to = '' THEN
        RETURN NEW;
    ELSIF NEW.place = 1 THEN
        wrong := 'is of the lead';
    ELSIF NOT EXISTS (SELECT FROM inspections_departmenttask other WHERE other.inspection_id = NEW.inspection_id
            AND other.department = NEW.entrusted_to AND other.status <> 'withdrawn' AND other.entrusted_to = '') THEN
        wrong := 'goes to who does not come';
    ELSIF EXISTS (SELECT FROM inspections_departmenttask other WHERE other.inspection_id = NEW.inspection_id
            AND other.entrusted_to = NEW.department) THEN
        wrong := 'is passed on';
    ELSIF EXISTS (SELECT FROM planning_visitdemand demand WHERE demand.visit_id = stands.visit_id AND demand.department = NEW.department
            AND (demand.item_code <> ALL (NEW.entrusted_items) OR NOT EXISTS (SELECT FROM items_item item
                WHERE item.region_path = stands.region_path AND item.code = demand.item_code AND item.department = NEW.department
                    AND item.status IN ('published', 'withdrawn') AND item.valid @> stands.first_day AND item.simple))) THEN
        wrong := 'is not of simple items';
    END IF;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the part of % at inspection % %', NEW.department, NEW.inspection_id, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_entrusted_lawfully', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_entrusted_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM inspections_departmenttask other JOIN inspections_inspection inspection ON inspection.id = other.inspection_id
            WHERE other.inspection_id = NEW.inspection_id AND other.entrusted_to = NEW.department AND other.status <> 'withdrawn'
                AND inspection.status <> 'cancelled') THEN
        RAISE EXCEPTION 'department % checks for another at inspection %', NEW.department, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_entrusted_stays', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_handed_in_off_site() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_inspection inspection JOIN planning_visit visit ON visit.id = inspection.visit_id
            WHERE inspection.id = NEW.inspection_id AND NOT visit.door AND inspection.status IN ('notified', 'started')) THEN
        RAISE EXCEPTION 'inspection % takes no papers of the enterprise', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_handed_in_off_site', TABLE = 'inspections_evidenceitem';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_item_in_force() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.status = 'checking' AND OLD.status IN ('waiting', 'signed') AND NOT EXISTS (
        SELECT FROM inspections_inspection inspection JOIN planning_visitdemand demand ON demand.visit_id = inspection.visit_id,
            LATERAL (SELECT (inspection.started_at AT TIME ZONE 'Asia/Shanghai')::date AS today) started
        WHERE inspection.id = NEW.inspection_id AND demand.department = NEW.department
            AND items_in_force(inspection.region_path, demand.item_code, demand.department, daterange(today, today, '[]'))
    ) THEN
        RAISE EXCEPTION 'department % has no item in force at inspection %', NEW.department, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'task_item_in_force', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_objection_holds() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM inspections_inspection WHERE id = NEW.inspection_id AND status = 'held' FOR NO KEY UPDATE;
    IF NEW.status = 'open' AND NOT FOUND THEN
        RAISE EXCEPTION 'inspection % does not stand still for its objection', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_holds_its_inspection', TABLE = 'inspections_objection';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_part_withdraws() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.inspections_result_of_a_record() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.status IN ('submitted', 'concluded')
        AND NOT EXISTS (SELECT FROM inspections_siterecord WHERE inspection_id = NEW.inspection_id) THEN
        RAISE EXCEPTION 'inspection % has no signed record', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'task_submitted_after_the_record', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_signed_at_the_door() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.off_site = (SELECT visit.door FROM inspections_inspection inspection JOIN planning_visit visit ON visit.id = inspection.visit_id
            WHERE inspection.id = NEW.inspection_id) THEN
        RAISE EXCEPTION 'the record of inspection % is not of the mode of its visit', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'record_of_the_mode_of_its_visit', TABLE = 'inspections_siterecord';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_signed_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM inspections_siterecord WHERE inspection_id = NEW.inspection_id) THEN
        RAISE EXCEPTION 'the record of inspection % is signed', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_record_is_kept', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_started_ends_with_cause() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_absence WHERE inspection_id = NEW.id) THEN
        RAISE EXCEPTION 'inspection % is under way and ends neither stopped nor before a closed door', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_under_way_is_not_cancelled', TABLE = 'inspections_inspection';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_starts_lawfully() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    started date := (NEW.started_at AT TIME ZONE 'Asia/Shanghai')::date;
    short text;
BEGIN
    IF NOT inspections_certified(NEW.visit_id, NEW.started_by, started) THEN
        RAISE EXCEPTION 'who starts inspection % was not drawn for it or is not certified', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_starts_by_a_drawn_officer', TABLE = 'inspections_inspection';
    END IF;
    SELECT task.department INTO short FROM inspections_departmenttask task
        WHERE task.inspection_id = NEW.id AND task.status <> 'withdrawn' AND task.min_officers > (
            SELECT count(*) FROM planning_visitofficer drawn
                WHERE drawn.visit_id = NEW.visit_id AND drawn.department = coalesce(nullif(task.entrusted_to, ''), task.department)
                    AND inspections_certified(NEW.visit_id, drawn.cert_no, started));
    IF FOUND OR NOT EXISTS (SELECT FROM inspections_departmenttask WHERE inspection_id = NEW.id AND status <> 'withdrawn') THEN
        RAISE EXCEPTION 'inspection % starts without the officers that department % needs', NEW.number, short
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_starts_with_its_officers', TABLE = 'inspections_inspection';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_urgency_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF OLD.approved IS NOT NULL OR (NEW.inspection_id, NEW.entered_at) IS DISTINCT FROM (OLD.inspection_id, OLD.entered_at) THEN
        RAISE EXCEPTION 'what was decided about an urgency stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'urgency_decided_once', TABLE = 'inspections_urgency';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_waits_for_objection() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.status <> 'held' AND EXISTS (SELECT FROM inspections_objection WHERE inspection_id = NEW.id AND status = 'open') THEN
        RAISE EXCEPTION 'inspection % waits for the decision on an objection', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_waits_for_objection', TABLE = 'inspections_inspection';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_waits_for_urgent_approval() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM inspections_urgency WHERE inspection_id = NEW.inspection_id AND approved IS NULL) THEN
        RAISE EXCEPTION 'inspection % was entered in urgency and nobody has approved or refused it', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'conclusion_waits_for_urgent_approval', TABLE = 'inspections_departmenttask';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.inspections_written_by_the_drawn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_inspection inspection JOIN planning_visitofficer drawn USING (visit_id)
            WHERE inspection.id = NEW.inspection_id AND drawn.cert_no = NEW.officer) THEN
        RAISE EXCEPTION '% was not drawn for inspection %', NEW.officer, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'written_by_a_drawn_officer', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.items_in_force(place text, item text, owner text, days daterange) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM items_item WHERE region_path = place AND code = item AND department = owner
            AND status IN ('published', 'withdrawn') AND valid && days
            AND (authority_level = '' OR array_position(ARRAY['nation', 'province', 'city', 'county', 'town'], authority_level::text)
                > cardinality(string_to_array(place, '/')))
    )
$$;

CREATE FUNCTION public.kernel_demo_comes_first() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM kernel_entry) THEN
        RAISE EXCEPTION 'a database in use does not become a demo' USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.levels_all_answered() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE checked bigint := CASE TG_TABLE_NAME WHEN 'levels_whistle' THEN (to_jsonb(NEW)->>'id') ELSE (to_jsonb(NEW)->>'whistle_id') END;
BEGIN
    IF EXISTS (
        SELECT FROM levels_whistle whistle JOIN levels_muster muster ON muster.whistle_id = whistle.id
        WHERE whistle.id = checked AND whistle.status IN ('gathered', 'closed') AND muster.status = 'asked'
    ) THEN
        RAISE EXCEPTION 'whistle % still waits for a department', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'muster_all_answered', TABLE = 'levels_muster';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.norm_in_force(wanted text, place text, day date) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT amount FROM norms_norm
    WHERE code = wanted AND valid @> day AND (region_path = '' OR starts_with(place || '/', region_path || '/'))
    ORDER BY length(region_path) DESC LIMIT 1
$$;

CREATE FUNCTION public.norm_text_in_force(wanted text, place text, day date) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT text FROM norms_norm
    WHERE code = wanted AND valid @> day AND (region_path = '' OR starts_with(place || '/', region_path || '/'))
    ORDER BY length(region_path) DESC LIMIT 1
$$;

CREATE FUNCTION public.norms_keep_history() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (NEW.code, NEW.region_path, NEW.amount, NEW.text, NEW.unit, NEW.counted_from, NEW.basis, NEW.tag)
        IS DISTINCT FROM (OLD.code, OLD.region_path, OLD.amount, OLD.text, OLD.unit, OLD.counted_from, OLD.basis, OLD.tag)
        OR NOT isempty(NEW.valid) AND lower(NEW.valid) IS DISTINCT FROM lower(OLD.valid)
    THEN
        RAISE EXCEPTION 'UPDATE on norms_norm: a norm only ends' USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.orgs_account_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.username <> OLD.username OR NEW.person <> OLD.person
        OR (OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS DISTINCT FROM OLD.disabled_at) THEN
        RAISE EXCEPTION 'account % stays what it is', OLD.username USING ERRCODE = 'check_violation', CONSTRAINT = 'account_stays';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.orgs_post_lent() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM orgs_post lent WHERE lent.id = NEW.stands_in_for_id AND lent.stands_in_for_id IS NULL
        AND lent.role = NEW.role AND lent.region_id = NEW.region_id AND lent.department_id = NEW.department_id
        AND lent.account_id <> NEW.account_id
    ) THEN
        RAISE EXCEPTION 'post % cannot be lent like this', NEW.stands_in_for_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_lent_as_it_is';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.orgs_post_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (NEW.account_id, NEW.role, NEW.region_id, NEW.department_id, NEW.subject, NEW.stands_in_for_id, NEW.founding, NEW.proposed_by)
        IS DISTINCT FROM
       (OLD.account_id, OLD.role, OLD.region_id, OLD.department_id, OLD.subject, OLD.stands_in_for_id, OLD.founding, OLD.proposed_by)
       OR (OLD.status = 'ended' AND NEW.status <> 'ended') THEN
        RAISE EXCEPTION 'post % stays what it is', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'post_stays';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_all_given_back(used bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(bool_and(given_back), false) FROM planning_visitdemand WHERE use_id = used
$$;

CREATE FUNCTION public.planning_demand_brings_its_item() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE planning_itemuse held SET given_back = held.given_back WHERE (held.visit_id, held.item_code) = (NEW.visit_id, NEW.item_code);
    IF NOT FOUND AND NOT NEW.free AND NOT NEW.given_back THEN
        INSERT INTO planning_itemuse (visit_id, item_code, enterprise, site, year, given_back)
            VALUES (NEW.visit_id, NEW.item_code, '', '', 0, false);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        UPDATE planning_itemuse held SET given_back = held.given_back
            WHERE (held.visit_id, held.item_code) = (OLD.visit_id, OLD.item_code);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.planning_demand_brings_its_organ() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.planning_done_before(organ text, owner text, place text, doors text[], during integer) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    SELECT count(*) FROM planning_pastcheck past WHERE past.department = organ AND extract(year FROM past."on") = during AND (
        past.sid = ANY (doors) OR place = '' AND past.enterprise = owner
        OR place <> '' AND past.sid = owner AND NOT EXISTS (
            SELECT FROM subjects_subject named WHERE named.sid = past.sid AND named.state = 'active'))
$$;

CREATE FUNCTION public.planning_doors(enterprise text, site text) RETURNS text[]
    LANGUAGE sql
    AS $_$
    SELECT array_agg(sid) FROM (
        SELECT sid FROM subjects_subject held WHERE held.enterprise = $1 AND ($2 = '' OR $2 IN (held.sid, held.merged_into_id))
        ORDER BY sid FOR NO KEY UPDATE
    ) locked
$_$;

CREATE FUNCTION public.planning_filed_in_time(place text, filed date, visit_on date) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
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

CREATE FUNCTION public.planning_fill_campaign() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.planning_fill_class() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE place text; day date; done integer; taken integer; doors text[];
BEGIN
    SELECT enterprise, site, year, status = 'cancelled', region_path, first_day
        INTO NEW.enterprise, NEW.site, NEW.year, NEW.given_back, place, day FROM planning_visit WHERE id = NEW.visit_id; NEW.given_back := NEW.given_back OR planning_all_given_back(NEW.id);
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

CREATE FUNCTION public.planning_fill_during() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    SELECT CASE WHEN status = 'cancelled' THEN NULL ELSE tstzrange(starts_at, ends_at) END INTO NEW.during
        FROM planning_visit WHERE id = NEW.visit_id AND starts_at IS NOT NULL FOR NO KEY UPDATE;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_fill_item() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE place text; day date; taken integer; doors text[];
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.visit_id, NEW.item_code) <> (OLD.visit_id, OLD.item_code) THEN
        RAISE EXCEPTION 'item % at visit % stays its own', OLD.item_code, OLD.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_use_stays', TABLE = 'planning_itemuse';
    END IF;
    SELECT visit.enterprise, visit.site, visit.year, visit.region_path, visit.first_day, visit.status = 'cancelled' OR NOT EXISTS (
            SELECT FROM planning_visitdemand demand WHERE demand.visit_id = visit.id AND demand.item_code = NEW.item_code
                AND NOT demand.free AND NOT demand.given_back)
        INTO NEW.enterprise, NEW.site, NEW.year, place, day, NEW.given_back FROM planning_visit visit WHERE visit.id = NEW.visit_id;
    IF TG_OP = 'UPDATE' AND (NEW.given_back, NEW.enterprise, NEW.site, NEW.year) = (OLD.given_back, OLD.enterprise, OLD.site, OLD.year) THEN
        NEW.cap := OLD.cap; NEW.slot := OLD.slot;
        RETURN NEW;
    END IF;
    doors := planning_doors(NEW.enterprise, NEW.site);
    NEW.slot := NULL;
    NEW.cap := planning_item_cap(place, NEW.item_code, day);
    IF NEW.given_back OR NEW.cap IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT count(*) INTO taken FROM planning_itemuse held JOIN planning_visit visit ON visit.id = held.visit_id
        WHERE (held.enterprise = NEW.enterprise AND NEW.site = '' OR visit.subject_id = ANY (doors)) AND held.year = NEW.year
            AND held.item_code = NEW.item_code AND NOT held.given_back AND held.id IS DISTINCT FROM NEW.id;
    SELECT min(open) INTO NEW.slot FROM generate_series(1, NEW.cap) open WHERE taken < NEW.cap AND NOT EXISTS (
        SELECT FROM planning_itemuse held WHERE held.enterprise = NEW.enterprise AND held.site = NEW.site AND held.year = NEW.year
            AND held.item_code = NEW.item_code AND held.slot = open AND held.id IS DISTINCT FROM NEW.id
    );
    IF NEW.slot IS NULL THEN
        RAISE EXCEPTION '% had its % visits for item % in %',
            coalesce(nullif(NEW.site, ''), NEW.enterprise), NEW.cap, NEW.item_code, NEW.year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_within_cap', TABLE = 'planning_itemuse';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_fill_organ() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE place text; day date; done integer; taken integer; doors text[];
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.visit_id, NEW.department) <> (OLD.visit_id, OLD.department) THEN
        RAISE EXCEPTION 'what % does at visit % stays its own', OLD.department, OLD.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'organ_use_stays', TABLE = 'planning_organuse';
    END IF;
    SELECT visit.enterprise, visit.site, visit.year, visit.region_path, visit.first_day, visit.status = 'cancelled' OR NOT EXISTS (
            SELECT FROM planning_visitdemand demand
            WHERE demand.visit_id = visit.id AND demand.department = NEW.department AND NOT demand.free AND NOT demand.given_back)
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

CREATE FUNCTION public.planning_fill_visit() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.planning_given_back_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF OLD.given_back AND NOT NEW.given_back THEN
        RAISE EXCEPTION 'demand % was given back', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_given_back_stays', TABLE = 'planning_visitdemand';
    END IF;
    UPDATE planning_classuse SET year = year WHERE id = NEW.use_id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.planning_hold_spared() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM subjects_subject WHERE sid = NEW.subject_id FOR NO KEY UPDATE;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_is_spared(sid text, item text, first_day date, last_day date) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM planning_spared spared JOIN subjects_subject held ON held.sid = spared.subject_id
        WHERE planning_is_spared.sid IN (held.sid, held.merged_into_id) AND spared.item_code IN ('', item)
            AND spared.days && daterange(first_day, last_day, '[]')
    )
$$;

CREATE FUNCTION public.planning_item_cap(place text, item text, day date) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
    SELECT yearly_cap FROM items_item
    WHERE region_path = place AND code = item AND status IN ('published', 'withdrawn') AND valid @> day
$$;

CREATE FUNCTION public.planning_line_of_open_plan() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE plans bigint[] := ARRAY[coalesce(NEW.plan_id, OLD.plan_id), coalesce(OLD.plan_id, NEW.plan_id)];
BEGIN
    PERFORM FROM planning_annualplan plan WHERE plan.id = ANY (plans) FOR SHARE;
    IF EXISTS (SELECT FROM planning_annualplan plan WHERE plan.id = ANY (plans) AND plan.status NOT IN ('draft', 'returned')) THEN
        RAISE EXCEPTION 'a line of plan % does not change: it is filed', plans[1]
            USING ERRCODE = 'check_violation', CONSTRAINT = 'line_of_open_plan', TABLE = 'planning_planline';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION public.planning_may_check(place text, item text, acting text, days daterange) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT items_in_force(place, item, acting, days) OR EXISTS (
        SELECT FROM orgs_delegateditem given JOIN orgs_delegation instrument ON instrument.id = given.delegation_id
        WHERE given.item_code = item AND instrument.to_department_id = acting AND given.valid @> days
            AND items_in_force(place, item, given.from_department_id, days)
    )
$$;

CREATE FUNCTION public.planning_organ_cap(doors text[], place text, day date) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
    SELECT min(coalesce(norm_in_force('planning.organ_visits_per_year.' || nullif(credit_class, ''), place, day),
        norm_in_force('planning.organ_visits_per_year', place, day)))::integer
    FROM subjects_subject WHERE sid = ANY (doors)
$$;

CREATE FUNCTION public.planning_plan_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (OLD.status = 'frozen') <> (NEW.status = 'frozen') AND (OLD.status, NEW.status) <> ('filed', 'frozen') THEN
        RAISE EXCEPTION 'plan % was % and cannot be %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_frozen_was_filed', TABLE = 'planning_annualplan';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_relieved_by_a_draw() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM planning_relief WHERE visit_id = NEW.visit_id AND department = NEW.department
            AND cert_no = OLD.cert_no AND successor = NEW.cert_no) THEN
        RAISE EXCEPTION 'no draw puts % in the place of % at visit %', NEW.cert_no, OLD.cert_no, NEW.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_relieved_by_a_draw', TABLE = 'planning_visitofficer';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_replaces_untold() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE state text;
BEGIN
    SELECT status INTO state FROM planning_visit WHERE id = NEW.visit_id FOR NO KEY UPDATE;
    IF state <> 'published' THEN
        RAISE EXCEPTION 'visit % is %: no re-planning replaces it', NEW.visit_id, state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'replan_replaces_untold', TABLE = 'planning_replaced';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_require_campaign_of_line() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.planning_require_filing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.planning_require_ground() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM planning_visitdemand WHERE visit_id = NEW.id) THEN
        RAISE EXCEPTION 'visit % has neither plan line nor filing nor cause', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_has_a_ground', TABLE = 'planning_visit';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.planning_require_item_of_demand() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM planning_visit visit WHERE visit.id = NEW.visit_id AND (visit.status = 'cancelled'
        OR planning_may_check(visit.region_path, NEW.item_code, NEW.department, daterange(visit.first_day, visit.last_day, '[]')))) THEN
        RAISE EXCEPTION 'visit % checks an item that is not in force: %', NEW.visit_id, NEW.item_code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_item_in_force', TABLE = 'planning_visitdemand';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_require_item_of_line() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM planning_annualplan plan WHERE plan.id = NEW.plan_id
        AND planning_may_check(plan.region_path, NEW.item_code, plan.department, NEW."window")) THEN
        RAISE EXCEPTION 'line % plans an item that is not in force: %', NEW.line_id, NEW.item_code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'line_item_in_force', TABLE = 'planning_planline';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_require_lawful_ground() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.planning_require_not_spared() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT NEW.free AND EXISTS (SELECT FROM planning_visit visit WHERE visit.id = NEW.visit_id AND visit.status <> 'cancelled'
        AND planning_is_spared(visit.subject_id, NEW.item_code, visit.first_day, visit.last_day)) THEN
        RAISE EXCEPTION 'visit % disturbs who is not to be disturbed', NEW.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subject_not_spared', TABLE = 'planning_visitdemand';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.planning_require_open_days() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.planning_told_visit_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'visit % is %: its days and its door stay', OLD.number, OLD.status
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_told_stays', TABLE = 'planning_visit';
END $$;

CREATE FUNCTION public.planning_visit_cap(doors text[], place text, day date) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
    SELECT min(coalesce(visit_cap, norm_in_force('planning.visits_per_year.' || nullif(credit_class, ''), place, day),
        norm_in_force('planning.visits_per_year', place, day)))::integer
    FROM subjects_subject WHERE sid = ANY (doors)
$$;

CREATE FUNCTION public.planning_visit_keeps_its_items() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (NEW.first_day, NEW.last_day) <> (OLD.first_day, OLD.last_day) AND NEW.status <> 'cancelled' AND EXISTS (
        SELECT FROM planning_visitdemand demand WHERE demand.visit_id = NEW.id AND NOT planning_may_check(
            NEW.region_path, demand.item_code, demand.department, daterange(NEW.first_day, NEW.last_day, '[]'))) THEN
        RAISE EXCEPTION 'visit % moves to days on which an item is not in force', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_item_in_force', TABLE = 'planning_visit';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.planning_visit_moves_its_classes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE planning_classuse SET year = NEW.year WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.planning_visit_moves_its_items() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE planning_itemuse SET year = NEW.year WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.planning_visit_moves_its_officers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE planning_visitofficer SET visit_id = visit_id WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.planning_visit_moves_its_organs() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE planning_organuse SET year = NEW.year WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.planning_visit_moves_past_spared() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (NEW.first_day, NEW.last_day, NEW.subject_id) <> (OLD.first_day, OLD.last_day, OLD.subject_id) AND NEW.status <> 'cancelled'
        AND EXISTS (SELECT FROM planning_visitdemand demand WHERE demand.visit_id = NEW.id AND NOT demand.free
            AND planning_is_spared(NEW.subject_id, demand.item_code, NEW.first_day, NEW.last_day)) THEN
        RAISE EXCEPTION 'visit % moves to days on which nobody is to disturb', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subject_not_spared', TABLE = 'planning_visit';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.subjects_merged_owner() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    SELECT enterprise INTO NEW.enterprise FROM subjects_subject WHERE sid = NEW.merged_into_id;
    RETURN NEW;
END $$;

CREATE FUNCTION public.subjects_owner_followed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE subjects_subject SET enterprise = NEW.enterprise WHERE merged_into_id = NEW.sid;
    RETURN NULL;
END $$;

CREATE FUNCTION public.yicha_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% on %: rows are kept as they are', TG_OP, TG_TABLE_NAME USING ERRCODE = 'YC002';
END $$;

CREATE FUNCTION public.yicha_guard() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE run_id text := current_setting('yicha.use_case', true);
BEGIN
    IF coalesce(run_id, '') = '' THEN
        RAISE EXCEPTION '% on % outside a use case', TG_OP, TG_TABLE_NAME USING ERRCODE = 'YC001';
    END IF;
    IF EXISTS (SELECT FROM kernel_entry WHERE run = run_id::uuid) THEN
        RAISE EXCEPTION '% on % after the use case has ended', TG_OP, TG_TABLE_NAME USING ERRCODE = 'YC001';
    END IF;
    INSERT INTO kernel_touch (run, xact, relation) VALUES (run_id::uuid, txid_current(), TG_RELID) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION public.yicha_only_redact() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.entry_id <> OLD.entry_id OR NEW.text IS NOT NULL OR NEW.salt IS NOT NULL THEN
        RAISE EXCEPTION 'UPDATE on %: a payload can only be taken out', TG_TABLE_NAME USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.yicha_stamp_entry() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.xact := txid_current();
    RETURN NEW;
END $$;

CREATE TABLE public.disclosure_annulment (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    organ character varying(100) NOT NULL,
    number character varying(100) NOT NULL,
    decided_on date NOT NULL,
    reason character varying(400) NOT NULL,
    withdraw_by date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    publication_id bigint NOT NULL,
    CONSTRAINT annulment_kind CHECK (((kind)::text = ANY ((ARRAY['changed'::character varying, 'revoked'::character varying, 'unlawful'::character varying, 'void'::character varying])::text[]))),
    CONSTRAINT annulment_says_by_whom CHECK (((NOT ((organ)::text = ''::text)) AND (NOT ((number)::text = ''::text)) AND (NOT ((reason)::text = ''::text)) AND (withdraw_by >= decided_on)))
);

ALTER TABLE public.disclosure_annulment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_annulment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disclosure_article (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(20) NOT NULL,
    "column" character varying(20) NOT NULL,
    department character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    version smallint NOT NULL,
    published_at timestamp with time zone,
    until date,
    withdrawn_because character varying(400) NOT NULL,
    result_id bigint,
    CONSTRAINT article_column CHECK ((("column")::text = ANY ((ARRAY['work_news'::character varying, 'exposure_board'::character varying])::text[]))),
    CONSTRAINT article_public_has_a_version CHECK (((NOT ((status)::text = 'published'::text)) OR ((published_at IS NOT NULL) AND (version >= 1)))),
    CONSTRAINT article_status CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'published'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT article_withdrawn_says_why CHECK (((NOT ((status)::text = 'withdrawn'::text)) OR (NOT ((withdrawn_because)::text = ''::text)))),
    CONSTRAINT exposure_has_a_result CHECK (((NOT (("column")::text = 'exposure_board'::text)) OR (result_id IS NOT NULL))),
    CONSTRAINT exposure_has_an_end CHECK (((NOT ((("column")::text = 'exposure_board'::text) AND ((status)::text = 'published'::text))) OR (until IS NOT NULL)))
);

ALTER TABLE public.disclosure_article ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disclosure_articlepicture (
    id bigint NOT NULL,
    place smallint NOT NULL,
    version smallint NOT NULL,
    original uuid NOT NULL,
    caption character varying(200) NOT NULL,
    marks jsonb NOT NULL,
    copy character varying(80) NOT NULL,
    status character varying(10) NOT NULL,
    marked_by character varying(80) NOT NULL,
    confirmed_by character varying(80) NOT NULL,
    returned_because character varying(400) NOT NULL,
    article_id bigint NOT NULL,
    CONSTRAINT picture_confirmed_by_another CHECK (((NOT ((status)::text = 'confirmed'::text)) OR ((NOT ((confirmed_by)::text = ''::text)) AND (NOT ((confirmed_by)::text = (marked_by)::text))))),
    CONSTRAINT picture_marked_has_a_copy CHECK (((NOT (((status)::text = 'marked'::text) OR ((status)::text = 'confirmed'::text))) OR ((NOT ((copy)::text = ''::text)) AND (NOT ((marked_by)::text = ''::text))))),
    CONSTRAINT picture_says_what CHECK ((NOT ((caption)::text = ''::text))),
    CONSTRAINT picture_status CHECK (((status)::text = ANY ((ARRAY['added'::character varying, 'marked'::character varying, 'confirmed'::character varying, 'removed'::character varying])::text[])))
);

ALTER TABLE public.disclosure_articlepicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_articlepicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disclosure_articleversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    title character varying(100) NOT NULL,
    body text NOT NULL,
    because character varying(400) NOT NULL,
    status character varying(10) NOT NULL,
    written_by character varying(80) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    reviewed_by character varying(80) NOT NULL,
    reviewed_at timestamp with time zone,
    returned_because character varying(400) NOT NULL,
    article_id bigint NOT NULL,
    CONSTRAINT article_read_by_another CHECK ((((reviewed_by)::text = ''::text) OR (NOT ((reviewed_by)::text = (written_by)::text)))),
    CONSTRAINT article_returned_says_why CHECK (((NOT ((status)::text = 'returned'::text)) OR (NOT ((returned_because)::text = ''::text)))),
    CONSTRAINT article_version_review_whole CHECK ((((reviewed_at IS NULL) AND ((reviewed_by)::text = ''::text) AND ((status)::text = 'waiting'::text)) OR ((NOT ((status)::text = 'waiting'::text)) AND (NOT ((reviewed_by)::text = ''::text)) AND (reviewed_at IS NOT NULL)))),
    CONSTRAINT article_version_says_something CHECK (((NOT ((title)::text = ''::text)) AND (NOT (body = ''::text)))),
    CONSTRAINT article_version_says_why CHECK (((number = 1) OR (NOT ((because)::text = ''::text)))),
    CONSTRAINT article_version_status CHECK (((status)::text = ANY ((ARRAY['waiting'::character varying, 'returned'::character varying, 'published'::character varying])::text[])))
);

ALTER TABLE public.disclosure_articleversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_articleversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disclosure_correction (
    id bigint NOT NULL,
    before character varying(20) NOT NULL,
    outcome character varying(20) NOT NULL,
    reason character varying(400) NOT NULL,
    at timestamp with time zone NOT NULL,
    publication_id bigint NOT NULL,
    CONSTRAINT correction_changes_and_says_why CHECK (((NOT ((reason)::text = ''::text)) AND (NOT ((before)::text = (outcome)::text))))
);

ALTER TABLE public.disclosure_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disclosure_epoch (
    id bigint NOT NULL,
    number bigint NOT NULL
);

ALTER TABLE public.disclosure_epoch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_epoch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disclosure_publication (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    sid character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    uscc character varying(18) NOT NULL,
    words tsvector NOT NULL,
    lead character varying(40) NOT NULL,
    departments character varying(40)[] NOT NULL,
    items jsonb NOT NULL,
    draw character varying(64) NOT NULL,
    ground character varying(20) NOT NULL,
    year smallint NOT NULL,
    outcome character varying(20) NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    file_by date NOT NULL,
    push_by date NOT NULL,
    publish_by date NOT NULL,
    status character varying(10) NOT NULL,
    published_at timestamp with time zone,
    withdrawn_because character varying(400) NOT NULL,
    inspection_id bigint NOT NULL,
    town character varying(60) NOT NULL,
    until date,
    withdrawn_at timestamp with time zone,
    CONSTRAINT publication_published_after_the_check CHECK (((NOT ((status)::text = 'published'::text)) OR ((published_at >= checked_at) AND (published_at IS NOT NULL)))),
    CONSTRAINT publication_status CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'published'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT publication_withdrawn_says_why CHECK (((NOT ((status)::text = 'withdrawn'::text)) OR (NOT ((withdrawn_because)::text = ''::text))))
);

ALTER TABLE public.disclosure_publication ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disclosure_quotanote (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    "column" character varying(20) NOT NULL,
    month date NOT NULL,
    because character varying(400) NOT NULL,
    by character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT quota_note_says_why CHECK ((NOT ((because)::text = ''::text)))
);

ALTER TABLE public.disclosure_quotanote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_quotanote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disclosure_watchday (
    day date NOT NULL,
    looks integer NOT NULL,
    missed integer NOT NULL,
    trouble character varying(200) NOT NULL,
    looked_at timestamp with time zone,
    links integer NOT NULL,
    dead jsonb NOT NULL,
    followed_at timestamp with time zone,
    CONSTRAINT watch_missed_of_looks CHECK (((looks >= missed) AND (missed >= 0)))
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.draws_draw (
    id bigint NOT NULL,
    number character varying(64) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    year smallint NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(200) NOT NULL,
    status character varying(10) NOT NULL,
    frame character varying(80) NOT NULL,
    pool_hash character varying(64) NOT NULL,
    beacon_name character varying(60) NOT NULL,
    beacon_round character varying(60) NOT NULL,
    beacon_due timestamp with time zone,
    open_from date,
    frozen_at timestamp with time zone NOT NULL,
    manifest character varying(80) NOT NULL,
    manifest_hash character varying(64) NOT NULL,
    sealed_at timestamp with time zone,
    beacon_typed character varying(400) NOT NULL,
    beacon_typed_by character varying(150) NOT NULL,
    beacon_value character varying(400),
    beacon_read_by character varying(150) NOT NULL,
    result_hash character varying(64) NOT NULL,
    bundle_number character varying(64) NOT NULL,
    full_bundle character varying(80) NOT NULL,
    public_bundle character varying(80) NOT NULL,
    drawn_at timestamp with time zone,
    void_because character varying(400) NOT NULL,
    void_proposed_by character varying(150) NOT NULL,
    void_proposed_at timestamp with time zone,
    voided_by character varying(150) NOT NULL,
    voided_at timestamp with time zone,
    replaces_id bigint,
    fallback_name character varying(60) NOT NULL,
    fallback_round character varying(60) NOT NULL,
    fallback_due timestamp with time zone,
    fell_back boolean NOT NULL,
    witnesses_wanted smallint NOT NULL,
    suite smallint NOT NULL,
    CONSTRAINT draw_beacon_two_persons CHECK (((beacon_value IS NULL) OR ((beacon_name)::text = ''::text) OR (((beacon_value)::text = (beacon_typed)::text) AND (NOT ((beacon_typed_by)::text = ''::text)) AND (NOT ((beacon_read_by)::text = ''::text)) AND (NOT ((beacon_read_by)::text = (beacon_typed_by)::text))))),
    CONSTRAINT draw_drawn_has_a_result CHECK (((NOT ((status)::text = 'drawn'::text)) OR (NOT ((result_hash)::text = ''::text)))),
    CONSTRAINT draw_fallback_comes_after CHECK ((((fallback_due IS NULL) AND ((fallback_name)::text = ''::text) AND ((fallback_round)::text = ''::text) AND (NOT fell_back)) OR ((NOT ((fallback_name)::text = ''::text)) AND (NOT ((fallback_round)::text = ''::text)) AND (fallback_due > beacon_due)))),
    CONSTRAINT draw_kind CHECK (((kind)::text = ANY ((ARRAY['subjects'::character varying, 'officers'::character varying])::text[]))),
    CONSTRAINT draw_replaces_subjects CHECK (((replaces_id IS NULL) OR ((kind)::text = 'subjects'::text))),
    CONSTRAINT draw_result_needs_sealed_manifest CHECK ((((drawn_at IS NULL) AND ((full_bundle)::text = ''::text) AND ((public_bundle)::text = ''::text) AND ((result_hash)::text = ''::text)) OR ((beacon_value IS NOT NULL) AND (drawn_at > sealed_at) AND ((manifest_hash)::text ~ '^[0-9a-f]{64}$'::text) AND ((result_hash)::text ~ '^[0-9a-f]{64}$'::text) AND (NOT ((full_bundle)::text = ''::text)) AND (NOT ((public_bundle)::text = ''::text))))),
    CONSTRAINT draw_sealed_has_a_manifest CHECK (((NOT ((status)::text = ANY ((ARRAY['sealed'::character varying, 'drawn'::character varying])::text[]))) OR (NOT ((manifest)::text = ''::text)))),
    CONSTRAINT draw_sealed_whole CHECK (((((manifest)::text = ''::text) AND ((manifest_hash)::text = ''::text) AND (sealed_at IS NULL)) OR (((manifest_hash)::text ~ '^[0-9a-f]{64}$'::text) AND (sealed_at >= frozen_at) AND (NOT ((manifest)::text = ''::text))))),
    CONSTRAINT draw_status CHECK (((status)::text = ANY ((ARRAY['frozen'::character varying, 'sealed'::character varying, 'drawn'::character varying, 'void'::character varying])::text[]))),
    CONSTRAINT draw_void_two_persons CHECK ((((NOT ((status)::text = 'void'::text)) AND (voided_at IS NULL) AND ((voided_by)::text = ''::text)) OR (((status)::text = 'void'::text) AND (voided_at >= void_proposed_at) AND (NOT ((void_because)::text = ''::text)) AND (NOT ((void_proposed_by)::text = ''::text)) AND (NOT ((voided_by)::text = ''::text)) AND (NOT ((voided_by)::text = (void_proposed_by)::text)))))
);

ALTER TABLE public.draws_draw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_draw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.draws_loss (
    id bigint NOT NULL,
    sid character varying(64) NOT NULL,
    reason character varying(10) NOT NULL,
    evidence character varying(200) NOT NULL,
    draw_id bigint NOT NULL,
    CONSTRAINT loss_reason CHECK (((reason)::text = ANY ((ARRAY['CLOSED'::character varying, 'MOVED'::character varying, 'NOT_FOUND'::character varying])::text[]))),
    CONSTRAINT loss_says_what_shows_it CHECK ((NOT ((evidence)::text = ''::text)))
);

ALTER TABLE public.draws_loss ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_loss_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.draws_participant (
    id bigint NOT NULL,
    place smallint NOT NULL,
    department character varying(40) NOT NULL,
    invitation character varying(64) NOT NULL,
    commitment character varying(64) NOT NULL,
    committed_at timestamp with time zone,
    reveal character varying(64) NOT NULL,
    revealed_at timestamp with time zone,
    draw_id bigint NOT NULL,
    CONSTRAINT participant_commitment_form CHECK (((((commitment)::text = ''::text) AND (committed_at IS NULL)) OR (((commitment)::text ~ '^[0-9a-f]{64}$'::text) AND (committed_at IS NOT NULL)))),
    CONSTRAINT participant_reveal_needs_commitment CHECK (((((reveal)::text = ''::text) AND (revealed_at IS NULL)) OR (((commitment)::text ~ '^[0-9a-f]{64}$'::text) AND ((reveal)::text ~ '^[0-9a-f]{64}$'::text) AND (revealed_at > committed_at))))
);

ALTER TABLE public.draws_participant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_participant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.draws_replay (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    bundle_number character varying(64) NOT NULL,
    account character varying(150) NOT NULL,
    at timestamp with time zone NOT NULL,
    draw_id bigint NOT NULL,
    CONSTRAINT replay_says_what_and_who CHECK ((((bundle_number)::text ~ '^[0-9a-f]{64}$'::text) AND (NOT ((department)::text = ''::text)) AND (NOT ((account)::text = ''::text))))
);

ALTER TABLE public.draws_replay ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_replay_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.draws_sealedreading (
    id bigint NOT NULL,
    account character varying(150) NOT NULL,
    purpose character varying(400) NOT NULL,
    at timestamp with time zone NOT NULL,
    draw_id bigint NOT NULL,
    CONSTRAINT sealed_reading_says_who_and_why CHECK (((NOT ((account)::text = ''::text)) AND (NOT ((purpose)::text = ''::text))))
);

ALTER TABLE public.draws_sealedreading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_sealedreading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_conflict (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(40) NOT NULL,
    kind character varying(20) NOT NULL,
    title character varying(200) NOT NULL,
    first_source character varying(200) NOT NULL,
    first_text text NOT NULL,
    second_source character varying(200) NOT NULL,
    second_text text NOT NULL,
    description text NOT NULL,
    found_by character varying(40) NOT NULL,
    owner character varying(40) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    settle_by date NOT NULL,
    status character varying(10) NOT NULL,
    reason text NOT NULL,
    document character varying(200) NOT NULL,
    item character varying(60) NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT conflict_closed_with_reason CHECK ((((closed_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT (reason = ''::text)) AND (closed_at IS NOT NULL)))),
    CONSTRAINT conflict_has_an_owner CHECK ((NOT ((owner)::text = ''::text))),
    CONSTRAINT conflict_kind CHECK (((kind)::text = ANY ((ARRAY['inconsistent'::character varying, 'unconnected'::character varying])::text[]))),
    CONSTRAINT conflict_revised_by_what CHECK (((NOT ((status)::text = 'revised'::text)) OR (NOT ((document)::text = ''::text)))),
    CONSTRAINT conflict_status CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'revised'::character varying, 'kept'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE public.duties_conflict ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_conflict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_conflictopinion (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    opinion text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    conflict_id bigint NOT NULL,
    CONSTRAINT conflict_opinion_says_something CHECK ((NOT (opinion = ''::text)))
);

ALTER TABLE public.duties_conflictopinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_conflictopinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_dispute (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(40) NOT NULL,
    kind character varying(20) NOT NULL,
    title character varying(200) NOT NULL,
    facts text NOT NULL,
    item character varying(60) NOT NULL,
    item_name character varying(200) NOT NULL,
    steps character varying(20)[] NOT NULL,
    raised_by character varying(40) NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    interim_lead character varying(40) NOT NULL,
    opinions_by date NOT NULL,
    decide_by date NOT NULL,
    status character varying(12) NOT NULL,
    lead character varying(40) NOT NULL,
    reason text NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT dispute_decision_is_whole CHECK (((NOT ((status)::text = 'decided'::text)) OR ((NOT ((lead)::text = ''::text)) AND (NOT ((item)::text = ''::text)) AND (NOT (reason = ''::text)) AND (closed_at IS NOT NULL)))),
    CONSTRAINT dispute_kind CHECK (((kind)::text = ANY ((ARRAY['new_business'::character varying, 'competence'::character varying])::text[]))),
    CONSTRAINT dispute_names_its_item CHECK (((NOT ((kind)::text = 'competence'::text)) OR (NOT ((item)::text = ''::text)))),
    CONSTRAINT dispute_never_without_owner CHECK ((NOT ((interim_lead)::text = ''::text))),
    CONSTRAINT dispute_status CHECK (((status)::text = ANY ((ARRAY['consulting'::character varying, 'reviewing'::character varying, 'decided'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE public.duties_dispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_dispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_duty (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    item character varying(60) NOT NULL,
    step character varying(20) NOT NULL,
    department character varying(40) NOT NULL,
    part character varying(10) NOT NULL,
    share character varying(400) NOT NULL,
    valid daterange NOT NULL,
    instrument character varying(20) NOT NULL,
    basis character varying(200) NOT NULL,
    ended_because character varying(200) NOT NULL,
    cut_by_id bigint,
    uncut daterange,
    uncut_because character varying(200) NOT NULL,
    CONSTRAINT duty_assistance_says_what CHECK ((((part)::text = 'lead'::text) OR (NOT ((share)::text = ''::text)))),
    CONSTRAINT duty_has_a_basis CHECK ((NOT ((basis)::text = ''::text))),
    CONSTRAINT duty_instrument CHECK (((instrument)::text = ANY ((ARRAY['staffing_scheme'::character varying, 'power_list'::character varying, 'government_decision'::character varying, 'dispute_decision'::character varying])::text[]))),
    CONSTRAINT duty_part CHECK (((part)::text = ANY ((ARRAY['lead'::character varying, 'assist'::character varying])::text[])))
);

ALTER TABLE public.duties_duty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_duty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_followup (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    what character varying(400) NOT NULL,
    due_by date NOT NULL,
    done_at timestamp with time zone,
    result text NOT NULL,
    minutes_id bigint NOT NULL,
    CONSTRAINT follow_up_done_says_what CHECK (((done_at IS NULL) OR (NOT (result = ''::text)))),
    CONSTRAINT follow_up_has_an_owner CHECK (((NOT ((department)::text = ''::text)) AND (NOT ((what)::text = ''::text))))
);

ALTER TABLE public.duties_followup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_followup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_minutes (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(40) NOT NULL,
    department character varying(40) NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(200) NOT NULL,
    held_on date NOT NULL,
    parties character varying(40)[] NOT NULL,
    text text NOT NULL,
    withdrawn_because character varying(200) NOT NULL,
    CONSTRAINT minutes_kind CHECK (((kind)::text = ANY ((ARRAY['meeting'::character varying, 'circular'::character varying])::text[]))),
    CONSTRAINT minutes_name_who_was_there CHECK ((
CASE
    WHEN (parties IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(parties, 1), 0)
END > 0)),
    CONSTRAINT minutes_say_something CHECK ((NOT (text = ''::text)))
);

ALTER TABLE public.duties_minutes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_minutes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_party (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    stance character varying(10) NOT NULL,
    opinion text NOT NULL,
    stated_at timestamp with time zone,
    dispute_id bigint NOT NULL,
    CONSTRAINT party_says_why CHECK (((((stance)::text = ''::text) AND (stated_at IS NULL)) OR ((NOT ((stance)::text = ''::text)) AND (NOT (opinion = ''::text)) AND (stated_at IS NOT NULL)))),
    CONSTRAINT party_stance CHECK (((stance)::text = ANY ((ARRAY[''::character varying, 'lead'::character varying, 'assist'::character varying, 'neither'::character varying])::text[])))
);

ALTER TABLE public.duties_party ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_party_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_policy (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    title character varying(200) NOT NULL,
    number character varying(80) NOT NULL,
    issuer character varying(100) NOT NULL,
    issued_on date,
    valid_to date,
    items character varying(60)[] NOT NULL,
    status character varying(12) NOT NULL,
    round smallint NOT NULL,
    opinions_by date,
    repealed_because character varying(200) NOT NULL,
    file_id uuid,
    CONSTRAINT policy_draft_has_its_text CHECK ((((status)::text = ANY ((ARRAY['issued'::character varying, 'repealed'::character varying, 'withdrawn'::character varying])::text[])) OR (file_id IS NOT NULL))),
    CONSTRAINT policy_ends_after_it_began CHECK (((valid_to IS NULL) OR (valid_to >= issued_on))),
    CONSTRAINT policy_issued_whole CHECK (((NOT ((status)::text = ANY ((ARRAY['issued'::character varying, 'repealed'::character varying])::text[]))) OR ((NOT ((number)::text = ''::text)) AND (NOT ((issuer)::text = ''::text)) AND (issued_on IS NOT NULL)))),
    CONSTRAINT policy_repealed_why CHECK (((NOT ((status)::text = 'repealed'::text)) OR (NOT ((repealed_because)::text = ''::text)))),
    CONSTRAINT policy_status CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'consulting'::character varying, 'issued'::character varying, 'repealed'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE public.duties_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_policyopinion (
    id bigint NOT NULL,
    round smallint NOT NULL,
    department character varying(40) NOT NULL,
    opinion text NOT NULL,
    given_at timestamp with time zone,
    adopted boolean,
    reply text NOT NULL,
    policy_id bigint NOT NULL,
    CONSTRAINT policy_opinion_answered_after_it_was_given CHECK (((adopted IS NULL) OR (given_at IS NOT NULL))),
    CONSTRAINT policy_opinion_declined_why CHECK (((NOT ((NOT adopted) AND (adopted IS NOT NULL))) OR (NOT (reply = ''::text)))),
    CONSTRAINT policy_opinion_whole CHECK ((((given_at IS NULL) AND (opinion = ''::text)) OR ((given_at IS NOT NULL) AND (NOT (opinion = ''::text)))))
);

ALTER TABLE public.duties_policyopinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_policyopinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duties_resource (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(100) NOT NULL,
    contact character varying(200) NOT NULL,
    available character varying(200) NOT NULL,
    items character varying(60)[] NOT NULL,
    retired_on date,
    retired_because character varying(200) NOT NULL,
    CONSTRAINT resource_can_be_reached CHECK ((NOT ((contact)::text = ''::text))),
    CONSTRAINT resource_kind CHECK (((kind)::text = ANY ((ARRAY['system'::character varying, 'mechanism'::character varying, 'equipment'::character varying, 'laboratory'::character varying, 'expert'::character varying])::text[]))),
    CONSTRAINT resource_retired_why CHECK (((retired_on IS NULL) OR (NOT ((retired_because)::text = ''::text))))
);

ALTER TABLE public.duties_resource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_resource_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_backflow (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT backflow_numbered CHECK ((number >= 1)),
    CONSTRAINT exchange_backflow_number_check CHECK ((number >= 0))
);

ALTER TABLE public.exchange_backflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_backflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_batch (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(13) NOT NULL,
    "table" character varying(20) NOT NULL,
    content text NOT NULL,
    digest character varying(64) NOT NULL,
    status character varying(10) NOT NULL,
    built_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    answered_at timestamp with time zone,
    times smallint NOT NULL,
    confirmed_at timestamp with time zone,
    failures smallint NOT NULL,
    next_try_at timestamp with time zone,
    trouble character varying(200) NOT NULL,
    CONSTRAINT exchange_batch_answered_when CHECK (((NOT ((status)::text = 'answered'::text)) OR ((answered_at >= built_at) AND (answered_at IS NOT NULL)))),
    CONSTRAINT exchange_batch_number_form CHECK (((number)::text ~ '^[0-9]{13}$'::text)),
    CONSTRAINT exchange_batch_sent_when CHECK (((NOT ((status)::text = 'sent'::text)) OR ((sent_at IS NOT NULL) AND (times >= 1)))),
    CONSTRAINT exchange_batch_status CHECK (((status)::text = ANY ((ARRAY['built'::character varying, 'sent'::character varying, 'answered'::character varying])::text[])))
);

ALTER TABLE public.exchange_batch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_dataresource (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    content text NOT NULL,
    sharing character varying(12) NOT NULL,
    supply character varying(10) NOT NULL,
    procedure character varying(400) NOT NULL,
    term character varying(100) NOT NULL,
    frequency character varying(10) NOT NULL,
    secrecy character varying(10) NOT NULL,
    basis character varying(200) NOT NULL,
    status character varying(10) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    publish_by date NOT NULL,
    published_at timestamp with time zone,
    CONSTRAINT exchange_resource_frequency CHECK (((frequency)::text = ANY ((ARRAY['at_once'::character varying, 'daily'::character varying, 'weekly'::character varying, 'monthly'::character varying, 'quarterly'::character varying, 'yearly'::character varying])::text[]))),
    CONSTRAINT exchange_resource_published_when CHECK (((NOT ((status)::text = 'published'::text)) OR (published_at IS NOT NULL))),
    CONSTRAINT exchange_resource_secrecy CHECK (((secrecy)::text = ANY ((ARRAY['public'::character varying, 'internal'::character varying, 'sensitive'::character varying])::text[]))),
    CONSTRAINT exchange_resource_sharing CHECK (((sharing)::text = ANY ((ARRAY['free'::character varying, 'conditional'::character varying, 'withheld'::character varying])::text[]))),
    CONSTRAINT exchange_resource_status CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'reviewed'::character varying, 'published'::character varying])::text[]))),
    CONSTRAINT exchange_resource_supply CHECK (((supply)::text = ANY ((ARRAY['entry'::character varying, 'import'::character varying, 'interface'::character varying, 'exchange'::character varying])::text[]))),
    CONSTRAINT exchange_withheld_by_law CHECK (((NOT ((sharing)::text = 'withheld'::text)) OR (NOT ((basis)::text = ''::text))))
);

ALTER TABLE public.exchange_dataresource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_dataresource_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_message (
    id bigint NOT NULL,
    number uuid NOT NULL,
    topic character varying(20) NOT NULL,
    content text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    times smallint NOT NULL,
    failures smallint NOT NULL,
    trouble character varying(200) NOT NULL,
    next_try_at timestamp with time zone,
    taken_at timestamp with time zone,
    subscription_id bigint NOT NULL,
    CONSTRAINT exchange_message_topic CHECK (((topic)::text = ANY ((ARRAY['result_published'::character varying, 'visits_assigned'::character varying, 'task_dispatched'::character varying])::text[]))),
    CONSTRAINT exchange_message_waits_or_was_taken CHECK (((next_try_at IS NOT NULL) OR (taken_at IS NOT NULL)))
);

ALTER TABLE public.exchange_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_partner (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    name character varying(100) NOT NULL,
    way character varying(4) NOT NULL,
    address character varying(300) NOT NULL,
    status character varying(10) NOT NULL,
    proposed_by character varying(100) NOT NULL,
    approved_by character varying(100) NOT NULL,
    ended_because character varying(400) NOT NULL,
    failures smallint NOT NULL,
    trouble character varying(200) NOT NULL,
    rests_until timestamp with time zone,
    CONSTRAINT exchange_partner_by_two CHECK (((NOT ((status)::text = 'active'::text)) OR ((NOT ((approved_by)::text = ''::text)) AND (NOT ((approved_by)::text = (proposed_by)::text))))),
    CONSTRAINT exchange_partner_ended_why CHECK (((NOT ((status)::text = 'ended'::text)) OR (NOT ((ended_because)::text = ''::text)))),
    CONSTRAINT exchange_partner_status CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'active'::character varying, 'ended'::character varying])::text[]))),
    CONSTRAINT exchange_partner_way CHECK (((((way)::text = 'api'::text) AND (NOT ((address)::text = ''::text))) OR (((address)::text = ''::text) AND ((way)::text = 'file'::text))))
);

ALTER TABLE public.exchange_partner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_partner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_receiptrecord (
    id bigint NOT NULL,
    content text NOT NULL,
    digest character varying(64) NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    batch_id bigint NOT NULL
);

ALTER TABLE public.exchange_receiptrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_receiptrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_record (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    "table" character varying(20) NOT NULL,
    key character varying(100) NOT NULL,
    item_code character varying(100) NOT NULL,
    department character varying(40) NOT NULL,
    sid character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    status character varying(10) NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    due date NOT NULL,
    inspection_id bigint,
    reread boolean NOT NULL,
    withdrawn_because text NOT NULL,
    given_by character varying(80) NOT NULL,
    follows_id bigint,
    CONSTRAINT exchange_measure_was_entered CHECK (((follows_id IS NULL) OR ((NOT ((given_by)::text = ''::text)) AND (NOT (("table")::text = 'check_action'::text))))),
    CONSTRAINT exchange_record_one_source CHECK (((((given_by)::text = ''::text) AND (inspection_id IS NOT NULL)) OR ((inspection_id IS NULL) AND (NOT ((given_by)::text = ''::text))))),
    CONSTRAINT exchange_record_status CHECK (((status)::text = ANY ((ARRAY['held'::character varying, 'pending'::character varying, 'batched'::character varying, 'accepted'::character varying, 'rejected'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT exchange_record_withdrawn_why CHECK (((NOT ((status)::text = 'withdrawn'::text)) OR (NOT (withdrawn_because = ''::text))))
);

ALTER TABLE public.exchange_record ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_record_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_share (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    purpose character varying(400) NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    check_by date NOT NULL,
    answer_by date,
    answered_at timestamp with time zone,
    reason character varying(400) NOT NULL,
    resource_id bigint NOT NULL,
    CONSTRAINT exchange_share_answered_when CHECK (((NOT ((status)::text = ANY ((ARRAY['granted'::character varying, 'refused'::character varying])::text[]))) OR (answered_at IS NOT NULL))),
    CONSTRAINT exchange_share_refused_why CHECK (((NOT ((status)::text = 'refused'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT exchange_share_says_what_for CHECK ((NOT ((purpose)::text = ''::text))),
    CONSTRAINT exchange_share_status CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'checked'::character varying, 'granted'::character varying, 'refused'::character varying])::text[])))
);

ALTER TABLE public.exchange_share ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_share_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_sourcedifference (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    sid character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    rule character varying(40) NOT NULL,
    source character varying(10) NOT NULL,
    department character varying(40) NOT NULL,
    paper character varying(100) NOT NULL,
    ours character varying(400) NOT NULL,
    theirs character varying(400) NOT NULL,
    status character varying(10) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    due date NOT NULL,
    closed_at timestamp with time zone,
    reason character varying(200) NOT NULL,
    CONSTRAINT exchange_difference_closed_when CHECK ((((closed_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (closed_at IS NOT NULL)))),
    CONSTRAINT exchange_difference_explained_why CHECK (((NOT ((status)::text = 'explained'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT exchange_difference_has_an_owner CHECK ((NOT ((department)::text = ''::text))),
    CONSTRAINT exchange_difference_source CHECK (((source)::text = ANY ((ARRAY['permits'::character varying, 'records'::character varying])::text[]))),
    CONSTRAINT exchange_difference_status CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'explained'::character varying, 'settled'::character varying])::text[])))
);

ALTER TABLE public.exchange_sourcedifference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_sourcedifference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_subscription (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    address character varying(300) NOT NULL,
    topics character varying(20)[] NOT NULL,
    status character varying(10) NOT NULL,
    proposed_by character varying(100) NOT NULL,
    approved_by character varying(100) NOT NULL,
    ended_because character varying(400) NOT NULL,
    failures smallint NOT NULL,
    trouble character varying(200) NOT NULL,
    rests_until timestamp with time zone,
    CONSTRAINT exchange_subscription_by_two CHECK (((NOT ((status)::text = 'active'::text)) OR ((NOT ((approved_by)::text = ''::text)) AND (NOT ((approved_by)::text = (proposed_by)::text))))),
    CONSTRAINT exchange_subscription_ended_why CHECK (((NOT ((status)::text = 'ended'::text)) OR (NOT ((ended_because)::text = ''::text)))),
    CONSTRAINT exchange_subscription_status CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'active'::character varying, 'ended'::character varying])::text[]))),
    CONSTRAINT exchange_subscription_topics CHECK (((topics <@ ARRAY['result_published'::character varying(20), 'visits_assigned'::character varying(20), 'task_dispatched'::character varying(20)]) AND (
CASE
    WHEN (topics IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(topics, 1), 0)
END > 0)))
);

ALTER TABLE public.exchange_subscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_unreadreceipt (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    file character varying(40) NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    words character varying(400) NOT NULL,
    settled_at timestamp with time zone,
    partner_id bigint NOT NULL,
    CONSTRAINT exchange_unread_settled_how CHECK ((((settled_at IS NULL) AND ((words)::text = ''::text)) OR ((settled_at IS NOT NULL) AND (NOT ((words)::text = ''::text)))))
);

ALTER TABLE public.exchange_unreadreceipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_unreadreceipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_version (
    id bigint NOT NULL,
    number smallint NOT NULL,
    operation character varying(1) NOT NULL,
    content jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    faults jsonb NOT NULL,
    mapped_at timestamp with time zone NOT NULL,
    verdict character varying(10) NOT NULL,
    answer jsonb NOT NULL,
    answered_at timestamp with time zone,
    batch_id bigint,
    record_id bigint NOT NULL,
    CONSTRAINT exchange_faulty_stays CHECK (((faults = '[]'::jsonb) OR (batch_id IS NULL))),
    CONSTRAINT exchange_rejected_says_why CHECK (((NOT ((verdict)::text = 'rejected'::text)) OR (NOT (answer = '[]'::jsonb)))),
    CONSTRAINT exchange_version_answered_whole CHECK ((((answered_at IS NULL) AND ((verdict)::text = ''::text)) OR ((answered_at IS NOT NULL) AND (batch_id IS NOT NULL) AND ((verdict)::text = ANY ((ARRAY['accepted'::character varying, 'rejected'::character varying])::text[]))))),
    CONSTRAINT exchange_version_operation CHECK (((operation)::text = ANY ((ARRAY['i'::character varying, 'u'::character varying, 'd'::character varying])::text[])))
);

ALTER TABLE public.exchange_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feedback_doorphoto (
    id bigint NOT NULL,
    place smallint NOT NULL,
    file uuid NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT door_photo_most CHECK (((place >= 1) AND (place <= 3)))
);

ALTER TABLE public.feedback_doorphoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.feedback_doorphoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feedback_doorprogress (
    id bigint NOT NULL,
    step character varying(10) NOT NULL,
    department character varying(40) NOT NULL,
    words character varying(1000) NOT NULL,
    at timestamp with time zone NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT door_progress_says_what CHECK ((((step)::text = 'forward'::text) OR (NOT ((words)::text = ''::text)))),
    CONSTRAINT door_progress_step CHECK (((step)::text = ANY ((ARRAY['forward'::character varying, 'answer'::character varying, 'close'::character varying])::text[])))
);

ALTER TABLE public.feedback_doorprogress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.feedback_doorprogress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feedback_doorreport (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(16) NOT NULL,
    secret character varying(64) NOT NULL,
    department character varying(40) NOT NULL,
    matter character varying(1000) NOT NULL,
    contact text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_on date NOT NULL,
    place integer NOT NULL,
    most integer NOT NULL,
    status character varying(10) NOT NULL,
    subject_id character varying(64) NOT NULL,
    CONSTRAINT door_report_says_what CHECK (((NOT ((matter)::text = ''::text)) AND (NOT ((secret)::text = ''::text)))),
    CONSTRAINT door_report_status CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'answered'::character varying, 'closed'::character varying])::text[]))),
    CONSTRAINT door_report_within_the_day CHECK (((place >= 1) AND (place <= most)))
);

ALTER TABLE public.feedback_doorreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.feedback_doorreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feedback_doorsender (
    mark character varying(64) NOT NULL,
    day date NOT NULL,
    number integer NOT NULL,
    most integer NOT NULL,
    CONSTRAINT door_sender_within_the_day CHECK (((number >= 1) AND (number <= most)))
);

CREATE TABLE public.feedback_opening (
    rating_id uuid NOT NULL,
    reason character varying(400) NOT NULL,
    by character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT opening_says_why CHECK (((NOT ((reason)::text = ''::text)) AND (NOT ((by)::text = ''::text))))
);

CREATE TABLE public.feedback_petition (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    kind character varying(10) NOT NULL,
    outcome character varying(20) NOT NULL,
    words character varying(1000) NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    concluded_by character varying(80) NOT NULL,
    status character varying(10) NOT NULL,
    corrected character varying(20) NOT NULL,
    decision character varying(400) NOT NULL,
    decided_by character varying(80) NOT NULL,
    decided_at timestamp with time zone,
    publication_id bigint NOT NULL,
    CONSTRAINT petition_another_decides CHECK (((NOT ((kind)::text = 'appeal'::text)) OR (NOT ((decided_by)::text = (concluded_by)::text)))),
    CONSTRAINT petition_corrects_when_upheld CHECK ((((corrected)::text = ''::text) OR (((corrected)::text = ANY ((ARRAY['no_problem'::character varying, 'not_published'::character varying, 'false_publication'::character varying, 'not_found'::character varying, 'corrected'::character varying, 'refused'::character varying, 'no_such_business'::character varying, 'pending'::character varying])::text[])) AND ((kind)::text = 'appeal'::text) AND ((status)::text = 'upheld'::text)))),
    CONSTRAINT petition_decided_whole CHECK ((((decided_at IS NULL) AND ((decided_by)::text = ''::text) AND ((decision)::text = ''::text) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (NOT ((decision)::text = ''::text)) AND (NOT ((decided_by)::text = ''::text)) AND (decided_at IS NOT NULL)))),
    CONSTRAINT petition_kind CHECK (((kind)::text = ANY ((ARRAY['appeal'::character varying, 'repair'::character varying])::text[]))),
    CONSTRAINT petition_says_why CHECK ((NOT ((words)::text = ''::text))),
    CONSTRAINT petition_status CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'upheld'::character varying, 'dismissed'::character varying])::text[]))),
    CONSTRAINT petition_upheld_corrects CHECK (((NOT (((kind)::text = 'appeal'::text) AND ((status)::text = 'upheld'::text))) OR ((NOT ((corrected)::text = ''::text)) AND (NOT ((corrected)::text = (outcome)::text)))))
);

ALTER TABLE public.feedback_petition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.feedback_petition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feedback_rating (
    id uuid NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    year smallint NOT NULL,
    place integer NOT NULL,
    grade smallint NOT NULL,
    broken character varying(20)[] NOT NULL,
    inspection_id bigint NOT NULL,
    CONSTRAINT rating_grade CHECK ((grade = ANY (ARRAY[1, 2, 3, 4, 5])))
);

CREATE TABLE public.field_chunk (
    id bigint NOT NULL,
    file character varying(64) NOT NULL,
    number integer NOT NULL,
    content bytea NOT NULL,
    inspection_id bigint NOT NULL
);

ALTER TABLE public.field_chunk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.field_chunk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.field_decision (
    id bigint NOT NULL,
    adopted boolean NOT NULL,
    reason character varying(400) NOT NULL,
    decided_by character varying(80) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    operation_id bigint NOT NULL,
    CONSTRAINT decision_says_why CHECK ((NOT ((reason)::text = ''::text)))
);

ALTER TABLE public.field_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.field_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.field_lane (
    id character varying(32) NOT NULL,
    account character varying(80) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    role character varying(40) NOT NULL,
    public_key jsonb,
    app character varying(40) NOT NULL,
    store character varying(80) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    seq integer NOT NULL,
    fp character varying(64) NOT NULL,
    gaps integer[] NOT NULL,
    closed_because character varying(400) NOT NULL,
    wipe character varying(5) NOT NULL,
    CONSTRAINT lane_counts_up CHECK ((seq >= 0)),
    CONSTRAINT lane_wipe CHECK (((wipe)::text = ANY ((ARRAY[''::character varying, 'lock'::character varying, 'erase'::character varying])::text[]))),
    CONSTRAINT lane_wiped_is_closed CHECK ((((wipe)::text = ''::text) OR (NOT ((closed_because)::text = ''::text))))
);

CREATE TABLE public.field_operation (
    id bigint NOT NULL,
    op character varying(32) NOT NULL,
    seq integer NOT NULL,
    fp character varying(64) NOT NULL,
    visit character varying(20) NOT NULL,
    kind character varying(12) NOT NULL,
    path character varying(80) NOT NULL,
    text text NOT NULL,
    officer character varying(40) NOT NULL,
    first_moment timestamp with time zone,
    about timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    inspection_id bigint,
    lane_id character varying(32),
    CONSTRAINT operation_interval CHECK (((first_moment IS NULL) OR (first_moment <= received_at))),
    CONSTRAINT operation_kind CHECK (((kind)::text = ANY ((ARRAY['answer'::character varying, 'photo'::character varying, 'void'::character varying, 'note'::character varying, 'arrive'::character varying, 'sign'::character varying, 'refuse_sign'::character varying, 'conclude'::character varying, 'order'::character varying, 'help'::character varying, 'desk'::character varying])::text[]))),
    CONSTRAINT operation_of_a_lane CHECK (((((kind)::text = 'desk'::text) AND (lane_id IS NULL)) OR ((NOT ((kind)::text = 'desk'::text)) AND (lane_id IS NOT NULL))))
);

ALTER TABLE public.field_operation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.field_operation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.field_original (
    id bigint NOT NULL,
    file character varying(64) NOT NULL,
    record uuid NOT NULL,
    attached boolean NOT NULL,
    why_not character varying(400) NOT NULL,
    text text NOT NULL,
    signature character varying(128) NOT NULL,
    inspection_id bigint NOT NULL,
    CONSTRAINT original_says_why_not CHECK ((attached OR (NOT ((why_not)::text = ''::text))))
);

ALTER TABLE public.field_original ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.field_original_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.field_pinnedform (
    name character varying(80) NOT NULL,
    hashes jsonb NOT NULL
);

CREATE TABLE public.field_quarantine (
    id bigint NOT NULL,
    account character varying(80) NOT NULL,
    lane character varying(32) NOT NULL,
    fp character varying(64) NOT NULL,
    why character varying(16) NOT NULL,
    content bytea NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.field_quarantine ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.field_quarantine_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.field_receipt (
    id bigint NOT NULL,
    final boolean NOT NULL,
    status character varying(8) NOT NULL,
    why character varying(16) NOT NULL,
    detail character varying(400) NOT NULL,
    text text NOT NULL,
    signature character varying(128) NOT NULL,
    operation_id bigint NOT NULL,
    CONSTRAINT receipt_final_or_held CHECK ((((NOT final) AND ((status)::text = 'held'::text)) OR (final AND ((status)::text = ANY ((ARRAY['applied'::character varying, 'conflict'::character varying, 'review'::character varying])::text[])))))
);

ALTER TABLE public.field_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.field_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.followups_circular (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    item_code character varying(60) NOT NULL,
    point character varying(60) NOT NULL,
    content character varying(1000) NOT NULL,
    subjects integer NOT NULL,
    "least" smallint NOT NULL,
    since date NOT NULL,
    government character varying(100) NOT NULL,
    words character varying(2000) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    CONSTRAINT circular_of_what_many_have CHECK ((("least" >= 2) AND (subjects >= "least"))),
    CONSTRAINT circular_says_what_and_to_whom CHECK (((NOT ((government)::text = ''::text)) AND (NOT ((words)::text = ''::text))))
);

ALTER TABLE public.followups_circular ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.followups_circular_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.followups_circularreceipt (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    measures character varying(1000) NOT NULL,
    at timestamp with time zone,
    circular_id bigint NOT NULL,
    CONSTRAINT circular_receipt_whole CHECK ((((at IS NULL) AND ((measures)::text = ''::text)) OR ((at IS NOT NULL) AND (NOT ((measures)::text = ''::text)))))
);

ALTER TABLE public.followups_circularreceipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.followups_circularreceipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.followups_correctionreport (
    id bigint NOT NULL,
    place smallint NOT NULL,
    words character varying(2000) NOT NULL,
    brought_by character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT report_says_what_was_done CHECK (((place >= 1) AND (NOT ((words)::text = ''::text))))
);

ALTER TABLE public.followups_correctionreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.followups_correctionreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.followups_followup (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    status character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    reason character varying(400) NOT NULL,
    words character varying(1000) NOT NULL,
    recipient character varying(100) NOT NULL,
    reference character varying(100) NOT NULL,
    educated character varying(60) NOT NULL,
    settled_at timestamp with time zone,
    inspection_id bigint NOT NULL,
    subject_id character varying(64) NOT NULL,
    CONSTRAINT follow_up_educates_instead_of_a_penalty CHECK ((((educated)::text = ''::text) OR (((kind)::text = ANY ((ARRAY['case'::character varying, 'decision'::character varying])::text[])) AND ((status)::text = 'settled'::text)))),
    CONSTRAINT follow_up_ends_with_words CHECK ((((settled_at IS NULL) AND ((status)::text = 'open'::text) AND ((words)::text = ''::text)) OR ((settled_at IS NOT NULL) AND ((status)::text = ANY ((ARRAY['settled'::character varying, 'dropped'::character varying])::text[])) AND (NOT ((words)::text = ''::text))))),
    CONSTRAINT follow_up_kind CHECK (((kind)::text = ANY ((ARRAY['order'::character varying, 'decision'::character varying, 'case'::character varying, 'listing'::character varying, 'notice'::character varying, 'referral'::character varying])::text[])))
);

ALTER TABLE public.followups_followup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.followups_followup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.followups_problem (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    item_code character varying(60) NOT NULL,
    point character varying(60) NOT NULL,
    content character varying(1000) NOT NULL,
    basis character varying(1000) NOT NULL,
    note character varying(1000) NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    inspection_id bigint NOT NULL,
    subject_id character varying(64) NOT NULL
);

ALTER TABLE public.followups_problem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.followups_problem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.followups_recheck (
    id bigint NOT NULL,
    mode character varying(10) NOT NULL,
    corrected boolean NOT NULL,
    words character varying(1000) NOT NULL,
    officers character varying(40)[] NOT NULL,
    min_officers smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    visit_id bigint,
    order_id bigint NOT NULL,
    CONSTRAINT recheck_by_enough_officers CHECK (((cardinality(officers) >= min_officers) AND (min_officers >= 1))),
    CONSTRAINT recheck_by_papers_or_by_a_visit CHECK (((((mode)::text = 'documents'::text) AND (visit_id IS NULL)) OR (((mode)::text = 'visit'::text) AND (visit_id IS NOT NULL)))),
    CONSTRAINT recheck_says_what_was_seen CHECK ((NOT ((words)::text = ''::text)))
);

ALTER TABLE public.followups_recheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.followups_recheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.followups_rectificationorder (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    fact character varying(1000) NOT NULL,
    article character varying(400) NOT NULL,
    demand character varying(1000) NOT NULL,
    correct_by date NOT NULL,
    recheck_on date NOT NULL,
    remedy character varying(400) NOT NULL,
    status character varying(10) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    way character varying(12) NOT NULL,
    recipient character varying(60) NOT NULL,
    witness character varying(60) NOT NULL,
    proof character varying(100) NOT NULL,
    delivered_at timestamp with time zone,
    reminders smallint NOT NULL,
    reminded_at timestamp with time zone,
    reported_at timestamp with time zone,
    concluded_at timestamp with time zone,
    withdrawn_because character varying(400) NOT NULL,
    follow_up_id bigint NOT NULL,
    visit_id bigint,
    paper text NOT NULL,
    CONSTRAINT order_electronic_by_consent CHECK (((NOT ((way)::text = 'electronic'::text)) OR (NOT ((proof)::text = ''::text)))),
    CONSTRAINT order_ends_with_a_recheck CHECK (((NOT ((status)::text = ANY ((ARRAY['closed'::character varying, 'failed'::character varying])::text[]))) OR (concluded_at IS NOT NULL))),
    CONSTRAINT order_keeps_its_paper CHECK ((NOT (paper = ''::text))),
    CONSTRAINT order_left_before_a_witness CHECK (((NOT ((way)::text = 'left'::text)) OR (NOT ((witness)::text = ''::text)))),
    CONSTRAINT order_rechecked_after_its_term CHECK ((recheck_on >= correct_by)),
    CONSTRAINT order_reminded_after_delivery CHECK ((((reminded_at IS NULL) AND (reminders = 0)) OR ((delivered_at IS NOT NULL) AND (reminded_at IS NOT NULL) AND (reminders >= 1)))),
    CONSTRAINT order_runs_from_its_delivery CHECK ((((status)::text = ANY ((ARRAY['issued'::character varying, 'withdrawn'::character varying])::text[])) OR ((delivered_at >= issued_at) AND (delivered_at IS NOT NULL) AND ((way)::text = ANY ((ARRAY['direct'::character varying, 'left'::character varying, 'mail'::character varying, 'electronic'::character varying, 'notice'::character varying])::text[])) AND (NOT ((recipient)::text = ''::text))))),
    CONSTRAINT order_says_what_law_demands CHECK (((NOT ((fact)::text = ''::text)) AND (NOT ((article)::text = ''::text)) AND (NOT ((demand)::text = ''::text)) AND (NOT ((remedy)::text = ''::text)))),
    CONSTRAINT order_status CHECK (((status)::text = ANY ((ARRAY['issued'::character varying, 'delivered'::character varying, 'escalated'::character varying, 'reported'::character varying, 'closed'::character varying, 'failed'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT order_withdrawn_says_why CHECK (((NOT ((status)::text = 'withdrawn'::text)) OR (NOT ((withdrawn_because)::text = ''::text))))
);

ALTER TABLE public.followups_rectificationorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.followups_rectificationorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.followups_reportphoto (
    id bigint NOT NULL,
    file uuid NOT NULL,
    digest character varying(80) NOT NULL,
    report_id bigint NOT NULL
);

ALTER TABLE public.followups_reportphoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.followups_reportphoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.imports_import (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    file uuid NOT NULL,
    digest character varying(80) NOT NULL,
    size bigint NOT NULL,
    name character varying(200) NOT NULL,
    by character varying(80) NOT NULL,
    department character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    state character varying(12) NOT NULL,
    new integer NOT NULL,
    changed integer NOT NULL,
    unchanged integer NOT NULL,
    refused integer NOT NULL,
    warnings integer NOT NULL,
    skipped jsonb NOT NULL,
    ignored_sheets jsonb NOT NULL,
    duplicate_groups jsonb NOT NULL,
    waivers jsonb NOT NULL,
    fault jsonb NOT NULL,
    confirmed_by character varying(80) NOT NULL,
    confirmed_at timestamp with time zone,
    accepted_because character varying(200) NOT NULL,
    undone_by character varying(80) NOT NULL,
    undone_at timestamp with time zone,
    undone_because character varying(200) NOT NULL,
    CONSTRAINT import_asked_by_somebody CHECK ((((NOT ((state)::text = 'confirming'::text)) OR (NOT ((confirmed_by)::text = ''::text))) AND ((NOT ((state)::text = 'undoing'::text)) OR (NOT ((undone_by)::text = ''::text))))),
    CONSTRAINT import_confirmed_by_somebody CHECK (((NOT ((state)::text = ANY ((ARRAY['confirmed'::character varying, 'undoing'::character varying, 'undone'::character varying])::text[]))) OR (confirmed_at IS NOT NULL))),
    CONSTRAINT import_kind CHECK (((kind)::text = ANY ((ARRAY['subjects'::character varying, 'officers'::character varying, 'devices'::character varying, 'duties'::character varying, 'pools'::character varying, 'delegations'::character varying, 'policies'::character varying, 'resources'::character varying, 'conflicts'::character varying, 'minutes'::character varying, 'departments'::character varying, 'regions'::character varying])::text[]))),
    CONSTRAINT import_state CHECK (((state)::text = ANY ((ARRAY['reading'::character varying, 'previewed'::character varying, 'unreadable'::character varying, 'confirming'::character varying, 'confirmed'::character varying, 'undoing'::character varying, 'undone'::character varying, 'dropped'::character varying])::text[]))),
    CONSTRAINT import_undone_with_reason CHECK (((NOT ((state)::text = 'undone'::text)) OR ((undone_at IS NOT NULL) AND (NOT ((undone_because)::text = ''::text)))))
);

ALTER TABLE public.imports_import ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.imports_row (
    id bigint NOT NULL,
    sheet character varying(100) NOT NULL,
    number integer NOT NULL,
    key text NOT NULL,
    block text NOT NULL,
    loose boolean NOT NULL,
    verdict character varying(10) NOT NULL,
    "row" jsonb,
    old jsonb,
    extra jsonb NOT NULL,
    said jsonb,
    problems jsonb NOT NULL,
    import_id bigint NOT NULL,
    old_number character varying(15) NOT NULL,
    CONSTRAINT import_row_verdict_known CHECK (((verdict)::text = ANY ((ARRAY['new'::character varying, 'changed'::character varying, 'unchanged'::character varying, 'repeat'::character varying, 'refused'::character varying])::text[])))
);

ALTER TABLE public.imports_row ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.imports_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_absence (
    id bigint NOT NULL,
    ground character varying(10) NOT NULL,
    words character varying(400) NOT NULL,
    officer character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    counted boolean NOT NULL,
    inspection_id bigint NOT NULL,
    CONSTRAINT absence_ground CHECK (((ground)::text = ANY ((ARRAY['CLOSED'::character varying, 'MOVED'::character varying, 'NOT_FOUND'::character varying])::text[]))),
    CONSTRAINT absence_says_what_was_seen CHECK ((NOT ((words)::text = ''::text)))
);

ALTER TABLE public.inspections_absence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_answer (
    id bigint NOT NULL,
    question character varying(16) NOT NULL,
    result character varying(14) NOT NULL,
    value character varying(60) NOT NULL,
    note character varying(1000) NOT NULL,
    officer character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    inspection_id bigint NOT NULL,
    differs boolean DEFAULT false NOT NULL,
    op character varying(32) DEFAULT ''::character varying NOT NULL,
    adopted_from_id bigint,
    CONSTRAINT answer_adopts_what_is_in_order CHECK (((adopted_from_id IS NULL) OR ((result)::text = 'pass'::text))),
    CONSTRAINT answer_result CHECK (((result)::text = ANY ((ARRAY['pass'::character varying, 'fail'::character varying, 'not_checked'::character varying, 'not_applicable'::character varying])::text[])))
);

ALTER TABLE public.inspections_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_assistance (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(40) NOT NULL,
    ground character varying(12) NOT NULL,
    words character varying(400) NOT NULL,
    place character varying(80) NOT NULL,
    asked_by character varying(40) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer character varying(400) NOT NULL,
    answered_by character varying(40) NOT NULL,
    answered_at timestamp with time zone,
    inspection_id bigint NOT NULL,
    CONSTRAINT assistance_answered_whole CHECK (((((answer)::text = ''::text) AND (answered_at IS NULL) AND ((answered_by)::text = ''::text)) OR ((NOT ((answer)::text = ''::text)) AND (NOT ((answered_by)::text = ''::text)) AND (answered_at IS NOT NULL)))),
    CONSTRAINT assistance_ground CHECK (((ground)::text = ANY ((ARRAY['violence'::character varying, 'obstruction'::character varying, 'danger'::character varying])::text[])))
);

ALTER TABLE public.inspections_assistance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_assistance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_companion (
    id bigint NOT NULL,
    role character varying(10) NOT NULL,
    name character varying(60) NOT NULL,
    number character varying(40) NOT NULL,
    organ character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    inspection_id bigint NOT NULL,
    CONSTRAINT companion_has_name_and_number CHECK (((NOT ((name)::text = ''::text)) AND (NOT ((number)::text = ''::text)))),
    CONSTRAINT companion_role CHECK (((role)::text = ANY ((ARRAY['assistant'::character varying, 'expert'::character varying])::text[])))
);

ALTER TABLE public.inspections_companion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_companion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_delivery (
    id bigint NOT NULL,
    way character varying(10) NOT NULL,
    place character varying(200) NOT NULL,
    recipient character varying(60) NOT NULL,
    witness character varying(60) NOT NULL,
    note character varying(400) NOT NULL,
    by character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    document_id bigint NOT NULL,
    CONSTRAINT delivery_left_before_a_witness CHECK (((NOT ((way)::text = 'left'::text)) OR (NOT ((witness)::text = ''::text)))),
    CONSTRAINT delivery_says_how CHECK ((((way)::text = 'direct'::text) OR (NOT ((note)::text = ''::text)))),
    CONSTRAINT delivery_way CHECK (((way)::text = ANY ((ARRAY['direct'::character varying, 'left'::character varying, 'mail'::character varying, 'electronic'::character varying, 'notice'::character varying])::text[]))),
    CONSTRAINT delivery_whole CHECK (((NOT ((place)::text = ''::text)) AND (NOT ((recipient)::text = ''::text)) AND (NOT ((by)::text = ''::text))))
);

ALTER TABLE public.inspections_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_departmenttask (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    place smallint NOT NULL,
    min_officers smallint NOT NULL,
    status character varying(10) NOT NULL,
    outcome character varying(20) NOT NULL,
    answers jsonb NOT NULL,
    officers character varying(40)[] NOT NULL,
    note character varying(1000) NOT NULL,
    submitted_at timestamp with time zone,
    concluded_at timestamp with time zone,
    inspection_id bigint NOT NULL,
    returned_because character varying(400) NOT NULL,
    holder character varying(40) NOT NULL,
    signed_at timestamp with time zone,
    withdrawn_because character varying(400) DEFAULT ''::character varying NOT NULL,
    entrusted_to character varying(40) DEFAULT ''::character varying NOT NULL,
    entrusted_items character varying(60)[] DEFAULT '{}'::character varying(60)[] NOT NULL,
    entrusted_basis character varying(400) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT task_concluded_has_its_time CHECK (((NOT ((status)::text = 'concluded'::text)) OR (concluded_at IS NOT NULL))),
    CONSTRAINT task_entrusted_whole CHECK (((((entrusted_basis)::text = ''::text) AND (entrusted_items = '{}'::character varying(60)[]) AND ((entrusted_to)::text = ''::text)) OR ((NOT ((entrusted_to)::text = ''::text)) AND (NOT ((entrusted_basis)::text = ''::text)) AND (NOT (entrusted_items = '{}'::character varying(60)[])) AND (NOT ((entrusted_to)::text = (department)::text))))),
    CONSTRAINT task_handled_by_who_signed_for_it CHECK (((NOT ((status)::text = ANY ((ARRAY['signed'::character varying, 'checking'::character varying, 'submitted'::character varying, 'concluded'::character varying])::text[]))) OR ((NOT ((holder)::text = ''::text)) AND (signed_at IS NOT NULL)))),
    CONSTRAINT task_status CHECK (((status)::text = ANY ((ARRAY['waiting'::character varying, 'signed'::character varying, 'checking'::character varying, 'submitted'::character varying, 'concluded'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT task_submitted_with_outcome_and_officers CHECK (((NOT ((status)::text = ANY ((ARRAY['submitted'::character varying, 'concluded'::character varying])::text[]))) OR (((outcome)::text = ANY ((ARRAY['no_problem'::character varying, 'not_published'::character varying, 'false_publication'::character varying, 'not_found'::character varying, 'corrected'::character varying, 'refused'::character varying, 'no_such_business'::character varying, 'pending'::character varying])::text[])) AND (submitted_at IS NOT NULL) AND (cardinality(officers) >= min_officers)))),
    CONSTRAINT task_wants_officers CHECK ((min_officers >= 1)),
    CONSTRAINT task_withdrawn_says_why CHECK ((((withdrawn_because)::text = ''::text) OR ((status)::text = 'withdrawn'::text)))
);

ALTER TABLE public.inspections_departmenttask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_departmenttask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_device (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    number character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    place character varying(200) NOT NULL,
    legal_on date,
    legal_paper character varying(200) NOT NULL,
    technical_on date,
    technical_paper character varying(200) NOT NULL,
    notice_on date,
    notice_paper character varying(200) NOT NULL,
    retired_on date,
    retired_because character varying(200) NOT NULL,
    CONSTRAINT device_retired_says_why CHECK (((((retired_because)::text = ''::text) AND (retired_on IS NULL)) OR ((retired_on IS NOT NULL) AND (NOT ((retired_because)::text = ''::text))))),
    CONSTRAINT device_says_what_and_where CHECK (((NOT ((department)::text = ''::text)) AND (NOT ((number)::text = ''::text)) AND (NOT ((name)::text = ''::text)) AND (NOT ((place)::text = ''::text)))),
    CONSTRAINT device_steps_with_papers CHECK (((((legal_on IS NULL) AND ((legal_paper)::text = ''::text)) OR ((legal_on IS NOT NULL) AND (NOT ((legal_paper)::text = ''::text)))) AND (((technical_on IS NULL) AND ((technical_paper)::text = ''::text)) OR ((technical_on IS NOT NULL) AND (NOT ((technical_paper)::text = ''::text)))) AND (((notice_on IS NULL) AND ((notice_paper)::text = ''::text)) OR ((notice_on IS NOT NULL) AND (NOT ((notice_paper)::text = ''::text))))))
);

ALTER TABLE public.inspections_device ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_device_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_document (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    edition smallint NOT NULL,
    number character varying(60) NOT NULL,
    "values" text NOT NULL,
    fingerprint character varying(64) NOT NULL,
    digest character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    inspection_id bigint NOT NULL,
    CONSTRAINT document_kind CHECK (((kind)::text = ANY ((ARRAY['approval'::character varying, 'notice'::character varying, 'site_record'::character varying, 'sampling_receipt'::character varying, 'result_notice'::character varying, 'delivery_receipt'::character varying, 'case_file'::character varying])::text[]))),
    CONSTRAINT document_whole CHECK (((edition >= 1) AND (NOT ((digest)::text = ''::text))))
);

ALTER TABLE public.inspections_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_evidenceitem (
    id bigint CONSTRAINT inspections_photo_id_not_null NOT NULL,
    place smallint CONSTRAINT inspections_photo_place_not_null NOT NULL,
    question character varying(16) CONSTRAINT inspections_photo_question_not_null NOT NULL,
    file uuid CONSTRAINT inspections_photo_file_not_null NOT NULL,
    digest character varying(80) CONSTRAINT inspections_photo_digest_not_null NOT NULL,
    previous character varying(64) CONSTRAINT inspections_photo_previous_not_null NOT NULL,
    chain character varying(64) CONSTRAINT inspections_photo_chain_not_null NOT NULL,
    officer character varying(40) CONSTRAINT inspections_photo_officer_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT inspections_photo_at_not_null NOT NULL,
    inspection_id bigint CONSTRAINT inspections_photo_inspection_id_not_null NOT NULL,
    kind character varying(10) NOT NULL,
    note character varying(400) NOT NULL,
    "position" character varying(30) NOT NULL,
    copy character varying(80) NOT NULL,
    receipt character varying(200) NOT NULL,
    device_id bigint,
    unusable_because character varying(200) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT evidence_has_a_receipt CHECK ((NOT ((receipt)::text = ''::text))),
    CONSTRAINT evidence_kind CHECK (((kind)::text = ANY ((ARRAY['photo'::character varying, 'video'::character varying, 'audio'::character varying, 'document'::character varying, 'sample'::character varying])::text[]))),
    CONSTRAINT evidence_links_to_the_one_before CHECK ((((place = 1) AND ((previous)::text = ''::text)) OR ((place > 1) AND (NOT ((previous)::text = ''::text))))),
    CONSTRAINT evidence_picture_has_a_copy CHECK (((NOT ((kind)::text = ANY ((ARRAY['photo'::character varying, 'sample'::character varying])::text[]))) OR (NOT ((copy)::text = ''::text)))),
    CONSTRAINT evidence_sample_says_what CHECK (((NOT ((kind)::text = 'sample'::text)) OR (NOT ((note)::text = ''::text)))),
    CONSTRAINT evidence_taken_or_handed_in CHECK ((((NOT ((officer)::text = ''::text)) AND (NOT ((question)::text = ''::text))) OR (((kind)::text = ANY ((ARRAY['photo'::character varying, 'document'::character varying])::text[])) AND ((officer)::text = ''::text) AND ((question)::text = ''::text) AND (NOT ((note)::text = ''::text))))),
    CONSTRAINT evidence_unusable_of_a_device CHECK ((((unusable_because)::text = ''::text) OR (device_id IS NOT NULL)))
);

CREATE TABLE public.inspections_inspection (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    code character varying(32) NOT NULL,
    status character varying(10) NOT NULL,
    notice character varying(80) NOT NULL,
    notified_at timestamp with time zone,
    started_at timestamp with time zone,
    started_by character varying(40) NOT NULL,
    closed_at timestamp with time zone,
    cancelled_because character varying(400) NOT NULL,
    visit_id bigint NOT NULL,
    enterprise_digest character varying(64) NOT NULL,
    enterprise_until timestamp with time zone,
    stopped_because character varying(400) NOT NULL,
    no_code_because character varying(400) NOT NULL,
    place character varying(60) NOT NULL,
    CONSTRAINT inspection_cancelled_says_why CHECK (((NOT ((status)::text = 'cancelled'::text)) OR (NOT ((cancelled_because)::text = ''::text)))),
    CONSTRAINT inspection_enterprise_code_ends CHECK (((((enterprise_digest)::text = ''::text) AND (enterprise_until IS NULL)) OR ((NOT ((enterprise_digest)::text = ''::text)) AND (enterprise_until IS NOT NULL)))),
    CONSTRAINT inspection_has_a_code CHECK ((NOT ((code)::text = ''::text))),
    CONSTRAINT inspection_notice_whole CHECK (((((notice)::text = ''::text) AND (notified_at IS NULL)) OR ((NOT ((notice)::text = ''::text)) AND (notified_at IS NOT NULL)))),
    CONSTRAINT inspection_starts_with_scan_in CHECK (((NOT ((status)::text = ANY ((ARRAY['started'::character varying, 'stopped'::character varying, 'closed'::character varying])::text[]))) OR ((started_at IS NOT NULL) AND (NOT ((started_by)::text = ''::text)) AND (NOT ((notice)::text = ''::text))))),
    CONSTRAINT inspection_status CHECK (((status)::text = ANY ((ARRAY['scheduled'::character varying, 'notified'::character varying, 'held'::character varying, 'started'::character varying, 'stopped'::character varying, 'closed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT inspection_stopped_says_why CHECK (((NOT ((status)::text = 'stopped'::text)) OR (NOT ((stopped_because)::text = ''::text))))
);

ALTER TABLE public.inspections_inspection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_inspection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_objection (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    ground character varying(20) NOT NULL,
    words character varying(400) NOT NULL,
    caller character varying(80) NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    decision character varying(400) NOT NULL,
    decided_at timestamp with time zone,
    inspection_id bigint NOT NULL,
    CONSTRAINT objection_decided_with_reason CHECK ((((decided_at IS NULL) AND ((decision)::text = ''::text) AND ((status)::text = 'open'::text)) OR ((decided_at IS NOT NULL) AND ((status)::text = ANY ((ARRAY['upheld'::character varying, 'dismissed'::character varying])::text[])) AND (NOT ((decision)::text = ''::text))))),
    CONSTRAINT objection_ground CHECK (((ground)::text = ANY ((ARRAY['over_limit'::character varying, 'checked_before'::character varying, 'not_concerned'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT objection_says_why CHECK ((NOT ((words)::text = ''::text)))
);

ALTER TABLE public.inspections_objection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_objection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.inspections_evidenceitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_photo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_siterecord (
    id bigint NOT NULL,
    person character varying(60) NOT NULL,
    "position" character varying(60) NOT NULL,
    strokes text NOT NULL,
    refused_because character varying(400) NOT NULL,
    witness character varying(60) NOT NULL,
    questions smallint NOT NULL,
    failed smallint NOT NULL,
    evidence smallint CONSTRAINT inspections_siterecord_photos_not_null NOT NULL,
    fingerprint character varying(64) NOT NULL,
    officer character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    inspection_id bigint NOT NULL,
    recusal character varying(400) NOT NULL,
    statement character varying(1000) NOT NULL,
    off_site boolean DEFAULT false NOT NULL,
    CONSTRAINT record_signed_or_refused_before_a_witness CHECK ((((NOT (strokes = ''::text)) AND ((refused_because)::text = ''::text) AND ((witness)::text = ''::text) AND (NOT ((person)::text = ''::text))) OR ((strokes = ''::text) AND (NOT ((refused_because)::text = ''::text)) AND (NOT ((witness)::text = ''::text))) OR (off_site AND ((person)::text = ''::text) AND ((refused_because)::text = ''::text) AND (strokes = ''::text) AND ((witness)::text = ''::text))))
);

ALTER TABLE public.inspections_siterecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_siterecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inspections_urgency (
    id bigint NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    approved boolean,
    opinion character varying(400) NOT NULL,
    decided_by character varying(80) NOT NULL,
    decided_at timestamp with time zone,
    inspection_id bigint NOT NULL,
    CONSTRAINT urgency_decided_whole CHECK ((((approved IS NULL) AND (decided_at IS NULL) AND ((decided_by)::text = ''::text) AND ((opinion)::text = ''::text)) OR ((approved IS NOT NULL) AND (decided_at >= entered_at) AND (NOT ((opinion)::text = ''::text)) AND (NOT ((decided_by)::text = ''::text)))))
);

ALTER TABLE public.inspections_urgency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_urgency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.items_candidate (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    score double precision NOT NULL,
    entry_id bigint NOT NULL
);

ALTER TABLE public.items_candidate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_candidate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.items_catalogueentry (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    kind character varying(20) NOT NULL,
    system character varying(60) NOT NULL,
    code character varying(100) NOT NULL,
    name character varying(400) NOT NULL,
    legal_basis text NOT NULL,
    owner character varying(200) NOT NULL,
    present boolean NOT NULL,
    excluded_because character varying(400) NOT NULL,
    CONSTRAINT catalogue_kind CHECK (((kind)::text = ANY ((ARRAY['nation'::character varying, 'province'::character varying, 'powers'::character varying, 'inspections'::character varying, 'random'::character varying, 'own_system'::character varying])::text[]))),
    CONSTRAINT catalogue_system_is_named CHECK (((((kind)::text = 'own_system'::text) AND (NOT ((system)::text = ''::text))) OR ((NOT ((kind)::text = 'own_system'::text)) AND ((system)::text = ''::text))))
);

ALTER TABLE public.items_catalogueentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_catalogueentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.items_item (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    code character varying(60) NOT NULL,
    version smallint NOT NULL,
    status character varying(10) NOT NULL,
    first_day date NOT NULL,
    valid daterange NOT NULL,
    name character varying(200) NOT NULL,
    department character varying(40) NOT NULL,
    check_class character varying(60) NOT NULL,
    legal_basis text NOT NULL,
    item_class character varying(10) NOT NULL,
    power_item_code character varying(60) NOT NULL,
    subject_kind character varying(20) NOT NULL,
    subjects character varying(400) NOT NULL,
    supervision_form character varying(20) NOT NULL,
    supervision_mode character varying(20) NOT NULL,
    authority_level character varying(10) NOT NULL,
    scope character varying(1)[] NOT NULL,
    process text NOT NULL,
    result text NOT NULL,
    catalogue_code character varying(80) NOT NULL,
    partners character varying(40)[] NOT NULL,
    shares character varying(200)[] NOT NULL,
    joint_version character varying(20) NOT NULL,
    off_site boolean NOT NULL,
    ratio character varying(100) NOT NULL,
    yearly_cap smallint,
    crimes character varying(80)[] NOT NULL,
    check_points jsonb NOT NULL,
    materials jsonb NOT NULL,
    revision character varying(20) NOT NULL,
    because character varying(400) NOT NULL,
    round smallint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    returned_because character varying(400) NOT NULL,
    withdrawn_because character varying(400) NOT NULL,
    overruled character varying(400) NOT NULL,
    main_item_id bigint,
    simple boolean DEFAULT false NOT NULL,
    CONSTRAINT item_authority_level CHECK (((authority_level)::text = ANY ((ARRAY[''::character varying, 'nation'::character varying, 'province'::character varying, 'city'::character varying, 'county'::character varying, 'town'::character varying])::text[]))),
    CONSTRAINT item_begins_as_proposed CHECK (((lower(valid) = first_day) OR isempty(valid))),
    CONSTRAINT item_class CHECK (((item_class)::text = ANY ((ARRAY['general'::character varying, 'key'::character varying])::text[]))),
    CONSTRAINT item_decided_has_its_time CHECK ((((status)::text = ANY ((ARRAY['proposed'::character varying, 'returned'::character varying])::text[])) OR (decided_at IS NOT NULL))),
    CONSTRAINT item_has_legal_basis CHECK ((NOT (legal_basis = ''::text))),
    CONSTRAINT item_lead_is_no_partner CHECK ((NOT (partners @> ARRAY[department]))),
    CONSTRAINT item_returned_says_why CHECK (((NOT ((status)::text = 'returned'::text)) OR (NOT ((returned_because)::text = ''::text)))),
    CONSTRAINT item_revision CHECK (((revision)::text = ANY ((ARRAY[''::character varying, 'enacted'::character varying, 'amended'::character varying, 'repealed'::character varying, 'interpreted'::character varying, 'powers_changed'::character varying])::text[]))),
    CONSTRAINT item_scope CHECK ((scope <@ ARRAY['1'::character varying(1), '2'::character varying(1), '3'::character varying(1)])),
    CONSTRAINT item_share_per_partner CHECK ((cardinality(partners) = cardinality(shares))),
    CONSTRAINT item_status CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'returned'::character varying, 'published'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT item_withdrawn_says_why CHECK (((NOT ((status)::text = 'withdrawn'::text)) OR (NOT ((withdrawn_because)::text = ''::text)))),
    CONSTRAINT item_yearly_cap CHECK (((yearly_cap IS NULL) OR (yearly_cap >= 0)))
);

ALTER TABLE public.items_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.items_itemmapping (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    code character varying(60) NOT NULL,
    same boolean NOT NULL,
    note character varying(400) NOT NULL,
    department character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    entry_id bigint NOT NULL
);

ALTER TABLE public.items_itemmapping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_itemmapping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.items_itemopinion (
    id bigint NOT NULL,
    round smallint NOT NULL,
    department character varying(40) NOT NULL,
    stance character varying(10) NOT NULL,
    note character varying(400) NOT NULL,
    at timestamp with time zone NOT NULL,
    item_id bigint NOT NULL,
    CONSTRAINT item_opinion_says_why CHECK ((((stance)::text = 'agree'::text) OR (NOT ((note)::text = ''::text)))),
    CONSTRAINT item_opinion_stance CHECK (((stance)::text = ANY ((ARRAY['agree'::character varying, 'adjust'::character varying])::text[])))
);

ALTER TABLE public.items_itemopinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_itemopinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.items_lawchange (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    kind character varying(20) NOT NULL,
    instrument character varying(200) NOT NULL,
    article character varying(100) NOT NULL,
    in_force_on date NOT NULL,
    summary character varying(1000) NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    CONSTRAINT law_change_kind CHECK (((kind)::text = ANY ((ARRAY['enacted'::character varying, 'amended'::character varying, 'repealed'::character varying, 'interpreted'::character varying, 'powers_changed'::character varying])::text[]))),
    CONSTRAINT law_change_says_what CHECK (((NOT ((instrument)::text = ''::text)) AND (NOT ((summary)::text = ''::text))))
);

ALTER TABLE public.items_lawchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_lawchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.items_lawtask (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    code character varying(60) NOT NULL,
    status character varying(10) NOT NULL,
    reason character varying(400) NOT NULL,
    closed_at timestamp with time zone,
    law_change_id bigint NOT NULL,
    CONSTRAINT law_task_closed_has_its_time CHECK ((((closed_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (closed_at IS NOT NULL)))),
    CONSTRAINT law_task_status CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'proposed'::character varying, 'unchanged'::character varying])::text[]))),
    CONSTRAINT law_task_unchanged_says_why CHECK (((NOT ((status)::text = 'unchanged'::text)) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.items_lawtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_lawtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.items_mainitem (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    code character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    department character varying(40) NOT NULL,
    line character varying(80) NOT NULL,
    power_item_code character varying(60) NOT NULL,
    licence character varying(200) NOT NULL,
    licence_code character varying(60) NOT NULL,
    active boolean NOT NULL,
    CONSTRAINT main_item_has_an_owner CHECK (((NOT ((code)::text = ''::text)) AND (NOT ((name)::text = ''::text)) AND (NOT ((department)::text = ''::text))))
);

ALTER TABLE public.items_mainitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.items_mainitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_checkpoint (
    size bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    note text NOT NULL,
    frontier bytea NOT NULL,
    twin_note text NOT NULL,
    twin_frontier bytea NOT NULL
);

CREATE TABLE public.kernel_cosignature (
    id bigint NOT NULL,
    witness_id bigint NOT NULL,
    log character varying(10) NOT NULL,
    size bigint NOT NULL,
    line text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.kernel_cosignature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_cosignature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_counter (
    id bigint NOT NULL,
    series character varying(40) NOT NULL,
    region character varying(80) NOT NULL COLLATE pg_catalog."C",
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT counter_from_one CHECK ((last >= 1))
);

ALTER TABLE public.kernel_counter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_counter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_delivered (
    dispatch_id bigint NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.kernel_demomark (
    id smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT demo_mark_once CHECK ((id = 1))
);

CREATE TABLE public.kernel_dispatch (
    id bigint NOT NULL,
    channel character varying(40) NOT NULL,
    address character varying(200) NOT NULL,
    notification_id uuid NOT NULL
);

ALTER TABLE public.kernel_dispatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_dispatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_entry (
    run uuid NOT NULL,
    cause uuid,
    at timestamp with time zone NOT NULL,
    actor character varying(80) NOT NULL,
    stands_in_for character varying(80) NOT NULL,
    role character varying(40) NOT NULL,
    region character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    use_case character varying(120) NOT NULL,
    event character varying(160) NOT NULL,
    about character varying(120) NOT NULL,
    clause character varying(200) NOT NULL,
    key character varying(200),
    command_digest character varying(80) NOT NULL,
    body text NOT NULL,
    xact bigint NOT NULL
);

CREATE TABLE public.kernel_faileddelivery (
    id bigint NOT NULL,
    job bigint NOT NULL,
    attempt integer NOT NULL,
    error text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.kernel_faileddelivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_faileddelivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_filerecord (
    id uuid NOT NULL,
    digest character varying(80) NOT NULL,
    size bigint NOT NULL,
    kind character varying(40) NOT NULL,
    media_type character varying(100) NOT NULL,
    name character varying(200) NOT NULL,
    uploaded_by character varying(80) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.kernel_leaf (
    index bigint NOT NULL,
    leaf_hash bytea NOT NULL,
    twin_hash bytea NOT NULL,
    entry_id uuid NOT NULL
);

CREATE TABLE public.kernel_node (
    level smallint NOT NULL,
    index bigint NOT NULL,
    node_hash bytea NOT NULL,
    twin_hash bytea NOT NULL
);

CREATE TABLE public.kernel_notification (
    id uuid NOT NULL,
    recipient character varying(80) NOT NULL,
    title character varying(200) NOT NULL,
    text text NOT NULL,
    link character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone
);

CREATE TABLE public.kernel_payload (
    entry_id uuid NOT NULL,
    salt bytea,
    text text
);

CREATE TABLE public.kernel_touch (
    run uuid NOT NULL,
    xact bigint NOT NULL,
    relation regclass NOT NULL
);

CREATE TABLE public.kernel_unsequenced (
    entry_id uuid NOT NULL
);

CREATE TABLE public.kernel_witness (
    id bigint NOT NULL,
    key character varying(300) NOT NULL,
    url character varying(300) NOT NULL,
    since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);

ALTER TABLE public.kernel_witness ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_witness_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.kernel_witnesssetback (
    id bigint NOT NULL,
    witness_id bigint NOT NULL,
    log character varying(10) NOT NULL,
    size bigint NOT NULL,
    status smallint NOT NULL,
    said character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.kernel_witnesssetback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kernel_witnesssetback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.levels_muster (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    said character varying(400) NOT NULL,
    at timestamp with time zone,
    whistle_id bigint NOT NULL,
    CONSTRAINT muster_answer_whole CHECK ((((at IS NULL) AND ((said)::text = ''::text) AND ((status)::text = 'asked'::text)) OR ((NOT ((status)::text = 'asked'::text)) AND (NOT ((said)::text = ''::text)) AND (at IS NOT NULL)))),
    CONSTRAINT muster_status CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'reported'::character varying, 'released'::character varying])::text[])))
);

ALTER TABLE public.levels_muster ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.levels_muster_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.levels_patrol (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    place character varying(200) NOT NULL,
    patrolled_by character varying(40) NOT NULL,
    patrolled_on date NOT NULL,
    found character varying(1000) NOT NULL,
    recorded_by character varying(60) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    subject_id character varying(64),
    whistle_id bigint,
    CONSTRAINT patrol_says_where CHECK ((NOT ((place)::text = ''::text))),
    CONSTRAINT patrol_whistles_about_something CHECK (((whistle_id IS NULL) OR (NOT ((found)::text = ''::text))))
);

ALTER TABLE public.levels_patrol ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.levels_patrol_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.levels_tasksubject (
    id bigint NOT NULL,
    place smallint NOT NULL,
    name character varying(200) NOT NULL,
    code character varying(64) NOT NULL,
    kind character varying(40) NOT NULL,
    subject_id character varying(64),
    task_id bigint NOT NULL
);

ALTER TABLE public.levels_tasksubject ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.levels_tasksubject_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.levels_taskunit (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    status character varying(12) NOT NULL,
    claimed_at timestamp with time zone,
    feed_back_by date,
    ended_at timestamp with time zone,
    end_reason character varying(400) NOT NULL,
    fed_back_at timestamp with time zone,
    suggestion character varying(1000) NOT NULL,
    returned_because character varying(400) NOT NULL,
    task_id bigint NOT NULL,
    CONSTRAINT task_unit_claimed_whole CHECK (((NOT ((status)::text = ANY ((ARRAY['claimed'::character varying, 'ended'::character varying, 'fed_back'::character varying])::text[]))) OR ((claimed_at IS NOT NULL) AND (feed_back_by IS NOT NULL)))),
    CONSTRAINT task_unit_ended_why CHECK (((NOT ((status)::text = ANY ((ARRAY['ended'::character varying, 'fed_back'::character varying])::text[]))) OR ((ended_at IS NOT NULL) AND (NOT ((end_reason)::text = ''::text))))),
    CONSTRAINT task_unit_fed_back_whole CHECK (((NOT ((status)::text = 'fed_back'::text)) OR ((fed_back_at IS NOT NULL) AND (NOT ((suggestion)::text = ''::text))))),
    CONSTRAINT task_unit_returned_why CHECK (((NOT ((status)::text = 'returned'::text)) OR (NOT ((returned_because)::text = ''::text)))),
    CONSTRAINT task_unit_status CHECK (((status)::text = ANY ((ARRAY['dispatched'::character varying, 'claimed'::character varying, 'ended'::character varying, 'fed_back'::character varying, 'returned'::character varying])::text[])))
);

ALTER TABLE public.levels_taskunit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.levels_taskunit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.levels_taskvisit (
    id bigint NOT NULL,
    subject_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    visit_id bigint NOT NULL
);

ALTER TABLE public.levels_taskvisit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.levels_taskvisit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.levels_uppertask (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    started_on date NOT NULL,
    initiator character varying(100) NOT NULL,
    matter character varying(60) NOT NULL,
    content text NOT NULL,
    demands text NOT NULL,
    remark text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    claim_by date NOT NULL,
    file_id uuid NOT NULL
);

ALTER TABLE public.levels_uppertask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.levels_uppertask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.levels_whistle (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    place character varying(200) NOT NULL,
    matter character varying(1000) NOT NULL,
    raised_by character varying(40) NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    report_by timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    result character varying(1000) NOT NULL,
    closed_at timestamp with time zone,
    subject_id character varying(64),
    CONSTRAINT whistle_ends_with_a_result CHECK (((NOT ((status)::text = ANY ((ARRAY['closed'::character varying, 'withdrawn'::character varying])::text[]))) OR ((NOT ((result)::text = ''::text)) AND (closed_at IS NOT NULL)))),
    CONSTRAINT whistle_leaves_time CHECK ((report_by > raised_at)),
    CONSTRAINT whistle_says_where_and_what CHECK (((NOT ((place)::text = ''::text)) AND (NOT ((matter)::text = ''::text)))),
    CONSTRAINT whistle_status CHECK (((status)::text = ANY ((ARRAY['called'::character varying, 'escalated'::character varying, 'gathered'::character varying, 'closed'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE public.levels_whistle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.levels_whistle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.levels_whistlevisit (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    visit_id bigint NOT NULL,
    whistle_id bigint NOT NULL
);

ALTER TABLE public.levels_whistlevisit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.levels_whistlevisit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lookups_lookup (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    register character varying(20) NOT NULL,
    sid character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    purpose_kind character varying(10) NOT NULL,
    purpose character varying(80) NOT NULL,
    asked_by character varying(80) NOT NULL,
    asker character varying(80) NOT NULL,
    department character varying(40) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    status character varying(12) NOT NULL,
    problem character varying(200) NOT NULL,
    CONSTRAINT lookup_by_somebody CHECK ((NOT ((asked_by)::text = ''::text))),
    CONSTRAINT lookup_failure_says_why CHECK (((NOT ((status)::text = 'failed'::text)) OR (NOT ((problem)::text = ''::text)))),
    CONSTRAINT lookup_has_a_purpose CHECK ((NOT ((purpose)::text = ''::text))),
    CONSTRAINT lookup_purpose_kind CHECK (((purpose_kind)::text = ANY ((ARRAY['duty'::character varying, 'task'::character varying])::text[]))),
    CONSTRAINT lookup_register CHECK (((register)::text = ANY ((ARRAY['natural_person'::character varying, 'legal_person'::character varying, 'spatial'::character varying, 'licence'::character varying, 'credit'::character varying, 'action'::character varying])::text[]))),
    CONSTRAINT lookup_status CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'found'::character varying, 'not_found'::character varying, 'failed'::character varying, 'taken_over'::character varying])::text[])))
);

ALTER TABLE public.lookups_lookup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lookups_lookup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.norms_calendarday (
    day date NOT NULL,
    working boolean NOT NULL,
    name character varying(40) NOT NULL,
    year_id integer NOT NULL,
    CONSTRAINT calendar_day_differs CHECK ((((EXTRACT(isodow FROM day) >= (6)::numeric) AND working) OR ((EXTRACT(isodow FROM day) <= (5)::numeric) AND (NOT working))))
);

CREATE TABLE public.norms_calendaryear (
    year integer NOT NULL,
    basis character varying(200) NOT NULL,
    provisional boolean NOT NULL
);

CREATE TABLE public.norms_norm (
    id bigint NOT NULL,
    code character varying(80) NOT NULL COLLATE pg_catalog."C",
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    amount numeric(14,4),
    text character varying(200) NOT NULL,
    unit character varying(20) NOT NULL,
    counted_from character varying(60) NOT NULL,
    basis character varying(200) NOT NULL,
    tag character varying(1) NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT norm_has_a_basis CHECK ((NOT ((basis)::text = ''::text))),
    CONSTRAINT norm_says_something CHECK (((amount IS NOT NULL) OR (NOT ((text)::text = ''::text)))),
    CONSTRAINT norm_tag_known CHECK (((tag)::text = ANY ((ARRAY['V'::character varying, 'S'::character varying, 'M'::character varying, 'G'::character varying])::text[])))
);

ALTER TABLE public.norms_norm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.norms_norm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_account (
    password character varying(128) NOT NULL,
    username character varying(40) NOT NULL,
    display_name character varying(60) NOT NULL,
    person character varying(60) NOT NULL,
    disabled_at timestamp with time zone,
    officer_id bigint,
    region_id character varying(12) NOT NULL
);

CREATE TABLE public.orgs_attempt (
    key character varying(64) NOT NULL,
    account character varying(40) NOT NULL,
    due double precision NOT NULL,
    admitted boolean NOT NULL,
    failed integer NOT NULL,
    turned_away integer NOT NULL
);

CREATE TABLE public.orgs_delegateditem (
    id bigint NOT NULL,
    item_code character varying(60) NOT NULL,
    valid daterange NOT NULL,
    delegation_id bigint NOT NULL,
    from_department_id character varying(40) NOT NULL,
    area_id character varying(12) NOT NULL
);

ALTER TABLE public.orgs_delegateditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_delegateditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_delegation (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    items character varying(60)[] NOT NULL,
    legal_basis character varying(300) NOT NULL,
    first_day date NOT NULL,
    last_day date,
    ended_reason character varying(200) NOT NULL,
    from_department_id character varying(40) NOT NULL,
    to_department_id character varying(40) NOT NULL,
    area_id character varying(12) NOT NULL,
    CONSTRAINT delegation_has_basis CHECK ((NOT ((legal_basis)::text = ''::text))),
    CONSTRAINT delegation_kind CHECK (((kind)::text = ANY ((ARRAY['entrustment'::character varying, 'park_delegation'::character varying])::text[]))),
    CONSTRAINT delegation_to_another CHECK ((NOT ((from_department_id)::text = (to_department_id)::text)))
);

ALTER TABLE public.orgs_delegation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_department (
    code character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    short_name character varying(40) NOT NULL,
    uscc character varying(18) NOT NULL,
    kind character varying(20) NOT NULL,
    towns character varying(12)[] NOT NULL,
    valid daterange NOT NULL,
    region_id character varying(12) NOT NULL,
    CONSTRAINT department_kind CHECK (((kind)::text = ANY ((ARRAY['lead_office'::character varying, 'department'::character varying, 'town_government'::character varying, 'zone'::character varying, 'park'::character varying, 'justice'::character varying, 'data_bureau'::character varying, 'procuratorate'::character varying])::text[])))
);

CREATE TABLE public.orgs_exportrequest (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    "right" character varying(80) NOT NULL,
    address character varying(2000) NOT NULL,
    words character varying(400) NOT NULL,
    rows integer NOT NULL,
    purpose character varying(200) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    requested_by character varying(80) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    decided_by character varying(80) NOT NULL,
    reason character varying(200) NOT NULL,
    expires_at timestamp with time zone,
    taken_at timestamp with time zone,
    department character varying(40) NOT NULL,
    file character varying(80) NOT NULL,
    file_name character varying(120) NOT NULL,
    fault character varying(200) NOT NULL,
    later boolean NOT NULL,
    file_until timestamp with time zone,
    CONSTRAINT export_by_two_persons CHECK ((NOT ((decided_by)::text = (requested_by)::text))),
    CONSTRAINT export_decided_by_somebody CHECK (((NOT ((status)::text = ANY ((ARRAY['released'::character varying, 'declined'::character varying, 'taken'::character varying])::text[]))) OR (NOT ((decided_by)::text = ''::text)))),
    CONSTRAINT export_file_was_made_for_a_while CHECK (((((file)::text = ''::text) AND ((file_name)::text = ''::text) AND (file_until IS NULL)) OR (((fault)::text = ''::text) AND (file_until IS NOT NULL) AND later AND (NOT ((file)::text = ''::text))))),
    CONSTRAINT export_has_a_purpose CHECK ((NOT ((purpose)::text = ''::text))),
    CONSTRAINT export_made_when_taken CHECK (((NOT later) OR ((status)::text = 'taken'::text))),
    CONSTRAINT export_release_ends CHECK (((NOT ((status)::text = ANY ((ARRAY['released'::character varying, 'taken'::character varying])::text[]))) OR (expires_at IS NOT NULL))),
    CONSTRAINT export_status CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'released'::character varying, 'declined'::character varying, 'taken'::character varying])::text[]))),
    CONSTRAINT export_taken_in_time CHECK ((((taken_at IS NULL) AND (NOT ((status)::text = 'taken'::text))) OR (((status)::text = 'taken'::text) AND (taken_at < expires_at))))
);

ALTER TABLE public.orgs_exportrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_exportrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_handover (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    departments character varying(40)[] NOT NULL,
    reason character varying(200) NOT NULL,
    by character varying(80) NOT NULL,
    account_id character varying(40) NOT NULL,
    successor_id character varying(40) NOT NULL,
    CONSTRAINT hand_over_to_another CHECK ((NOT ((account_id)::text = (successor_id)::text)))
);

ALTER TABLE public.orgs_handover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_handover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_leave (
    id bigint NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    officer_id bigint NOT NULL,
    CONSTRAINT leave_ends_after_it_begins CHECK ((last_day >= first_day))
);

ALTER TABLE public.orgs_leave ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_leave_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_listchoice (
    id bigint NOT NULL,
    account character varying(80) NOT NULL,
    listing character varying(40) NOT NULL,
    off jsonb NOT NULL
);

ALTER TABLE public.orgs_listchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_listchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_officer (
    id bigint NOT NULL,
    cert_no character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    valid_to date,
    skills character varying(60)[] NOT NULL,
    towns character varying(60)[] NOT NULL,
    days_per_week numeric(3,1) NOT NULL,
    in_post boolean NOT NULL,
    issuer character varying(80) NOT NULL,
    staff_no character varying(40) NOT NULL,
    gender character varying(4) NOT NULL,
    id_tail character varying(4) NOT NULL,
    phone character varying(20) NOT NULL,
    education character varying(80) NOT NULL,
    job_kinds character varying(60)[] NOT NULL,
    job_since date,
    items character varying(60)[] NOT NULL,
    level character varying(20) NOT NULL,
    duty character varying(60) NOT NULL,
    expertise character varying(60)[] NOT NULL,
    established character varying(4) NOT NULL,
    department_id character varying(40) NOT NULL,
    CONSTRAINT officer_days_per_week CHECK (((days_per_week >= (0)::numeric) AND (days_per_week <= (7)::numeric)))
);

ALTER TABLE public.orgs_officer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_officer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_onetimelink (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    until timestamp with time zone NOT NULL,
    two_persons boolean NOT NULL,
    drops_factor boolean NOT NULL,
    issued_by character varying(80) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    confirmed_by character varying(80) NOT NULL,
    word_digest character varying(64) NOT NULL,
    used_at timestamp with time zone,
    ended_at timestamp with time zone,
    account_id character varying(40) NOT NULL,
    CONSTRAINT link_confirmed_by_another CHECK (((NOT ((confirmed_by)::text = (issued_by)::text)) AND (NOT ((confirmed_by)::text = (account_id)::text)))),
    CONSTRAINT link_two_persons CHECK (((used_at IS NULL) OR (NOT two_persons) OR ((NOT ((confirmed_by)::text = ''::text)) AND (NOT ((word_digest)::text = ''::text))))),
    CONSTRAINT link_used_is_over CHECK (((used_at IS NULL) OR (ended_at IS NOT NULL)))
);

ALTER TABLE public.orgs_onetimelink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_onetimelink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_post (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    subject character varying(32) NOT NULL,
    status character varying(10) NOT NULL,
    valid tstzrange NOT NULL,
    reason character varying(200) NOT NULL,
    founding boolean NOT NULL,
    proposed_by character varying(80) NOT NULL,
    approved_by character varying(80) NOT NULL,
    ended_by character varying(80) NOT NULL,
    ended_at timestamp with time zone,
    ended_reason character varying(200) NOT NULL,
    sphere character varying(20) GENERATED ALWAYS AS (
CASE
    WHEN ((role)::text = ANY ((ARRAY['audit_admin'::character varying, 'security_admin'::character varying, 'system_admin'::character varying])::text[])) THEN role
    ELSE 'business'::character varying
END) STORED,
    account_id character varying(40) NOT NULL,
    department_id character varying(40),
    stands_in_for_id bigint,
    region_id character varying(12) NOT NULL,
    CONSTRAINT post_founding_administrators CHECK (((NOT founding) OR ((role)::text = ANY ((ARRAY['audit_admin'::character varying, 'security_admin'::character varying, 'system_admin'::character varying])::text[])))),
    CONSTRAINT post_not_to_oneself CHECK ((founding OR ((NOT ((proposed_by)::text = (account_id)::text)) AND (NOT ((approved_by)::text = (account_id)::text))))),
    CONSTRAINT post_role CHECK (((role)::text = ANY ((ARRAY['coordinator'::character varying, 'department_clerk'::character varying, 'department_head'::character varying, 'team_leader'::character varying, 'officer'::character varying, 'legal_supervisor'::character varying, 'zone_command'::character varying, 'park_committee'::character varying, 'procuratorate'::character varying, 'data_steward'::character varying, 'enterprise'::character varying, 'system_admin'::character varying, 'security_admin'::character varying, 'audit_admin'::character varying])::text[]))),
    CONSTRAINT post_stands_for_something CHECK ((((department_id IS NULL) AND ((role)::text = ANY ((ARRAY['audit_admin'::character varying, 'security_admin'::character varying, 'system_admin'::character varying])::text[])) AND ((subject)::text = ''::text)) OR ((department_id IS NULL) AND ((role)::text = 'enterprise'::text) AND (NOT ((subject)::text = ''::text))) OR ((NOT ((role)::text = ANY ((ARRAY['audit_admin'::character varying, 'security_admin'::character varying, 'system_admin'::character varying, 'enterprise'::character varying])::text[]))) AND (department_id IS NOT NULL) AND ((subject)::text = ''::text)))),
    CONSTRAINT post_status CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'ended'::character varying])::text[]))),
    CONSTRAINT post_two_persons CHECK ((founding OR (stands_in_for_id IS NOT NULL) OR (NOT ((status)::text = 'approved'::text)) OR ((NOT ((approved_by)::text = ''::text)) AND (NOT ((approved_by)::text = (proposed_by)::text)))))
);

ALTER TABLE public.orgs_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_program (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    name character varying(60) NOT NULL,
    scopes character varying(20)[] NOT NULL,
    until date NOT NULL,
    status character varying(10) NOT NULL,
    digest character varying(64) NOT NULL,
    proposed_by character varying(80) NOT NULL,
    approved_by character varying(80) NOT NULL,
    ended_because character varying(200) NOT NULL,
    department_id character varying(40) NOT NULL,
    CONSTRAINT program_admitted_with_a_token CHECK (((NOT ((status)::text = 'active'::text)) OR ((NOT ((approved_by)::text = ''::text)) AND ((digest)::text ~ '^[0-9a-f]{64}$'::text)))),
    CONSTRAINT program_by_two_persons CHECK ((NOT ((approved_by)::text = (proposed_by)::text))),
    CONSTRAINT program_ended_why CHECK (((NOT ((status)::text = 'ended'::text)) OR (NOT ((ended_because)::text = ''::text)))),
    CONSTRAINT program_scopes_known CHECK (((scopes <@ ARRAY['permits'::character varying(20), 'records'::character varying(20), 'tasks'::character varying(20), 'task_work'::character varying(20)]) AND (
CASE
    WHEN (scopes IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(scopes, 1), 0)
END > 0))),
    CONSTRAINT program_status CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'active'::character varying, 'ended'::character varying])::text[])))
);

ALTER TABLE public.orgs_program ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_program_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_recusal (
    id bigint NOT NULL,
    sid character varying(64) NOT NULL,
    reason character varying(200) NOT NULL,
    status character varying(10) NOT NULL,
    by_party boolean NOT NULL,
    declared_by character varying(80) NOT NULL,
    decided_by character varying(80) NOT NULL,
    decision character varying(200) NOT NULL,
    officer_id bigint NOT NULL,
    CONSTRAINT recusal_other_decider CHECK ((((status)::text = 'declared'::text) OR ((NOT ((decided_by)::text = ''::text)) AND (NOT ((decided_by)::text = (declared_by)::text))))),
    CONSTRAINT recusal_status CHECK (((status)::text = ANY ((ARRAY['declared'::character varying, 'upheld'::character varying, 'rejected'::character varying])::text[])))
);

ALTER TABLE public.orgs_recusal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_recusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_redaction (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    reason character varying(200) NOT NULL,
    requested_by character varying(80) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    decided_by character varying(80) NOT NULL,
    opinion character varying(200) NOT NULL,
    entry_id uuid NOT NULL,
    CONSTRAINT redaction_by_two_persons CHECK ((NOT ((decided_by)::text = (requested_by)::text))),
    CONSTRAINT redaction_decided_by_somebody CHECK (((((decided_by)::text = ''::text) AND ((status)::text = 'asked'::text)) OR ((NOT ((status)::text = 'asked'::text)) AND (NOT ((decided_by)::text = ''::text))))),
    CONSTRAINT redaction_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT redaction_status CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'done'::character varying, 'declined'::character varying])::text[])))
);

ALTER TABLE public.orgs_redaction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_redaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_region (
    code character varying(12) NOT NULL,
    name character varying(60) NOT NULL,
    path character varying(40) NOT NULL COLLATE pg_catalog."C",
    valid daterange NOT NULL,
    parent_id character varying(12),
    CONSTRAINT region_place CHECK ((((code)::text ~ '^[0-9]+$'::text) AND ((path)::text = (
CASE length((code)::text)
    WHEN 2 THEN code
    WHEN 4 THEN (concat("left"((code)::text, 2), '/', code))::character varying
    WHEN 6 THEN (concat("left"((code)::text, 2), '/', "left"((code)::text, 4), '/', code))::character varying
    WHEN 9 THEN (concat("left"((code)::text, 2), '/', "left"((code)::text, 4), '/', "left"((code)::text, 6), '/', code))::character varying
    WHEN 12 THEN (concat("left"((code)::text, 2), '/', "left"((code)::text, 4), '/', "left"((code)::text, 6), '/', "left"((code)::text, 9), '/', code))::character varying
    ELSE ''::character varying
END)::text) AND (NOT ((parent_id)::text IS DISTINCT FROM "substring"((path)::text, '([0-9]+)/[0-9]+$'::text)))))
);

CREATE TABLE public.orgs_savedview (
    id bigint NOT NULL,
    account character varying(80) NOT NULL,
    listing character varying(40) NOT NULL,
    name character varying(20) NOT NULL,
    query character varying(1000) NOT NULL
);

ALTER TABLE public.orgs_savedview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_savedview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orgs_secondfactor (
    account_id character varying(40) NOT NULL,
    sealed character varying(300) NOT NULL,
    last_step bigint NOT NULL,
    since timestamp with time zone NOT NULL
);

CREATE TABLE public.orgs_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL,
    account character varying(40) NOT NULL,
    began_at timestamp with time zone,
    place character varying(120) NOT NULL
);

CREATE TABLE public.orgs_urging (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    matter character varying(80) NOT NULL,
    title character varying(200) NOT NULL,
    link character varying(200) NOT NULL,
    day date NOT NULL,
    urged_by character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.orgs_urging ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orgs_urging_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.permits_concludedcheck (
    id bigint NOT NULL,
    sid character varying(64) NOT NULL,
    department character varying(40) NOT NULL,
    inspection bigint NOT NULL,
    checked_at timestamp with time zone NOT NULL
);

ALTER TABLE public.permits_concludedcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.permits_concludedcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.permits_permit (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    number character varying(80) NOT NULL,
    sid character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    issuer character varying(100) NOT NULL,
    granted_on date NOT NULL,
    valid_to date,
    status character varying(10) NOT NULL,
    department character varying(40) NOT NULL,
    check_by date,
    checked_at timestamp with time zone,
    inspection bigint,
    source character varying(80) NOT NULL,
    kind_id bigint NOT NULL,
    CONSTRAINT permit_check_after_grant CHECK ((check_by >= granted_on)),
    CONSTRAINT permit_check_has_an_owner CHECK ((NOT ((department)::text = ''::text))),
    CONSTRAINT permit_checked_by_an_inspection CHECK ((((checked_at IS NULL) AND (inspection IS NULL)) OR ((checked_at IS NOT NULL) AND (inspection IS NOT NULL)))),
    CONSTRAINT permit_status CHECK (((status)::text = ANY ((ARRAY['valid'::character varying, 'cancelled'::character varying])::text[])))
);

ALTER TABLE public.permits_permit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.permits_permit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.permits_permitkind (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    code character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    department character varying(40) NOT NULL,
    items character varying(60)[] NOT NULL,
    CONSTRAINT permit_kind_brings_items CHECK ((
CASE
    WHEN (items IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(items, 1), 0)
END > 0)),
    CONSTRAINT permit_kind_has_an_owner CHECK ((NOT ((department)::text = ''::text)))
);

ALTER TABLE public.permits_permitkind ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.permits_permitkind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_annualplan (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    year smallint NOT NULL,
    department character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    returned_because character varying(400) NOT NULL,
    CONSTRAINT plan_status CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'filed'::character varying, 'returned'::character varying, 'frozen'::character varying])::text[])))
);

ALTER TABLE public.planning_annualplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_annualplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_campaign (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    reason character varying(400) NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    status character varying(10) NOT NULL,
    number character varying(100) NOT NULL,
    approver character varying(100) NOT NULL,
    decided_on date,
    decision character varying(400) NOT NULL,
    publish_by date,
    published_at timestamp with time zone,
    year smallint NOT NULL,
    cap smallint,
    slot smallint,
    CONSTRAINT campaign_days CHECK ((first_day <= last_day)),
    CONSTRAINT campaign_is_approved_by_somebody CHECK (((NOT ((status)::text = ANY ((ARRAY['approved'::character varying, 'published'::character varying])::text[]))) OR ((NOT ((number)::text = ''::text)) AND (NOT ((approver)::text = ''::text)) AND (decided_on IS NOT NULL) AND (publish_by IS NOT NULL)))),
    CONSTRAINT campaign_published_some_day CHECK (((((status)::text = 'published'::text) OR (published_at IS NULL)) AND (1 = (
CASE
    WHEN ((status)::text = 'published'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (published_at IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT campaign_says_why CHECK (((NOT ((reason)::text = ''::text)) AND (NOT ((name)::text = ''::text)))),
    CONSTRAINT campaign_status CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'refused'::character varying, 'published'::character varying])::text[]))),
    CONSTRAINT campaign_within_cap CHECK (((NOT ((status)::text = ANY ((ARRAY['approved'::character varying, 'published'::character varying])::text[]))) OR ((cap IS NOT NULL) AND (slot >= 1) AND (slot IS NOT NULL) AND (slot <= cap))))
);

ALTER TABLE public.planning_campaign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_classuse (
    id bigint NOT NULL,
    check_class character varying(60) NOT NULL,
    free boolean NOT NULL,
    enterprise character varying(64) NOT NULL,
    site character varying(64) NOT NULL,
    year smallint NOT NULL,
    given_back boolean NOT NULL,
    cap smallint,
    slot smallint,
    visit_id bigint NOT NULL,
    CONSTRAINT class_within_cap CHECK ((free OR given_back OR ((cap IS NOT NULL) AND (slot >= 1) AND (slot IS NOT NULL) AND (slot <= cap))))
);

ALTER TABLE public.planning_classuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_classuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_exclusion (
    id bigint NOT NULL,
    sid character varying(64) NOT NULL,
    line_id character varying(60) NOT NULL,
    code character varying(32) NOT NULL,
    draw_id bigint NOT NULL,
    entry_id uuid NOT NULL
);

ALTER TABLE public.planning_exclusion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_exclusion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_filing (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    department character varying(40) NOT NULL,
    item_code character varying(60) NOT NULL,
    check_class character varying(60) NOT NULL,
    visit_on date NOT NULL,
    minutes smallint NOT NULL,
    reason character varying(400) NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    decision character varying(400) NOT NULL,
    subject_id character varying(64) NOT NULL,
    evidence character varying(100) NOT NULL,
    exemption character varying(20) NOT NULL,
    plan_year smallint,
    again_because character varying(400) NOT NULL,
    CONSTRAINT filing_deferred_into_a_plan CHECK (((((status)::text = 'deferred'::text) OR (plan_year IS NULL)) AND (1 = (
CASE
    WHEN ((status)::text = 'deferred'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (plan_year IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT filing_exempt_with_evidence CHECK (((((evidence)::text = ''::text) AND ((exemption)::text = ''::text)) OR (((exemption)::text = ANY ((ARRAY['commitment'::character varying, 'env_safety'::character varying, 'superior'::character varying])::text[])) AND (NOT ((evidence)::text = ''::text))))),
    CONSTRAINT filing_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT filing_status CHECK (((status)::text = ANY ((ARRAY['filed'::character varying, 'consented'::character varying, 'refused'::character varying, 'planned'::character varying, 'deferred'::character varying])::text[])))
);

ALTER TABLE public.planning_filing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_filing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_hoursrequest (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    wanted_at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    decision character varying(200) NOT NULL,
    decided_at timestamp with time zone,
    visit_id bigint NOT NULL,
    CONSTRAINT hours_request_decided_whole CHECK ((((decided_at IS NULL) AND ((decision)::text = ''::text) AND ((status)::text = 'open'::text)) OR ((decided_at IS NOT NULL) AND ((status)::text = 'granted'::text)) OR ((decided_at IS NOT NULL) AND ((status)::text = 'declined'::text) AND (NOT ((decision)::text = ''::text))))),
    CONSTRAINT hours_request_says_why CHECK ((NOT ((reason)::text = ''::text)))
);

ALTER TABLE public.planning_hoursrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_hoursrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_itemuse (
    id bigint NOT NULL,
    item_code character varying(60) NOT NULL,
    enterprise character varying(64) NOT NULL,
    site character varying(64) NOT NULL,
    year smallint NOT NULL,
    given_back boolean NOT NULL,
    cap smallint,
    slot smallint,
    visit_id bigint NOT NULL,
    CONSTRAINT item_within_cap CHECK ((given_back OR (cap IS NULL) OR ((slot >= 1) AND (slot IS NOT NULL) AND (slot <= cap))))
);

ALTER TABLE public.planning_itemuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_itemuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_opinion (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    stance character varying(10) NOT NULL,
    note character varying(400) NOT NULL,
    programme_id bigint NOT NULL,
    accepted boolean,
    decision character varying(400) NOT NULL,
    round smallint NOT NULL,
    silent boolean NOT NULL,
    CONSTRAINT opinion_decided_why CHECK ((((accepted IS NULL) AND ((decision)::text = ''::text)) OR ((accepted IS NOT NULL) AND (NOT ((stance)::text = 'agree'::text)) AND (NOT ((decision)::text = ''::text))))),
    CONSTRAINT opinion_says_why CHECK ((((stance)::text = 'agree'::text) OR (NOT ((note)::text = ''::text)))),
    CONSTRAINT opinion_silence_is_consent CHECK (((NOT silent) OR ((stance)::text = 'agree'::text))),
    CONSTRAINT opinion_stance CHECK (((stance)::text = ANY ((ARRAY['agree'::character varying, 'adjust'::character varying, 'abstain'::character varying])::text[])))
);

ALTER TABLE public.planning_opinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_opinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_organuse (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    enterprise character varying(64) NOT NULL,
    site character varying(64) NOT NULL,
    year smallint NOT NULL,
    given_back boolean NOT NULL,
    cap smallint,
    slot smallint,
    visit_id bigint NOT NULL,
    CONSTRAINT organ_within_cap CHECK ((given_back OR (cap IS NULL) OR ((slot >= 1) AND (slot IS NOT NULL) AND (slot <= cap))))
);

ALTER TABLE public.planning_organuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_organuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_pastcheck (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    sid character varying(64) NOT NULL,
    enterprise character varying(64) NOT NULL,
    check_class character varying(60) NOT NULL,
    department character varying(80) NOT NULL,
    level character varying(20) NOT NULL,
    "on" date NOT NULL
);

ALTER TABLE public.planning_pastcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_pastcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_planline (
    id bigint NOT NULL,
    line_id character varying(60) NOT NULL,
    item_code character varying(60) NOT NULL,
    item_name character varying(200) NOT NULL,
    check_class character varying(60) NOT NULL,
    scope_query text NOT NULL,
    selection character varying(10) NOT NULL,
    "window" daterange NOT NULL,
    ratio character varying(100) NOT NULL,
    min_count integer NOT NULL,
    sids character varying(64)[] NOT NULL,
    mode character varying(10) NOT NULL,
    announced boolean NOT NULL,
    minutes smallint NOT NULL,
    skills character varying(40)[] NOT NULL,
    min_officers smallint NOT NULL,
    mergeable boolean NOT NULL,
    reason character varying(400) NOT NULL,
    not_with jsonb NOT NULL,
    lead_rank smallint,
    exemption character varying(60) NOT NULL,
    plan_id bigint NOT NULL,
    campaign character varying(100) NOT NULL,
    weights character varying(200) NOT NULL,
    onsite_because character varying(200) NOT NULL,
    secret_because character varying(200) NOT NULL,
    first_wave smallint NOT NULL,
    second_from date,
    CONSTRAINT line_alone_says_why CHECK ((mergeable OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT line_counts CHECK (((min_count >= 0) AND (min_officers >= 1) AND (minutes >= 1))),
    CONSTRAINT line_exemption_cites_a_law CHECK ((((exemption)::text = ''::text) OR ((exemption)::text ~ '《.+》'::text))),
    CONSTRAINT line_mode CHECK (((mode)::text = ANY ((ARRAY['onsite'::character varying, 'sampling'::character varying, 'written'::character varying, 'online'::character varying])::text[]))),
    CONSTRAINT line_secret_says_why CHECK ((announced OR (NOT ((secret_because)::text = ''::text)))),
    CONSTRAINT line_selection CHECK (((selection)::text = ANY ((ARRAY['random'::character varying, 'list'::character varying, 'full'::character varying])::text[]))),
    CONSTRAINT line_waves_whole CHECK ((((first_wave = 0) AND (second_from IS NULL)) OR (((first_wave >= 1) AND (first_wave <= 99)) AND (min_count = 0) AND (second_from IS NOT NULL) AND ((selection)::text = 'random'::text) AND ("window" @> second_from) AND (lower("window") < second_from)))),
    CONSTRAINT line_weights_are_drawn CHECK ((((weights)::text = ''::text) OR ((selection)::text = 'random'::text)))
);

ALTER TABLE public.planning_planline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_planline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_programme (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    year smallint NOT NULL,
    instance character varying(80) NOT NULL,
    result character varying(80) NOT NULL,
    summary jsonb NOT NULL,
    engine character varying(200) NOT NULL,
    status character varying(10) NOT NULL,
    draw_id bigint NOT NULL,
    staffing_draw_id bigint,
    awaited character varying(40)[] NOT NULL,
    opinions_by date,
    round smallint NOT NULL,
    taken_draw_id bigint,
    publish_by date,
    published_on date,
    taken_on date,
    CONSTRAINT programme_adopted_when_heard CHECK (((NOT ((status)::text = 'adopted'::text)) OR (awaited = '{}'::character varying(40)[]))),
    CONSTRAINT programme_is_merged CHECK ((((status)::text = ANY ((ARRAY['merging'::character varying, 'discarded'::character varying])::text[])) OR ((NOT ((instance)::text = ''::text)) AND (NOT ((result)::text = ''::text))))),
    CONSTRAINT programme_published_when_adopted CHECK ((((status)::text = 'adopted'::text) OR (published_on IS NULL))),
    CONSTRAINT programme_round_has_its_term CHECK ((((awaited = '{}'::character varying(40)[]) AND (opinions_by IS NULL) AND (round = 0)) OR ((opinions_by IS NOT NULL) AND (round >= 1)))),
    CONSTRAINT programme_status CHECK (((status)::text = ANY ((ARRAY['merging'::character varying, 'generated'::character varying, 'consulting'::character varying, 'adopted'::character varying, 'discarded'::character varying])::text[])))
);

ALTER TABLE public.planning_programme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_programme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_programmeversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    parent smallint NOT NULL,
    what character varying(400) NOT NULL,
    made_by character varying(60) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    result character varying(80) NOT NULL,
    board character varying(80) NOT NULL,
    summary jsonb NOT NULL,
    wishes jsonb NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT version_follows_its_parent CHECK (((number >= 1) AND (parent >= 0) AND (parent < number)))
);

ALTER TABLE public.planning_programmeversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_programmeversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_relief (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    cert_no character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    reason character varying(200) NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    successor character varying(40) NOT NULL,
    draw_id bigint NOT NULL,
    visit_id bigint NOT NULL,
    CONSTRAINT relief_by_another CHECK ((NOT ((successor)::text = (cert_no)::text))),
    CONSTRAINT relief_says_why CHECK ((NOT ((reason)::text = ''::text)))
);

ALTER TABLE public.planning_relief ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_relief_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_replaced (
    id bigint NOT NULL,
    visit_id bigint NOT NULL,
    replan_id bigint NOT NULL
);

ALTER TABLE public.planning_replaced ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_replaced_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_replan (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    asked_by character varying(60) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    first_day date NOT NULL,
    reason character varying(400) NOT NULL,
    base smallint NOT NULL,
    instance character varying(80) NOT NULL,
    result character varying(80) NOT NULL,
    board character varying(80) NOT NULL,
    comparison character varying(80) NOT NULL,
    summary jsonb NOT NULL,
    version smallint,
    record character varying(400) NOT NULL,
    adopted_by character varying(60) NOT NULL,
    adopted_at timestamp with time zone,
    programme_id bigint NOT NULL,
    CONSTRAINT replan_adopted_whole CHECK ((((adopted_at IS NULL) AND ((adopted_by)::text = ''::text) AND ((record)::text = ''::text) AND (version IS NULL)) OR ((adopted_at IS NOT NULL) AND (version = (base + 1)) AND (NOT ((record)::text = ''::text)) AND (NOT ((adopted_by)::text = ''::text)) AND (NOT ((comparison)::text = ''::text))))),
    CONSTRAINT replan_says_why CHECK ((NOT ((reason)::text = ''::text)))
);

ALTER TABLE public.planning_replan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_replan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_simulation (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    year smallint NOT NULL,
    asked_by character varying(60) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    changes jsonb NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    draw_id bigint NOT NULL
);

ALTER TABLE public.planning_simulation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_simulation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_spared (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    item_code character varying(60) NOT NULL,
    days daterange NOT NULL,
    basis character varying(100) NOT NULL,
    reason character varying(400) NOT NULL,
    ended_because character varying(400) NOT NULL,
    subject_id character varying(64) NOT NULL,
    CONSTRAINT spared_says_why CHECK (((NOT ((basis)::text = ''::text)) AND (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.planning_spared ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_spared_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_visit (
    id bigint NOT NULL,
    number character varying(64) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    first_day date NOT NULL,
    last_day date NOT NULL,
    week smallint NOT NULL,
    lead character varying(40) NOT NULL,
    lead_appointed boolean NOT NULL,
    departments character varying(40)[] NOT NULL,
    door boolean NOT NULL,
    announced boolean NOT NULL,
    counted boolean NOT NULL,
    status character varying(10) NOT NULL,
    cancelled_because character varying(400) NOT NULL,
    enterprise character varying(64) NOT NULL,
    site character varying(64) NOT NULL,
    year smallint NOT NULL,
    cap smallint,
    slot smallint,
    programme_id bigint,
    subject_id character varying(64) NOT NULL,
    ends_at timestamp with time zone,
    starts_at timestamp with time zone,
    opened_because jsonb,
    CONSTRAINT visit_cancelled_says_why CHECK (((NOT ((status)::text = 'cancelled'::text)) OR (NOT ((cancelled_because)::text = ''::text)))),
    CONSTRAINT visit_counts_at_a_door CHECK ((door OR (NOT counted))),
    CONSTRAINT visit_days CHECK ((first_day <= last_day)),
    CONSTRAINT visit_hours_on_its_days CHECK ((((ends_at IS NULL) AND (starts_at IS NULL)) OR (door AND (ends_at > starts_at) AND (((starts_at AT TIME ZONE 'Asia/Shanghai'::text))::date >= first_day) AND (((starts_at AT TIME ZONE 'Asia/Shanghai'::text))::date <= last_day)))),
    CONSTRAINT visit_status CHECK (((status)::text = ANY ((ARRAY['published'::character varying, 'notified'::character varying, 'done'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT visit_within_cap CHECK (((NOT counted) OR ((status)::text = 'cancelled'::text) OR (cap IS NULL) OR ((slot >= 1) AND (slot IS NOT NULL) AND (slot <= cap))))
);

ALTER TABLE public.planning_visit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_visit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_visitdemand (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    item_code character varying(60) NOT NULL,
    minutes smallint NOT NULL,
    skills character varying(40)[] NOT NULL,
    min_officers smallint NOT NULL,
    source character varying(10) NOT NULL,
    reference character varying(100) NOT NULL,
    exemption character varying(60) NOT NULL,
    door boolean NOT NULL,
    free boolean NOT NULL,
    filing_id bigint,
    line_id bigint,
    use_id bigint NOT NULL,
    visit_id bigint NOT NULL,
    counts boolean GENERATED ALWAYS AS (
CASE
    WHEN free THEN NULL::boolean
    ELSE true
END) STORED,
    given_back boolean DEFAULT false NOT NULL,
    CONSTRAINT demand_cause_has_a_reference CHECK ((((source)::text = ''::text) OR (NOT ((reference)::text = ''::text)))),
    CONSTRAINT demand_free_for_a_reason CHECK (((free AND ((NOT ((exemption)::text = ''::text)) OR (NOT ((source)::text = ''::text)) OR (NOT door))) OR (door AND ((exemption)::text = ''::text) AND (NOT free) AND ((source)::text = ''::text)))),
    CONSTRAINT demand_has_one_ground CHECK ((((filing_id IS NULL) AND (line_id IS NOT NULL) AND ((source)::text = ''::text)) OR ((filing_id IS NOT NULL) AND (line_id IS NULL) AND ((source)::text = ''::text)) OR ((filing_id IS NULL) AND (line_id IS NULL) AND ((source)::text = ANY ((ARRAY['complaint'::character varying, 'assigned'::character varying, 'data_clue'::character varying, 'request'::character varying, 'recheck'::character varying])::text[])))))
);

ALTER TABLE public.planning_visitdemand ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_visitdemand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.planning_visitofficer (
    id bigint NOT NULL,
    department character varying(40) NOT NULL,
    slot smallint NOT NULL,
    cert_no character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    visit_id bigint NOT NULL,
    during tstzrange
);

ALTER TABLE public.planning_visitofficer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_visitofficer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.scenes_scene (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    code character varying(20) NOT NULL,
    version smallint NOT NULL,
    name character varying(80) NOT NULL,
    status character varying(10) NOT NULL,
    content jsonb NOT NULL,
    same jsonb NOT NULL,
    reason character varying(1000) NOT NULL,
    findings jsonb NOT NULL,
    since date,
    origins jsonb NOT NULL,
    review_note character varying(1000) NOT NULL,
    ended_because character varying(400) NOT NULL,
    valid daterange,
    changed_at timestamp with time zone NOT NULL,
    apart jsonb NOT NULL,
    CONSTRAINT scene_ended_says_why CHECK (((NOT ((status)::text = ANY ((ARRAY['withdrawn'::character varying, 'dropped'::character varying])::text[]))) OR (NOT ((ended_because)::text = ''::text)))),
    CONSTRAINT scene_published_from_a_day CHECK (((NOT ((status)::text = 'published'::text)) OR (valid IS NOT NULL))),
    CONSTRAINT scene_status CHECK (((status)::text = ANY ((ARRAY['suggested'::character varying, 'proposed'::character varying, 'returned'::character varying, 'reviewed'::character varying, 'published'::character varying, 'withdrawn'::character varying, 'dropped'::character varying])::text[])))
);

ALTER TABLE public.scenes_scene ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scenes_scene_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subjects_identifier (
    id bigint NOT NULL,
    scheme character varying(20) NOT NULL,
    issuer character varying(60) NOT NULL,
    code character varying(200) NOT NULL,
    valid daterange NOT NULL,
    source character varying(200) NOT NULL,
    waived character varying(200) NOT NULL,
    ended_because character varying(200) NOT NULL,
    subject_id character varying(64) NOT NULL,
    department character varying(40) NOT NULL,
    brought_by character varying(40) NOT NULL,
    CONSTRAINT identifier_has_a_code CHECK ((NOT ((code)::text = ''::text))),
    CONSTRAINT identifier_scheme CHECK (((scheme)::text = ANY ((ARRAY['sign'::character varying, 'registration'::character varying, 'own_system'::character varying, 'licence'::character varying, 'former_name'::character varying, 'former_uscc'::character varying])::text[])))
);

ALTER TABLE public.subjects_identifier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.subjects_identifier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subjects_merge (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    by character varying(80) NOT NULL,
    "on" date NOT NULL,
    undone_by character varying(80) NOT NULL,
    undone_on date,
    undone_because character varying(200) NOT NULL,
    merged_id character varying(64) NOT NULL,
    survivor_id character varying(64) NOT NULL,
    CONSTRAINT merge_undone_by_somebody CHECK (((((undone_by)::text = ''::text) AND (undone_on IS NULL)) OR ((undone_on IS NOT NULL) AND (NOT ((undone_by)::text = ''::text))))),
    CONSTRAINT merged_into_another CHECK ((NOT ((survivor_id)::text = (merged_id)::text)))
);

ALTER TABLE public.subjects_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.subjects_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subjects_opening (
    id bigint NOT NULL,
    weekdays smallint[] NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    first character varying(5) NOT NULL,
    last character varying(5) NOT NULL,
    subject_id character varying(64) NOT NULL,
    CONSTRAINT opening_season_is_days_of_a_year CHECK ((((first)::text ~ '^\d\d-\d\d$'::text) AND ((last)::text ~ '^\d\d-\d\d$'::text))),
    CONSTRAINT opening_weekdays CHECK (((weekdays <@ ARRAY[(1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint, (5)::smallint, (6)::smallint, (7)::smallint]) AND (
CASE
    WHEN (weekdays IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(weekdays, 1), 0)
END >= 1)))
);

ALTER TABLE public.subjects_opening ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.subjects_opening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subjects_pool (
    id bigint NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    name character varying(40) NOT NULL,
    department character varying(40) NOT NULL
);

ALTER TABLE public.subjects_pool ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.subjects_pool_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subjects_poolversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    rule text NOT NULL,
    sids character varying(64)[] NOT NULL,
    basis character varying(200) NOT NULL,
    valid daterange NOT NULL,
    ended_because character varying(200) NOT NULL,
    pool_id bigint NOT NULL,
    CONSTRAINT pool_by_rule_or_list CHECK ((((rule = ''::text) OR (sids = '{}'::character varying(64)[])) AND (1 = (
CASE
    WHEN (rule = ''::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (sids = '{}'::character varying(64)[]) THEN 1
    ELSE 0
END))))
);

ALTER TABLE public.subjects_poolversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.subjects_poolversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subjects_subject (
    sid character varying(64) NOT NULL,
    region_path character varying(80) NOT NULL COLLATE pg_catalog."C",
    enterprise character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    uscc character varying(18) NOT NULL,
    etype character varying(60),
    industry character varying(60),
    scope text,
    province character varying(40),
    city character varying(40),
    county character varying(40),
    town character varying(60) NOT NULL,
    address character varying(400),
    lon character varying(20),
    lat character varying(20),
    credit_class character varying(1) NOT NULL,
    tags character varying(40)[] NOT NULL,
    reg_date character varying(10),
    status character varying(40),
    blocked jsonb NOT NULL,
    visit_cap smallint,
    state character varying(10) NOT NULL,
    closed_because character varying(200) NOT NULL,
    words tsvector NOT NULL,
    other_words tsvector,
    declared_kind character varying(20) NOT NULL,
    kind character varying(20) GENERATED ALWAYS AS (
CASE
    WHEN (NOT ((declared_kind)::text = ''::text)) THEN declared_kind
    WHEN (((etype)::text = '个体工商户'::text) OR ((uscc)::text ~~ '92%'::text)) THEN 'self_employed'::character varying
    WHEN (((uscc)::text ~~ '51%'::text) OR ((uscc)::text ~~ '52%'::text) OR ((uscc)::text ~~ '53%'::text)) THEN 'social'::character varying
    ELSE 'enterprise'::character varying
END) STORED,
    grid character varying(60) NOT NULL,
    moving_to character varying(80) NOT NULL COLLATE pg_catalog."C",
    merged_into_id character varying(64),
    CONSTRAINT subject_credit_class CHECK (((credit_class)::text = ANY ((ARRAY[''::character varying, 'A'::character varying, 'B'::character varying, 'C'::character varying, 'D'::character varying])::text[]))),
    CONSTRAINT subject_declared_kind CHECK (((declared_kind)::text = ANY ((ARRAY[''::character varying, 'enterprise'::character varying, 'self_employed'::character varying, 'social'::character varying, 'school'::character varying, 'site'::character varying, 'product'::character varying, 'vehicle'::character varying, 'installation'::character varying, 'unlicensed'::character varying])::text[]))),
    CONSTRAINT subject_enterprise_is_uscc_or_sid CHECK (((((enterprise)::text = (sid)::text) AND ((uscc)::text = ''::text)) OR ((NOT ((uscc)::text = ''::text)) AND ((enterprise)::text = (uscc)::text)) OR (merged_into_id IS NOT NULL))),
    CONSTRAINT subject_moves_somewhere CHECK (((((state)::text = 'moving'::text) AND (NOT ((moving_to)::text = ''::text))) OR ((NOT ((state)::text = 'moving'::text)) AND ((moving_to)::text = ''::text)))),
    CONSTRAINT subject_not_merged_into_itself CHECK ((NOT (((merged_into_id)::text = (sid)::text) AND (merged_into_id IS NOT NULL)))),
    CONSTRAINT subject_sid_form CHECK (((sid)::text ~ '^[A-Z0-9][A-Z0-9:._-]*$'::text)),
    CONSTRAINT subject_state CHECK (((state)::text = ANY ((ARRAY['active'::character varying, 'closed'::character varying, 'moving'::character varying])::text[]))),
    CONSTRAINT subject_visit_cap CHECK (((visit_cap IS NULL) OR (visit_cap >= 0)))
);

CREATE TABLE public.subjects_suspicion (
    id bigint NOT NULL,
    why character varying(200) NOT NULL,
    likeness smallint NOT NULL,
    dismissed_by character varying(80) NOT NULL,
    dismissed_because character varying(200) NOT NULL,
    left_id character varying(64) NOT NULL,
    right_id character varying(64) NOT NULL,
    CONSTRAINT suspected_in_order CHECK (((left_id)::text < (right_id)::text)),
    CONSTRAINT suspicion_per_cent CHECK (((likeness >= 0) AND (likeness <= 100)))
);

ALTER TABLE public.subjects_suspicion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.subjects_suspicion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subjects_tagging (
    id bigint NOT NULL,
    tag character varying(40) NOT NULL,
    source character varying(200) NOT NULL,
    mode character varying(10) NOT NULL,
    valid daterange NOT NULL,
    ended_because character varying(200) NOT NULL,
    subject_id character varying(64) NOT NULL,
    department character varying(40) NOT NULL,
    CONSTRAINT tagging_mode CHECK (((mode)::text = ANY ((ARRAY['internal'::character varying, 'public'::character varying])::text[])))
);

ALTER TABLE public.subjects_tagging ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.subjects_tagging_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

INSERT INTO public.disclosure_epoch VALUES (1, 0);

SELECT pg_catalog.setval('public.disclosure_epoch_id_seq', 1, true);

ALTER TABLE ONLY public.inspections_answer
    ADD CONSTRAINT answer_once_per_question UNIQUE (inspection_id, question);

ALTER TABLE ONLY public.disclosure_article
    ADD CONSTRAINT article_number_once UNIQUE (region_path, number);

ALTER TABLE ONLY public.disclosure_articleversion
    ADD CONSTRAINT article_version_once UNIQUE (article_id, number);

ALTER TABLE ONLY public.inspections_assistance
    ADD CONSTRAINT assistance_number UNIQUE (region_path, number);

ALTER TABLE ONLY public.exchange_backflow
    ADD CONSTRAINT backflow_number UNIQUE (region_path, number);

ALTER TABLE ONLY public.exchange_backflow
    ADD CONSTRAINT backflow_once UNIQUE (version_id, region_path);

ALTER TABLE ONLY public.planning_campaign
    ADD CONSTRAINT campaign_slot_taken_once UNIQUE (region_path, department, year, slot);

ALTER TABLE ONLY public.items_candidate
    ADD CONSTRAINT candidate_once UNIQUE (entry_id, code);

ALTER TABLE ONLY public.items_catalogueentry
    ADD CONSTRAINT catalogue_entry_once UNIQUE (region_path, kind, system, code);

ALTER TABLE ONLY public.field_chunk
    ADD CONSTRAINT chunk_once UNIQUE (inspection_id, file, number);

ALTER TABLE ONLY public.followups_circular
    ADD CONSTRAINT circular_number_once UNIQUE (region_path, number);

ALTER TABLE ONLY public.followups_circularreceipt
    ADD CONSTRAINT circular_receipt_once UNIQUE (circular_id, department);

ALTER TABLE ONLY public.planning_classuse
    ADD CONSTRAINT class_once_in_a_visit UNIQUE (visit_id, check_class, free);

ALTER TABLE ONLY public.planning_classuse
    ADD CONSTRAINT class_slot_taken_once UNIQUE (enterprise, site, year, check_class, slot);

ALTER TABLE ONLY public.inspections_companion
    ADD CONSTRAINT companion_once UNIQUE (inspection_id, number);

ALTER TABLE ONLY public.permits_concludedcheck
    ADD CONSTRAINT concluded_check_once UNIQUE (inspection, department);

ALTER TABLE ONLY public.duties_conflictopinion
    ADD CONSTRAINT conflict_opinion_once UNIQUE (conflict_id, department);

ALTER TABLE ONLY public.kernel_cosignature
    ADD CONSTRAINT cosignature_once UNIQUE (witness_id, log, size);

ALTER TABLE ONLY public.kernel_counter
    ADD CONSTRAINT counter_one_per_series UNIQUE (series, region, year);

ALTER TABLE ONLY public.orgs_delegateditem
    ADD CONSTRAINT delegated_to_one EXCLUDE USING gist (from_department_id WITH =, area_id WITH =, item_code WITH =, valid WITH &&);

ALTER TABLE ONLY public.orgs_delegation
    ADD CONSTRAINT delegation_as_said UNIQUE (id, from_department_id, area_id);

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT demand_line_once_in_a_visit UNIQUE (visit_id, line_id);

ALTER TABLE ONLY public.inspections_device
    ADD CONSTRAINT device_number UNIQUE (region_path, number);

ALTER TABLE ONLY public.disclosure_annulment
    ADD CONSTRAINT disclosure_annulment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_annulment
    ADD CONSTRAINT disclosure_annulment_publication_id_key UNIQUE (publication_id);

ALTER TABLE ONLY public.disclosure_article
    ADD CONSTRAINT disclosure_article_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_articlepicture
    ADD CONSTRAINT disclosure_articlepicture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_articleversion
    ADD CONSTRAINT disclosure_articleversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_correction
    ADD CONSTRAINT disclosure_correction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_epoch
    ADD CONSTRAINT disclosure_epoch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_publication
    ADD CONSTRAINT disclosure_publication_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_quotanote
    ADD CONSTRAINT disclosure_quotanote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_watchday
    ADD CONSTRAINT disclosure_watchday_pkey PRIMARY KEY (day);

ALTER TABLE ONLY public.kernel_dispatch
    ADD CONSTRAINT dispatch_once_per_channel UNIQUE (notification_id, channel);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_document
    ADD CONSTRAINT document_edition UNIQUE (inspection_id, kind, edition);

ALTER TABLE ONLY public.inspections_document
    ADD CONSTRAINT document_says_something_new UNIQUE (inspection_id, kind, fingerprint);

ALTER TABLE ONLY public.feedback_doorphoto
    ADD CONSTRAINT door_photo_place_once UNIQUE (report_id, place);

ALTER TABLE ONLY public.feedback_doorreport
    ADD CONSTRAINT door_report_place_once UNIQUE (subject_id, made_on, place);

ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_number_key UNIQUE (number);

ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draws_loss
    ADD CONSTRAINT draws_loss_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draws_participant
    ADD CONSTRAINT draws_participant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draws_replay
    ADD CONSTRAINT draws_replay_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draws_sealedreading
    ADD CONSTRAINT draws_sealedreading_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_conflict
    ADD CONSTRAINT duties_conflict_number_key UNIQUE (number);

ALTER TABLE ONLY public.duties_conflict
    ADD CONSTRAINT duties_conflict_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_conflictopinion
    ADD CONSTRAINT duties_conflictopinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_dispute
    ADD CONSTRAINT duties_dispute_number_key UNIQUE (number);

ALTER TABLE ONLY public.duties_dispute
    ADD CONSTRAINT duties_dispute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_duty
    ADD CONSTRAINT duties_duty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_followup
    ADD CONSTRAINT duties_followup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_minutes
    ADD CONSTRAINT duties_minutes_number_key UNIQUE (number);

ALTER TABLE ONLY public.duties_minutes
    ADD CONSTRAINT duties_minutes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_party
    ADD CONSTRAINT duties_party_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_policy
    ADD CONSTRAINT duties_policy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_policyopinion
    ADD CONSTRAINT duties_policyopinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_resource
    ADD CONSTRAINT duties_resource_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_duty
    ADD CONSTRAINT duty_department_once EXCLUDE USING gist (region_path WITH =, item WITH =, step WITH =, department WITH =, valid WITH &&);

ALTER TABLE ONLY public.duties_duty
    ADD CONSTRAINT duty_one_lead EXCLUDE USING gist (region_path WITH =, item WITH =, step WITH =, valid WITH &&) WHERE (((part)::text = 'lead'::text));

ALTER TABLE ONLY public.kernel_entry
    ADD CONSTRAINT entry_in_its_transaction UNIQUE (run, xact);

ALTER TABLE ONLY public.kernel_entry
    ADD CONSTRAINT entry_once_per_key UNIQUE (use_case, actor, key);

ALTER TABLE ONLY public.inspections_evidenceitem
    ADD CONSTRAINT evidence_once UNIQUE (inspection_id, file);

ALTER TABLE ONLY public.inspections_evidenceitem
    ADD CONSTRAINT evidence_one_chain UNIQUE (inspection_id, place);

ALTER TABLE ONLY public.exchange_backflow
    ADD CONSTRAINT exchange_backflow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_batch
    ADD CONSTRAINT exchange_batch_number UNIQUE (region_path, number);

ALTER TABLE ONLY public.exchange_batch
    ADD CONSTRAINT exchange_batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_dataresource
    ADD CONSTRAINT exchange_dataresource_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_sourcedifference
    ADD CONSTRAINT exchange_difference_once UNIQUE (region_path, sid, rule, source, department);

ALTER TABLE ONLY public.exchange_message
    ADD CONSTRAINT exchange_message_number_key UNIQUE (number);

ALTER TABLE ONLY public.exchange_message
    ADD CONSTRAINT exchange_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_partner
    ADD CONSTRAINT exchange_partner_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_receiptrecord
    ADD CONSTRAINT exchange_receipt_once UNIQUE (batch_id, digest);

ALTER TABLE ONLY public.exchange_receiptrecord
    ADD CONSTRAINT exchange_receiptrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_record
    ADD CONSTRAINT exchange_record_key UNIQUE (region_path, "table", key);

ALTER TABLE ONLY public.exchange_record
    ADD CONSTRAINT exchange_record_once UNIQUE (inspection_id, department, item_code);

ALTER TABLE ONLY public.exchange_record
    ADD CONSTRAINT exchange_record_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_dataresource
    ADD CONSTRAINT exchange_resource_once UNIQUE (region_path, department, name);

ALTER TABLE ONLY public.exchange_share
    ADD CONSTRAINT exchange_share_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_sourcedifference
    ADD CONSTRAINT exchange_sourcedifference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_subscription
    ADD CONSTRAINT exchange_subscription_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_unreadreceipt
    ADD CONSTRAINT exchange_unread_once UNIQUE (partner_id, file);

ALTER TABLE ONLY public.exchange_unreadreceipt
    ADD CONSTRAINT exchange_unreadreceipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_version
    ADD CONSTRAINT exchange_version_once UNIQUE (record_id, number);

ALTER TABLE ONLY public.exchange_version
    ADD CONSTRAINT exchange_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_exclusion
    ADD CONSTRAINT exclusion_once_in_a_line UNIQUE (draw_id, sid, line_id);

ALTER TABLE ONLY public.feedback_doorphoto
    ADD CONSTRAINT feedback_doorphoto_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feedback_doorprogress
    ADD CONSTRAINT feedback_doorprogress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feedback_doorreport
    ADD CONSTRAINT feedback_doorreport_number_key UNIQUE (number);

ALTER TABLE ONLY public.feedback_doorreport
    ADD CONSTRAINT feedback_doorreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feedback_doorsender
    ADD CONSTRAINT feedback_doorsender_pkey PRIMARY KEY (mark);

ALTER TABLE ONLY public.feedback_opening
    ADD CONSTRAINT feedback_opening_pkey PRIMARY KEY (rating_id);

ALTER TABLE ONLY public.feedback_petition
    ADD CONSTRAINT feedback_petition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feedback_rating
    ADD CONSTRAINT feedback_rating_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_chunk
    ADD CONSTRAINT field_chunk_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_decision
    ADD CONSTRAINT field_decision_operation_id_key UNIQUE (operation_id);

ALTER TABLE ONLY public.field_decision
    ADD CONSTRAINT field_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_lane
    ADD CONSTRAINT field_lane_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_operation
    ADD CONSTRAINT field_operation_op_key UNIQUE (op);

ALTER TABLE ONLY public.field_operation
    ADD CONSTRAINT field_operation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_original
    ADD CONSTRAINT field_original_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_pinnedform
    ADD CONSTRAINT field_pinnedform_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.field_quarantine
    ADD CONSTRAINT field_quarantine_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_receipt
    ADD CONSTRAINT field_receipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.followups_followup
    ADD CONSTRAINT follow_up_once UNIQUE (inspection_id, department, kind);

ALTER TABLE ONLY public.followups_circular
    ADD CONSTRAINT followups_circular_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.followups_circularreceipt
    ADD CONSTRAINT followups_circularreceipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.followups_correctionreport
    ADD CONSTRAINT followups_correctionreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.followups_followup
    ADD CONSTRAINT followups_followup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.followups_problem
    ADD CONSTRAINT followups_problem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.followups_recheck
    ADD CONSTRAINT followups_recheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.followups_rectificationorder
    ADD CONSTRAINT followups_rectificationorder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.followups_rectificationorder
    ADD CONSTRAINT followups_rectificationorder_visit_id_key UNIQUE (visit_id);

ALTER TABLE ONLY public.followups_reportphoto
    ADD CONSTRAINT followups_reportphoto_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_identifier
    ADD CONSTRAINT identifier_names_one EXCLUDE USING gist (scheme WITH =, issuer WITH =, code WITH =, valid WITH &&) WHERE ((NOT ((scheme)::text = ANY ((ARRAY['sign'::character varying, 'former_name'::character varying, 'former_uscc'::character varying])::text[]))));

ALTER TABLE ONLY public.imports_import
    ADD CONSTRAINT imports_import_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.imports_row
    ADD CONSTRAINT imports_row_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspection_number UNIQUE (region_path, number);

ALTER TABLE ONLY public.inspections_absence
    ADD CONSTRAINT inspections_absence_inspection_id_key UNIQUE (inspection_id);

ALTER TABLE ONLY public.inspections_absence
    ADD CONSTRAINT inspections_absence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_answer
    ADD CONSTRAINT inspections_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_assistance
    ADD CONSTRAINT inspections_assistance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_companion
    ADD CONSTRAINT inspections_companion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_delivery
    ADD CONSTRAINT inspections_delivery_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.inspections_delivery
    ADD CONSTRAINT inspections_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_departmenttask
    ADD CONSTRAINT inspections_departmenttask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_device
    ADD CONSTRAINT inspections_device_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_document
    ADD CONSTRAINT inspections_document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspections_inspection_code_key UNIQUE (code);

ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspections_inspection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspections_inspection_visit_id_key UNIQUE (visit_id);

ALTER TABLE ONLY public.inspections_objection
    ADD CONSTRAINT inspections_objection_inspection_id_key UNIQUE (inspection_id);

ALTER TABLE ONLY public.inspections_objection
    ADD CONSTRAINT inspections_objection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_evidenceitem
    ADD CONSTRAINT inspections_photo_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_siterecord
    ADD CONSTRAINT inspections_siterecord_inspection_id_key UNIQUE (inspection_id);

ALTER TABLE ONLY public.inspections_siterecord
    ADD CONSTRAINT inspections_siterecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspections_urgency
    ADD CONSTRAINT inspections_urgency_inspection_id_key UNIQUE (inspection_id);

ALTER TABLE ONLY public.inspections_urgency
    ADD CONSTRAINT inspections_urgency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_itemuse
    ADD CONSTRAINT item_once_in_a_visit UNIQUE (visit_id, item_code);

ALTER TABLE ONLY public.items_item
    ADD CONSTRAINT item_one_in_force EXCLUDE USING gist (region_path WITH =, code WITH =, valid WITH &&) WHERE (((status)::text = ANY ((ARRAY['published'::character varying, 'withdrawn'::character varying])::text[])));

ALTER TABLE ONLY public.items_item
    ADD CONSTRAINT item_one_owner EXCLUDE USING gist (region_path WITH =, code WITH =, department WITH <>);

ALTER TABLE ONLY public.items_itemopinion
    ADD CONSTRAINT item_opinion_once UNIQUE (item_id, round, department);

ALTER TABLE ONLY public.planning_itemuse
    ADD CONSTRAINT item_slot_taken_once UNIQUE (enterprise, site, year, item_code, slot);

ALTER TABLE ONLY public.items_item
    ADD CONSTRAINT item_version_once UNIQUE (region_path, code, version);

ALTER TABLE ONLY public.items_candidate
    ADD CONSTRAINT items_candidate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.items_catalogueentry
    ADD CONSTRAINT items_catalogueentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.items_item
    ADD CONSTRAINT items_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.items_itemmapping
    ADD CONSTRAINT items_itemmapping_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.items_itemopinion
    ADD CONSTRAINT items_itemopinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.items_lawchange
    ADD CONSTRAINT items_lawchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.items_lawtask
    ADD CONSTRAINT items_lawtask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.items_mainitem
    ADD CONSTRAINT items_mainitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_checkpoint
    ADD CONSTRAINT kernel_checkpoint_pkey PRIMARY KEY (size);

ALTER TABLE ONLY public.kernel_cosignature
    ADD CONSTRAINT kernel_cosignature_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_counter
    ADD CONSTRAINT kernel_counter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_delivered
    ADD CONSTRAINT kernel_delivered_pkey PRIMARY KEY (dispatch_id);

ALTER TABLE ONLY public.kernel_demomark
    ADD CONSTRAINT kernel_demomark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_dispatch
    ADD CONSTRAINT kernel_dispatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_entry
    ADD CONSTRAINT kernel_entry_pkey PRIMARY KEY (run);

ALTER TABLE ONLY public.kernel_faileddelivery
    ADD CONSTRAINT kernel_faileddelivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_filerecord
    ADD CONSTRAINT kernel_filerecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_leaf
    ADD CONSTRAINT kernel_leaf_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY public.kernel_leaf
    ADD CONSTRAINT kernel_leaf_pkey PRIMARY KEY (index);

ALTER TABLE ONLY public.kernel_node
    ADD CONSTRAINT kernel_node_pkey PRIMARY KEY (level, index);

ALTER TABLE ONLY public.kernel_notification
    ADD CONSTRAINT kernel_notification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_payload
    ADD CONSTRAINT kernel_payload_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY public.kernel_touch
    ADD CONSTRAINT kernel_touch_pkey PRIMARY KEY (run, xact, relation);

ALTER TABLE ONLY public.kernel_unsequenced
    ADD CONSTRAINT kernel_unsequenced_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY public.kernel_witness
    ADD CONSTRAINT kernel_witness_key_key UNIQUE (key);

ALTER TABLE ONLY public.kernel_witness
    ADD CONSTRAINT kernel_witness_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kernel_witnesssetback
    ADD CONSTRAINT kernel_witnesssetback_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.items_lawtask
    ADD CONSTRAINT law_task_once UNIQUE (law_change_id, department, code);

ALTER TABLE ONLY public.orgs_leave
    ADD CONSTRAINT leave_once UNIQUE (officer_id, first_day, last_day);

ALTER TABLE ONLY public.levels_muster
    ADD CONSTRAINT levels_muster_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.levels_patrol
    ADD CONSTRAINT levels_patrol_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.levels_patrol
    ADD CONSTRAINT levels_patrol_whistle_id_key UNIQUE (whistle_id);

ALTER TABLE ONLY public.levels_tasksubject
    ADD CONSTRAINT levels_tasksubject_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.levels_taskunit
    ADD CONSTRAINT levels_taskunit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.levels_taskvisit
    ADD CONSTRAINT levels_taskvisit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.levels_uppertask
    ADD CONSTRAINT levels_uppertask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.levels_whistle
    ADD CONSTRAINT levels_whistle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.levels_whistlevisit
    ADD CONSTRAINT levels_whistlevisit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.levels_whistlevisit
    ADD CONSTRAINT levels_whistlevisit_visit_id_key UNIQUE (visit_id);

ALTER TABLE ONLY public.planning_planline
    ADD CONSTRAINT line_id_once_in_a_plan UNIQUE (plan_id, line_id);

ALTER TABLE ONLY public.orgs_listchoice
    ADD CONSTRAINT list_choice_once UNIQUE (account, listing);

ALTER TABLE ONLY public.lookups_lookup
    ADD CONSTRAINT lookups_lookup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draws_loss
    ADD CONSTRAINT loss_once UNIQUE (draw_id, sid);

ALTER TABLE ONLY public.items_mainitem
    ADD CONSTRAINT main_item_once UNIQUE (region_path, code);

ALTER TABLE ONLY public.items_itemmapping
    ADD CONSTRAINT mapping_decided_once UNIQUE (region_path, code, entry_id);

ALTER TABLE ONLY public.levels_muster
    ADD CONSTRAINT muster_once UNIQUE (whistle_id, department);

ALTER TABLE ONLY public.norms_norm
    ADD CONSTRAINT norm_one_at_a_time EXCLUDE USING gist (code WITH =, region_path WITH =, valid WITH &&);

ALTER TABLE ONLY public.norms_calendarday
    ADD CONSTRAINT norms_calendarday_pkey PRIMARY KEY (day);

ALTER TABLE ONLY public.norms_calendaryear
    ADD CONSTRAINT norms_calendaryear_pkey PRIMARY KEY (year);

ALTER TABLE ONLY public.norms_norm
    ADD CONSTRAINT norms_norm_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_visitofficer
    ADD CONSTRAINT officer_at_one_door EXCLUDE USING gist (cert_no WITH =, during WITH &&);

ALTER TABLE ONLY public.planning_visitofficer
    ADD CONSTRAINT officer_once_in_a_visit UNIQUE (visit_id, cert_no);

ALTER TABLE ONLY public.planning_visitofficer
    ADD CONSTRAINT officer_slot_once UNIQUE (visit_id, department, slot);

ALTER TABLE ONLY public.field_operation
    ADD CONSTRAINT operation_number_once UNIQUE (lane_id, seq);

ALTER TABLE ONLY public.planning_opinion
    ADD CONSTRAINT opinion_once_per_department UNIQUE (programme_id, department);

ALTER TABLE ONLY public.followups_rectificationorder
    ADD CONSTRAINT order_number_once UNIQUE (region_path, number);

ALTER TABLE ONLY public.planning_organuse
    ADD CONSTRAINT organ_once_in_a_visit UNIQUE (visit_id, department);

ALTER TABLE ONLY public.planning_organuse
    ADD CONSTRAINT organ_slot_taken_once UNIQUE (enterprise, site, year, department, slot);

ALTER TABLE ONLY public.orgs_account
    ADD CONSTRAINT orgs_account_pkey PRIMARY KEY (username);

ALTER TABLE ONLY public.orgs_attempt
    ADD CONSTRAINT orgs_attempt_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.orgs_delegateditem
    ADD CONSTRAINT orgs_delegateditem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_delegation
    ADD CONSTRAINT orgs_delegation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_department
    ADD CONSTRAINT orgs_department_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.orgs_exportrequest
    ADD CONSTRAINT orgs_exportrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_handover
    ADD CONSTRAINT orgs_handover_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_leave
    ADD CONSTRAINT orgs_leave_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_listchoice
    ADD CONSTRAINT orgs_listchoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_officer
    ADD CONSTRAINT orgs_officer_cert_no_key UNIQUE (cert_no);

ALTER TABLE ONLY public.orgs_officer
    ADD CONSTRAINT orgs_officer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_onetimelink
    ADD CONSTRAINT orgs_onetimelink_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.orgs_onetimelink
    ADD CONSTRAINT orgs_onetimelink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_post
    ADD CONSTRAINT orgs_post_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_program
    ADD CONSTRAINT orgs_program_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_recusal
    ADD CONSTRAINT orgs_recusal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_redaction
    ADD CONSTRAINT orgs_redaction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_region
    ADD CONSTRAINT orgs_region_path_key UNIQUE (path);

ALTER TABLE ONLY public.orgs_region
    ADD CONSTRAINT orgs_region_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.orgs_savedview
    ADD CONSTRAINT orgs_savedview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orgs_secondfactor
    ADD CONSTRAINT orgs_secondfactor_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY public.orgs_session
    ADD CONSTRAINT orgs_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.orgs_urging
    ADD CONSTRAINT orgs_urging_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_original
    ADD CONSTRAINT original_once UNIQUE (inspection_id, file);

ALTER TABLE ONLY public.draws_participant
    ADD CONSTRAINT participant_once UNIQUE (draw_id, department);

ALTER TABLE ONLY public.draws_participant
    ADD CONSTRAINT participant_place UNIQUE (draw_id, place);

ALTER TABLE ONLY public.duties_party
    ADD CONSTRAINT party_once UNIQUE (dispute_id, department);

ALTER TABLE ONLY public.planning_pastcheck
    ADD CONSTRAINT past_check_once UNIQUE (sid, check_class, department, "on");

ALTER TABLE ONLY public.permits_permitkind
    ADD CONSTRAINT permit_kind_once UNIQUE (region_path, code);

ALTER TABLE ONLY public.permits_concludedcheck
    ADD CONSTRAINT permits_concludedcheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.permits_permit
    ADD CONSTRAINT permits_permit_number_key UNIQUE (number);

ALTER TABLE ONLY public.permits_permit
    ADD CONSTRAINT permits_permit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.permits_permitkind
    ADD CONSTRAINT permits_permitkind_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_articlepicture
    ADD CONSTRAINT picture_place_once UNIQUE (article_id, place);

ALTER TABLE ONLY public.planning_annualplan
    ADD CONSTRAINT plan_once_a_year_per_department UNIQUE (region_path, year, department);

ALTER TABLE ONLY public.planning_annualplan
    ADD CONSTRAINT planning_annualplan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_campaign
    ADD CONSTRAINT planning_campaign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_classuse
    ADD CONSTRAINT planning_classuse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_exclusion
    ADD CONSTRAINT planning_exclusion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_filing
    ADD CONSTRAINT planning_filing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_hoursrequest
    ADD CONSTRAINT planning_hoursrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_hoursrequest
    ADD CONSTRAINT planning_hoursrequest_visit_id_key UNIQUE (visit_id);

ALTER TABLE ONLY public.planning_itemuse
    ADD CONSTRAINT planning_itemuse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_opinion
    ADD CONSTRAINT planning_opinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_organuse
    ADD CONSTRAINT planning_organuse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_pastcheck
    ADD CONSTRAINT planning_pastcheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_planline
    ADD CONSTRAINT planning_planline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_programme
    ADD CONSTRAINT planning_programme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_programmeversion
    ADD CONSTRAINT planning_programmeversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_relief
    ADD CONSTRAINT planning_relief_draw_id_key UNIQUE (draw_id);

ALTER TABLE ONLY public.planning_relief
    ADD CONSTRAINT planning_relief_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_replaced
    ADD CONSTRAINT planning_replaced_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_replaced
    ADD CONSTRAINT planning_replaced_visit_id_key UNIQUE (visit_id);

ALTER TABLE ONLY public.planning_replan
    ADD CONSTRAINT planning_replan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_simulation
    ADD CONSTRAINT planning_simulation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_spared
    ADD CONSTRAINT planning_spared_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_visit
    ADD CONSTRAINT planning_visit_number_key UNIQUE (number);

ALTER TABLE ONLY public.planning_visit
    ADD CONSTRAINT planning_visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT planning_visitdemand_filing_id_key UNIQUE (filing_id);

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT planning_visitdemand_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.planning_visitofficer
    ADD CONSTRAINT planning_visitofficer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties_policyopinion
    ADD CONSTRAINT policy_opinion_once UNIQUE (policy_id, round, department);

ALTER TABLE ONLY public.subjects_pool
    ADD CONSTRAINT pool_name UNIQUE (region_path, name);

ALTER TABLE ONLY public.subjects_poolversion
    ADD CONSTRAINT pool_one_in_force EXCLUDE USING gist (pool_id WITH =, valid WITH &&);

ALTER TABLE ONLY public.subjects_poolversion
    ADD CONSTRAINT pool_version_number UNIQUE (pool_id, number);

ALTER TABLE ONLY public.orgs_post
    ADD CONSTRAINT post_held_once EXCLUDE USING gist (account_id WITH =, role WITH =, region_id WITH =, COALESCE(department_id, ''::character varying) WITH =, subject WITH =, COALESCE(stands_in_for_id, (0)::bigint) WITH =, valid WITH &&) WHERE (((status)::text = 'approved'::text));

ALTER TABLE ONLY public.orgs_post
    ADD CONSTRAINT post_lent_once EXCLUDE USING gist (stands_in_for_id WITH =, valid WITH &&) WHERE (((stands_in_for_id IS NOT NULL) AND ((status)::text = 'approved'::text)));

ALTER TABLE ONLY public.orgs_post
    ADD CONSTRAINT post_one_sphere EXCLUDE USING gist (account_id WITH =, sphere WITH <>, valid WITH &&) WHERE (((status)::text = 'approved'::text));

ALTER TABLE ONLY public.followups_problem
    ADD CONSTRAINT problem_once UNIQUE (inspection_id, department, item_code, point);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disclosure_publication
    ADD CONSTRAINT publication_once_per_department UNIQUE (inspection_id, department);

ALTER TABLE ONLY public.field_quarantine
    ADD CONSTRAINT quarantine_once UNIQUE (account, lane, fp, why);

ALTER TABLE ONLY public.disclosure_quotanote
    ADD CONSTRAINT quota_explained_once UNIQUE (region_path, "column", month);

ALTER TABLE ONLY public.feedback_rating
    ADD CONSTRAINT rating_once UNIQUE (inspection_id, department);

ALTER TABLE ONLY public.feedback_rating
    ADD CONSTRAINT rating_place_once UNIQUE (region_path, department, year, place);

ALTER TABLE ONLY public.field_receipt
    ADD CONSTRAINT receipt_once UNIQUE (operation_id, final);

ALTER TABLE ONLY public.draws_replay
    ADD CONSTRAINT replay_once UNIQUE (draw_id, department);

ALTER TABLE ONLY public.followups_correctionreport
    ADD CONSTRAINT report_in_its_order UNIQUE (order_id, place);

ALTER TABLE ONLY public.followups_reportphoto
    ADD CONSTRAINT report_photo_once UNIQUE (report_id, file);

ALTER TABLE ONLY public.duties_resource
    ADD CONSTRAINT resource_once UNIQUE (region_path, department, name);

ALTER TABLE ONLY public.orgs_savedview
    ADD CONSTRAINT saved_view_name UNIQUE (account, listing, name);

ALTER TABLE ONLY public.scenes_scene
    ADD CONSTRAINT scene_one_in_force EXCLUDE USING gist (region_path WITH =, code WITH =, valid WITH &&) WHERE (((status)::text = 'published'::text));

ALTER TABLE ONLY public.scenes_scene
    ADD CONSTRAINT scene_version UNIQUE (region_path, code, version);

ALTER TABLE ONLY public.scenes_scene
    ADD CONSTRAINT scenes_scene_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_identifier
    ADD CONSTRAINT subjects_identifier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_merge
    ADD CONSTRAINT subjects_merge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_opening
    ADD CONSTRAINT subjects_opening_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_pool
    ADD CONSTRAINT subjects_pool_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_poolversion
    ADD CONSTRAINT subjects_poolversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_subject
    ADD CONSTRAINT subjects_subject_pkey PRIMARY KEY (sid);

ALTER TABLE ONLY public.subjects_suspicion
    ADD CONSTRAINT subjects_suspicion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_tagging
    ADD CONSTRAINT subjects_tagging_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subjects_suspicion
    ADD CONSTRAINT suspected_once UNIQUE (left_id, right_id);

ALTER TABLE ONLY public.subjects_tagging
    ADD CONSTRAINT tagged_once EXCLUDE USING gist (subject_id WITH =, tag WITH =, valid WITH &&);

ALTER TABLE ONLY public.inspections_departmenttask
    ADD CONSTRAINT task_once_per_department UNIQUE (inspection_id, department);

ALTER TABLE ONLY public.levels_tasksubject
    ADD CONSTRAINT task_subject_once UNIQUE (task_id, code);

ALTER TABLE ONLY public.levels_tasksubject
    ADD CONSTRAINT task_subject_place_once UNIQUE (task_id, place);

ALTER TABLE ONLY public.levels_taskunit
    ADD CONSTRAINT task_unit_once UNIQUE (task_id, department);

ALTER TABLE ONLY public.levels_taskvisit
    ADD CONSTRAINT task_visit_once UNIQUE (unit_id, subject_id);

ALTER TABLE ONLY public.levels_uppertask
    ADD CONSTRAINT upper_task_once UNIQUE (region_path, number);

ALTER TABLE ONLY public.orgs_urging
    ADD CONSTRAINT urged_once_a_day UNIQUE (department, matter, day);

ALTER TABLE ONLY public.planning_classuse
    ADD CONSTRAINT use_and_free UNIQUE (id, visit_id, free);

ALTER TABLE ONLY public.planning_programmeversion
    ADD CONSTRAINT version_once UNIQUE (programme_id, number);

ALTER TABLE ONLY public.planning_visit
    ADD CONSTRAINT visit_and_counted UNIQUE (id, counted);

ALTER TABLE ONLY public.planning_visit
    ADD CONSTRAINT visit_and_door UNIQUE (id, door);

ALTER TABLE ONLY public.planning_visit
    ADD CONSTRAINT visit_slot_taken_once UNIQUE (enterprise, site, year, slot);

ALTER TABLE ONLY public.levels_whistle
    ADD CONSTRAINT whistle_number_once UNIQUE (region_path, number);

ALTER TABLE ONLY public.levels_whistlevisit
    ADD CONSTRAINT whistle_visit_once UNIQUE (whistle_id, department);

CREATE UNIQUE INDEX account_one_per_officer ON public.orgs_account USING btree (officer_id) WHERE (disabled_at IS NULL);

CREATE UNIQUE INDEX account_one_per_person ON public.orgs_account USING btree (person) WHERE (disabled_at IS NULL);

CREATE INDEX article_latest ON public.disclosure_article USING btree (region_path, "column", published_at DESC);

CREATE UNIQUE INDEX article_one_version_waits ON public.disclosure_articleversion USING btree (article_id) WHERE ((status)::text = 'waiting'::text);

CREATE UNIQUE INDEX campaign_number_once ON public.planning_campaign USING btree (region_path, number) WHERE (NOT ((number)::text = ''::text));

CREATE INDEX candidate_code ON public.items_candidate USING btree (code);

CREATE UNIQUE INDEX department_name ON public.orgs_department USING btree (region_id, name) WHERE (NOT isempty(valid));

CREATE UNIQUE INDEX department_short_name ON public.orgs_department USING btree (region_id, short_name) WHERE (NOT isempty(valid));

CREATE INDEX disclosure_article_region_path_8135a106 ON public.disclosure_article USING btree (region_path);

CREATE INDEX disclosure_article_region_path_8135a106_like ON public.disclosure_article USING btree (region_path varchar_pattern_ops);

CREATE INDEX disclosure_article_result_id_8e1af484 ON public.disclosure_article USING btree (result_id);

CREATE INDEX disclosure_articlepicture_article_id_cb875120 ON public.disclosure_articlepicture USING btree (article_id);

CREATE INDEX disclosure_articleversion_article_id_97072d3e ON public.disclosure_articleversion USING btree (article_id);

CREATE INDEX disclosure_correction_publication_id_2961927d ON public.disclosure_correction USING btree (publication_id);

CREATE INDEX disclosure_publication_inspection_id_978ed3c7 ON public.disclosure_publication USING btree (inspection_id);

CREATE INDEX disclosure_publication_region_path_c6da28f5 ON public.disclosure_publication USING btree (region_path);

CREATE INDEX disclosure_publication_region_path_c6da28f5_like ON public.disclosure_publication USING btree (region_path varchar_pattern_ops);

CREATE INDEX disclosure_publication_sid_2c81ebd9 ON public.disclosure_publication USING btree (sid);

CREATE INDEX disclosure_publication_sid_2c81ebd9_like ON public.disclosure_publication USING btree (sid varchar_pattern_ops);

CREATE UNIQUE INDEX dispute_one_open_per_item ON public.duties_dispute USING btree (region_path, item) WHERE ((NOT ((item)::text = ''::text)) AND ((status)::text = ANY ((ARRAY['consulting'::character varying, 'reviewing'::character varying])::text[])));

CREATE UNIQUE INDEX draw_beacon_issue_once ON public.draws_draw USING btree (region_path, beacon_name, beacon_round) WHERE ((NOT ((beacon_name)::text = ''::text)) AND ((NOT ((status)::text = 'void'::text)) OR (NOT ((manifest)::text = ''::text))));

CREATE UNIQUE INDEX draw_replaced_once ON public.draws_draw USING btree (replaces_id) WHERE (NOT ((status)::text = 'void'::text));

CREATE INDEX draws_draw_number_0fd52f89_like ON public.draws_draw USING btree (number varchar_pattern_ops);

CREATE INDEX draws_draw_region_path_7236e14b ON public.draws_draw USING btree (region_path);

CREATE INDEX draws_draw_region_path_7236e14b_like ON public.draws_draw USING btree (region_path varchar_pattern_ops);

CREATE INDEX draws_draw_replaces_id_984a4c16 ON public.draws_draw USING btree (replaces_id);

CREATE INDEX draws_loss_draw_id_7ca40d8c ON public.draws_loss USING btree (draw_id);

CREATE INDEX draws_participant_draw_id_766d44e7 ON public.draws_participant USING btree (draw_id);

CREATE INDEX draws_replay_draw_id_15cde71f ON public.draws_replay USING btree (draw_id);

CREATE INDEX draws_sealedreading_draw_id_1a6ba015 ON public.draws_sealedreading USING btree (draw_id);

CREATE INDEX duties_conflict_number_83f54c3e_like ON public.duties_conflict USING btree (number varchar_pattern_ops);

CREATE INDEX duties_conflict_region_path_fcfe5074 ON public.duties_conflict USING btree (region_path);

CREATE INDEX duties_conflict_region_path_fcfe5074_like ON public.duties_conflict USING btree (region_path varchar_pattern_ops);

CREATE INDEX duties_conflictopinion_conflict_id_e365c41d ON public.duties_conflictopinion USING btree (conflict_id);

CREATE INDEX duties_dispute_number_e885844f_like ON public.duties_dispute USING btree (number varchar_pattern_ops);

CREATE INDEX duties_dispute_region_path_dd17f281 ON public.duties_dispute USING btree (region_path);

CREATE INDEX duties_dispute_region_path_dd17f281_like ON public.duties_dispute USING btree (region_path varchar_pattern_ops);

CREATE INDEX duties_duty_cut_by_id_ec63472c ON public.duties_duty USING btree (cut_by_id);

CREATE INDEX duties_duty_region_path_48d14700 ON public.duties_duty USING btree (region_path);

CREATE INDEX duties_duty_region_path_48d14700_like ON public.duties_duty USING btree (region_path varchar_pattern_ops);

CREATE INDEX duties_followup_department_b002eb71 ON public.duties_followup USING btree (department);

CREATE INDEX duties_followup_department_b002eb71_like ON public.duties_followup USING btree (department varchar_pattern_ops);

CREATE INDEX duties_followup_minutes_id_6770c03a ON public.duties_followup USING btree (minutes_id);

CREATE INDEX duties_minutes_number_1bd0828c_like ON public.duties_minutes USING btree (number varchar_pattern_ops);

CREATE INDEX duties_minutes_region_path_6ddcbf50 ON public.duties_minutes USING btree (region_path);

CREATE INDEX duties_minutes_region_path_6ddcbf50_like ON public.duties_minutes USING btree (region_path varchar_pattern_ops);

CREATE INDEX duties_party_dispute_id_a4adc3d9 ON public.duties_party USING btree (dispute_id);

CREATE INDEX duties_policy_file_id_5682ce1f ON public.duties_policy USING btree (file_id);

CREATE INDEX duties_policy_region_path_d62b8db1 ON public.duties_policy USING btree (region_path);

CREATE INDEX duties_policy_region_path_d62b8db1_like ON public.duties_policy USING btree (region_path varchar_pattern_ops);

CREATE INDEX duties_policyopinion_policy_id_8325b030 ON public.duties_policyopinion USING btree (policy_id);

CREATE INDEX duties_resource_region_path_98bb397e ON public.duties_resource USING btree (region_path);

CREATE INDEX duties_resource_region_path_98bb397e_like ON public.duties_resource USING btree (region_path varchar_pattern_ops);

CREATE INDEX duty_of_item ON public.duties_duty USING btree (item, step);

CREATE INDEX entry_about ON public.kernel_entry USING btree (about, at);

CREATE INDEX entry_actor ON public.kernel_entry USING btree (actor, at);

CREATE INDEX entry_at ON public.kernel_entry USING btree (at);

CREATE INDEX entry_event ON public.kernel_entry USING btree (event, at);

CREATE INDEX exchange_backflow_version_id_d7fac513 ON public.exchange_backflow USING btree (version_id);

CREATE INDEX exchange_batch_board ON public.exchange_batch USING btree (region_path, status, number DESC);

CREATE INDEX exchange_batch_region_path_9cee71d7 ON public.exchange_batch USING btree (region_path);

CREATE INDEX exchange_batch_region_path_9cee71d7_like ON public.exchange_batch USING btree (region_path varchar_pattern_ops);

CREATE INDEX exchange_dataresource_region_path_2797bf51 ON public.exchange_dataresource USING btree (region_path);

CREATE INDEX exchange_dataresource_region_path_2797bf51_like ON public.exchange_dataresource USING btree (region_path varchar_pattern_ops);

CREATE UNIQUE INDEX exchange_deleted_once ON public.exchange_version USING btree (record_id) WHERE (((operation)::text = 'd'::text) AND ((verdict)::text = 'accepted'::text));

CREATE INDEX exchange_difference_board ON public.exchange_sourcedifference USING btree (region_path, status, due);

CREATE UNIQUE INDEX exchange_inserted_once ON public.exchange_version USING btree (record_id) WHERE (((operation)::text = 'i'::text) AND ((verdict)::text = 'accepted'::text));

CREATE INDEX exchange_message_subscription_id_950851fc ON public.exchange_message USING btree (subscription_id);

CREATE INDEX exchange_message_waits ON public.exchange_message USING btree (next_try_at) WHERE (next_try_at IS NOT NULL);

CREATE UNIQUE INDEX exchange_one_partner_at_a_time ON public.exchange_partner USING btree (region_path) WHERE ((status)::text = 'active'::text);

CREATE UNIQUE INDEX exchange_one_version_on_its_way ON public.exchange_version USING btree (record_id) WHERE ((batch_id IS NOT NULL) AND ((verdict)::text = ''::text));

CREATE INDEX exchange_partner_region_path_6034840e ON public.exchange_partner USING btree (region_path);

CREATE INDEX exchange_partner_region_path_6034840e_like ON public.exchange_partner USING btree (region_path varchar_pattern_ops);

CREATE INDEX exchange_receiptrecord_batch_id_8a79c2c3 ON public.exchange_receiptrecord USING btree (batch_id);

CREATE INDEX exchange_record_board ON public.exchange_record USING btree (region_path, status, due);

CREATE INDEX exchange_record_follows_id_deca5228 ON public.exchange_record USING btree (follows_id);

CREATE INDEX exchange_record_inspection_id_4d8b0ad4 ON public.exchange_record USING btree (inspection_id);

CREATE INDEX exchange_record_region_path_a56481ea ON public.exchange_record USING btree (region_path);

CREATE INDEX exchange_record_region_path_a56481ea_like ON public.exchange_record USING btree (region_path varchar_pattern_ops);

CREATE INDEX exchange_record_sid_ceb6112f ON public.exchange_record USING btree (sid);

CREATE INDEX exchange_record_sid_ceb6112f_like ON public.exchange_record USING btree (sid varchar_pattern_ops);

CREATE UNIQUE INDEX exchange_share_once ON public.exchange_share USING btree (resource_id, department) WHERE (NOT ((status)::text = 'refused'::text));

CREATE INDEX exchange_share_region_path_86e8e067 ON public.exchange_share USING btree (region_path);

CREATE INDEX exchange_share_region_path_86e8e067_like ON public.exchange_share USING btree (region_path varchar_pattern_ops);

CREATE INDEX exchange_share_resource_id_44ea2dde ON public.exchange_share USING btree (resource_id);

CREATE INDEX exchange_sourcedifference_sid_3ef21f2c ON public.exchange_sourcedifference USING btree (sid);

CREATE INDEX exchange_sourcedifference_sid_3ef21f2c_like ON public.exchange_sourcedifference USING btree (sid varchar_pattern_ops);

CREATE UNIQUE INDEX exchange_subscription_once ON public.exchange_subscription USING btree (region_path, department, address) WHERE (NOT ((status)::text = 'ended'::text));

CREATE INDEX exchange_subscription_region_path_f95e182b ON public.exchange_subscription USING btree (region_path);

CREATE INDEX exchange_subscription_region_path_f95e182b_like ON public.exchange_subscription USING btree (region_path varchar_pattern_ops);

CREATE INDEX exchange_unreadreceipt_partner_id_1c6fbebb ON public.exchange_unreadreceipt USING btree (partner_id);

CREATE INDEX exchange_version_batch_id_6e28eaa6 ON public.exchange_version USING btree (batch_id);

CREATE INDEX exchange_version_record_id_9b7e27cd ON public.exchange_version USING btree (record_id);

CREATE INDEX export_asked ON public.orgs_exportrequest USING btree (region_path, asked_at DESC);

CREATE INDEX feedback_doorphoto_report_id_1ab9b3bf ON public.feedback_doorphoto USING btree (report_id);

CREATE INDEX feedback_doorprogress_report_id_69ee1449 ON public.feedback_doorprogress USING btree (report_id);

CREATE INDEX feedback_doorreport_number_5d36a41d_like ON public.feedback_doorreport USING btree (number varchar_pattern_ops);

CREATE INDEX feedback_doorreport_region_path_2c629d24 ON public.feedback_doorreport USING btree (region_path);

CREATE INDEX feedback_doorreport_region_path_2c629d24_like ON public.feedback_doorreport USING btree (region_path varchar_pattern_ops);

CREATE INDEX feedback_doorreport_subject_id_1f5ce883 ON public.feedback_doorreport USING btree (subject_id);

CREATE INDEX feedback_doorreport_subject_id_1f5ce883_like ON public.feedback_doorreport USING btree (subject_id varchar_pattern_ops);

CREATE INDEX feedback_doorsender_mark_abd84dc2_like ON public.feedback_doorsender USING btree (mark varchar_pattern_ops);

CREATE INDEX feedback_petition_publication_id_e234b7e6 ON public.feedback_petition USING btree (publication_id);

CREATE INDEX feedback_petition_region_path_f6ebf5f3 ON public.feedback_petition USING btree (region_path);

CREATE INDEX feedback_petition_region_path_f6ebf5f3_like ON public.feedback_petition USING btree (region_path varchar_pattern_ops);

CREATE INDEX feedback_rating_inspection_id_f5c8fb28 ON public.feedback_rating USING btree (inspection_id);

CREATE INDEX feedback_rating_region_path_ebb0cdd1 ON public.feedback_rating USING btree (region_path);

CREATE INDEX feedback_rating_region_path_ebb0cdd1_like ON public.feedback_rating USING btree (region_path varchar_pattern_ops);

CREATE INDEX field_chunk_inspection_id_9bb00177 ON public.field_chunk USING btree (inspection_id);

CREATE INDEX field_lane_account_c50cc157 ON public.field_lane USING btree (account);

CREATE INDEX field_lane_account_c50cc157_like ON public.field_lane USING btree (account varchar_pattern_ops);

CREATE INDEX field_lane_id_5a601bd3_like ON public.field_lane USING btree (id varchar_pattern_ops);

CREATE INDEX field_lane_region_path_d1a56bb3 ON public.field_lane USING btree (region_path);

CREATE INDEX field_lane_region_path_d1a56bb3_like ON public.field_lane USING btree (region_path varchar_pattern_ops);

CREATE INDEX field_operation_inspection_id_f8d2bd10 ON public.field_operation USING btree (inspection_id);

CREATE INDEX field_operation_lane_id_a8eb9805 ON public.field_operation USING btree (lane_id);

CREATE INDEX field_operation_lane_id_a8eb9805_like ON public.field_operation USING btree (lane_id varchar_pattern_ops);

CREATE INDEX field_operation_op_db18ba27_like ON public.field_operation USING btree (op varchar_pattern_ops);

CREATE INDEX field_original_inspection_id_303f0f7e ON public.field_original USING btree (inspection_id);

CREATE INDEX field_pinnedform_name_9797b3ef_like ON public.field_pinnedform USING btree (name varchar_pattern_ops);

CREATE INDEX field_receipt_operation_id_0e0e7a12 ON public.field_receipt USING btree (operation_id);

CREATE INDEX file_digest ON public.kernel_filerecord USING btree (digest);

CREATE INDEX followups_circular_region_path_fd22f4f9 ON public.followups_circular USING btree (region_path);

CREATE INDEX followups_circular_region_path_fd22f4f9_like ON public.followups_circular USING btree (region_path varchar_pattern_ops);

CREATE INDEX followups_circularreceipt_circular_id_dd768a7b ON public.followups_circularreceipt USING btree (circular_id);

CREATE INDEX followups_correctionreport_order_id_6773d884 ON public.followups_correctionreport USING btree (order_id);

CREATE INDEX followups_followup_inspection_id_09944f87 ON public.followups_followup USING btree (inspection_id);

CREATE INDEX followups_followup_region_path_d79fa52c ON public.followups_followup USING btree (region_path);

CREATE INDEX followups_followup_region_path_d79fa52c_like ON public.followups_followup USING btree (region_path varchar_pattern_ops);

CREATE INDEX followups_followup_subject_id_cf21f3ee ON public.followups_followup USING btree (subject_id);

CREATE INDEX followups_followup_subject_id_cf21f3ee_like ON public.followups_followup USING btree (subject_id varchar_pattern_ops);

CREATE INDEX followups_problem_inspection_id_c573d24c ON public.followups_problem USING btree (inspection_id);

CREATE INDEX followups_problem_subject_id_37aab526 ON public.followups_problem USING btree (subject_id);

CREATE INDEX followups_problem_subject_id_37aab526_like ON public.followups_problem USING btree (subject_id varchar_pattern_ops);

CREATE INDEX followups_recheck_order_id_f23bb866 ON public.followups_recheck USING btree (order_id);

CREATE INDEX followups_recheck_visit_id_163b8c77 ON public.followups_recheck USING btree (visit_id);

CREATE INDEX followups_rectificationorder_follow_up_id_09c50f7d ON public.followups_rectificationorder USING btree (follow_up_id);

CREATE INDEX followups_rectificationorder_region_path_55035593 ON public.followups_rectificationorder USING btree (region_path);

CREATE INDEX followups_rectificationorder_region_path_55035593_like ON public.followups_rectificationorder USING btree (region_path varchar_pattern_ops);

CREATE INDEX followups_reportphoto_report_id_8e385fad ON public.followups_reportphoto USING btree (report_id);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX import_row_verdict ON public.imports_row USING btree (import_id, verdict, id);

CREATE INDEX import_row_wrote ON public.imports_row USING btree (key) WHERE ((verdict)::text = ANY ((ARRAY['new'::character varying, 'changed'::character varying])::text[]));

CREATE INDEX imports_import_region_path_ee3b3726 ON public.imports_import USING btree (region_path);

CREATE INDEX imports_import_region_path_ee3b3726_like ON public.imports_import USING btree (region_path varchar_pattern_ops);

CREATE INDEX imports_row_import_id_69c2a42d ON public.imports_row USING btree (import_id);

CREATE UNIQUE INDEX inspection_one_code ON public.inspections_inspection USING btree (enterprise_digest) WHERE (NOT ((enterprise_digest)::text = ''::text));

CREATE INDEX inspections_answer_adopted_from_id_12d0425b ON public.inspections_answer USING btree (adopted_from_id);

CREATE INDEX inspections_answer_inspection_id_0a70528e ON public.inspections_answer USING btree (inspection_id);

CREATE INDEX inspections_assistance_inspection_id_a1d4cdcb ON public.inspections_assistance USING btree (inspection_id);

CREATE INDEX inspections_assistance_region_path_6260a0b5 ON public.inspections_assistance USING btree (region_path);

CREATE INDEX inspections_assistance_region_path_6260a0b5_like ON public.inspections_assistance USING btree (region_path varchar_pattern_ops);

CREATE INDEX inspections_companion_inspection_id_5dd9a8ff ON public.inspections_companion USING btree (inspection_id);

CREATE INDEX inspections_departmenttask_inspection_id_8a263437 ON public.inspections_departmenttask USING btree (inspection_id);

CREATE INDEX inspections_device_region_path_ae6e499d ON public.inspections_device USING btree (region_path);

CREATE INDEX inspections_device_region_path_ae6e499d_like ON public.inspections_device USING btree (region_path varchar_pattern_ops);

CREATE INDEX inspections_document_inspection_id_ec42d844 ON public.inspections_document USING btree (inspection_id);

CREATE INDEX inspections_evidenceitem_device_id_9c64da5f ON public.inspections_evidenceitem USING btree (device_id);

CREATE INDEX inspections_inspection_code_7d10976e_like ON public.inspections_inspection USING btree (code varchar_pattern_ops);

CREATE INDEX inspections_inspection_region_path_b9c15fa0 ON public.inspections_inspection USING btree (region_path);

CREATE INDEX inspections_inspection_region_path_b9c15fa0_like ON public.inspections_inspection USING btree (region_path varchar_pattern_ops);

CREATE INDEX inspections_objection_region_path_4e9f73bf ON public.inspections_objection USING btree (region_path);

CREATE INDEX inspections_objection_region_path_4e9f73bf_like ON public.inspections_objection USING btree (region_path varchar_pattern_ops);

CREATE INDEX inspections_photo_inspection_id_541529fe ON public.inspections_evidenceitem USING btree (inspection_id);

CREATE UNIQUE INDEX item_one_proposal ON public.items_item USING btree (region_path, code) WHERE ((status)::text = ANY ((ARRAY['proposed'::character varying, 'returned'::character varying])::text[]));

CREATE INDEX items_candidate_entry_id_b4812c8c ON public.items_candidate USING btree (entry_id);

CREATE INDEX items_catalogueentry_region_path_4b97d884 ON public.items_catalogueentry USING btree (region_path);

CREATE INDEX items_catalogueentry_region_path_4b97d884_like ON public.items_catalogueentry USING btree (region_path varchar_pattern_ops);

CREATE INDEX items_item_main_item_id_16645213 ON public.items_item USING btree (main_item_id);

CREATE INDEX items_item_region_path_bd710ee0 ON public.items_item USING btree (region_path);

CREATE INDEX items_item_region_path_bd710ee0_like ON public.items_item USING btree (region_path varchar_pattern_ops);

CREATE INDEX items_itemmapping_entry_id_a9a9eef6 ON public.items_itemmapping USING btree (entry_id);

CREATE INDEX items_itemmapping_region_path_9a23b759 ON public.items_itemmapping USING btree (region_path);

CREATE INDEX items_itemmapping_region_path_9a23b759_like ON public.items_itemmapping USING btree (region_path varchar_pattern_ops);

CREATE INDEX items_itemopinion_item_id_921d0f5b ON public.items_itemopinion USING btree (item_id);

CREATE INDEX items_lawchange_region_path_0680d2ae ON public.items_lawchange USING btree (region_path);

CREATE INDEX items_lawchange_region_path_0680d2ae_like ON public.items_lawchange USING btree (region_path varchar_pattern_ops);

CREATE INDEX items_lawtask_law_change_id_f359beb3 ON public.items_lawtask USING btree (law_change_id);

CREATE INDEX items_mainitem_region_path_2c832007 ON public.items_mainitem USING btree (region_path);

CREATE INDEX items_mainitem_region_path_2c832007_like ON public.items_mainitem USING btree (region_path varchar_pattern_ops);

CREATE INDEX kernel_cosignature_witness_id_068e888e ON public.kernel_cosignature USING btree (witness_id);

CREATE INDEX kernel_dispatch_notification_id_df45f832 ON public.kernel_dispatch USING btree (notification_id);

CREATE INDEX kernel_faileddelivery_job_1d836bff ON public.kernel_faileddelivery USING btree (job);

CREATE INDEX kernel_witness_key_ee3efdf8_like ON public.kernel_witness USING btree (key varchar_pattern_ops);

CREATE INDEX kernel_witnesssetback_witness_id_bf6c5191 ON public.kernel_witnesssetback USING btree (witness_id);

CREATE INDEX levels_muster_whistle_id_4977983c ON public.levels_muster USING btree (whistle_id);

CREATE INDEX levels_patrol_region_path_e3d17841 ON public.levels_patrol USING btree (region_path);

CREATE INDEX levels_patrol_region_path_e3d17841_like ON public.levels_patrol USING btree (region_path varchar_pattern_ops);

CREATE INDEX levels_patrol_subject_id_6af31ef7 ON public.levels_patrol USING btree (subject_id);

CREATE INDEX levels_patrol_subject_id_6af31ef7_like ON public.levels_patrol USING btree (subject_id varchar_pattern_ops);

CREATE INDEX levels_tasksubject_subject_id_b810e428 ON public.levels_tasksubject USING btree (subject_id);

CREATE INDEX levels_tasksubject_subject_id_b810e428_like ON public.levels_tasksubject USING btree (subject_id varchar_pattern_ops);

CREATE INDEX levels_tasksubject_task_id_eee2afbd ON public.levels_tasksubject USING btree (task_id);

CREATE INDEX levels_taskunit_task_id_c96f3eb4 ON public.levels_taskunit USING btree (task_id);

CREATE INDEX levels_taskvisit_subject_id_59445f72 ON public.levels_taskvisit USING btree (subject_id);

CREATE INDEX levels_taskvisit_unit_id_9f1f1b74 ON public.levels_taskvisit USING btree (unit_id);

CREATE INDEX levels_taskvisit_visit_id_da574963 ON public.levels_taskvisit USING btree (visit_id);

CREATE INDEX levels_uppertask_file_id_ee95e220 ON public.levels_uppertask USING btree (file_id);

CREATE INDEX levels_uppertask_region_path_341def23 ON public.levels_uppertask USING btree (region_path);

CREATE INDEX levels_uppertask_region_path_341def23_like ON public.levels_uppertask USING btree (region_path varchar_pattern_ops);

CREATE INDEX levels_whistle_region_path_26db266c ON public.levels_whistle USING btree (region_path);

CREATE INDEX levels_whistle_region_path_26db266c_like ON public.levels_whistle USING btree (region_path varchar_pattern_ops);

CREATE INDEX levels_whistle_subject_id_de2d53d0 ON public.levels_whistle USING btree (subject_id);

CREATE INDEX levels_whistle_subject_id_de2d53d0_like ON public.levels_whistle USING btree (subject_id varchar_pattern_ops);

CREATE INDEX levels_whistlevisit_whistle_id_ab308b4b ON public.levels_whistlevisit USING btree (whistle_id);

CREATE UNIQUE INDEX link_one_open ON public.orgs_onetimelink USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX lookup_latest ON public.lookups_lookup USING btree (region_path, asked_at DESC);

CREATE INDEX lookups_lookup_sid_4d6ddbdb ON public.lookups_lookup USING btree (sid);

CREATE INDEX lookups_lookup_sid_4d6ddbdb_like ON public.lookups_lookup USING btree (sid varchar_pattern_ops);

CREATE UNIQUE INDEX merged_once ON public.subjects_merge USING btree (merged_id) WHERE (undone_on IS NULL);

CREATE INDEX norms_calendarday_year_id_c1ce4a06 ON public.norms_calendarday USING btree (year_id);

CREATE INDEX notification_inbox ON public.kernel_notification USING btree (recipient, at DESC);

CREATE INDEX operation_of_visit ON public.field_operation USING btree (inspection_id, id);

CREATE UNIQUE INDEX order_one_for_a_follow_up ON public.followups_rectificationorder USING btree (follow_up_id) WHERE (NOT ((status)::text = 'withdrawn'::text));

CREATE INDEX orgs_account_officer_id_57ba2557 ON public.orgs_account USING btree (officer_id);

CREATE INDEX orgs_account_region_id_c6e170cc ON public.orgs_account USING btree (region_id);

CREATE INDEX orgs_account_region_id_c6e170cc_like ON public.orgs_account USING btree (region_id varchar_pattern_ops);

CREATE INDEX orgs_account_username_9c9c44fc_like ON public.orgs_account USING btree (username varchar_pattern_ops);

CREATE INDEX orgs_attempt_key_48e1b211_like ON public.orgs_attempt USING btree (key varchar_pattern_ops);

CREATE INDEX orgs_delegateditem_area_id_31fdf045 ON public.orgs_delegateditem USING btree (area_id);

CREATE INDEX orgs_delegateditem_area_id_31fdf045_like ON public.orgs_delegateditem USING btree (area_id varchar_pattern_ops);

CREATE INDEX orgs_delegateditem_delegation_id_f664a8cb ON public.orgs_delegateditem USING btree (delegation_id);

CREATE INDEX orgs_delegateditem_from_department_id_d4f5b455 ON public.orgs_delegateditem USING btree (from_department_id);

CREATE INDEX orgs_delegateditem_from_department_id_d4f5b455_like ON public.orgs_delegateditem USING btree (from_department_id varchar_pattern_ops);

CREATE INDEX orgs_delegation_area_id_63c37d23 ON public.orgs_delegation USING btree (area_id);

CREATE INDEX orgs_delegation_area_id_63c37d23_like ON public.orgs_delegation USING btree (area_id varchar_pattern_ops);

CREATE INDEX orgs_delegation_from_department_id_d4f30e13 ON public.orgs_delegation USING btree (from_department_id);

CREATE INDEX orgs_delegation_from_department_id_d4f30e13_like ON public.orgs_delegation USING btree (from_department_id varchar_pattern_ops);

CREATE INDEX orgs_delegation_to_department_id_a2f2f1aa ON public.orgs_delegation USING btree (to_department_id);

CREATE INDEX orgs_delegation_to_department_id_a2f2f1aa_like ON public.orgs_delegation USING btree (to_department_id varchar_pattern_ops);

CREATE INDEX orgs_department_code_2860641c_like ON public.orgs_department USING btree (code varchar_pattern_ops);

CREATE INDEX orgs_department_region_id_adf17c44 ON public.orgs_department USING btree (region_id);

CREATE INDEX orgs_department_region_id_adf17c44_like ON public.orgs_department USING btree (region_id varchar_pattern_ops);

CREATE INDEX orgs_handover_account_id_b2349ea3 ON public.orgs_handover USING btree (account_id);

CREATE INDEX orgs_handover_account_id_b2349ea3_like ON public.orgs_handover USING btree (account_id varchar_pattern_ops);

CREATE INDEX orgs_handover_successor_id_a83b8c32 ON public.orgs_handover USING btree (successor_id);

CREATE INDEX orgs_handover_successor_id_a83b8c32_like ON public.orgs_handover USING btree (successor_id varchar_pattern_ops);

CREATE INDEX orgs_leave_officer_id_a9994fd0 ON public.orgs_leave USING btree (officer_id);

CREATE INDEX orgs_officer_cert_no_8c4c20ba_like ON public.orgs_officer USING btree (cert_no varchar_pattern_ops);

CREATE INDEX orgs_officer_department_id_227a75f6 ON public.orgs_officer USING btree (department_id);

CREATE INDEX orgs_officer_department_id_227a75f6_like ON public.orgs_officer USING btree (department_id varchar_pattern_ops);

CREATE INDEX orgs_onetimelink_account_id_0f3a1f14 ON public.orgs_onetimelink USING btree (account_id);

CREATE INDEX orgs_onetimelink_account_id_0f3a1f14_like ON public.orgs_onetimelink USING btree (account_id varchar_pattern_ops);

CREATE INDEX orgs_onetimelink_digest_2594a776_like ON public.orgs_onetimelink USING btree (digest varchar_pattern_ops);

CREATE INDEX orgs_post_account_id_aa8d5e87 ON public.orgs_post USING btree (account_id);

CREATE INDEX orgs_post_account_id_aa8d5e87_like ON public.orgs_post USING btree (account_id varchar_pattern_ops);

CREATE INDEX orgs_post_department_id_5b6c568b ON public.orgs_post USING btree (department_id);

CREATE INDEX orgs_post_department_id_5b6c568b_like ON public.orgs_post USING btree (department_id varchar_pattern_ops);

CREATE INDEX orgs_post_region_id_95b19aba ON public.orgs_post USING btree (region_id);

CREATE INDEX orgs_post_region_id_95b19aba_like ON public.orgs_post USING btree (region_id varchar_pattern_ops);

CREATE INDEX orgs_post_stands_in_for_id_e2d94c47 ON public.orgs_post USING btree (stands_in_for_id);

CREATE INDEX orgs_program_department_id_f3a2c2f5 ON public.orgs_program USING btree (department_id);

CREATE INDEX orgs_program_department_id_f3a2c2f5_like ON public.orgs_program USING btree (department_id varchar_pattern_ops);

CREATE INDEX orgs_program_region_path_41a1afdd ON public.orgs_program USING btree (region_path);

CREATE INDEX orgs_program_region_path_41a1afdd_like ON public.orgs_program USING btree (region_path varchar_pattern_ops);

CREATE INDEX orgs_recusal_officer_id_01350e93 ON public.orgs_recusal USING btree (officer_id);

CREATE INDEX orgs_redaction_entry_id_7edd9a45 ON public.orgs_redaction USING btree (entry_id);

CREATE INDEX orgs_region_code_4d2be5c7_like ON public.orgs_region USING btree (code varchar_pattern_ops);

CREATE INDEX orgs_region_parent_id_1335a619 ON public.orgs_region USING btree (parent_id);

CREATE INDEX orgs_region_parent_id_1335a619_like ON public.orgs_region USING btree (parent_id varchar_pattern_ops);

CREATE INDEX orgs_region_path_ded41dff_like ON public.orgs_region USING btree (path varchar_pattern_ops);

CREATE INDEX orgs_secondfactor_account_id_c40aa7ef_like ON public.orgs_secondfactor USING btree (account_id varchar_pattern_ops);

CREATE INDEX orgs_session_account_4dc42b45 ON public.orgs_session USING btree (account);

CREATE INDEX orgs_session_account_4dc42b45_like ON public.orgs_session USING btree (account varchar_pattern_ops);

CREATE INDEX orgs_session_expire_date_4bf6b7c7 ON public.orgs_session USING btree (expire_date);

CREATE INDEX orgs_session_session_key_9c9bb1de_like ON public.orgs_session USING btree (session_key varchar_pattern_ops);

CREATE UNIQUE INDEX participant_commitment_never_again ON public.draws_participant USING btree (commitment) WHERE (NOT ((commitment)::text = ''::text));

CREATE UNIQUE INDEX participant_invitation_once ON public.draws_participant USING btree (invitation) WHERE (NOT ((invitation)::text = ''::text));

CREATE UNIQUE INDEX participant_secret_never_again ON public.draws_participant USING btree (reveal) WHERE (NOT ((reveal)::text = ''::text));

CREATE INDEX past_check_of_class ON public.planning_pastcheck USING btree (enterprise, check_class, "on");

CREATE INDEX permit_check_due ON public.permits_permit USING btree (region_path, checked_at, check_by);

CREATE INDEX permits_concludedcheck_sid_2a0fcd45 ON public.permits_concludedcheck USING btree (sid);

CREATE INDEX permits_concludedcheck_sid_2a0fcd45_like ON public.permits_concludedcheck USING btree (sid varchar_pattern_ops);

CREATE INDEX permits_permit_kind_id_e67c0a22 ON public.permits_permit USING btree (kind_id);

CREATE INDEX permits_permit_number_42f289e8_like ON public.permits_permit USING btree (number varchar_pattern_ops);

CREATE INDEX permits_permit_sid_13dcbc47 ON public.permits_permit USING btree (sid);

CREATE INDEX permits_permit_sid_13dcbc47_like ON public.permits_permit USING btree (sid varchar_pattern_ops);

CREATE UNIQUE INDEX petition_one_appeal ON public.feedback_petition USING btree (publication_id) WHERE ((kind)::text = 'appeal'::text);

CREATE UNIQUE INDEX petition_one_open ON public.feedback_petition USING btree (publication_id, kind) WHERE ((status)::text = 'open'::text);

CREATE INDEX planning_annualplan_region_path_17ed330e ON public.planning_annualplan USING btree (region_path);

CREATE INDEX planning_annualplan_region_path_17ed330e_like ON public.planning_annualplan USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_campaign_region_path_c8e9ec06 ON public.planning_campaign USING btree (region_path);

CREATE INDEX planning_campaign_region_path_c8e9ec06_like ON public.planning_campaign USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_classuse_visit_id_766c4403 ON public.planning_classuse USING btree (visit_id);

CREATE INDEX planning_exclusion_draw_id_70395cbe ON public.planning_exclusion USING btree (draw_id);

CREATE INDEX planning_exclusion_entry_id_b571adbf ON public.planning_exclusion USING btree (entry_id);

CREATE INDEX planning_filing_region_path_20b0309c ON public.planning_filing USING btree (region_path);

CREATE INDEX planning_filing_region_path_20b0309c_like ON public.planning_filing USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_filing_subject_id_a8a82427 ON public.planning_filing USING btree (subject_id);

CREATE INDEX planning_filing_subject_id_a8a82427_like ON public.planning_filing USING btree (subject_id varchar_pattern_ops);

CREATE INDEX planning_hoursrequest_region_path_4fecf260 ON public.planning_hoursrequest USING btree (region_path);

CREATE INDEX planning_hoursrequest_region_path_4fecf260_like ON public.planning_hoursrequest USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_itemuse_visit_id_c925bdeb ON public.planning_itemuse USING btree (visit_id);

CREATE INDEX planning_opinion_programme_id_c946a9a0 ON public.planning_opinion USING btree (programme_id);

CREATE INDEX planning_organuse_visit_id_a147addf ON public.planning_organuse USING btree (visit_id);

CREATE INDEX planning_pastcheck_region_path_01198382 ON public.planning_pastcheck USING btree (region_path);

CREATE INDEX planning_pastcheck_region_path_01198382_like ON public.planning_pastcheck USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_planline_plan_id_5b78a748 ON public.planning_planline USING btree (plan_id);

CREATE INDEX planning_programme_draw_id_b241bc2b ON public.planning_programme USING btree (draw_id);

CREATE INDEX planning_programme_region_path_6e14370f ON public.planning_programme USING btree (region_path);

CREATE INDEX planning_programme_region_path_6e14370f_like ON public.planning_programme USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_programme_staffing_draw_id_78ae5221 ON public.planning_programme USING btree (staffing_draw_id);

CREATE INDEX planning_programme_taken_draw_id_e54f4551 ON public.planning_programme USING btree (taken_draw_id);

CREATE INDEX planning_programmeversion_programme_id_af0fba30 ON public.planning_programmeversion USING btree (programme_id);

CREATE INDEX planning_relief_visit_id_a951efde ON public.planning_relief USING btree (visit_id);

CREATE INDEX planning_replaced_replan_id_441fafb4 ON public.planning_replaced USING btree (replan_id);

CREATE INDEX planning_replan_programme_id_6737ca1b ON public.planning_replan USING btree (programme_id);

CREATE INDEX planning_replan_region_path_52926d65 ON public.planning_replan USING btree (region_path);

CREATE INDEX planning_replan_region_path_52926d65_like ON public.planning_replan USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_simulation_draw_id_805a04d5 ON public.planning_simulation USING btree (draw_id);

CREATE INDEX planning_simulation_region_path_40c1f487 ON public.planning_simulation USING btree (region_path);

CREATE INDEX planning_simulation_region_path_40c1f487_like ON public.planning_simulation USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_spared_region_path_40dc009a ON public.planning_spared USING btree (region_path);

CREATE INDEX planning_spared_region_path_40dc009a_like ON public.planning_spared USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_spared_subject_id_d535d02e ON public.planning_spared USING btree (subject_id);

CREATE INDEX planning_spared_subject_id_d535d02e_like ON public.planning_spared USING btree (subject_id varchar_pattern_ops);

CREATE INDEX planning_visit_number_95567c8e_like ON public.planning_visit USING btree (number varchar_pattern_ops);

CREATE INDEX planning_visit_programme_id_c9691152 ON public.planning_visit USING btree (programme_id);

CREATE INDEX planning_visit_region_path_3c0e0f80 ON public.planning_visit USING btree (region_path);

CREATE INDEX planning_visit_region_path_3c0e0f80_like ON public.planning_visit USING btree (region_path varchar_pattern_ops);

CREATE INDEX planning_visit_subject_id_44bc7994 ON public.planning_visit USING btree (subject_id);

CREATE INDEX planning_visit_subject_id_44bc7994_like ON public.planning_visit USING btree (subject_id varchar_pattern_ops);

CREATE INDEX planning_visitdemand_line_id_04873894 ON public.planning_visitdemand USING btree (line_id);

CREATE INDEX planning_visitdemand_use_id_45554154 ON public.planning_visitdemand USING btree (use_id);

CREATE INDEX planning_visitdemand_visit_id_a4ae2a10 ON public.planning_visitdemand USING btree (visit_id);

CREATE INDEX planning_visitofficer_visit_id_9fa35f73 ON public.planning_visitofficer USING btree (visit_id);

CREATE INDEX policy_items ON public.duties_policy USING gin (items);

CREATE UNIQUE INDEX policy_number_once ON public.duties_policy USING btree (region_path, number) WHERE ((NOT ((number)::text = ''::text)) AND (NOT ((status)::text = 'withdrawn'::text)));

CREATE INDEX pool_sids ON public.subjects_poolversion USING gin (sids);

CREATE INDEX post_department ON public.orgs_post USING btree (department_id);

CREATE UNIQUE INDEX post_founded_once ON public.orgs_post USING btree (role) WHERE founding;

CREATE INDEX problem_of_subject ON public.followups_problem USING btree (subject_id, checked_at);

CREATE INDEX problem_spread ON public.followups_problem USING btree (region_path, item_code, point, checked_at);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE UNIQUE INDEX program_token_once ON public.orgs_program USING btree (digest) WHERE (NOT ((digest)::text = ''::text));

CREATE UNIQUE INDEX programme_one_adopted_a_year ON public.planning_programme USING btree (region_path, year) WHERE ((status)::text = 'adopted'::text);

CREATE UNIQUE INDEX programme_one_merging_a_year ON public.planning_programme USING btree (region_path, year) WHERE ((status)::text = 'merging'::text);

CREATE INDEX publication_latest ON public.disclosure_publication USING btree (region_path, status, published_at DESC);

CREATE INDEX publication_words ON public.disclosure_publication USING gin (words);

CREATE UNIQUE INDEX recusal_open_once ON public.orgs_recusal USING btree (officer_id, sid) WHERE (NOT ((status)::text = 'rejected'::text));

CREATE INDEX redaction_asked ON public.orgs_redaction USING btree (region_path, asked_at DESC);

CREATE UNIQUE INDEX redaction_asked_once ON public.orgs_redaction USING btree (entry_id) WHERE (NOT ((status)::text = 'declined'::text));

CREATE UNIQUE INDEX replan_one_adopted_a_version ON public.planning_replan USING btree (programme_id, base) WHERE (adopted_at IS NOT NULL);

CREATE UNIQUE INDEX scene_one_proposal ON public.scenes_scene USING btree (region_path, code) WHERE ((status)::text = ANY ((ARRAY['suggested'::character varying, 'proposed'::character varying, 'returned'::character varying, 'reviewed'::character varying])::text[]));

CREATE INDEX scenes_scene_region_path_082390dd ON public.scenes_scene USING btree (region_path);

CREATE INDEX scenes_scene_region_path_082390dd_like ON public.scenes_scene USING btree (region_path varchar_pattern_ops);

CREATE INDEX subject_by_credit_class ON public.subjects_subject USING btree (NULLIF((credit_class)::text, ''::text), sid);

CREATE INDEX subject_by_industry ON public.subjects_subject USING btree (industry, sid);

CREATE INDEX subject_by_kind ON public.subjects_subject USING btree (kind, sid);

CREATE INDEX subject_name ON public.subjects_subject USING btree (name);

CREATE INDEX subject_other_words ON public.subjects_subject USING gin (other_words);

CREATE INDEX subject_tags ON public.subjects_subject USING gin (tags);

CREATE INDEX subject_town ON public.subjects_subject USING btree (town, region_path);

CREATE INDEX subject_words ON public.subjects_subject USING gin (words);

CREATE INDEX subjects_identifier_subject_id_a150a995 ON public.subjects_identifier USING btree (subject_id);

CREATE INDEX subjects_identifier_subject_id_a150a995_like ON public.subjects_identifier USING btree (subject_id varchar_pattern_ops);

CREATE INDEX subjects_merge_merged_id_98d3e84a ON public.subjects_merge USING btree (merged_id);

CREATE INDEX subjects_merge_merged_id_98d3e84a_like ON public.subjects_merge USING btree (merged_id varchar_pattern_ops);

CREATE INDEX subjects_merge_survivor_id_5a8c13f5 ON public.subjects_merge USING btree (survivor_id);

CREATE INDEX subjects_merge_survivor_id_5a8c13f5_like ON public.subjects_merge USING btree (survivor_id varchar_pattern_ops);

CREATE INDEX subjects_opening_subject_id_56903d6d ON public.subjects_opening USING btree (subject_id);

CREATE INDEX subjects_opening_subject_id_56903d6d_like ON public.subjects_opening USING btree (subject_id varchar_pattern_ops);

CREATE INDEX subjects_poolversion_pool_id_4c1b61f8 ON public.subjects_poolversion USING btree (pool_id);

CREATE INDEX subjects_subject_enterprise_f8f05c93 ON public.subjects_subject USING btree (enterprise);

CREATE INDEX subjects_subject_enterprise_f8f05c93_like ON public.subjects_subject USING btree (enterprise varchar_pattern_ops);

CREATE INDEX subjects_subject_merged_into_id_b5d3f7b9 ON public.subjects_subject USING btree (merged_into_id);

CREATE INDEX subjects_subject_merged_into_id_b5d3f7b9_like ON public.subjects_subject USING btree (merged_into_id varchar_pattern_ops);

CREATE INDEX subjects_subject_region_path_e9829139 ON public.subjects_subject USING btree (region_path);

CREATE INDEX subjects_subject_region_path_e9829139_like ON public.subjects_subject USING btree (region_path varchar_pattern_ops);

CREATE INDEX subjects_subject_sid_59bbf569_like ON public.subjects_subject USING btree (sid varchar_pattern_ops);

CREATE INDEX subjects_suspicion_left_id_adeadbd6 ON public.subjects_suspicion USING btree (left_id);

CREATE INDEX subjects_suspicion_left_id_adeadbd6_like ON public.subjects_suspicion USING btree (left_id varchar_pattern_ops);

CREATE INDEX subjects_suspicion_right_id_5e4558fe ON public.subjects_suspicion USING btree (right_id);

CREATE INDEX subjects_suspicion_right_id_5e4558fe_like ON public.subjects_suspicion USING btree (right_id varchar_pattern_ops);

CREATE INDEX subjects_tagging_subject_id_0489aadb ON public.subjects_tagging USING btree (subject_id);

CREATE INDEX subjects_tagging_subject_id_0489aadb_like ON public.subjects_tagging USING btree (subject_id varchar_pattern_ops);

CREATE INDEX tagging_tag ON public.subjects_tagging USING btree (tag);

CREATE TRIGGER disclosure_count_epoch AFTER UPDATE ON public.disclosure_article FOR EACH ROW WHEN ((((old.status)::text = 'published'::text) OR ((new.status)::text = 'published'::text))) EXECUTE FUNCTION public.disclosure_count_epoch();

ALTER TABLE public.disclosure_article ENABLE ALWAYS TRIGGER disclosure_count_epoch;

CREATE TRIGGER disclosure_count_epoch AFTER UPDATE ON public.disclosure_articlepicture FOR EACH ROW WHEN ((((old.status)::text = 'confirmed'::text) OR ((new.status)::text = 'confirmed'::text))) EXECUTE FUNCTION public.disclosure_count_epoch();

ALTER TABLE public.disclosure_articlepicture ENABLE ALWAYS TRIGGER disclosure_count_epoch;

CREATE TRIGGER disclosure_count_epoch AFTER UPDATE ON public.disclosure_publication FOR EACH ROW WHEN ((((old.status)::text = 'published'::text) OR ((new.status)::text = 'published'::text))) EXECUTE FUNCTION public.disclosure_count_epoch();

ALTER TABLE public.disclosure_publication ENABLE ALWAYS TRIGGER disclosure_count_epoch;

CREATE TRIGGER disclosure_count_epoch AFTER INSERT ON public.disclosure_quotanote FOR EACH ROW EXECUTE FUNCTION public.disclosure_count_epoch();

ALTER TABLE public.disclosure_quotanote ENABLE ALWAYS TRIGGER disclosure_count_epoch;

CREATE TRIGGER disclosure_decided_is_kept BEFORE UPDATE ON public.disclosure_articleversion FOR EACH ROW EXECUTE FUNCTION public.disclosure_decided_is_kept();

ALTER TABLE public.disclosure_articleversion ENABLE ALWAYS TRIGGER disclosure_decided_is_kept;

CREATE TRIGGER disclosure_picture_is_kept BEFORE UPDATE ON public.disclosure_articlepicture FOR EACH ROW EXECUTE FUNCTION public.disclosure_picture_is_kept();

ALTER TABLE public.disclosure_articlepicture ENABLE ALWAYS TRIGGER disclosure_picture_is_kept;

CREATE TRIGGER disclosure_pictures_confirmed BEFORE UPDATE ON public.disclosure_article FOR EACH ROW WHEN ((new.version <> old.version)) EXECUTE FUNCTION public.disclosure_pictures_confirmed();

ALTER TABLE public.disclosure_article ENABLE ALWAYS TRIGGER disclosure_pictures_confirmed;

CREATE TRIGGER draws_keep_commitments BEFORE INSERT OR UPDATE ON public.draws_participant FOR EACH ROW EXECUTE FUNCTION public.draws_keep_commitments();

ALTER TABLE public.draws_participant ENABLE ALWAYS TRIGGER draws_keep_commitments;

CREATE TRIGGER draws_keep_replaced BEFORE UPDATE ON public.draws_draw FOR EACH ROW EXECUTE FUNCTION public.draws_keep_replaced();

ALTER TABLE public.draws_draw ENABLE ALWAYS TRIGGER draws_keep_replaced;

CREATE TRIGGER draws_keep_sources BEFORE UPDATE ON public.draws_draw FOR EACH ROW EXECUTE FUNCTION public.draws_keep_sources();

ALTER TABLE public.draws_draw ENABLE ALWAYS TRIGGER draws_keep_sources;

CREATE TRIGGER draws_keep_what_is_fixed BEFORE UPDATE ON public.draws_draw FOR EACH ROW EXECUTE FUNCTION public.draws_keep_what_is_fixed();

ALTER TABLE public.draws_draw ENABLE ALWAYS TRIGGER draws_keep_what_is_fixed;

CREATE TRIGGER draws_reveal_in_time BEFORE INSERT OR UPDATE ON public.draws_participant FOR EACH ROW EXECUTE FUNCTION public.draws_reveal_in_time();

ALTER TABLE public.draws_participant ENABLE ALWAYS TRIGGER draws_reveal_in_time;

CREATE CONSTRAINT TRIGGER duties_lead_has_successor AFTER INSERT OR UPDATE ON public.duties_duty DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.duties_lead_has_successor();

ALTER TABLE public.duties_duty ENABLE ALWAYS TRIGGER duties_lead_has_successor;

CREATE TRIGGER feedback_place_rating BEFORE INSERT ON public.feedback_rating FOR EACH ROW EXECUTE FUNCTION public.feedback_place_rating();

ALTER TABLE public.feedback_rating ENABLE ALWAYS TRIGGER feedback_place_rating;

CREATE CONSTRAINT TRIGGER followups_order_carried AFTER INSERT OR UPDATE ON public.followups_rectificationorder DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.followups_order_carried();

ALTER TABLE public.followups_rectificationorder ENABLE ALWAYS TRIGGER followups_order_carried;

CREATE TRIGGER followups_order_stands BEFORE UPDATE ON public.followups_rectificationorder FOR EACH ROW EXECUTE FUNCTION public.followups_order_stands();

ALTER TABLE public.followups_rectificationorder ENABLE ALWAYS TRIGGER followups_order_stands;

CREATE TRIGGER inspections_absence_is_shown BEFORE INSERT ON public.inspections_absence FOR EACH ROW EXECUTE FUNCTION public.inspections_absence_is_shown();

ALTER TABLE public.inspections_absence ENABLE ALWAYS TRIGGER inspections_absence_is_shown;

CREATE TRIGGER inspections_adopts_what_was_found BEFORE INSERT OR UPDATE ON public.inspections_answer FOR EACH ROW WHEN ((new.adopted_from_id IS NOT NULL)) EXECUTE FUNCTION public.inspections_adopts_what_was_found();

ALTER TABLE public.inspections_answer ENABLE ALWAYS TRIGGER inspections_adopts_what_was_found;

CREATE TRIGGER inspections_begins_as_scheduled BEFORE INSERT ON public.inspections_inspection FOR EACH ROW WHEN (((new.status)::text <> 'scheduled'::text)) EXECUTE FUNCTION public.inspections_begins_as_scheduled();

ALTER TABLE public.inspections_inspection ENABLE ALWAYS TRIGGER inspections_begins_as_scheduled;

CREATE TRIGGER inspections_companion_only_accompanies BEFORE INSERT OR UPDATE ON public.inspections_companion FOR EACH ROW EXECUTE FUNCTION public.inspections_companion_only_accompanies();

ALTER TABLE public.inspections_companion ENABLE ALWAYS TRIGGER inspections_companion_only_accompanies;

CREATE TRIGGER inspections_concluded_by_the_drawn BEFORE INSERT OR UPDATE OF officers ON public.inspections_departmenttask FOR EACH ROW EXECUTE FUNCTION public.inspections_concluded_by_the_drawn();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_concluded_by_the_drawn;

CREATE TRIGGER inspections_device_flags_evidence BEFORE INSERT OR UPDATE ON public.inspections_evidenceitem FOR EACH ROW WHEN ((new.device_id IS NOT NULL)) EXECUTE FUNCTION public.inspections_device_flags_evidence();

ALTER TABLE public.inspections_evidenceitem ENABLE ALWAYS TRIGGER inspections_device_flags_evidence;

CREATE TRIGGER inspections_entrusted_lawfully BEFORE UPDATE OF entrusted_to, entrusted_items ON public.inspections_departmenttask FOR EACH ROW WHEN ((((new.entrusted_to)::text <> (old.entrusted_to)::text) OR (new.entrusted_items <> old.entrusted_items))) EXECUTE FUNCTION public.inspections_entrusted_lawfully();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_entrusted_lawfully;

CREATE TRIGGER inspections_entrusted_stays BEFORE UPDATE OF status ON public.inspections_departmenttask FOR EACH ROW WHEN ((((new.status)::text = 'withdrawn'::text) AND ((old.status)::text <> 'withdrawn'::text))) EXECUTE FUNCTION public.inspections_entrusted_stays();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_entrusted_stays;

CREATE TRIGGER inspections_handed_in_off_site BEFORE INSERT OR UPDATE OF officer ON public.inspections_evidenceitem FOR EACH ROW WHEN (((new.officer)::text = ''::text)) EXECUTE FUNCTION public.inspections_handed_in_off_site();

ALTER TABLE public.inspections_evidenceitem ENABLE ALWAYS TRIGGER inspections_handed_in_off_site;

CREATE TRIGGER inspections_item_in_force BEFORE UPDATE OF status ON public.inspections_departmenttask FOR EACH ROW EXECUTE FUNCTION public.inspections_item_in_force();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_item_in_force;

CREATE TRIGGER inspections_objection_holds BEFORE INSERT OR UPDATE ON public.inspections_objection FOR EACH ROW EXECUTE FUNCTION public.inspections_objection_holds();

ALTER TABLE public.inspections_objection ENABLE ALWAYS TRIGGER inspections_objection_holds;

CREATE TRIGGER inspections_part_withdraws BEFORE UPDATE OF status ON public.inspections_departmenttask FOR EACH ROW WHEN ((((new.status)::text = 'withdrawn'::text) AND ((old.status)::text <> 'withdrawn'::text))) EXECUTE FUNCTION public.inspections_part_withdraws();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_part_withdraws;

CREATE TRIGGER inspections_result_of_a_record BEFORE INSERT OR UPDATE OF status ON public.inspections_departmenttask FOR EACH ROW EXECUTE FUNCTION public.inspections_result_of_a_record();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_result_of_a_record;

CREATE TRIGGER inspections_signed_at_the_door BEFORE INSERT ON public.inspections_siterecord FOR EACH ROW EXECUTE FUNCTION public.inspections_signed_at_the_door();

ALTER TABLE public.inspections_siterecord ENABLE ALWAYS TRIGGER inspections_signed_at_the_door;

CREATE TRIGGER inspections_signed_is_kept BEFORE INSERT OR UPDATE ON public.inspections_answer FOR EACH ROW EXECUTE FUNCTION public.inspections_signed_is_kept();

ALTER TABLE public.inspections_answer ENABLE ALWAYS TRIGGER inspections_signed_is_kept;

CREATE TRIGGER inspections_signed_is_kept BEFORE INSERT ON public.inspections_evidenceitem FOR EACH ROW EXECUTE FUNCTION public.inspections_signed_is_kept();

ALTER TABLE public.inspections_evidenceitem ENABLE ALWAYS TRIGGER inspections_signed_is_kept;

CREATE TRIGGER inspections_started_ends_with_cause BEFORE UPDATE OF status ON public.inspections_inspection FOR EACH ROW WHEN ((((old.status)::text = 'started'::text) AND ((new.status)::text = 'cancelled'::text))) EXECUTE FUNCTION public.inspections_started_ends_with_cause();

ALTER TABLE public.inspections_inspection ENABLE ALWAYS TRIGGER inspections_started_ends_with_cause;

CREATE TRIGGER inspections_starts_lawfully BEFORE UPDATE OF status ON public.inspections_inspection FOR EACH ROW WHEN ((((new.status)::text = 'started'::text) AND ((old.status)::text = ANY ((ARRAY['scheduled'::character varying, 'notified'::character varying])::text[])))) EXECUTE FUNCTION public.inspections_starts_lawfully();

ALTER TABLE public.inspections_inspection ENABLE ALWAYS TRIGGER inspections_starts_lawfully;

CREATE TRIGGER inspections_urgency_stands BEFORE UPDATE ON public.inspections_urgency FOR EACH ROW EXECUTE FUNCTION public.inspections_urgency_stands();

ALTER TABLE public.inspections_urgency ENABLE ALWAYS TRIGGER inspections_urgency_stands;

CREATE TRIGGER inspections_waits_for_objection BEFORE UPDATE OF status ON public.inspections_inspection FOR EACH ROW EXECUTE FUNCTION public.inspections_waits_for_objection();

ALTER TABLE public.inspections_inspection ENABLE ALWAYS TRIGGER inspections_waits_for_objection;

CREATE TRIGGER inspections_waits_for_urgent_approval BEFORE INSERT OR UPDATE OF status ON public.inspections_departmenttask FOR EACH ROW WHEN (((new.status)::text = 'concluded'::text)) EXECUTE FUNCTION public.inspections_waits_for_urgent_approval();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER inspections_waits_for_urgent_approval;

CREATE TRIGGER inspections_written_by_the_drawn BEFORE INSERT OR UPDATE OF officer ON public.inspections_absence FOR EACH ROW EXECUTE FUNCTION public.inspections_written_by_the_drawn();

ALTER TABLE public.inspections_absence ENABLE ALWAYS TRIGGER inspections_written_by_the_drawn;

CREATE TRIGGER inspections_written_by_the_drawn BEFORE INSERT OR UPDATE OF officer ON public.inspections_answer FOR EACH ROW EXECUTE FUNCTION public.inspections_written_by_the_drawn();

ALTER TABLE public.inspections_answer ENABLE ALWAYS TRIGGER inspections_written_by_the_drawn;

CREATE TRIGGER inspections_written_by_the_drawn BEFORE INSERT OR UPDATE OF officer ON public.inspections_evidenceitem FOR EACH ROW WHEN (((new.officer)::text <> ''::text)) EXECUTE FUNCTION public.inspections_written_by_the_drawn();

ALTER TABLE public.inspections_evidenceitem ENABLE ALWAYS TRIGGER inspections_written_by_the_drawn;

CREATE TRIGGER inspections_written_by_the_drawn BEFORE INSERT OR UPDATE OF officer ON public.inspections_siterecord FOR EACH ROW EXECUTE FUNCTION public.inspections_written_by_the_drawn();

ALTER TABLE public.inspections_siterecord ENABLE ALWAYS TRIGGER inspections_written_by_the_drawn;

CREATE TRIGGER kernel_demo_comes_first BEFORE INSERT ON public.kernel_demomark FOR EACH ROW EXECUTE FUNCTION public.kernel_demo_comes_first();

ALTER TABLE public.kernel_demomark ENABLE ALWAYS TRIGGER kernel_demo_comes_first;

CREATE CONSTRAINT TRIGGER levels_all_answered AFTER INSERT OR UPDATE ON public.levels_muster DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.levels_all_answered();

ALTER TABLE public.levels_muster ENABLE ALWAYS TRIGGER levels_all_answered;

CREATE CONSTRAINT TRIGGER levels_all_answered AFTER INSERT OR UPDATE ON public.levels_whistle DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.levels_all_answered();

ALTER TABLE public.levels_whistle ENABLE ALWAYS TRIGGER levels_all_answered;

CREATE TRIGGER norms_keep_history BEFORE UPDATE ON public.norms_norm FOR EACH ROW EXECUTE FUNCTION public.norms_keep_history();

ALTER TABLE public.norms_norm ENABLE ALWAYS TRIGGER norms_keep_history;

CREATE TRIGGER orgs_account_stays BEFORE UPDATE ON public.orgs_account FOR EACH ROW EXECUTE FUNCTION public.orgs_account_stays();

ALTER TABLE public.orgs_account ENABLE ALWAYS TRIGGER orgs_account_stays;

CREATE TRIGGER orgs_post_lent BEFORE INSERT ON public.orgs_post FOR EACH ROW WHEN ((new.stands_in_for_id IS NOT NULL)) EXECUTE FUNCTION public.orgs_post_lent();

ALTER TABLE public.orgs_post ENABLE ALWAYS TRIGGER orgs_post_lent;

CREATE TRIGGER orgs_post_stays BEFORE UPDATE ON public.orgs_post FOR EACH ROW EXECUTE FUNCTION public.orgs_post_stays();

ALTER TABLE public.orgs_post ENABLE ALWAYS TRIGGER orgs_post_stays;

CREATE TRIGGER planning_demand_brings_its_item AFTER INSERT OR UPDATE ON public.planning_visitdemand FOR EACH ROW EXECUTE FUNCTION public.planning_demand_brings_its_item();

ALTER TABLE public.planning_visitdemand ENABLE ALWAYS TRIGGER planning_demand_brings_its_item;

CREATE TRIGGER planning_demand_brings_its_organ AFTER INSERT OR UPDATE ON public.planning_visitdemand FOR EACH ROW EXECUTE FUNCTION public.planning_demand_brings_its_organ();

ALTER TABLE public.planning_visitdemand ENABLE ALWAYS TRIGGER planning_demand_brings_its_organ;

CREATE TRIGGER planning_fill_campaign BEFORE INSERT OR UPDATE ON public.planning_campaign FOR EACH ROW EXECUTE FUNCTION public.planning_fill_campaign();

ALTER TABLE public.planning_campaign ENABLE ALWAYS TRIGGER planning_fill_campaign;

CREATE TRIGGER planning_fill_class BEFORE INSERT OR UPDATE ON public.planning_classuse FOR EACH ROW EXECUTE FUNCTION public.planning_fill_class();

ALTER TABLE public.planning_classuse ENABLE ALWAYS TRIGGER planning_fill_class;

CREATE TRIGGER planning_fill_during BEFORE INSERT OR UPDATE ON public.planning_visitofficer FOR EACH ROW EXECUTE FUNCTION public.planning_fill_during();

ALTER TABLE public.planning_visitofficer ENABLE ALWAYS TRIGGER planning_fill_during;

CREATE TRIGGER planning_fill_item BEFORE INSERT OR UPDATE ON public.planning_itemuse FOR EACH ROW EXECUTE FUNCTION public.planning_fill_item();

ALTER TABLE public.planning_itemuse ENABLE ALWAYS TRIGGER planning_fill_item;

CREATE TRIGGER planning_fill_organ BEFORE INSERT OR UPDATE ON public.planning_organuse FOR EACH ROW EXECUTE FUNCTION public.planning_fill_organ();

ALTER TABLE public.planning_organuse ENABLE ALWAYS TRIGGER planning_fill_organ;

CREATE TRIGGER planning_fill_visit BEFORE INSERT OR UPDATE ON public.planning_visit FOR EACH ROW EXECUTE FUNCTION public.planning_fill_visit();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_fill_visit;

CREATE TRIGGER planning_given_back_stays AFTER UPDATE OF given_back ON public.planning_visitdemand FOR EACH ROW WHEN ((new.given_back <> old.given_back)) EXECUTE FUNCTION public.planning_given_back_stays();

ALTER TABLE public.planning_visitdemand ENABLE ALWAYS TRIGGER planning_given_back_stays;

CREATE TRIGGER planning_hold_spared BEFORE INSERT OR UPDATE ON public.planning_spared FOR EACH ROW EXECUTE FUNCTION public.planning_hold_spared();

ALTER TABLE public.planning_spared ENABLE ALWAYS TRIGGER planning_hold_spared;

CREATE TRIGGER planning_plan_in_order BEFORE UPDATE ON public.planning_annualplan FOR EACH ROW EXECUTE FUNCTION public.planning_plan_in_order();

ALTER TABLE public.planning_annualplan ENABLE ALWAYS TRIGGER planning_plan_in_order;

CREATE TRIGGER planning_relieved_by_a_draw BEFORE UPDATE OF cert_no ON public.planning_visitofficer FOR EACH ROW WHEN (((old.cert_no)::text <> (new.cert_no)::text)) EXECUTE FUNCTION public.planning_relieved_by_a_draw();

ALTER TABLE public.planning_visitofficer ENABLE ALWAYS TRIGGER planning_relieved_by_a_draw;

CREATE TRIGGER planning_replaces_untold BEFORE INSERT ON public.planning_replaced FOR EACH ROW EXECUTE FUNCTION public.planning_replaces_untold();

ALTER TABLE public.planning_replaced ENABLE ALWAYS TRIGGER planning_replaces_untold;

CREATE TRIGGER planning_require_campaign_of_line BEFORE INSERT OR UPDATE ON public.planning_planline FOR EACH ROW EXECUTE FUNCTION public.planning_require_campaign_of_line();

ALTER TABLE public.planning_planline ENABLE ALWAYS TRIGGER planning_require_campaign_of_line;

CREATE TRIGGER planning_require_filing BEFORE INSERT OR UPDATE ON public.planning_filing FOR EACH ROW EXECUTE FUNCTION public.planning_require_filing();

ALTER TABLE public.planning_filing ENABLE ALWAYS TRIGGER planning_require_filing;

CREATE CONSTRAINT TRIGGER planning_require_ground AFTER INSERT ON public.planning_visit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.planning_require_ground();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_require_ground;

CREATE TRIGGER planning_require_item_of_demand BEFORE INSERT OR UPDATE ON public.planning_visitdemand FOR EACH ROW WHEN ((NOT new.given_back)) EXECUTE FUNCTION public.planning_require_item_of_demand();

ALTER TABLE public.planning_visitdemand ENABLE ALWAYS TRIGGER planning_require_item_of_demand;

CREATE TRIGGER planning_require_item_of_line BEFORE INSERT OR UPDATE ON public.planning_planline FOR EACH ROW EXECUTE FUNCTION public.planning_require_item_of_line();

ALTER TABLE public.planning_planline ENABLE ALWAYS TRIGGER planning_require_item_of_line;

CREATE TRIGGER planning_require_lawful_ground BEFORE INSERT OR UPDATE ON public.planning_visitdemand FOR EACH ROW WHEN ((NOT new.given_back)) EXECUTE FUNCTION public.planning_require_lawful_ground();

ALTER TABLE public.planning_visitdemand ENABLE ALWAYS TRIGGER planning_require_lawful_ground;

CREATE TRIGGER planning_require_not_spared BEFORE INSERT OR UPDATE ON public.planning_visitdemand FOR EACH ROW WHEN ((NOT new.given_back)) EXECUTE FUNCTION public.planning_require_not_spared();

ALTER TABLE public.planning_visitdemand ENABLE ALWAYS TRIGGER planning_require_not_spared;

CREATE TRIGGER planning_require_open_days BEFORE INSERT OR UPDATE ON public.planning_visit FOR EACH ROW EXECUTE FUNCTION public.planning_require_open_days();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_require_open_days;

CREATE TRIGGER planning_stands_as_filed BEFORE INSERT OR DELETE OR UPDATE ON public.planning_planline FOR EACH ROW EXECUTE FUNCTION public.planning_line_of_open_plan();

ALTER TABLE public.planning_planline ENABLE ALWAYS TRIGGER planning_stands_as_filed;

CREATE TRIGGER planning_told_visit_stays BEFORE UPDATE ON public.planning_visit FOR EACH ROW WHEN ((((old.status)::text = ANY ((ARRAY['notified'::character varying, 'done'::character varying])::text[])) AND ((((old.week IS DISTINCT FROM new.week) OR (old.first_day IS DISTINCT FROM new.first_day)) OR (old.last_day IS DISTINCT FROM new.last_day)) OR ((old.subject_id)::text IS DISTINCT FROM (new.subject_id)::text)))) EXECUTE FUNCTION public.planning_told_visit_stays();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_told_visit_stays;

CREATE TRIGGER planning_visit_keeps_its_items AFTER UPDATE OF first_day, last_day ON public.planning_visit FOR EACH ROW EXECUTE FUNCTION public.planning_visit_keeps_its_items();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_visit_keeps_its_items;

CREATE TRIGGER planning_visit_moves_its_classes AFTER UPDATE OF status, first_day, subject_id ON public.planning_visit FOR EACH ROW EXECUTE FUNCTION public.planning_visit_moves_its_classes();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_its_classes;

CREATE TRIGGER planning_visit_moves_its_items AFTER UPDATE OF status, first_day, subject_id ON public.planning_visit FOR EACH ROW EXECUTE FUNCTION public.planning_visit_moves_its_items();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_its_items;

CREATE TRIGGER planning_visit_moves_its_officers AFTER UPDATE OF starts_at, ends_at, status ON public.planning_visit FOR EACH ROW WHEN ((((old.starts_at IS DISTINCT FROM new.starts_at) OR (old.ends_at IS DISTINCT FROM new.ends_at)) OR ((old.status)::text IS DISTINCT FROM (new.status)::text))) EXECUTE FUNCTION public.planning_visit_moves_its_officers();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_its_officers;

CREATE TRIGGER planning_visit_moves_its_organs AFTER UPDATE OF status, first_day, subject_id ON public.planning_visit FOR EACH ROW EXECUTE FUNCTION public.planning_visit_moves_its_organs();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_its_organs;

CREATE TRIGGER planning_visit_moves_past_spared AFTER UPDATE OF first_day, last_day, subject_id ON public.planning_visit FOR EACH ROW EXECUTE FUNCTION public.planning_visit_moves_past_spared();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_past_spared;

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER subjects_identifier_kept BEFORE DELETE ON public.subjects_identifier FOR EACH ROW WHEN (((old.brought_by)::text = ''::text)) EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.subjects_identifier ENABLE ALWAYS TRIGGER subjects_identifier_kept;

CREATE TRIGGER subjects_identifier_stays BEFORE TRUNCATE ON public.subjects_identifier FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.subjects_identifier ENABLE ALWAYS TRIGGER subjects_identifier_stays;

CREATE TRIGGER subjects_merged_owner BEFORE INSERT OR UPDATE ON public.subjects_subject FOR EACH ROW WHEN ((new.merged_into_id IS NOT NULL)) EXECUTE FUNCTION public.subjects_merged_owner();

ALTER TABLE public.subjects_subject ENABLE ALWAYS TRIGGER subjects_merged_owner;

CREATE TRIGGER subjects_owner_followed AFTER UPDATE ON public.subjects_subject FOR EACH ROW WHEN (((old.enterprise)::text <> (new.enterprise)::text)) EXECUTE FUNCTION public.subjects_owner_followed();

ALTER TABLE public.subjects_subject ENABLE ALWAYS TRIGGER subjects_owner_followed;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.disclosure_annulment FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.disclosure_annulment ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.disclosure_correction FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.disclosure_correction ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.draws_loss FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.draws_loss ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.draws_replay FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.draws_replay ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.draws_sealedreading FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.draws_sealedreading ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.exchange_backflow FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_backflow ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.exchange_receiptrecord FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_receiptrecord ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.feedback_doorphoto FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.feedback_doorphoto ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.feedback_doorprogress FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.feedback_doorprogress ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.feedback_opening FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.feedback_opening ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.field_decision FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.field_decision ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.field_operation FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.field_operation ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.field_original FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.field_original ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.field_pinnedform FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.field_pinnedform ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.field_quarantine FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.field_quarantine ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.field_receipt FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.field_receipt ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.followups_correctionreport FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.followups_correctionreport ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.followups_problem FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.followups_problem ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.followups_recheck FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.followups_recheck ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.followups_reportphoto FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.followups_reportphoto ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inspections_delivery FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_delivery ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inspections_document FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_document ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inspections_evidenceitem FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_evidenceitem ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inspections_siterecord FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_siterecord ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_checkpoint ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_cosignature FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_cosignature ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_delivered FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_delivered ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_demomark FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_demomark ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_entry FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_entry ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_faileddelivery FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_faileddelivery ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_leaf FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_leaf ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_node FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_node ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_touch FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_touch ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kernel_witnesssetback FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_witnesssetback ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.orgs_handover FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_handover ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.orgs_urging FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_urging ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.permits_concludedcheck FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.permits_concludedcheck ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.planning_replaced FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_replaced ENABLE ALWAYS TRIGGER yicha_append_only;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.disclosure_annulment FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.disclosure_annulment ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.disclosure_article FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.disclosure_article ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.disclosure_articlepicture FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.disclosure_articlepicture ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.disclosure_articleversion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.disclosure_articleversion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.disclosure_correction FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.disclosure_correction ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.disclosure_epoch FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.disclosure_epoch ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.disclosure_publication FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.disclosure_publication ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.disclosure_quotanote FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.disclosure_quotanote ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.draws_draw FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.draws_draw ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.draws_loss FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.draws_loss ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.draws_participant FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.draws_participant ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.draws_replay FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.draws_replay ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.draws_sealedreading FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.draws_sealedreading ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_conflict FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_conflict ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_conflictopinion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_conflictopinion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_dispute FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_dispute ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_duty FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_duty ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_followup FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_followup ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_minutes FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_minutes ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_party FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_party ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_policy FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_policy ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_policyopinion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_policyopinion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duties_resource FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.duties_resource ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_backflow FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_backflow ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_batch FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_batch ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_dataresource FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_dataresource ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_message FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_message ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_partner FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_partner ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_receiptrecord FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_receiptrecord ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_record FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_record ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_share FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_share ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_sourcedifference FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_sourcedifference ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_subscription FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_subscription ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_unreadreceipt FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_unreadreceipt ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.exchange_version FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.exchange_version ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.feedback_doorphoto FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.feedback_doorphoto ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.feedback_doorprogress FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.feedback_doorprogress ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.feedback_doorreport FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.feedback_doorreport ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.feedback_doorsender FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.feedback_doorsender ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.feedback_opening FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.feedback_opening ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.feedback_petition FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.feedback_petition ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.feedback_rating FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.feedback_rating ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.field_chunk FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.field_chunk ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.field_decision FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.field_decision ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.field_lane FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.field_lane ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.field_operation FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.field_operation ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.field_original FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.field_original ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.field_pinnedform FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.field_pinnedform ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.field_quarantine FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.field_quarantine ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.field_receipt FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.field_receipt ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.followups_circular FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.followups_circular ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.followups_circularreceipt FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.followups_circularreceipt ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.followups_correctionreport FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.followups_correctionreport ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.followups_followup FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.followups_followup ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.followups_problem FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.followups_problem ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.followups_recheck FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.followups_recheck ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.followups_rectificationorder FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.followups_rectificationorder ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.followups_reportphoto FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.followups_reportphoto ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.imports_import FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.imports_import ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.imports_row FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.imports_row ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_absence FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_absence ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_answer FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_answer ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_assistance FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_assistance ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_companion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_companion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_delivery FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_delivery ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_departmenttask FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_device FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_device ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_document FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_document ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_evidenceitem FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_evidenceitem ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_inspection FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_inspection ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_objection FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_objection ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_siterecord FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_siterecord ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.inspections_urgency FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.inspections_urgency ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.items_candidate FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.items_candidate ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.items_catalogueentry FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.items_catalogueentry ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.items_item FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.items_item ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.items_itemmapping FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.items_itemmapping ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.items_itemopinion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.items_itemopinion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.items_lawchange FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.items_lawchange ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.items_lawtask FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.items_lawtask ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.items_mainitem FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.items_mainitem ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.kernel_counter FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.kernel_counter ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.kernel_demomark FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.kernel_demomark ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.kernel_dispatch FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.kernel_dispatch ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.kernel_entry FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.kernel_entry ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.kernel_filerecord FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.kernel_filerecord ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.kernel_notification FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.kernel_notification ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.kernel_payload FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.kernel_payload ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.kernel_witness FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.kernel_witness ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.levels_muster FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.levels_muster ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.levels_patrol FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.levels_patrol ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.levels_tasksubject FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.levels_tasksubject ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.levels_taskunit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.levels_taskunit ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.levels_taskvisit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.levels_taskvisit ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.levels_uppertask FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.levels_uppertask ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.levels_whistle FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.levels_whistle ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.levels_whistlevisit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.levels_whistlevisit ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.lookups_lookup FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.lookups_lookup ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.norms_calendarday FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.norms_calendarday ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.norms_calendaryear FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.norms_calendaryear ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.norms_norm FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.norms_norm ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_account FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_account ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_delegateditem FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_delegateditem ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_delegation FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_delegation ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_department FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_department ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_exportrequest FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_exportrequest ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_handover FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_handover ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_leave FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_leave ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_listchoice FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_listchoice ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_officer FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_officer ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_onetimelink FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_onetimelink ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_post FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_post ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_program FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_program ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_recusal FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_recusal ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_redaction FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_redaction ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_region FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_region ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_savedview FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_savedview ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_secondfactor FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_secondfactor ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.orgs_urging FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.orgs_urging ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.permits_concludedcheck FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.permits_concludedcheck ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.permits_permit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.permits_permit ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.permits_permitkind FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.permits_permitkind ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_annualplan FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_annualplan ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_campaign FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_campaign ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_classuse FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_classuse ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_exclusion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_exclusion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_filing FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_filing ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_hoursrequest FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_hoursrequest ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_itemuse FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_itemuse ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_opinion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_opinion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_organuse FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_organuse ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_pastcheck FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_pastcheck ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_planline FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_planline ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_programme FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_programme ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_programmeversion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_programmeversion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_relief FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_relief ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_replaced FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_replaced ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_replan FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_replan ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_simulation FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_simulation ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_spared FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_spared ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_visit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_visitdemand FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_visitdemand ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.planning_visitofficer FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.planning_visitofficer ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.scenes_scene FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.scenes_scene ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.subjects_identifier FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.subjects_identifier ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.subjects_merge FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.subjects_merge ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.subjects_opening FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.subjects_opening ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.subjects_pool FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.subjects_pool ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.subjects_poolversion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.subjects_poolversion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.subjects_subject FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.subjects_subject ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.subjects_suspicion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.subjects_suspicion ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.subjects_tagging FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_guard();

ALTER TABLE public.subjects_tagging ENABLE ALWAYS TRIGGER yicha_guard;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.disclosure_article FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.disclosure_article ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.disclosure_articlepicture FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.disclosure_articlepicture ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.disclosure_articleversion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.disclosure_articleversion ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.disclosure_epoch FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.disclosure_epoch ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.disclosure_publication FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.disclosure_publication ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.disclosure_quotanote FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.disclosure_quotanote ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.draws_draw FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.draws_draw ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.draws_participant FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.draws_participant ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_conflict FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_conflict ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_conflictopinion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_conflictopinion ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_dispute FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_dispute ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_duty FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_duty ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_followup FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_followup ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_minutes FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_minutes ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_party FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_party ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_policy FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_policy ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_policyopinion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_policyopinion ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.duties_resource FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.duties_resource ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_batch FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_batch ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_dataresource FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_dataresource ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_message FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_message ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_partner FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_partner ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_record FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_record ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_share FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_share ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_sourcedifference FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_sourcedifference ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_subscription FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_subscription ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_unreadreceipt FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_unreadreceipt ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.exchange_version FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.exchange_version ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.feedback_doorreport FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.feedback_doorreport ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.feedback_petition FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.feedback_petition ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.field_lane FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.field_lane ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.followups_circular FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.followups_circular ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.followups_circularreceipt FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.followups_circularreceipt ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.followups_followup FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.followups_followup ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.followups_rectificationorder FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.followups_rectificationorder ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.imports_import FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.imports_import ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_absence FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_absence ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_answer FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_answer ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_assistance FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_assistance ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_companion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_companion ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_departmenttask FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_departmenttask ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_device FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_device ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_inspection FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_inspection ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_objection FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_objection ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.inspections_urgency FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.inspections_urgency ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.items_item FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.items_item ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.items_lawchange FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.items_lawchange ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.items_lawtask FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.items_lawtask ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.kernel_counter FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_counter ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.kernel_payload FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_payload ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.kernel_witness FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.kernel_witness ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.levels_muster FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.levels_muster ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.levels_patrol FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.levels_patrol ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.levels_tasksubject FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.levels_tasksubject ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.levels_taskunit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.levels_taskunit ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.levels_taskvisit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.levels_taskvisit ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.levels_uppertask FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.levels_uppertask ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.levels_whistle FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.levels_whistle ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.levels_whistlevisit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.levels_whistlevisit ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.lookups_lookup FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.lookups_lookup ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.norms_norm FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.norms_norm ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_account FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_account ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_delegation FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_delegation ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_department FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_department ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_exportrequest FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_exportrequest ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_officer FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_officer ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_onetimelink FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_onetimelink ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_post FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_post ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_program FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_program ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_recusal FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_recusal ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_redaction FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_redaction ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.orgs_region FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.orgs_region ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.permits_permit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.permits_permit ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.permits_permitkind FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.permits_permitkind ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_campaign FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_campaign ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_classuse FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_classuse ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_exclusion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_exclusion ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_filing FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_filing ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_hoursrequest FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_hoursrequest ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_itemuse FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_itemuse ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_organuse FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_organuse ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_pastcheck FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_pastcheck ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_programme FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_programme ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_programmeversion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_programmeversion ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_relief FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_relief ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_replan FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_replan ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_simulation FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_simulation ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_spared FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_spared ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_visit FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_visit ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.planning_visitdemand FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.planning_visitdemand ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.scenes_scene FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.scenes_scene ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.subjects_merge FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.subjects_merge ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.subjects_pool FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.subjects_pool ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.subjects_poolversion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.subjects_poolversion ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.subjects_suspicion FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.subjects_suspicion ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_kept BEFORE DELETE OR TRUNCATE ON public.subjects_tagging FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.subjects_tagging ENABLE ALWAYS TRIGGER yicha_kept;

CREATE TRIGGER yicha_only_redact BEFORE UPDATE ON public.kernel_payload FOR EACH ROW EXECUTE FUNCTION public.yicha_only_redact();

ALTER TABLE public.kernel_payload ENABLE ALWAYS TRIGGER yicha_only_redact;

CREATE TRIGGER yicha_sealed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.feedback_rating FOR EACH STATEMENT EXECUTE FUNCTION public.yicha_append_only();

ALTER TABLE public.feedback_rating ENABLE ALWAYS TRIGGER yicha_sealed;

CREATE TRIGGER yicha_stamp_entry BEFORE INSERT ON public.kernel_entry FOR EACH ROW EXECUTE FUNCTION public.yicha_stamp_entry();

ALTER TABLE public.kernel_entry ENABLE ALWAYS TRIGGER yicha_stamp_entry;

ALTER TABLE ONLY public.orgs_delegateditem
    ADD CONSTRAINT delegated_as_said FOREIGN KEY (delegation_id, from_department_id, area_id) REFERENCES public.orgs_delegation(id, from_department_id, area_id);

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT demand_class_is_of_its_visit FOREIGN KEY (use_id, visit_id, free) REFERENCES public.planning_classuse(id, visit_id, free);

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT demand_counts_with_its_visit FOREIGN KEY (visit_id, counts) REFERENCES public.planning_visit(id, counted);

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT demand_door_is_the_visits FOREIGN KEY (visit_id, door) REFERENCES public.planning_visit(id, door);

ALTER TABLE ONLY public.disclosure_annulment
    ADD CONSTRAINT disclosure_annulment_publication_id_a7abafb8_fk_disclosur FOREIGN KEY (publication_id) REFERENCES public.disclosure_publication(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disclosure_article
    ADD CONSTRAINT disclosure_article_result_id_8e1af484_fk_disclosur FOREIGN KEY (result_id) REFERENCES public.disclosure_publication(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disclosure_articlepicture
    ADD CONSTRAINT disclosure_articlepi_article_id_cb875120_fk_disclosur FOREIGN KEY (article_id) REFERENCES public.disclosure_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disclosure_articleversion
    ADD CONSTRAINT disclosure_articleve_article_id_97072d3e_fk_disclosur FOREIGN KEY (article_id) REFERENCES public.disclosure_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disclosure_correction
    ADD CONSTRAINT disclosure_correctio_publication_id_2961927d_fk_disclosur FOREIGN KEY (publication_id) REFERENCES public.disclosure_publication(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disclosure_publication
    ADD CONSTRAINT disclosure_publicati_inspection_id_978ed3c7_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_replaces_id_984a4c16_fk_draws_draw_id FOREIGN KEY (replaces_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_loss
    ADD CONSTRAINT draws_loss_draw_id_7ca40d8c_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_participant
    ADD CONSTRAINT draws_participant_draw_id_766d44e7_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_replay
    ADD CONSTRAINT draws_replay_draw_id_15cde71f_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_sealedreading
    ADD CONSTRAINT draws_sealedreading_draw_id_1a6ba015_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.duties_conflictopinion
    ADD CONSTRAINT duties_conflictopini_conflict_id_e365c41d_fk_duties_co FOREIGN KEY (conflict_id) REFERENCES public.duties_conflict(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.duties_duty
    ADD CONSTRAINT duties_duty_cut_by_id_ec63472c_fk_duties_duty_id FOREIGN KEY (cut_by_id) REFERENCES public.duties_duty(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.duties_followup
    ADD CONSTRAINT duties_followup_minutes_id_6770c03a_fk_duties_minutes_id FOREIGN KEY (minutes_id) REFERENCES public.duties_minutes(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.duties_party
    ADD CONSTRAINT duties_party_dispute_id_a4adc3d9_fk_duties_dispute_id FOREIGN KEY (dispute_id) REFERENCES public.duties_dispute(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.duties_policy
    ADD CONSTRAINT duties_policy_file_id_5682ce1f_fk_kernel_filerecord_id FOREIGN KEY (file_id) REFERENCES public.kernel_filerecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.duties_policyopinion
    ADD CONSTRAINT duties_policyopinion_policy_id_8325b030_fk_duties_policy_id FOREIGN KEY (policy_id) REFERENCES public.duties_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_backflow
    ADD CONSTRAINT exchange_backflow_version_id_d7fac513_fk_exchange_version_id FOREIGN KEY (version_id) REFERENCES public.exchange_version(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_message
    ADD CONSTRAINT exchange_message_subscription_id_950851fc_fk_exchange_ FOREIGN KEY (subscription_id) REFERENCES public.exchange_subscription(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_receiptrecord
    ADD CONSTRAINT exchange_receiptrecord_batch_id_8a79c2c3_fk_exchange_batch_id FOREIGN KEY (batch_id) REFERENCES public.exchange_batch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_record
    ADD CONSTRAINT exchange_record_follows_id_deca5228_fk_exchange_record_id FOREIGN KEY (follows_id) REFERENCES public.exchange_record(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_record
    ADD CONSTRAINT exchange_record_inspection_id_4d8b0ad4_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_share
    ADD CONSTRAINT exchange_share_resource_id_44ea2dde_fk_exchange_dataresource_id FOREIGN KEY (resource_id) REFERENCES public.exchange_dataresource(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_unreadreceipt
    ADD CONSTRAINT exchange_unreadrecei_partner_id_1c6fbebb_fk_exchange_ FOREIGN KEY (partner_id) REFERENCES public.exchange_partner(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_version
    ADD CONSTRAINT exchange_version_batch_id_6e28eaa6_fk_exchange_batch_id FOREIGN KEY (batch_id) REFERENCES public.exchange_batch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_version
    ADD CONSTRAINT exchange_version_record_id_9b7e27cd_fk_exchange_record_id FOREIGN KEY (record_id) REFERENCES public.exchange_record(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_doorphoto
    ADD CONSTRAINT feedback_doorphoto_report_id_1ab9b3bf_fk_feedback_doorreport_id FOREIGN KEY (report_id) REFERENCES public.feedback_doorreport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_doorprogress
    ADD CONSTRAINT feedback_doorprogres_report_id_69ee1449_fk_feedback_ FOREIGN KEY (report_id) REFERENCES public.feedback_doorreport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_doorreport
    ADD CONSTRAINT feedback_doorreport_subject_id_1f5ce883_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_opening
    ADD CONSTRAINT feedback_opening_rating_id_4a394248_fk_feedback_rating_id FOREIGN KEY (rating_id) REFERENCES public.feedback_rating(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_petition
    ADD CONSTRAINT feedback_petition_publication_id_e234b7e6_fk_disclosur FOREIGN KEY (publication_id) REFERENCES public.disclosure_publication(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_rating
    ADD CONSTRAINT feedback_rating_inspection_id_f5c8fb28_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.field_chunk
    ADD CONSTRAINT field_chunk_inspection_id_9bb00177_fk_inspections_inspection_id FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.field_decision
    ADD CONSTRAINT field_decision_operation_id_10468ffe_fk_field_operation_id FOREIGN KEY (operation_id) REFERENCES public.field_operation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.field_operation
    ADD CONSTRAINT field_operation_inspection_id_f8d2bd10_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.field_operation
    ADD CONSTRAINT field_operation_lane_id_a8eb9805_fk_field_lane_id FOREIGN KEY (lane_id) REFERENCES public.field_lane(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.field_original
    ADD CONSTRAINT field_original_inspection_id_303f0f7e_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.field_receipt
    ADD CONSTRAINT field_receipt_operation_id_0e0e7a12_fk_field_operation_id FOREIGN KEY (operation_id) REFERENCES public.field_operation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_circularreceipt
    ADD CONSTRAINT followups_circularre_circular_id_dd768a7b_fk_followups FOREIGN KEY (circular_id) REFERENCES public.followups_circular(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_correctionreport
    ADD CONSTRAINT followups_correction_order_id_6773d884_fk_followups FOREIGN KEY (order_id) REFERENCES public.followups_rectificationorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_followup
    ADD CONSTRAINT followups_followup_inspection_id_09944f87_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_followup
    ADD CONSTRAINT followups_followup_subject_id_cf21f3ee_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_problem
    ADD CONSTRAINT followups_problem_inspection_id_c573d24c_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_problem
    ADD CONSTRAINT followups_problem_subject_id_37aab526_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_recheck
    ADD CONSTRAINT followups_recheck_order_id_f23bb866_fk_followups FOREIGN KEY (order_id) REFERENCES public.followups_rectificationorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_recheck
    ADD CONSTRAINT followups_recheck_visit_id_163b8c77_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_rectificationorder
    ADD CONSTRAINT followups_rectificat_follow_up_id_09c50f7d_fk_followups FOREIGN KEY (follow_up_id) REFERENCES public.followups_followup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_rectificationorder
    ADD CONSTRAINT followups_rectificat_visit_id_3174f6ca_fk_planning_ FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.followups_reportphoto
    ADD CONSTRAINT followups_reportphot_report_id_8e385fad_fk_followups FOREIGN KEY (report_id) REFERENCES public.followups_correctionreport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.imports_row
    ADD CONSTRAINT imports_row_import_id_69c2a42d_fk_imports_import_id FOREIGN KEY (import_id) REFERENCES public.imports_import(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_absence
    ADD CONSTRAINT inspections_absence_inspection_id_fd1e97aa_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_answer
    ADD CONSTRAINT inspections_answer_adopted_from_id_12d0425b_fk_inspectio FOREIGN KEY (adopted_from_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_answer
    ADD CONSTRAINT inspections_answer_inspection_id_0a70528e_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_assistance
    ADD CONSTRAINT inspections_assistan_inspection_id_a1d4cdcb_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_companion
    ADD CONSTRAINT inspections_companio_inspection_id_5dd9a8ff_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_delivery
    ADD CONSTRAINT inspections_delivery_document_id_25f3dfeb_fk_inspectio FOREIGN KEY (document_id) REFERENCES public.inspections_document(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_departmenttask
    ADD CONSTRAINT inspections_departme_inspection_id_8a263437_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_document
    ADD CONSTRAINT inspections_document_inspection_id_ec42d844_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_evidenceitem
    ADD CONSTRAINT inspections_evidence_device_id_9c64da5f_fk_inspectio FOREIGN KEY (device_id) REFERENCES public.inspections_device(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspections_inspection_visit_id_1d301be3_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_objection
    ADD CONSTRAINT inspections_objectio_inspection_id_c47f65e4_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_evidenceitem
    ADD CONSTRAINT inspections_photo_inspection_id_541529fe_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_siterecord
    ADD CONSTRAINT inspections_sitereco_inspection_id_3931b60e_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inspections_urgency
    ADD CONSTRAINT inspections_urgency_inspection_id_e3d70035_fk_inspectio FOREIGN KEY (inspection_id) REFERENCES public.inspections_inspection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.items_candidate
    ADD CONSTRAINT items_candidate_entry_id_b4812c8c_fk_items_catalogueentry_id FOREIGN KEY (entry_id) REFERENCES public.items_catalogueentry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.items_item
    ADD CONSTRAINT items_item_main_item_id_16645213_fk_items_mainitem_id FOREIGN KEY (main_item_id) REFERENCES public.items_mainitem(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.items_itemmapping
    ADD CONSTRAINT items_itemmapping_entry_id_a9a9eef6_fk_items_catalogueentry_id FOREIGN KEY (entry_id) REFERENCES public.items_catalogueentry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.items_itemopinion
    ADD CONSTRAINT items_itemopinion_item_id_921d0f5b_fk_items_item_id FOREIGN KEY (item_id) REFERENCES public.items_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.items_lawtask
    ADD CONSTRAINT items_lawtask_law_change_id_f359beb3_fk_items_lawchange_id FOREIGN KEY (law_change_id) REFERENCES public.items_lawchange(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_cosignature
    ADD CONSTRAINT kernel_cosignature_witness_id_068e888e_fk_kernel_witness_id FOREIGN KEY (witness_id) REFERENCES public.kernel_witness(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_delivered
    ADD CONSTRAINT kernel_delivered_dispatch_id_e6072684_fk_kernel_dispatch_id FOREIGN KEY (dispatch_id) REFERENCES public.kernel_dispatch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_dispatch
    ADD CONSTRAINT kernel_dispatch_notification_id_df45f832_fk_kernel_no FOREIGN KEY (notification_id) REFERENCES public.kernel_notification(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_leaf
    ADD CONSTRAINT kernel_leaf_entry_id_4698e6d4_fk_kernel_entry_run FOREIGN KEY (entry_id) REFERENCES public.kernel_entry(run) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_payload
    ADD CONSTRAINT kernel_payload_entry_id_318b8b63_fk_kernel_entry_run FOREIGN KEY (entry_id) REFERENCES public.kernel_entry(run) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_touch
    ADD CONSTRAINT kernel_touch_has_its_entry FOREIGN KEY (run, xact) REFERENCES public.kernel_entry(run, xact) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_unsequenced
    ADD CONSTRAINT kernel_unsequenced_entry_id_3b601791_fk_kernel_entry_run FOREIGN KEY (entry_id) REFERENCES public.kernel_entry(run) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.kernel_witnesssetback
    ADD CONSTRAINT kernel_witnesssetback_witness_id_bf6c5191_fk_kernel_witness_id FOREIGN KEY (witness_id) REFERENCES public.kernel_witness(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_muster
    ADD CONSTRAINT levels_muster_whistle_id_4977983c_fk_levels_whistle_id FOREIGN KEY (whistle_id) REFERENCES public.levels_whistle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_patrol
    ADD CONSTRAINT levels_patrol_subject_id_6af31ef7_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_patrol
    ADD CONSTRAINT levels_patrol_whistle_id_f3de0bca_fk_levels_whistle_id FOREIGN KEY (whistle_id) REFERENCES public.levels_whistle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_tasksubject
    ADD CONSTRAINT levels_tasksubject_subject_id_b810e428_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_tasksubject
    ADD CONSTRAINT levels_tasksubject_task_id_eee2afbd_fk_levels_uppertask_id FOREIGN KEY (task_id) REFERENCES public.levels_uppertask(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_taskunit
    ADD CONSTRAINT levels_taskunit_task_id_c96f3eb4_fk_levels_uppertask_id FOREIGN KEY (task_id) REFERENCES public.levels_uppertask(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_taskvisit
    ADD CONSTRAINT levels_taskvisit_subject_id_59445f72_fk_levels_tasksubject_id FOREIGN KEY (subject_id) REFERENCES public.levels_tasksubject(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_taskvisit
    ADD CONSTRAINT levels_taskvisit_unit_id_9f1f1b74_fk_levels_taskunit_id FOREIGN KEY (unit_id) REFERENCES public.levels_taskunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_taskvisit
    ADD CONSTRAINT levels_taskvisit_visit_id_da574963_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_uppertask
    ADD CONSTRAINT levels_uppertask_file_id_ee95e220_fk_kernel_filerecord_id FOREIGN KEY (file_id) REFERENCES public.kernel_filerecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_whistle
    ADD CONSTRAINT levels_whistle_subject_id_de2d53d0_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_whistlevisit
    ADD CONSTRAINT levels_whistlevisit_visit_id_8a7086d7_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.levels_whistlevisit
    ADD CONSTRAINT levels_whistlevisit_whistle_id_ab308b4b_fk_levels_whistle_id FOREIGN KEY (whistle_id) REFERENCES public.levels_whistle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.norms_calendarday
    ADD CONSTRAINT norms_calendarday_year_id_c1ce4a06_fk_norms_calendaryear_year FOREIGN KEY (year_id) REFERENCES public.norms_calendaryear(year) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_account
    ADD CONSTRAINT orgs_account_officer_id_57ba2557_fk_orgs_officer_id FOREIGN KEY (officer_id) REFERENCES public.orgs_officer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_account
    ADD CONSTRAINT orgs_account_region_id_c6e170cc_fk_orgs_region_code FOREIGN KEY (region_id) REFERENCES public.orgs_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_delegateditem
    ADD CONSTRAINT orgs_delegateditem_area_id_31fdf045_fk_orgs_region_code FOREIGN KEY (area_id) REFERENCES public.orgs_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_delegateditem
    ADD CONSTRAINT orgs_delegateditem_delegation_id_f664a8cb_fk_orgs_delegation_id FOREIGN KEY (delegation_id) REFERENCES public.orgs_delegation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_delegateditem
    ADD CONSTRAINT orgs_delegateditem_from_department_id_d4f5b455_fk_orgs_depa FOREIGN KEY (from_department_id) REFERENCES public.orgs_department(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_delegation
    ADD CONSTRAINT orgs_delegation_area_id_63c37d23_fk_orgs_region_code FOREIGN KEY (area_id) REFERENCES public.orgs_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_delegation
    ADD CONSTRAINT orgs_delegation_from_department_id_d4f30e13_fk_orgs_depa FOREIGN KEY (from_department_id) REFERENCES public.orgs_department(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_delegation
    ADD CONSTRAINT orgs_delegation_to_department_id_a2f2f1aa_fk_orgs_depa FOREIGN KEY (to_department_id) REFERENCES public.orgs_department(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_department
    ADD CONSTRAINT orgs_department_region_id_adf17c44_fk_orgs_region_code FOREIGN KEY (region_id) REFERENCES public.orgs_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_handover
    ADD CONSTRAINT orgs_handover_account_id_b2349ea3_fk_orgs_account_username FOREIGN KEY (account_id) REFERENCES public.orgs_account(username) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_handover
    ADD CONSTRAINT orgs_handover_successor_id_a83b8c32_fk_orgs_account_username FOREIGN KEY (successor_id) REFERENCES public.orgs_account(username) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_leave
    ADD CONSTRAINT orgs_leave_officer_id_a9994fd0_fk_orgs_officer_id FOREIGN KEY (officer_id) REFERENCES public.orgs_officer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_officer
    ADD CONSTRAINT orgs_officer_department_id_227a75f6_fk_orgs_department_code FOREIGN KEY (department_id) REFERENCES public.orgs_department(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_onetimelink
    ADD CONSTRAINT orgs_onetimelink_account_id_0f3a1f14_fk_orgs_account_username FOREIGN KEY (account_id) REFERENCES public.orgs_account(username) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_post
    ADD CONSTRAINT orgs_post_account_id_aa8d5e87_fk_orgs_account_username FOREIGN KEY (account_id) REFERENCES public.orgs_account(username) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_post
    ADD CONSTRAINT orgs_post_department_id_5b6c568b_fk_orgs_department_code FOREIGN KEY (department_id) REFERENCES public.orgs_department(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_post
    ADD CONSTRAINT orgs_post_region_id_95b19aba_fk_orgs_region_code FOREIGN KEY (region_id) REFERENCES public.orgs_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_post
    ADD CONSTRAINT orgs_post_stands_in_for_id_e2d94c47_fk_orgs_post_id FOREIGN KEY (stands_in_for_id) REFERENCES public.orgs_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_program
    ADD CONSTRAINT orgs_program_department_id_f3a2c2f5_fk_orgs_department_code FOREIGN KEY (department_id) REFERENCES public.orgs_department(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_recusal
    ADD CONSTRAINT orgs_recusal_officer_id_01350e93_fk_orgs_officer_id FOREIGN KEY (officer_id) REFERENCES public.orgs_officer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_redaction
    ADD CONSTRAINT orgs_redaction_entry_id_7edd9a45_fk_kernel_entry_run FOREIGN KEY (entry_id) REFERENCES public.kernel_entry(run) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_region
    ADD CONSTRAINT orgs_region_parent_id_1335a619_fk_orgs_region_code FOREIGN KEY (parent_id) REFERENCES public.orgs_region(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orgs_secondfactor
    ADD CONSTRAINT orgs_secondfactor_account_id_c40aa7ef_fk_orgs_account_username FOREIGN KEY (account_id) REFERENCES public.orgs_account(username) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.permits_permit
    ADD CONSTRAINT permits_permit_kind_id_e67c0a22_fk_permits_permitkind_id FOREIGN KEY (kind_id) REFERENCES public.permits_permitkind(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_classuse
    ADD CONSTRAINT planning_classuse_visit_id_766c4403_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_exclusion
    ADD CONSTRAINT planning_exclusion_draw_id_70395cbe_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_exclusion
    ADD CONSTRAINT planning_exclusion_entry_id_b571adbf_fk_kernel_entry_run FOREIGN KEY (entry_id) REFERENCES public.kernel_entry(run) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_filing
    ADD CONSTRAINT planning_filing_subject_id_a8a82427_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_hoursrequest
    ADD CONSTRAINT planning_hoursrequest_visit_id_2aeb9444_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_itemuse
    ADD CONSTRAINT planning_itemuse_visit_id_c925bdeb_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_opinion
    ADD CONSTRAINT planning_opinion_programme_id_c946a9a0_fk_planning_programme_id FOREIGN KEY (programme_id) REFERENCES public.planning_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_organuse
    ADD CONSTRAINT planning_organuse_visit_id_a147addf_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_planline
    ADD CONSTRAINT planning_planline_plan_id_5b78a748_fk_planning_annualplan_id FOREIGN KEY (plan_id) REFERENCES public.planning_annualplan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_programme
    ADD CONSTRAINT planning_programme_draw_id_b241bc2b_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_programme
    ADD CONSTRAINT planning_programme_staffing_draw_id_78ae5221_fk_draws_draw_id FOREIGN KEY (staffing_draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_programme
    ADD CONSTRAINT planning_programme_taken_draw_id_e54f4551_fk_draws_draw_id FOREIGN KEY (taken_draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_programmeversion
    ADD CONSTRAINT planning_programmeve_programme_id_af0fba30_fk_planning_ FOREIGN KEY (programme_id) REFERENCES public.planning_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_relief
    ADD CONSTRAINT planning_relief_draw_id_43b7dc1e_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_relief
    ADD CONSTRAINT planning_relief_visit_id_a951efde_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_replaced
    ADD CONSTRAINT planning_replaced_replan_id_441fafb4_fk_planning_replan_id FOREIGN KEY (replan_id) REFERENCES public.planning_replan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_replaced
    ADD CONSTRAINT planning_replaced_visit_id_f9ce611c_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_replan
    ADD CONSTRAINT planning_replan_programme_id_6737ca1b_fk_planning_programme_id FOREIGN KEY (programme_id) REFERENCES public.planning_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_simulation
    ADD CONSTRAINT planning_simulation_draw_id_805a04d5_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_spared
    ADD CONSTRAINT planning_spared_subject_id_d535d02e_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_visit
    ADD CONSTRAINT planning_visit_programme_id_c9691152_fk_planning_programme_id FOREIGN KEY (programme_id) REFERENCES public.planning_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_visit
    ADD CONSTRAINT planning_visit_subject_id_44bc7994_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT planning_visitdemand_filing_id_ff296dbc_fk_planning_filing_id FOREIGN KEY (filing_id) REFERENCES public.planning_filing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT planning_visitdemand_line_id_04873894_fk_planning_planline_id FOREIGN KEY (line_id) REFERENCES public.planning_planline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT planning_visitdemand_use_id_45554154_fk_planning_classuse_id FOREIGN KEY (use_id) REFERENCES public.planning_classuse(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_visitdemand
    ADD CONSTRAINT planning_visitdemand_visit_id_a4ae2a10_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.planning_visitofficer
    ADD CONSTRAINT planning_visitofficer_visit_id_9fa35f73_fk_planning_visit_id FOREIGN KEY (visit_id) REFERENCES public.planning_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.subjects_identifier
    ADD CONSTRAINT subjects_identifier_subject_id_a150a995_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.subjects_merge
    ADD CONSTRAINT subjects_merge_merged_id_98d3e84a_fk_subjects_subject_sid FOREIGN KEY (merged_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.subjects_merge
    ADD CONSTRAINT subjects_merge_survivor_id_5a8c13f5_fk_subjects_subject_sid FOREIGN KEY (survivor_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.subjects_opening
    ADD CONSTRAINT subjects_opening_subject_id_56903d6d_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.subjects_poolversion
    ADD CONSTRAINT subjects_poolversion_pool_id_4c1b61f8_fk_subjects_pool_id FOREIGN KEY (pool_id) REFERENCES public.subjects_pool(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.subjects_subject
    ADD CONSTRAINT subjects_subject_merged_into_id_b5d3f7b9_fk_subjects_ FOREIGN KEY (merged_into_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.subjects_suspicion
    ADD CONSTRAINT subjects_suspicion_left_id_adeadbd6_fk_subjects_subject_sid FOREIGN KEY (left_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.subjects_suspicion
    ADD CONSTRAINT subjects_suspicion_right_id_5e4558fe_fk_subjects_subject_sid FOREIGN KEY (right_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.subjects_tagging
    ADD CONSTRAINT subjects_tagging_subject_id_0489aadb_fk_subjects_subject_sid FOREIGN KEY (subject_id) REFERENCES public.subjects_subject(sid) DEFERRABLE INITIALLY DEFERRED;

INSERT INTO public.django_migrations (app, name, applied) VALUES ('kernel', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('kernel', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('subjects', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('subjects', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('draws', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('draws', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('norms', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('norms', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('items', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('items', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0002_limits', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('disclosure', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('disclosure', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('disclosure', '0003_correction', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('disclosure', '0004_guard_correction', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('disclosure', '0005_articles', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('disclosure', '0006_watch', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('disclosure', '0007_pictures', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('disclosure', '0008_annulments', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('draws', '0003_renewed_links', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('draws', '0004_replacement', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('draws', '0005_sealed_readings', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('draws', '0006_before_the_number', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('draws', '0007_replays', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('kernel', '0003_demo_mark', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('duties', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('duties', '0002_limits', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('duties', '0003_policies_by_workbook', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('duties', '0004_taken_back', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0003_outside_plan', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0004_outside_limits', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0005_hours', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0006_simulations', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0007_consultation', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0008_weights', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0009_line_reasons', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0003_sign_in', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0004_exports', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0005_urging', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0006_lists', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0003_records', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0004_signed', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0005_stopped', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0006_objections', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0007_signing', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0008_presence', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0009_field_log', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0010_evidence', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0011_documents', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0012_absence_shown', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0003_partners', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0004_sharing', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0005_withdrawal', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0006_given', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0007_webhooks', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0008_crossing', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0009_unread', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0010_backflow', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('exchange', '0011_entered', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('subjects', '0003_who_said_so', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('subjects', '0004_brought_by', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('feedback', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('feedback', '0002_sealed', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('feedback', '0003_reports', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('feedback', '0004_guard_reports', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('field', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('field', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('field', '0003_originals', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('field', '0004_orders', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('kernel', '0004_witnesses', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0010_exclusions', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0011_recheck', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('followups', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('followups', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('followups', '0003_circulars', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('followups', '0004_order_papers', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0003_left_to_the_worker', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0004_old_numbers', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0005_wrote', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0006_devices', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0007_lasting', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0008_duties_room', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('imports', '0009_minutes_places', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('items', '0003_one_owner', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('items', '0004_simple', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0013_urgency', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0014_withdrawn', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0015_off_site', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0016_handed_in', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0017_entrusted', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0018_devices', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('inspections', '0019_adopted', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('items', '0005_level', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('items', '0006_candidates', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('subjects', '0005_sorted_lists', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('levels', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('levels', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('levels', '0003_numbers', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('levels', '0004_patrols', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('lookups', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('lookups', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0007_programs', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0008_redactions', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0009_made_by_the_worker', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0010_task_scopes', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('orgs', '0011_places_by_workbook', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('permits', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('permits', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('permits', '0003_concluded_checks', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('permits', '0004_before_the_clock', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0012_reliefs', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0013_recognition', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0014_late', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0015_organs', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0016_publication', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0017_waves', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0018_given_back', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0019_opened', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0020_items', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0021_stays_out', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0022_replans', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('planning', '0023_drafts', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0002_drop_started_at_column', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0003_drop_started_at_column', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0004_drop_procrastinate_version_table', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0005_fix_procrastinate_fetch_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0006_fix_trigger_status_events_insert', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0007_add_queueing_lock_column', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0008_close_fetch_job_race_condition', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0009_add_defer_job_function', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0010_add_procrastinate_periodic_defers', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0011_add_foreign_key_index', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0012_add_locks_to_periodic_defer', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0013_fix_procrastinate_defer_periodic_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0014_add_finish_job_and_retry_job_functions', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0015_add_trigger_on_job_deletion', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0016_delete_finished_jobs', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0017_add_checks_to_finish_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0018_add_checks_to_retry_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0019_fix_finish_job_compat_issue', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0020_add_index_on_procrastinate_jobs', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0021_add_kwargs_to_defer_periodic_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0022_null_locks_excluded', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0023_remove_old_finish_job_function', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0024_job_id_bigint', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0025_add_models', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0026_add_job_priority', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0027_add_periodic_job_priority', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0028_add_cancel_states', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0029_add_additional_params_to_retry_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0030_alter_procrastinateevent_options', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0031_add_indexes_for_fetch_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0032_pre_cancel_notification', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0033_post_cancel_notification', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0034_pre_add_heartbeat', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0035_post_add_heartbeat', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0036_add_worker_model', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0037_pre_batch_defer_jobs', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0038_post_batch_defer_jobs', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0039_pre_priority_lock_fetch_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0040_pre_retry_failed_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('procrastinate', '0041_post_retry_failed_job', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('scenes', '0001_initial', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('scenes', '0002_guard', now());
INSERT INTO public.django_migrations (app, name, applied) VALUES ('scenes', '0003_apart', now());
