"""The first weeks of the year in 青禾县: notices go out, officers scan in, record, heads conclude and publish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from yicha.demo.story import Story, moment
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.queries import publications
from yicha.disclosure.types import PublicationStatus, PublishResult
from yicha.inspections.actions.conclude_department import conclude_department
from yicha.inspections.actions.issue_notice import issue_notice
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.queries import inspections, questions
from yicha.inspections.types import (
    ConcludeDepartment,
    InspectionRow,
    IssueNotice,
    Outcome,
    PointAnswer,
    PointResult,
    RecordResults,
    ScanIn,
)
from yicha.kernel.actor import SYSTEM, Role
from yicha.planning.queries import visits
from yicha.planning.types import VisitRow

FINDS_OF_A_HUNDRED = 14  # questions answered with 不合格 in the demo: enough to see what follows
DAYS_BEFORE = timedelta(days=7)


@dataclass(frozen=True)
class Carried:
    """One visit that was carried out."""

    visit: VisitRow
    inspection: InspectionRow


def due(story: Story, programme: int, last_day: date, most: int) -> list[Carried]:
    """So many visits with an inspection that begin by that day, those of most departments first, then in the order of their days."""
    rows = story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme, between=(date(story.year, 1, 1), last_day)))
    by_visit = {row.visit: row for row in story.steady.read(lambda: inspections(SYSTEM, story.place, visits=[row.id for row in rows]))}
    ready = [Carried(row, by_visit[row.id]) for row in rows if row.id in by_visit and row.door]
    chosen = sorted(ready, key=lambda one: (-len(one.visit.departments), one.visit.number))[:most]
    return sorted(chosen, key=lambda one: (one.visit.first_day, one.visit.number))


def carry_out(story: Story, carried: Sequence[Carried]) -> None:
    """In the order of the days, as the law has it: notice a week before, scan-in, results, conclusions, publication."""
    for one in carried:
        first_day = moment(one.visit.first_day)
        give_notice(story, one, first_day - DAYS_BEFORE)
        enter(story, one, first_day)
        for department in one.visit.departments:
            record(story, one, department, first_day + timedelta(hours=2))
            conclude(story, one, department, first_day + timedelta(hours=4))


def publish(story: Story, on: date) -> int:
    """Every head publishes what waits in the own department. Returns how many results are out."""
    waiting = story.steady.read(lambda: publications(SYSTEM, story.place))
    for row in waiting:
        if row.status is PublicationStatus.DRAFT:
            head = story.who(Role.DEPARTMENT_HEAD, row.department)
            story.steady.do(publish_result, head, PublishResult(row.id), max(moment(on), row.checked_at + timedelta(hours=1)))
    return len(waiting)


def give_notice(story: Story, one: Carried, at: datetime) -> None:
    """By the clerk of the department that leads; a visit that is not announced has none."""
    if one.visit.announced:
        story.steady.do(issue_notice, story.who(Role.DEPARTMENT_CLERK, one.visit.lead), IssueNotice(one.inspection.id), at)


def enter(story: Story, one: Carried, at: datetime) -> None:
    leader = next(officer for officer in one.visit.officers if officer.department == one.visit.lead)
    who = story.steady.read(lambda: story.people.officer(leader.cert_no, at))
    story.steady.do(scan_in, who, ScanIn(one.inspection.id, one.inspection.code), at)


def record(story: Story, one: Carried, department: str, at: datetime) -> None:
    team = [officer.cert_no for officer in one.visit.officers if officer.department == department]
    who = story.steady.read(lambda: story.people.officer(team[0], at))
    asked = story.steady.read(lambda: questions(SYSTEM, one.visit, department))
    answers = tuple(_answers(one.visit.number, asked))
    failed = any(answer.result is PointResult.FAIL for answer in answers)
    outcome = Outcome.CORRECTED if failed else Outcome.NO_PROBLEM
    story.steady.do(record_results, who, RecordResults(one.inspection.id, department, outcome, answers, tuple(team)), at)


def conclude(story: Story, one: Carried, department: str, at: datetime) -> None:
    head = story.who(Role.DEPARTMENT_HEAD, department)
    story.steady.do(conclude_department, head, ConcludeDepartment(one.inspection.id, department), at)


def _answers(number: str, asked: dict[str, tuple[str, ...]]) -> Iterator[PointAnswer]:
    """One of the visit's questions fails at about one visit in seven."""
    for item, points in asked.items():
        chance = sha256(f"{number}|{item}".encode()).digest()
        bad = points[chance[1] % len(points)] if points and chance[0] * 100 < FINDS_OF_A_HUNDRED * 256 else ""
        for point in points:
            if point == bad:
                yield PointAnswer(item, point, PointResult.FAIL, "当场责令改正")
            else:
                yield PointAnswer(item, point, PointResult.PASS)
