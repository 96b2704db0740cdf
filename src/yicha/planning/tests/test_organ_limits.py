"""How often one department comes to one enterprise (R-FREQ-3): by the region's and the credit class's cap, whoever writes, all at once."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, Sql, run_sql, storm
from yicha.norms.testing import put_norm
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.models import OrganUse, Visit, VisitDemand
from yicha.planning.queries import filing, hindrance_to, programme_files, year_left
from yicha.planning.rules.limits import ORGAN_VISITS_PER_YEAR
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans
from yicha.planning.tests.filed import DAY, ROOT, filings, plan
from yicha.planning.tests.files import FIRM
from yicha.planning.types import CancelVisit, PastCheck, PlanTriggered, RecordPastChecks, TriggerSource
from yicha.subjects.queries import subject
from yicha.subjects.testing import make_subjects, subject_row

MANY, CAP = 50, 3
SID = subject_row(0).sid
FULL = "R-FREQ-3"


def capped(cap: int, *subjects: object, classes: int = MANY) -> None:
    """A county whose norm lets a department come so often, and lets classes be."""
    make_county(0)
    make_subjects(*(subjects or (subject_row(0),)))  # type: ignore[arg-type]  # rows of the register
    put_norm(ORGAN_VISITS_PER_YEAR, cap, region_path=REGION)
    put_norm("planning.class_cap", classes, region_path=REGION)


class TestFiftyAtOnce:
    @pytest.fixture
    def filed(self, own_database: str) -> list[int]:  # noqa: ARG002 real commits
        """One enterprise of class A, to which a department may come three times, others fifty; fifty consented filings."""
        capped(MANY, replace(subject_row(0), credit_class="A"))
        put_norm(f"{ORGAN_VISITS_PER_YEAR}.A", CAP, region_path=REGION)
        return filings([SID] * MANY)

    @pytest.mark.clause("R-FREQ-3")
    def test_exactly_the_cap_of_the_credit_class(self, filed: list[int]) -> None:
        answers = Counter(storm(lambda number: plan(filed[number]), MANY))
        assert answers == {"planned": CAP, FULL: MANY - CAP}
        assert set(OrganUse.objects.values_list("slot", flat=True)) == {1, 2, 3}

    @pytest.mark.usefixtures("filed")
    def test_check_then_insert_goes_over_it(self) -> None:
        with connection.cursor() as cursor:
            for statement in (
                "ALTER TABLE planning_visit DISABLE TRIGGER planning_require_ground",
                "ALTER TABLE planning_organuse DISABLE TRIGGER planning_fill_organ",
            ):
                cursor.execute(statement)
        naive = """WITH visit AS (
            INSERT INTO planning_visit (number, region_path, subject_id, first_day, last_day, week, lead, lead_appointed, departments, door,
                announced, counted, status, cancelled_because, enterprise, site, year)
            SELECT %s, %s, %s, '2026-12-15', '2026-12-15', 50, 'SCJG', false, '{}', true, true, false, 'published', '', '', '', 2026
            WHERE (SELECT count(*) FROM planning_organuse WHERE department = 'SCJG') < %s RETURNING id)
        INSERT INTO planning_organuse (visit_id, department, enterprise, site, year, given_back, slot)
        SELECT id, 'SCJG', '', '', 2026, false, NULL FROM visit"""
        storm(lambda number: run_sql(ROOT, Sql(naive, (f"N{number}", REGION, SID, CAP)), NOW), MANY)
        assert OrganUse.objects.count() > CAP


@pytest.mark.django_db
@pytest.mark.clause("R-FREQ-3")
class TestWhatCounts:
    def test_each_department_for_itself_over_all_sites(self) -> None:
        capped(1, *(subject_row(number, uscc=FIRM) for number in range(2)))
        first, second = filings([subject_row(number).sid for number in range(2)])
        assert [plan(first), plan(second)] == ["planned", FULL]
        cause = PlanTriggered(REGION, "SCJG", SID, "SCJG-I", "食品安全", DAY, 60, TriggerSource.COMPLAINT, "12345-1")
        plan_triggered(SYSTEM, cause, NOW)
        assert list(OrganUse.objects.values_list("department", "slot")) == [("SCJG", 1)]

    def test_what_was_done_before_by_this_department_and_by_no_other(self) -> None:
        capped(2)
        checks = [PastCheck(SID, "计量", by, "县", date(YEAR, 1, day)) for day, by in ((5, "SCJG"), (6, "XFJY"), (7, "省局"))]
        record_past_checks(SYSTEM, RecordPastChecks(REGION, "0" * 64, tuple(checks)), NOW)
        assert [plan(number) for number in filings([SID] * 2)] == ["planned", FULL]
        assert OrganUse.objects.get().slot == 2

    def test_what_is_called_off_is_given_back(self) -> None:
        capped(1)
        first, second = filings([SID] * 2)
        assert plan(first) == "planned"
        cancel_visit(SYSTEM, CancelVisit(Visit.objects.get().pk, "企业停业"), NOW)
        assert plan(second) == "planned"

    def test_two_items_at_one_door_are_one_visit_and_a_second_door_has_no_place(self) -> None:
        capped(1)
        winter, autumn = (date(YEAR, 12, 1), date(YEAR, 12, 18)), (date(YEAR, 11, 23), date(YEAR, 11, 27))
        whole = {"selection": "full", "ratio": ""}
        make_plans(SCJG=tuple(line_row(number, window=days, **whole) for number, days in ((1, winter), (2, winter), (3, autumn))))
        _, programme = programme_files(SYSTEM, adopt_year())
        assert [loss.cause.value for loss in programme.unplaced] == ["caps"]
        assert (VisitDemand.objects.count(), list(OrganUse.objects.values_list("slot", "cap"))) == (2, [(1, 1)])

    def test_the_page_tells_it_before_it_is_asked(self) -> None:
        capped(1)
        first, second = filings([SID] * 2)
        assert hindrance_to(SYSTEM, filing(SYSTEM, second)) is None
        assert plan(first) == "planned"
        left = year_left(SYSTEM, subject(SYSTEM, SID), DAY)
        assert (left.organ_cap, left.organs, left.organ_full("SCJG"), left.organ_full("XFJY")) == (1, {"SCJG": 1}, True, False)
        limit = hindrance_to(SYSTEM, filing(SYSTEM, second))
        assert limit is not None
        assert (limit.clause, limit.message) == (FULL, "本部门今年到该企业检查的次数已到上限")


COPY = "SELECT (jsonb_populate_record(held, '{changed}')).* FROM {table} held ORDER BY id LIMIT 1"


def copy(table: str, **changed: object) -> str:
    return f"INSERT INTO {table} {COPY.replace('{changed}', json.dumps(changed)).replace('{table}', table)};"


SECOND = (
    copy("planning_visit", id=901, number="X-901")
    + copy("planning_classuse", id=902, visit_id=901, check_class="计量")
    + "INSERT INTO planning_visitdemand (id, visit_id, use_id, department, item_code, minutes, skills, min_officers, filing_id, source,"
    " reference, exemption, door, free) SELECT 903, 901, 902, department, item_code, minutes, skills, min_officers,"
    " (SELECT max(id) FROM planning_filing), source, reference, exemption, door, free FROM planning_visitdemand LIMIT 1"
)


@pytest.mark.django_db
@pytest.mark.clause("R-FREQ-3")
class TestHostileSession:
    @pytest.fixture(autouse=True)
    def full(self) -> None:
        """The department has had its one visit; another filing is consented."""
        capped(1)
        first, _ = filings([SID] * 2)
        assert plan(first) == "planned"

    @pytest.mark.parametrize(
        ("attack", "answer"),
        [
            pytest.param(SECOND, "had its 1 visits", id="a second visit"),
            ("UPDATE planning_organuse SET department = 'XFJY'", "stays its own"),
            ("DELETE FROM planning_organuse", "kept"),
        ],
    )
    def test_does_not_come_a_second_time(self, attack: str, answer: str) -> None:
        with pytest.raises(DatabaseError, match=answer), transaction.atomic():
            run_sql(ROOT, Sql(attack), NOW)

    def test_changes_no_slot(self) -> None:
        run_sql(ROOT, Sql("UPDATE planning_organuse SET slot = 5, cap = 9, year = 2030, given_back = true, enterprise = 'X'"), NOW)
        assert list(OrganUse.objects.values_list("slot", "cap", "year", "given_back")) == [(1, 1, YEAR, False)]
