"""Who rates is promised that no department learns what he said. The application's own role keeps the promise because it cannot break it:
it may add ratings and read none. What it is told comes from these functions, which run as the owner of the tables.

feedback_totals: sums by department and year, the one grain there is. No filter narrows it, and groups do not overlap, so no two answers can
be set against each other. Only the first `count / 5 * 5` ratings of a group are in its sums, in the order of their coming: one more
rating changes nothing until five more have come, so the sums of two days differ by five ratings at least, or not at all.
feedback_sealed: that there are ratings, and nothing of what they say. feedback_opened: what was opened, and only with the row that says
who opened it and why, which only a use case can write. feedback_own: that an enterprise has rated, and who has looked; not what it said.
"""

from django.db import migrations

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable, SealedTable

PLACE = """
CREATE FUNCTION feedback_place_rating() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws('|', 'rating', NEW.region_path, NEW.department, NEW.year), 2));
    SELECT count(*) + 1 INTO NEW.place FROM feedback_rating
        WHERE region_path = NEW.region_path AND department = NEW.department AND year = NEW.year;
    RETURN NEW;
END $$;
CREATE TRIGGER feedback_place_rating BEFORE INSERT ON feedback_rating FOR EACH ROW EXECUTE FUNCTION feedback_place_rating();
ALTER TABLE feedback_rating ENABLE ALWAYS TRIGGER feedback_place_rating;
"""
TOLD = """
CREATE FUNCTION feedback_totals(area text)
    RETURNS TABLE (region_path text, department text, year integer, answers bigint, said text, told bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
CREATE FUNCTION feedback_sealed(area text) RETURNS TABLE (rating uuid, department text, year integer, opened boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT one.id, one.department, one.year, EXISTS (SELECT FROM feedback_opening held WHERE held.rating_id = one.id)
    FROM feedback_rating one WHERE area <> '' AND (one.region_path = area OR starts_with(one.region_path, area || '/'))
    ORDER BY one.year DESC, one.department, one.id
$$;
CREATE FUNCTION feedback_opened(area text) RETURNS TABLE (
        rating uuid, department text, inspection bigint, grade integer, broken text[], reason text, by text, at timestamptz
    ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT one.id, one.department, one.inspection_id, one.grade, one.broken, held.reason, held.by, held.at
    FROM feedback_rating one JOIN feedback_opening held ON held.rating_id = one.id
    WHERE area <> '' AND (one.region_path = area OR starts_with(one.region_path, area || '/')) ORDER BY held.at DESC, one.id
$$;
CREATE FUNCTION feedback_own(inspections bigint[])
    RETURNS TABLE (inspection bigint, department text, opened_at timestamptz, because text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT one.inspection_id, one.department, held.at, coalesce(held.reason, '')
    FROM feedback_rating one LEFT JOIN feedback_opening held ON held.rating_id = one.id
    WHERE one.inspection_id = ANY (inspections) ORDER BY one.inspection_id, one.department
$$;
"""
UNTOLD = """
DROP FUNCTION feedback_totals, feedback_sealed, feedback_opened, feedback_own;
DROP TRIGGER feedback_place_rating ON feedback_rating;
DROP FUNCTION feedback_place_rating;
"""


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(PLACE + TOLD, UNTOLD),
        *(guard("feedback_rating") for guard in (GuardedTable, SealedTable)),
        *(guard("feedback_opening") for guard in (GuardedTable, AppendOnlyTable)),
        *(guard("feedback_petition") for guard in (GuardedTable, KeptTable)),
    ]
