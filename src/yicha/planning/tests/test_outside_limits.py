"""What no way of writing can cross: late filings, invented exemptions, quiet days, who is spared, campaigns a year, caps by class.

Fifty at once, first the naive way, which must fail here.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, Sql, run_sql, storm
from yicha.norms.testing import put_norm
from yicha.norms.types import NormUnit
from yicha.planning.actions.approve_campaign import approve_campaign
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.defer_unplanned import defer_unplanned
from yicha.planning.actions.end_sparing import end_sparing
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.actions.propose_campaign import propose_campaign
from yicha.planning.actions.spare_subject import spare_subject
from yicha.planning.actions.take_back_plan import take_back_plan
from yicha.planning.models import Campaign, Filing, Visit
from yicha.planning.queries import plan_of
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans, merge_year
from yicha.planning.tests.filed import DAY, ROOT, filings, immediately, plan
from yicha.planning.types import (
    ApproveCampaign,
    ConsentUnplanned,
    DeferUnplanned,
    EndSparing,
    FilePlan,
    FileUnplanned,
    PlanTriggered,
    ProposeCampaign,
    SpareSubject,
    TakeBackPlan,
    TriggerSource,
)
from yicha.subjects.testing import make_subjects, subject_row

MANY = 50
CAP = 3
TODAY = NOW.date()
SID = subject_row(0).sid
ASKED = FileUnplanned(REGION, "SCJG", SID, "SCJG-I", "食品安全", DAY, 60, "群众反映集中")
SPARED = SpareSubject(REGION, SID, "", TODAY, date(YEAR, 12, 31), "青政办〔2026〕9号", "信用A类")


def refused(act: Callable[[], object]) -> str:
    try:
        act()
    except RuleBroken as broken:
        return broken.clause
    return ""


def proposed(number: int = 0, department: str = "SCJG") -> int:
    days = (date(YEAR, 12, 1), date(YEAR, 12, 20))
    return propose_campaign(SYSTEM, ProposeCampaign(REGION, department, f"专项行动{number}", "事故多发", *days), NOW).campaign


def approve(campaign: int) -> str:
    command = ApproveCampaign(campaign, approved=True, number=f"青政发〔2026〕{campaign}号", approver="青禾县人民政府", decided_on=TODAY)
    return refused(lambda: approve_campaign(SYSTEM, command, NOW))


def hostile(statement: str) -> None:
    """It is understood, and refused by a constraint or by the guard."""
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        run_sql(ROOT, Sql(statement), NOW)
        immediately()
    state = getattr(refusal.value.__cause__, "sqlstate", "")
    assert state.startswith(("23", "YC")), (state, refusal.value)


def another(**changed: str) -> str:
    """The filing that there is once more, changed."""
    row = json.dumps({"id": 9999} | changed)
    copy = f"SELECT jsonb_populate_record(held, '{row}') filing FROM planning_filing held LIMIT 1"
    return f"INSERT INTO planning_filing SELECT (filing).* FROM ({copy}) copy"


class TestFiftyAtOnce:
    @pytest.fixture
    def filed(self, own_database: str) -> list[int]:  # noqa: ARG002 real commits
        """One enterprise of class A, whose class may be visited three times a year, and fifty consented filings of fifty classes."""
        make_county(0)
        make_subjects(replace(subject_row(0), credit_class="A"))
        put_norm("planning.visits_per_year.A", CAP, region_path=REGION)
        put_norm("planning.visits_per_year", MANY, region_path=REGION)
        put_norm("planning.class_cap", MANY, region_path=REGION)
        return filings([SID] * MANY)

    @pytest.mark.clause("R-FREQ-3")
    def test_exactly_the_cap_of_the_credit_class(self, filed: list[int]) -> None:
        answers = Counter(storm(lambda number: plan(filed[number]), MANY))
        assert answers == {"planned": CAP, "R-FREQ-3": MANY - CAP}
        assert Visit.objects.filter(counted=True).count() == CAP

    @pytest.mark.usefixtures("filed")
    def test_check_then_insert_goes_over_it(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE planning_visit DISABLE TRIGGER planning_fill_visit")
            cursor.execute("ALTER TABLE planning_visit DISABLE TRIGGER planning_require_ground")
            cursor.execute("ALTER TABLE planning_visit DROP CONSTRAINT visit_within_cap")
        naive = """INSERT INTO planning_visit (number, region_path, subject_id, first_day, last_day, week, lead, lead_appointed,
            departments, door, announced, counted, status, cancelled_because, enterprise, site, year)
            SELECT %s, %s, %s, '2026-12-15', '2026-12-15', 50, 'SCJG', false, '{}', true, true, true, 'published', '', '', '', 2026
            WHERE (SELECT count(*) FROM planning_visit WHERE subject_id = %s) < %s"""
        storm(lambda number: run_sql(ROOT, Sql(naive, (f"N{number}", REGION, SID, SID, CAP)), NOW), MANY)
        assert Visit.objects.count() > CAP

    @pytest.mark.clause("GX-3.2b", "R-SPEC-1")
    @pytest.mark.usefixtures("own_database")
    def test_exactly_so_many_campaigns_a_year(self) -> None:
        make_county(0)
        waiting = [proposed(number) for number in range(MANY)]
        other = proposed(MANY, "XFJY")
        answers = Counter(storm(lambda number: approve(waiting[number]), MANY))
        assert answers == {"": CAP, "GX-3.2b": MANY - CAP}
        assert set(Campaign.objects.filter(department="SCJG", slot__isnull=False).values_list("slot", flat=True)) == {1, 2, 3}
        assert approve(other) == ""


@pytest.mark.django_db
class TestFilings:
    @pytest.fixture(autouse=True)
    def county(self) -> None:
        make_county(2)

    @pytest.mark.clause("LYG-4.3b", "R-PLAN-3")
    def test_what_is_late_stands_in_the_next_plan_and_never_alone(self) -> None:
        late = replace(ASKED, visit_on=TODAY + timedelta(days=4))
        assert refused(lambda: file_unplanned(SYSTEM, late, NOW)) == "LYG-4.3b"
        filing = defer_unplanned(SYSTEM, DeferUnplanned(late), NOW).filing
        assert plan(filing) == "LYG-4.3c"
        assert refused(lambda: consent_unplanned(SYSTEM, ConsentUnplanned(filing, consent=True), NOW)) == "LYG-4.3c"
        make_plans(SCJG=(line_row(),))
        found = plan_of(SYSTEM, REGION, YEAR, "SCJG")
        assert found is not None
        (rolled,) = [line for line in found.lines if line.line_id == "SCJG-R01"]
        assert (rolled.selection, rolled.sids, rolled.item_code, rolled.minutes) == ("list", (SID,), "SCJG-I", 60)

    @pytest.mark.clause("LYG-4.3b")
    def test_filing_the_plan_again_adds_it_once_and_brings_it_back(self) -> None:
        defer_unplanned(SYSTEM, DeferUnplanned(replace(ASKED, visit_on=TODAY + timedelta(days=4))), NOW)
        for _ in range(2):
            found = plan_of(SYSTEM, REGION, YEAR, "SCJG")
            make_plans(SCJG=found.lines if found else (line_row(),))
        for _ in range(2):
            make_plans(SCJG=(line_row(),))
            found = plan_of(SYSTEM, REGION, YEAR, "SCJG")
            assert found is not None
            assert [line.line_id for line in found.lines] == ["SCJG-01", "SCJG-R01"]

    def test_once_the_year_is_frozen_it_waits_for_the_next(self) -> None:
        make_plans()
        merge_year()
        defer_unplanned(SYSTEM, DeferUnplanned(replace(ASKED, visit_on=TODAY + timedelta(days=4))), NOW)
        assert Filing.objects.get().plan_year == YEAR + 1

    @pytest.mark.clause("LYG-4.3c")
    def test_a_code_frees_from_consent_and_from_nothing_else(self) -> None:
        exempt = replace(ASKED, exemption="env_safety", evidence="重大隐患2026-17")
        assert refused(lambda: file_unplanned(SYSTEM, replace(exempt, visit_on=TODAY + timedelta(days=4)), NOW)) == "LYG-4.3b"
        first, second = (file_unplanned(SYSTEM, exempt, NOW).filing for _ in range(2))
        assert (plan(first), plan(second)) == ("planned", "LYG-4.3d")

    @pytest.mark.clause("LYG-4.3b", "LYG-4.3c")
    @pytest.mark.parametrize(
        "change",
        [
            another(filed_at="2026-12-11T09:00:00+08"),
            another(status="consented"),
            another(visit_on="2026-11-24"),
            "UPDATE planning_filing SET visit_on = '2026-11-21'",
            "UPDATE planning_filing SET status = 'planned'",
            "UPDATE planning_filing SET status = 'deferred', plan_year = 2027",
            "UPDATE planning_filing SET exemption = 'superior', evidence = 'x'",
            "UPDATE planning_filing SET exemption = 'legal', evidence = '《法》'",
            "UPDATE planning_filing SET filed_at = '2026-01-01'",
        ],
    )
    def test_no_hostile_way(self, change: str) -> None:
        file_unplanned(SYSTEM, ASKED, NOW)
        hostile(change)

    @pytest.mark.parametrize(
        ("unit", "filed", "lawful"),
        [("d", "2026-12-10", True), ("d", "2026-12-11", False), ("wd", "2026-12-08", True), ("wd", "2026-12-09", False)],
    )
    def test_the_database_counts_days_as_the_rules_do(self, unit: str, filed: str, *, lawful: bool) -> None:
        put_norm("clock.unplanned_filing", 5, NormUnit(unit), region_path=REGION)
        with connection.cursor() as cursor:
            cursor.execute("SELECT planning_filed_in_time(%s, %s::date, '2026-12-15')", [REGION, filed])
            assert cursor.fetchone() == (lawful,)
        at = NOW.replace(year=2026, month=12, day=int(filed[-2:]))
        assert (refused(lambda: file_unplanned(SYSTEM, ASKED, at)) == "") == lawful


@pytest.mark.django_db
class TestNotDisturbed:
    @pytest.fixture(autouse=True)
    def county(self) -> None:
        make_county(12)

    @pytest.mark.clause("R-NODISTURB")
    def test_no_filed_check_but_one_for_a_cause(self) -> None:
        (filing,) = filings([SID])
        spare_subject(SYSTEM, SPARED, NOW)
        assert plan(filing) == "R-NODISTURB"
        cause = PlanTriggered(REGION, "SCJG", SID, "SCJG-I", "食品安全", DAY, 60, TriggerSource.COMPLAINT, "12345-1")
        assert refused(lambda: plan_triggered(SYSTEM, cause, NOW)) == ""

    @pytest.mark.parametrize(
        ("change", "answer"),
        [
            ({"item_code": "SCJG-I"}, "R-NODISTURB"),
            ({"item_code": "XFJY-I"}, "planned"),
            ({"last_day": DAY - timedelta(days=1)}, "planned"),
            ({"first_day": DAY, "last_day": DAY}, "R-NODISTURB"),
        ],
    )
    def test_for_its_item_and_days_only(self, change: dict[str, Any], answer: str) -> None:
        (filing,) = filings([SID])
        spare_subject(SYSTEM, replace(SPARED, **change), NOW)
        assert plan(filing) == answer

    def test_who_leaves_the_list_is_planned_for_again(self) -> None:
        (filing,) = filings([SID])
        entry = spare_subject(SYSTEM, SPARED, NOW).spared
        assert refused(lambda: end_sparing(SYSTEM, EndSparing(entry, TODAY - timedelta(days=1), "x"), NOW)) == "R-NODISTURB"
        end_sparing(SYSTEM, EndSparing(entry, DAY, "列入经营异常名录"), NOW)
        assert plan(filing) == "planned"

    def test_the_programme_leaves_them_alone(self) -> None:
        for number in range(6):
            spare_subject(SYSTEM, replace(SPARED, sid=subject_row(number).sid, first_day=TODAY, last_day=date(YEAR + 1, 12, 31)), NOW)
        window = (date(YEAR, 12, 1), date(YEAR, 12, 25))
        make_plans(
            SCJG=(line_row(selection="full", ratio="", window=window),), XFJY=(line_row(department="XFJY", window=window, ratio="100%"),)
        )
        adopt_year()
        assert set(Visit.objects.values_list("subject", flat=True)) == {subject_row(number).sid for number in range(6, 12)}

    @pytest.mark.clause("R-NODISTURB")
    def test_quiet_days(self) -> None:
        quiet = replace(subject_row(20), blocked=(("2026-12-14", "2026-12-16"),))
        make_subjects(quiet)
        (filing,) = filings([quiet.sid])
        assert plan(filing) == "R-NODISTURB"
        (later,) = filings([quiet.sid], day=date(2026, 12, 17))
        assert plan(later) == "planned"
        hostile("UPDATE planning_visit SET first_day = '2026-12-16'")

    @pytest.mark.clause("LYG-4.3d")
    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE planning_visitdemand SET exemption = '《法》'",
            "UPDATE planning_visitdemand SET filing_id = NULL, exemption = '《法》', free = true",
            "UPDATE planning_visit SET first_day = '2026-12-20', last_day = '2026-12-21'",
        ],
    )
    def test_no_exemption_is_invented_and_no_visit_moves_onto_the_list(self, change: str) -> None:
        (filing,) = filings([SID])
        assert plan(filing) == "planned"
        spare_subject(SYSTEM, replace(SPARED, first_day=date(2026, 12, 20)), NOW)
        hostile(change)


@pytest.mark.django_db
class TestCampaigns:
    @pytest.fixture(autouse=True)
    def county(self) -> None:
        make_county(2)

    @pytest.mark.clause("GX-3.2b", "R-SPEC-1")
    def test_a_line_belongs_to_one_that_is_approved_and_within_its_days(self) -> None:
        campaign = proposed()
        number = f"青政发〔2026〕{campaign}号"
        line = line_row(window=(date(YEAR, 12, 1), date(YEAR, 12, 18)), campaign=number)
        command = FilePlan(REGION, YEAR, "SCJG", (line,))
        with transaction.atomic():
            assert refused(lambda: file_plan(SYSTEM, command, NOW)) == "GX-3.2b"
        assert approve(campaign) == ""
        filed = file_plan(SYSTEM, command, NOW).plan
        take_back_plan(SYSTEM, TakeBackPlan(filed), NOW)
        outside = replace(command, lines=(replace(line, window=(date(YEAR, 11, 25), date(YEAR, 12, 18))),))
        assert refused(lambda: file_plan(SYSTEM, outside, NOW)) == "GX-3.2b"

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE planning_campaign SET status = 'proposed'",
            "UPDATE planning_campaign SET last_day = '2026-12-31'",
            "UPDATE planning_campaign SET department = 'XFJY'",
            "UPDATE planning_campaign SET status = 'published'",
            "DELETE FROM planning_campaign",
        ],
    )
    def test_what_was_approved_stays_so(self, change: str) -> None:
        assert approve(proposed()) == ""
        hostile(change)
