"""The limits under sixteen planners at once, first the naive way, which must fail here; and every way around the table."""

from collections import Counter
from contextlib import nullcontext

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, THREADS, Sql, run_sql, sql, storm
from yicha.norms.testing import put_norm, put_text
from yicha.norms.types import NormCode
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.models import ClassUse
from yicha.planning.testing import make_county
from yicha.planning.tests.filed import DAY, ROOT, filings, immediately, plan
from yicha.planning.tests.files import FIRM
from yicha.planning.types import PlanTriggered, TriggerSource
from yicha.subjects.testing import make_subjects, subject_row

SUBJECTS = 4


@pytest.fixture(params=["", FIRM], ids=["enterprises", "sites of one enterprise"])
def county(own_database: str, request: pytest.FixtureRequest) -> list[int]:
    """Each of sixteen threads has a consented filing for each of four subjects, all of one class; sites count where there are any."""
    make_county(0)
    rows = make_subjects(*(subject_row(number, uscc=request.param) for number in range(SUBJECTS)))
    if request.param:
        put_text(NormCode.LIMITS_COUNT_PER, "site", region_path=REGION)
    return filings([row.sid for row in rows] * THREADS)


def test_check_then_insert_goes_over_the_limit(county: list[int]) -> None:
    for statement in (
        "ALTER TABLE planning_classuse DISABLE TRIGGER planning_fill_class",
        "ALTER TABLE planning_classuse DROP CONSTRAINT class_within_cap",
        "ALTER TABLE planning_visit DISABLE TRIGGER planning_require_ground",
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    naive = """WITH visit AS (
        INSERT INTO planning_visit (number, region_path, subject_id, first_day, last_day, week, lead, lead_appointed, departments, door,
            announced, counted, status, cancelled_because, enterprise, year)
        SELECT %s, %s, %s, '2026-12-15', '2026-12-15', 50, 'SCJG', false, '{}', true, true, false, 'published', '', '', 0
        WHERE NOT EXISTS (SELECT FROM planning_visit WHERE subject_id = %s) RETURNING id, subject_id)
    INSERT INTO planning_classuse (visit_id, check_class, free, enterprise, site, year, given_back)
    SELECT id, '食品安全', false, subject_id, '', 2026, false FROM visit"""

    def attempt(thread: int) -> None:
        for number in range(SUBJECTS):
            sid = subject_row(number).sid
            run_sql(ROOT, Sql(naive, (f"N{thread}-{number}", REGION, sid, sid)), NOW)

    storm(attempt)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT FROM planning_classuse GROUP BY enterprise HAVING count(*) > 1) over")
        assert cursor.fetchone()[0] > 0


@pytest.mark.clause("LYG-4.3d", "R-FREQ-1")
def test_sixteen_planners_never_go_over_it(county: list[int]) -> None:
    answers = storm(lambda thread: [plan(filing) for filing in county[thread * SUBJECTS : (thread + 1) * SUBJECTS]])
    counted = Counter(answer for found in answers for answer in found)
    assert counted == {"planned": SUBJECTS, "LYG-4.3d": SUBJECTS * (THREADS - 1)}


@pytest.mark.parametrize(
    ("per", "number", "waits"), [("enterprise", 0, True), ("enterprise", 1, True), ("site", 0, True), ("site", 1, False)]
)
def test_a_planner_waits_for_whoever_plans_for_the_same_owner(own_database: str, *, per: str, number: int, waits: bool) -> None:
    make_county(0)
    rows = make_subjects(subject_row(0, uscc=FIRM), subject_row(1, uscc=FIRM))
    put_text(NormCode.LIMITS_COUNT_PER, per, region_path=REGION)
    (filing,) = filings([rows[number].sid])
    with psycopg.connect(own_database) as other:
        other.execute("SELECT FROM subjects_subject WHERE sid = %s FOR NO KEY UPDATE", [rows[0].sid])
        sql("SET lock_timeout = '200ms'")
        with pytest.raises(OperationalError, match="lock timeout") if waits else nullcontext():
            assert plan(filing) == "planned"
    if waits:
        assert plan(filing) == "planned"


