"""责令改正, clause by clause."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.followups.actions.deliver_order import deliver_order
from yicha.followups.actions.plan_recheck import plan_recheck
from yicha.followups.jobs import remind_late
from yicha.followups.queries import follow_ups
from yicha.followups.testing import (
    CLERK,
    after,
    delivery,
    matters,
    opened,
    ordered,
    rechecked,
    reported,
    standing,
    team,
)
from yicha.followups.types import FollowUpKind, FollowUpStatus, OrderRow, PlanRecheck, RecheckMode
from yicha.inspections.types import InspectionRow, Outcome
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import Refusal
from yicha.planning.models import Visit
from yicha.planning.queries import visit as visit_of
from yicha.planning.types import VisitStatus

scenarios("features/orders.feature")


@dataclass
class Story:
    row: InspectionRow
    made: int = 0
    refusal: Refusal | None = None
    kinds: tuple[FollowUpKind, ...] = field(default=())

    def tries(self, act: Callable[[], object]) -> None:
        self.refusal = None
        try:
            act()
        except Refusal as refusal:
            self.refusal = refusal

    def order(self, days: int = 0) -> OrderRow:
        return standing(self.row, self.made, days)


@pytest.fixture
def story(rows: list[InspectionRow]) -> Story:
    return Story(rows[0])


@given(parsers.parse("检查结果是“{outcome}”"))
def _(story: Story, outcome: str) -> None:
    story.kinds = tuple(opened(story.row, Outcome(outcome)))


@then(parsers.parse("引出的处置是“{kinds}”"))
def _(story: Story, kinds: str) -> None:
    assert {kind.value for kind in story.kinds} == set(kinds.split("、"))


@given("已下达责令改正通知书")
def _(story: Story) -> None:
    story.made = ordered(story.row).order


@when("直接送达企业")
def _(story: Story) -> None:
    deliver_order(CLERK, delivery(story.made, after(story.row, hour=15)), after(story.row, hour=16))


@when(parsers.parse("企业第{days:d}天报告整改"))
def _(story: Story, days: int) -> None:
    reported(story.row, story.made, days)


@when(parsers.re(r"第(?P<days>\d+)天书面复查，已改正"), converters={"days": int})
def _(story: Story, days: int) -> None:
    story.tries(lambda: rechecked(story.row, story.made, days=days))


@when(parsers.re(r"第(?P<days>\d+)天一个人复查"), converters={"days": int})
def _(story: Story, days: int) -> None:
    story.tries(lambda: rechecked(story.row, story.made, days=days, officers=team(story.row)[:1]))


@when(parsers.re(r"第(?P<days>\d+)天书面复查，没有改正"), converters={"days": int})
def _(story: Story, days: int) -> None:
    rechecked(story.row, story.made, days=days, corrected=False, words="还是没有纱窗")


@when(parsers.re(r"第(?P<days>\d+)天书面复查，再给(?P<more>\d+)天"), converters={"days": int, "more": int})
def _(story: Story, days: int, more: int) -> None:
    again = after(story.row, days + more).date()
    rechecked(story.row, story.made, days=days, corrected=False, words="只装了一扇", again_by=again)


@when(parsers.re(r"第(?P<days>\d+)天上门复查，已改正"), converters={"days": int})
def _(story: Story, days: int) -> None:
    story.tries(lambda: rechecked(story.row, story.made, days=days, mode=RecheckMode.VISIT))


@when(parsers.parse("时钟走到第{days:d}天"))
def _(story: Story, days: int) -> None:
    remind_late(after(story.row, days, 8))


@when(parsers.parse("排第{days:d}天上门复查"))
def _(story: Story, days: int) -> None:
    plan_recheck(CLERK, PlanRecheck(story.made, "SCJG-I", after(story.row, days).date(), 30), after(story.row, 1))


@then(parsers.parse("通知书是“{status}”"))
def _(story: Story, status: str) -> None:
    assert story.refusal is None
    assert story.order().status == status


@then("责令改正办结")
def _(story: Story) -> None:
    assert matters(story.row)[FollowUpKind.ORDER].status is FollowUpStatus.SETTLED


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@then(parsers.parse("催告{times:d}次"))
def _(story: Story, times: int) -> None:
    assert story.order().reminders == times


@then("有一次复查，来源是这份通知书，不占次数")
def _(story: Story) -> None:
    order = story.order()
    assert order.visit is not None
    planned = visit_of(SYSTEM, order.visit)
    assert [(one.source, one.reference) for one in planned.demands] == [("recheck", order.number)]
    assert not Visit.objects.get(pk=order.visit).counted


@then("复查那次上门已完成")
def _(story: Story) -> None:
    assert visit_of(SYSTEM, story.order().visit or 0).status is VisitStatus.DONE


@then(parsers.parse("多出一项“{kind}”"))
def _(story: Story, kind: str) -> None:
    found = {one.kind: one for one in follow_ups(CLERK, after(story.row), inspection=story.row.id)}
    assert found[FollowUpKind(kind)].status is FollowUpStatus.OPEN


@then(parsers.parse("新的期限是第{days:d}天"))
def _(story: Story, days: int) -> None:
    assert story.order().correct_by == after(story.row, days).date()
