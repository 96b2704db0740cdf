"""排班: the hours of the weeks that come, an enterprise that asks for another one, and one that says nobody should come."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial

from yicha.demo.live.incidents import days
from yicha.demo.story import Story
from yicha.engines.deadlines import week_of
from yicha.inspections.actions.raise_objection import raise_objection
from yicha.inspections.queries import inspections
from yicha.inspections.types import ObjectionGround, RaiseObjection
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.queries import actor_for
from yicha.orgs.types import NewAccount
from yicha.planning.actions.ask_hours import ask_hours
from yicha.planning.actions.propose_hours import propose_hours
from yicha.planning.actions.set_hours import set_hours
from yicha.planning.queries import choices, visits
from yicha.planning.types import AskHours, ProposeHours, SetHours, VisitRow, VisitStatus

ASKING = "enterprise-2"
MORNING = time(10, 30)


def keep_two_for(story: Story, programme: int, visitor: datetime) -> None:
    """The department whose people the visitor may be puts a joint visit at two in the afternoon of his day: it is his to carry out, and
    before it another one, if the draw sent one of its officers to two in this week.
    """
    rows = story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme, between=(visitor.date(), visitor.date())))
    open_ones = [row for row in rows if row.door and row.staffed]
    joint = [row for row in open_ones if row.lead == story.departments[0] and len(row.departments) > 1 and _fits(story, row, visitor)]
    morning = datetime.combine(visitor.date(), MORNING, visitor.tzinfo)
    second = {row.id: [one for one in open_ones if _same_officer(row, one) and _fits(story, one, morning)] for row in joint}
    for row in sorted(joint, key=lambda row: (not second[row.id], not row.announced, -len(row.departments), row.number))[:1]:
        story.steady.do(set_hours, story.who(Role.DEPARTMENT_CLERK, row.lead), SetHours(row.id, visitor))
        for one in second[row.id][:1]:
            with suppress(RuleBroken):  # somebody of its team is away that day, or too far from the other door
                story.steady.do(set_hours, story.who(Role.DEPARTMENT_CLERK, one.lead), SetHours(one.id, morning))


def _fits(story: Story, row: VisitRow, at: datetime) -> bool:
    spans = dict(story.steady.read(partial(choices, row))).get(at.date(), ())
    return any(first <= at and at + timedelta(minutes=row.minutes) <= last for first, last in spans)


def _same_officer(row: VisitRow, other: VisitRow) -> bool:
    """Who comes first of the department that leads."""
    first = next((one.cert_no for one in row.officers if one.department == row.lead and one.slot == 1), "")
    return other.id != row.id and first in {one.cert_no for one in other.officers}


def set_hours_until(story: Story, last_day: date) -> None:
    """By the joint office, week after week; what finds no hour keeps its week."""
    for week in range(week_of(last_day) + 1):
        story.steady.do(propose_hours, story.who(Role.COORDINATOR), ProposeHours(story.place, story.year, week))


def ask_and_object(story: Story, programme: int, visitors: str) -> None:
    """Both at visits that are known to the enterprise and led by the department whose clerk the visitor may be. `visitors`: the
    enterprise as which the visitor may sign in; its pages stay to be tried.
    """
    told = [row for row in _told(story, programme) if row.sid != visitors]
    for row in told:
        if wish := _another(story, row):
            _ask(story, row, wish)
            break
    numbers = {row.visit: row.id for row in story.steady.read(lambda: inspections(SYSTEM, story.place, visits=[one.id for one in told]))}
    for row in told[-1:]:
        caller = "法定代表人来电，138****6021"
        said = RaiseObjection(numbers[row.id], ObjectionGround.CHECKED_BEFORE, "说上月市局已来查过同一类，有检查结果告知书", caller)
        story.steady.do(raise_objection, story.who(Role.DEPARTMENT_CLERK, row.lead), said)


def _told(story: Story, programme: int) -> list[VisitRow]:
    ahead = (days(3).date(), days(14).date())
    rows = story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme, between=ahead))
    mine = [row for row in rows if row.lead == story.departments[0] and row.status is VisitStatus.NOTIFIED and row.starts_at]
    return sorted((row for row in mine if row.first_day >= ahead[0]), key=lambda row: row.number)


def _another(story: Story, row: VisitRow) -> datetime | None:
    return next(_hours(story, row), None)


def _hours(story: Story, row: VisitRow) -> Iterator[datetime]:
    for _day, spans in story.steady.read(lambda: choices(row)):
        for first, last in spans:
            hour = first + timedelta(hours=2)
            if hour != row.starts_at and hour + timedelta(minutes=row.minutes) <= last:
                yield hour


def _ask(story: Story, row: VisitRow, wish: datetime) -> None:
    post = story.appointments.appoint(NewAccount(ASKING, row.name[:40], ASKING), Role.ENTERPRISE, "", subject=row.sid)
    actor = story.steady.read(lambda: actor_for(*post, story.steady.now))
    story.steady.do(ask_hours, actor, AskHours(row.id, wish, "那天上午全店盘点，负责人不在"))