@pytest.mark.django_db
@pytest.mark.clause("R-FREQ-3")
def test_a_cap_on_visits_counts_over_all_classes_and_sites() -> None:
    make_county(0)
    uscc = "91999999MA00000001"
    sites = [subject_row(number, uscc=uscc, visit_cap=2) for number in range(3)]
    make_subjects(*sites)
    put_norm("planning.class_cap", 9)
    assert [plan(filing) for filing in filings([site.sid for site in sites])] == ["planned", "planned", "R-FREQ-3"]


@pytest.mark.django_db
def test_the_cap_is_the_norm_of_the_place_and_day() -> None:
    make_county(1)
    put_norm("planning.class_cap", 2)
    put_norm("planning.class_cap", 3, region_path=REGION)
    answers = [plan(filing) for filing in filings([subject_row(0).sid] * 4)]
    assert answers == ["planned"] * 3 + ["LYG-4.3d"]


@pytest.mark.django_db
def test_a_cause_uses_up_nothing() -> None:
    make_county(1)
    sid = subject_row(0).sid
    for number in range(3):
        plan_triggered(
            SYSTEM, PlanTriggered(REGION, "SCJG", sid, "SCJG-I", "食品安全", DAY, 60, TriggerSource.COMPLAINT, f"12345-{number}"), NOW
        )
    assert [plan(filing) for filing in filings([sid, sid])] == ["planned", "LYG-4.3d"]


ATTACKS = {
    "a visit without ground": "INSERT INTO planning_visit (number, region_path, subject_id, first_day, last_day, week, lead,"
    " lead_appointed, departments, door, announced, counted, status, cancelled_because, enterprise, year)"
    " SELECT 'X1', region_path, subject_id, first_day, last_day, week, lead, false, departments, true, true, false,"
    " 'published', '', '', 0 FROM planning_visit LIMIT 1",
    "a demand without ground": "INSERT INTO planning_visitdemand (visit_id, use_id, department, item_code, minutes, skills, min_officers,"
    " source, reference, exemption, door, free) SELECT visit_id, use_id, department, item_code, minutes, skills, min_officers,"
    " '', '', '', door, free FROM planning_visitdemand",
    "a ground without consent": "UPDATE planning_filing SET status = 'filed'; UPDATE planning_visitdemand SET minutes = 1",
    "free without a reason": "UPDATE planning_visitdemand SET free = true",
    "a ground of another region": "UPDATE planning_filing SET region_path = '62'; UPDATE planning_visitdemand SET minutes = 1",
    "a visit moved to another region": "UPDATE planning_visit SET region_path = '62'",
    "counted made uncounted": "UPDATE planning_visit SET counted = false, slot = NULL",
    "a class use made free": "UPDATE planning_classuse SET free = true",
    "off-site at a door": "UPDATE planning_visitdemand SET door = false, free = true",
    "a visit gone": "DELETE FROM planning_visit",
    "a demand gone": "TRUNCATE planning_visitdemand CASCADE",
    "cancelled without a reason": "UPDATE planning_visit SET status = 'cancelled'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.clause("R-PLAN-2", "LYG-4.3d")
def test_no_way_around_the_limits(attack: str) -> None:
    planned_visit()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(ROOT, Sql(ATTACKS[attack]), NOW)
        immediately()


@pytest.mark.django_db
def test_a_visit_has_a_class_only_once_however_it_is_renamed() -> None:
    planned_visit()
    other = "INSERT INTO planning_classuse (visit_id, check_class, free, enterprise, year, given_back)"
    run_sql(ROOT, Sql(f"{other} SELECT visit_id, '消防安全', false, '', 0, false FROM planning_classuse"), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(ROOT, Sql("UPDATE planning_classuse SET check_class = '食品安全'"), NOW)


@pytest.mark.django_db
def test_a_raw_slot_over_the_cap_is_given_its_lawful_value() -> None:
    planned_visit()
    run_sql(ROOT, Sql("UPDATE planning_classuse SET slot = 5, cap = 9, year = 2030"), NOW)
    assert list(ClassUse.objects.values_list("slot", "cap", "year")) == [(1, 1, 2026)]


def planned_visit() -> None:
    make_county(1, officers=1)
    (filing,) = filings([subject_row(0).sid])
    assert plan(filing) == "planned"
