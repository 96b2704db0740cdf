"""The year so far, step by step in the order of the hours: whatever was due is done, whatever is not yet is left for people to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby

from yicha.demo.county.chance import Chance
from yicha.demo.live.background import do_jobs
from yicha.demo.live.evidence import file_some, photograph, pictured
from yicha.demo.live.exchange import push_week
from yicha.demo.story import CHINA, Story, moment
from yicha.demo.visits import SIGNS_AFTER, Carried, check, conclude, due, enter, give_notice, record
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.queries import publications
from yicha.disclosure.types import PublicationRow, PublicationStatus, PublishResult
from yicha.kernel.actor import SYSTEM, Role

ALL = 100_000
WORKING_DAYS = 5
A_WEEK, AN_HOUR, TEN_MINUTES = timedelta(days=7), timedelta(hours=1), timedelta(minutes=10)
DAYS_UNTIL_CONCLUDED = {0: 40, 1: 35, 2: 15, 3: 8, 18: 2}
DAYS_UNTIL_PUBLISHED = {3: 25, 6: 35, 9: 25, 13: 13, 40: 2}


@dataclass(frozen=True, order=True)
class Step:
    """Something that somebody does at a moment; the place keeps the order of one visit."""

    at: datetime
    visit: str
    place: int
    do: partial[None] = field(compare=False)


def live_through(story: Story, programme: int, now: datetime) -> int:
    """Every step up to `now`, a week at a time with its background jobs. Returns how many visits have begun."""
    horizon = now.date() + 2 * A_WEEK
    coming = due(story, programme, horizon, ALL)
    shown = {one.visit.number for one in pictured(coming)}
    running = _running(coming, story.departments[0], now)
    steps = sorted(
        step
        for one in coming
        for step in _steps(story, one, taken=one.visit.number in shown)
        if step.at <= now and not (step.place > 1 and one.visit.number == running)
    )
    for week, of_week in groupby(steps, key=lambda step: step.at.isocalendar()[:2]):
        story.tell(f"{week[0]} 年第 {week[1]} 周 · week {week[1]}")
        for step in of_week:
            step.do(step.at)
            story.steady.at(step.at)
        do_jobs(story.steady.now)
        push_week(story, answered=week != now.isocalendar()[:2])
    file_some(story, coming, now)
    return sum(step.place == 1 for step in steps)


def _running(coming: Sequence[Carried], department: str, now: datetime) -> str:
    """The joint visit that the department is at this morning, if it is at one: it takes longer, and is not signed yet."""
    joint = (
        one.visit.number for one in coming if len(one.visit.departments) > 1 and department in one.visit.departments and _begun(one, now)
    )
    return next(joint, "")


def _begun(one: Carried, now: datetime) -> bool:
    begins = _begins(one, Chance("weeks", one.visit.number))
    return begins.date() == now.date() and begins <= now


def publish_what_is_due(story: Story, now: datetime) -> int:
    """Each head in the department's own time. Returns how many results are out."""
    waiting = [row for row in story.steady.read(lambda: publications(SYSTEM, story.place)) if row.status is PublicationStatus.DRAFT]
    dated = ((_published(row), row) for row in waiting)
    out = [(at, row) for at, row in sorted(dated, key=lambda pair: pair[0]) if at <= now]
    for at, row in out:
        story.steady.do(publish_result, story.who(Role.DEPARTMENT_HEAD, row.department), PublishResult(row.id), at)
    return len(out)


def _steps(story: Story, one: Carried, *, taken: bool) -> Iterator[Step]:
    """Notice about a week before, the check in the hours of one day, the heads within days. `taken`: photographs are."""
    chance = Chance("weeks", one.visit.number)
    begins = _begins(one, chance)
    noticed = moment(one.visit.first_day) - A_WEEK + timedelta(hours=chance.between(0, 6), minutes=chance.below(60))
    yield Step(min(noticed, begins), one.visit.number, 0, partial(give_notice, story, one))
    yield Step(begins, one.visit.number, 1, partial(enter, story, one))
    if taken:
        yield Step(begins + AN_HOUR / 2, one.visit.number, 2, partial(photograph, story, one))
    yield Step(begins + AN_HOUR, one.visit.number, 2, partial(_check, story, one))
    for place, department in enumerate(one.visit.departments):
        recorded = begins + AN_HOUR + TEN_MINUTES + place * timedelta(minutes=20)
        concluded = _no_weekend(recorded + timedelta(days=_delay(one.visit.number, department, DAYS_UNTIL_CONCLUDED), hours=2))
        yield Step(recorded, one.visit.number, 3, partial(record, story, one, department))
        yield Step(concluded, one.visit.number, 4, partial(conclude, story, one, department))


def _check(story: Story, one: Carried, signed_at: datetime) -> None:
    check(story, one, signed_at - SIGNS_AFTER)


def _begins(one: Carried, chance: Chance) -> datetime:
    """At its hour; of what has none, some hour of a working day of its week."""
    if one.visit.starts_at:
        return one.visit.starts_at.astimezone(CHINA)
    week = [one.visit.first_day + timedelta(days=day) for day in range(WORKING_DAYS)]
    days: list[date] = [day for day in week if day <= one.visit.last_day]
    return moment(chance.pick(days), chance.pick([9, 9, 10, 13, 14, 15])) + timedelta(minutes=chance.below(50))


def _published(row: PublicationRow) -> datetime:
    return _no_weekend(row.checked_at + timedelta(days=_delay(row.inspection, row.department, DAYS_UNTIL_PUBLISHED), hours=1))


def _no_weekend(at: datetime) -> datetime:
    return at + timedelta(days=max(0, 7 - at.weekday()) if at.weekday() >= WORKING_DAYS else 0)


def _delay(visit: str, department: str, days: dict[int, int]) -> int:
    return Chance("delay", visit, department).weighted(days)
