from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.deadlines import BEIJING
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import REGION
from yicha.orgs.actions.record_leave import record_leave
from yicha.orgs.testing import make_actor
from yicha.orgs.types import RecordLeave
from yicha.planning.actions.answer_hours import answer_hours
from yicha.planning.actions.ask_hours import ask_hours
from yicha.planning.actions.notify_visit import notify_visit
from yicha.planning.actions.propose_hours import propose_hours
from yicha.planning.actions.set_hours import set_hours
from yicha.planning.queries import visit, visits
from yicha.planning.testing import YEAR, owner, staffed_visits
from yicha.planning.types import AnswerHours, AskHours, NotifyVisit, ProposeHours, SetHours, VisitRow
from yicha.subjects.actions.set_openings import set_openings
from yicha.subjects.types import Opening, SetOpenings

pytestmark = pytest.mark.django_db
scenarios("features/hours.feature")


@dataclass
class Story:
    first: VisitRow
    at: datetime
    refusal: Refusal | None = None

    def attempt(self, act: Callable[..., object], *arguments: object) -> None:
        try:
            act(*arguments)
        except Refusal as refusal:
            self.refusal = refusal

    @property
    def now(self) -> VisitRow:
        return visit(SYSTEM, self.first.id)

    def hour(self, hour: str) -> datetime:
        return datetime.combine(self.first.first_day, time.fromisoformat(hour), BEIJING)

    def set(self, starts_at: datetime) -> None:
        self.attempt(set_hours, make_actor(Role.DEPARTMENT_CLERK, self.first.lead), SetHours(self.first.id, starts_at), self.at)

    def wish(self) -> None:
        self.attempt(ask_hours, owner(self.first.sid), AskHours(self.first.id, self.hour("15:00"), "当天上午盘点"), self.at)

    def answer(self, reason: str = "") -> None:
        clerk = make_actor(Role.DEPARTMENT_CLERK, self.first.lead)
        self.attempt(answer_hours, clerk, AnswerHours(self.first.id, grant=not reason, reason=reason), self.at)


@given("青禾县的合并计划已经审定，执法人员已经抽定", target_fixture="story")
def _() -> Story:
    first = next(row for row in staffed_visits() if row.staffed and row.door)
    return Story(first, datetime.combine(first.first_day - timedelta(days=14), time(9), BEIJING))


@given(parsers.parse("第一家企业每天{opens}到{closes}营业"))
def _(story: Story, opens: str, closes: str) -> None:
    hours = Opening((1, 2, 3, 4, 5, 6, 7), time.fromisoformat(opens), time.fromisoformat(closes.removeprefix("次日")))
    set_openings(SYSTEM, SetOpenings(story.first.sid, (hours,)), story.at)


@given("第一家的一名执法人员那一天请假")
def _(story: Story) -> None:
    day = story.first.first_day
    record_leave(SYSTEM, RecordLeave(story.first.officers[0].cert_no, day, day), story.at)


@given("第一家已经通知")
def _(story: Story) -> None:
    notify_visit(SYSTEM, NotifyVisit(story.first.id), story.at)


@given("企业已经申请过改期")
def _(story: Story) -> None:
    notify_visit(SYSTEM, NotifyVisit(story.first.id), story.at)
    story.wish()
    assert story.refusal is None


@given("第一家还没有通知")
def _(story: Story) -> None:
    assert not story.now.starts_at


@given("已经到了上门那天")
def _(story: Story) -> None:
    notify_visit(SYSTEM, NotifyVisit(story.first.id), story.at)
    story.at = story.hour("08:00")


@when("联席办按路线排这一周")
def _(story: Story) -> None:
    propose_hours(make_actor(Role.COORDINATOR), ProposeHours(REGION, YEAR, story.first.week), story.at)


@given(parsers.parse("牵头部门把第一家排到{hour:S}"))
@when(parsers.parse("牵头部门把第一家排到{hour:S}"))
def _(story: Story, hour: str) -> None:
    story.set(story.hour("10:00") + timedelta(days=7) if hour == "下一周" else story.hour(hour))


@when("企业申请改到15:00")
def _(story: Story) -> None:
    story.wish()


@when("牵头部门同意改期")
def _(story: Story) -> None:
    story.answer()


@when(parsers.parse("牵头部门以“{reason}”不同意改期"))
def _(story: Story, reason: str) -> None:
    story.answer(reason)


@then("这一周每次上门都有时间，在各计划行都允许的日子里")
def _(story: Story) -> None:
    rows = in_week(story)
    assert rows
    for row in rows:
        assert row.starts_at
        assert row.first_day <= row.starts_at.astimezone(BEIJING).date() <= row.last_day


@then("没有一名执法人员同一时间在两家")
def _(story: Story) -> None:
    held: dict[str, list[tuple[datetime, datetime]]] = {}
    for row in in_week(story):
        assert row.starts_at
        assert row.ends_at
        for one in row.officers:
            held.setdefault(one.cert_no, []).append((row.starts_at, row.ends_at))
    for spans in map(sorted, held.values()):
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))


def in_week(story: Story) -> list[VisitRow]:
    days: tuple[date, date] = (story.first.first_day, story.first.last_day)
    return [row for row in visits(SYSTEM, REGION, between=days) if row.week == story.first.week]


@then(parsers.parse("第一家排在{hour}"))
def _(story: Story, hour: str) -> None:
    assert story.refusal is None
    assert story.now.starts_at
    assert f"{story.now.starts_at.astimezone(BEIJING):%H:%M}" == hour


@then(parsers.parse("被拒绝，依据“{clause}”，并告知合法途径"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    assert story.refusal.exits
