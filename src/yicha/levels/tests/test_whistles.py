"""吹哨报到, clause by clause."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import Role
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.levels.actions.blow_whistle import blow_whistle
from yicha.levels.actions.close_whistle import close_whistle
from yicha.levels.actions.release_department import release_department
from yicha.levels.actions.report_in import report_in
from yicha.levels.actions.visit_for_whistle import visit_for_whistle
from yicha.levels.actions.withdraw_whistle import withdraw_whistle
from yicha.levels.jobs import escalate_overdue
from yicha.levels.queries import musters_owed, whistles
from yicha.levels.queries import whistle as whistle_of
from yicha.levels.testing import OFFICE, ZONE, make_whistle, whistle
from yicha.levels.types import (
    CloseWhistle,
    ReleaseDepartment,
    ReportIn,
    VisitForWhistle,
    WhistleBlown,
    WhistleRow,
    WhistleStatus,
    WithdrawWhistle,
)
from yicha.orgs.testing import make_actor, make_region
from yicha.planning.queries import visit as visit_of

pytestmark = pytest.mark.usefixtures("county")
scenarios("features/whistles.feature")
TOWN = f"{REGION}/620799101"
CLERK = make_actor(Role.DEPARTMENT_CLERK)


@dataclass
class Story:
    made: WhistleBlown | None = None
    visit: int = 0
    refusal: Refusal | None = None

    @property
    def id(self) -> int:
        assert self.made is not None
        return self.made.whistle

    @property
    def row(self) -> WhistleRow:
        return whistle_of(OFFICE, self.id)

    def tries(self, attempt: Any) -> Any:
        try:
            return attempt()
        except Refusal as refusal:
            self.refusal = refusal
            return None


@pytest.fixture
def story() -> Story:
    return Story()


@given("镇政府在北街夜市吹哨，点名“SCJG”和“XFJY”")
def _(story: Story) -> None:
    story.made = make_whistle()


@when(parsers.parse("“{department}”报到"))
def _(story: Story, department: str) -> None:
    who = make_actor(Role.DEPARTMENT_CLERK, department)
    story.tries(lambda: report_in(who, ReportIn(story.id, department, "两人，一小时内到"), NOW))


@when(parsers.parse("时钟走到吹哨后{minutes:d}分钟"))
def _(minutes: int) -> None:
    escalate_overdue(NOW + timedelta(minutes=minutes))


@when(parsers.parse("联席办准予“{department}”免于报到"))
def _(story: Story, department: str) -> None:
    release_department(OFFICE, ReleaseDepartment(story.id, department, "不属其职责"), NOW)


@when("“SCJG”转为检查")
def _(story: Story) -> None:
    day = NOW.date() + timedelta(days=3)
    story.visit = visit_for_whistle(CLERK, VisitForWhistle(story.id, "SCJG", "SCJG-I", day, 60), NOW).visit


@when("镇政府办结")
def _(story: Story) -> None:
    story.tries(lambda: close_whistle(ZONE, CloseWhistle(story.id, "已清理通道"), NOW))


@then(parsers.parse("状态是“{status}”"))
def _(story: Story, status: str) -> None:
    assert story.row.status == status


@then(parsers.parse("逾期的是“{department}”"))
def _(story: Story, department: str) -> None:
    assert story.row.silent == (department,)


@then("有一次检查，来源是这次吹哨，不占次数")
def _(story: Story) -> None:
    row = visit_of(OFFICE, story.visit)
    assert [(demand.source, demand.reference) for demand in row.demands] == [("assigned", story.row.number)]
    assert [one.visit for one in story.row.visits] == [row.id]


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert isinstance(story.refusal, RuleBroken)
    assert story.refusal.clause == clause


@then("找不到")
def _(story: Story) -> None:
    assert isinstance(story.refusal, NotFound)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "values", [{"place": " "}, {"matter": ""}, {"departments": ()}, {"departments": ("NONE",)}, {"departments": ("DCZ",)}]
    )
    def test_a_whistle_that_says_too_little(self, values: dict[str, Any]) -> None:
        with pytest.raises(RuleBroken):
            blow_whistle(ZONE, whistle(**values), NOW)

    def test_a_town_of_another_county(self) -> None:
        with pytest.raises(NotFound):
            blow_whistle(ZONE, whistle(area="62/6208/620899"), NOW)

    def test_whistling_for_another(self) -> None:
        with pytest.raises(NotPermitted):
            blow_whistle(CLERK, whistle(), NOW)

    def test_a_visit_before_all_are_there(self) -> None:
        made = make_whistle().whistle
        with pytest.raises(RuleBroken):
            visit_for_whistle(CLERK, VisitForWhistle(made, "SCJG", "SCJG-I", NOW.date(), 60), NOW)

    def test_a_visit_without_a_subject(self) -> None:
        made = make_whistle(sid="", departments=("SCJG",)).whistle
        report_in(CLERK, ReportIn(made, "SCJG", "来"), NOW)
        with pytest.raises(RuleBroken) as refused:
            visit_for_whistle(CLERK, VisitForWhistle(made, "SCJG", "SCJG-I", NOW.date(), 60), NOW)
        assert refused.value.clause == "R-PLAN-2"

    def test_a_second_visit_of_a_department(self) -> None:
        made = make_whistle(departments=("SCJG",)).whistle
        report_in(CLERK, ReportIn(made, "SCJG", "来"), NOW)
        command = VisitForWhistle(made, "SCJG", "SCJG-I", NOW.date() + timedelta(days=3), 60)
        visit_for_whistle(CLERK, command, NOW)
        with pytest.raises(RuleBroken, match="已为这次吹哨"), transaction.atomic():
            visit_for_whistle(CLERK, command, NOW)

    def test_withdrawing_what_has_come_together(self) -> None:
        made = make_whistle(departments=("SCJG",)).whistle
        report_in(CLERK, ReportIn(made, "SCJG", "来"), NOW)
        with pytest.raises(RuleBroken):
            withdraw_whistle(ZONE, WithdrawWhistle(made, "误报"), NOW)

    @pytest.mark.parametrize(
        "attack",
        [
            "UPDATE levels_whistle SET status = 'gathered'",
            "UPDATE levels_whistle SET status = 'closed', result = 'x', closed_at = raised_at",
            "UPDATE levels_muster SET status = 'reported'",
            "UPDATE levels_whistle SET report_by = raised_at",
            "DELETE FROM levels_muster",
        ],
    )
    def test_sql_cannot_either(self, attack: str) -> None:
        make_whistle()
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(attack), NOW)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_withdrawing_before_they_come() -> None:
    made = make_whistle().whistle
    withdraw_whistle(ZONE, WithdrawWhistle(made, "已自行处理"), NOW)
    assert whistle_of(ZONE, made).status is WhistleStatus.WITHDRAWN


def test_what_is_owed_and_in_which_order() -> None:
    first, second = make_whistle().whistle, make_whistle(departments=("SCJG",)).whistle
    assert [row.id for row in musters_owed(CLERK)] == [first, second]
    report_in(CLERK, ReportIn(second, "SCJG", "来"), NOW)
    assert [row.id for row in musters_owed(CLERK)] == [first]
    assert [row.id for row in whistles(OFFICE)][:2] == [first, second]


def test_the_clock_tells_of_each_once() -> None:
    make_whistle()
    later = NOW + timedelta(hours=3)
    assert (escalate_overdue(later), escalate_overdue(later)) == (1, 0)


def test_each_town_counts_its_own_and_says_which_it_is() -> None:
    make_region(f"{TOWN.rpartition('/')[2]}", "东川镇")
    numbers = [whistle_of(OFFICE, make_whistle(area=area).whistle).number for area in (REGION, TOWN, TOWN)]
    assert numbers == ["区划620799吹哨〔2026〕1号", "东川镇吹哨〔2026〕1号", "东川镇吹哨〔2026〕2号"]
