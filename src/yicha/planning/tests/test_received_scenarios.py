"""GX-3.5 from the side of the department that received an item."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, Sql, run_sql
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.end_delegation import end_delegation
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.queries import delegations
from yicha.orgs.testing import instrument, make_actor
from yicha.orgs.types import EndDelegation, LoadRegions, RegionRow
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.models import PlanLine
from yicha.planning.queries import count_scope, filings, items_held
from yicha.planning.testing import YEAR, line_row, make_county
from yicha.planning.tests.filed import ROOT
from yicha.planning.types import ConsentUnplanned, DepartmentLine, FilePlan, FileUnplanned, PlanUnplanned
from yicha.subjects.testing import make_subjects, subject_row

pytestmark = pytest.mark.django_db
scenarios("features/received.feature")

CODES = {"消防救援局": "XFJY", "卫生健康局": "WSJK"}
TOWNS = {"园区镇": 100, "东川镇": 200}
ITEM = "SCJG-I"
DAY = "%Y年%m月%d日"
FEBRUARY = datetime(YEAR, 2, 10, 9, tzinfo=NOW.tzinfo)


def day(written: str) -> date:
    return datetime.strptime(written, DAY).date()  # noqa: DTZ007 a day has no zone


@dataclass
class Story:
    done: object = None
    refused: Refusal | None = None
    lines: list[DepartmentLine] = field(default_factory=list)

    def tries(self, act: Callable[[], object]) -> None:
        try:
            self.done = act()
        except Refusal as refused:
            self.refused = refused


@pytest.fixture
def story() -> Story:
    return Story()


@given("青禾县市场监管局的食品安全检查自2026年3月1日至2026年9月30日委托给消防救援局，只在园区镇")
def _(story: Story) -> None:
    make_county()
    regions = (RegionRow("620799101", "园区镇"), RegionRow("620799102", "东川镇"))
    load_regions(SYSTEM, LoadRegions("0" * 64, regions, date(2020, 1, 1)), NOW)
    make_subjects(*(subject_row(first + at, town=town) for town, first in TOWNS.items() for at in range(4)))
    days = {"first_day": date(YEAR, 3, 1), "last_day": date(YEAR, 9, 30)}
    delegate_power(SYSTEM, instrument(to_department="XFJY", area="620799101", items=(ITEM,), **days), NOW)


@when(parsers.parse("{name}报送食品安全检查的计划行，时间窗为{first}至{last}"))
def _(story: Story, name: str, first: str, last: str) -> None:
    code = CODES[name]
    line = line_row(department=code, item_code=ITEM, check_class="食品安全", selection="full", ratio="", window=(day(first), day(last)))
    story.lines = [DepartmentLine(code, line)]
    story.tries(lambda: file_plan(SYSTEM, FilePlan(REGION, YEAR, code, (line,)), NOW))


@when(parsers.parse("{name}报备{on}检查{town}企业的食品安全"))
def _(story: Story, name: str, on: str, town: str) -> None:
    what = (subject_row(TOWNS[town]).sid, ITEM, "食品安全", day(on), 60, "群众反映集中")
    story.tries(lambda: file_unplanned(SYSTEM, FileUnplanned(REGION, CODES[name], *what), FEBRUARY))


@when("委托在检查以前结束")
def _() -> None:
    (given_one,) = delegations(SYSTEM)
    end_delegation(SYSTEM, EndDelegation(given_one.delegation, "机构调整"), FEBRUARY)


@then("报送成功")
def _(story: Story) -> None:
    assert story.refused is None
    assert PlanLine.objects.get().item_code == ITEM


@then("这一行只算园区镇的4户")
def _(story: Story) -> None:
    counted = count_scope(SYSTEM, REGION, story.lines[0], NOW.date())
    assert (counted.subjects, counted.moved, counted.takers) == (4, 0, ())


@then(parsers.parse("被拒绝，依据“{clause}”，并告知合法途径"))
def _(story: Story, clause: str) -> None:
    assert story.refused is not None
    assert story.refused.clause == clause
    assert story.refused.exits


def consented() -> int:
    (filed,) = filings(SYSTEM)
    consent_unplanned(SYSTEM, ConsentUnplanned(filed.id, consent=True, reason=""), FEBRUARY)
    return filed.id


@then("联席会议同意后可以排入")
def _() -> None:
    assert plan_unplanned(SYSTEM, PlanUnplanned(consented()), FEBRUARY).visit_on == date(YEAR, 3, 20)


@then("联席会议同意后也排不进")
def _() -> None:
    with pytest.raises(RuleBroken) as refused:
        plan_unplanned(SYSTEM, PlanUnplanned(consented()), FEBRUARY)
    assert refused.value.clause == "R-ITEM-1"


@pytest.mark.clause("GX-3.5")
def test_the_database_keeps_to_the_days_of_the_instrument() -> None:
    _given_by_hand()
    line = line_row(department="XFJY", item_code=ITEM, check_class="食品安全", window=(date(YEAR, 3, 2), date(YEAR, 6, 26)))
    file_plan(SYSTEM, FilePlan(REGION, YEAR, "XFJY", (line,)), NOW)
    longer = Sql("""UPDATE planning_planline SET "window" = daterange('2026-03-02', '2026-10-03')""", ())
    with pytest.raises(DatabaseError, match="not in force"), transaction.atomic():
        run_sql(ROOT, longer, NOW)


@pytest.mark.clause("GX-3.5")
def test_what_is_offered_to_plan_is_what_was_received() -> None:
    _given_by_hand()
    taker, nobody = (make_actor(Role.DEPARTMENT_CLERK, department=code) for code in ("XFJY", "WSJK"))
    assert set(items_held(taker, REGION, date(YEAR, 1, 1))) == {ITEM, "XFJY-I"}
    assert set(items_held(taker, REGION, date(YEAR, 9, 30) + timedelta(days=1))) == {"XFJY-I"}
    assert set(items_held(nobody, REGION, date(YEAR, 1, 1))) == {"WSJK-I"}


def _given_by_hand() -> None:
    make_county()
    days = {"first_day": date(YEAR, 3, 1), "last_day": date(YEAR, 9, 30)}
    delegate_power(SYSTEM, instrument(to_department="XFJY", items=(ITEM,), **days), NOW)
