"""The first weeks of the year in 青禾县: notices go out, officers scan in, record, heads conclude and publish."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from yicha.demo.story import Story, moment
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.queries import publications
from yicha.disclosure.types import PublicationStatus, PublishResult
from yicha.inspections.actions.conclude_department import conclude_department
from yicha.inspections.actions.issue_notice import issue_notice
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.queries import inspections, known_results, merged_form
from yicha.inspections.types import (
    Answer,
    ConcludeDepartment,
    InspectionRow,
    IssueNotice,
    KnownResult,
    Outcome,
    PointResult,
    Question,
    RecordAnswers,
    RecordResults,
    ScanIn,
    SignRecord,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.planning.queries import visits
from yicha.planning.types import VisitRow

FINDS_OF_A_THOUSAND = 20  # questions answered with 不合格 in the demo: enough to see what follows
SIGNS_AFTER = timedelta(minutes=20)
REFUSES_OF_256 = 8  # about one firm in thirty does not sign
STROKES = "M120 180 L150 90 L190 60 L200 130 L170 200 L230 150 L270 110 L290 190 L340 120 L380 190 L470 110"
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
        check(story, one, first_day + timedelta(hours=1))
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
    who = officer_of(story, one, one.visit.lead, at)
    story.steady.do(scan_in, who, ScanIn(one.inspection.id, one.inspection.code), at)


def check(story: Story, one: Carried, at: datetime) -> None:
    """Each department answers what it asks and nobody has answered before; who runs the firm signs, or refuses before a witness."""
    form, known = asked_and_known(story, one)
    answers = {answer.question: answer for answer in _answers(one.visit.number, form, known)}
    story.faulted[one.visit.number] = _faulted(form, answers)
    done: set[str] = set()
    for department in one.visit.departments:
        own = [asked.key for asked in form if department in asked.departments and asked.key not in done]
        given = tuple(answers[key] for key in own)
        done.update(own)
        if given:
            story.steady.do(record_answers, officer_of(story, one, department, at), RecordAnswers(one.inspection.id, given), at)
    story.steady.do(sign_record, officer_of(story, one, one.visit.lead, at), _signature(one), at + SIGNS_AFTER)


def asked_and_known(story: Story, one: Carried) -> tuple[tuple[Question, ...], dict[str, KnownResult]]:
    """The form of a visit, and what of it was found in order not long ago."""
    form = story.steady.read(lambda: merged_form(SYSTEM, one.visit))
    return form, story.steady.read(lambda: known_results(one.visit, form))


def _faulted(form: Sequence[Question], answers: Mapping[str, Answer]) -> frozenset[str]:
    failed = [asked for asked in form if answers[asked.key].result is PointResult.FAIL]
    return frozenset(department for asked in failed for department in asked.departments)


def officer_of(story: Story, one: Carried, department: str, at: datetime) -> Actor:
    """The first who was drawn for a department."""
    first = next(officer for officer in one.visit.officers if officer.department == department)
    return story.steady.read(lambda: story.people.officer(first.cert_no, at))


def _signature(one: Carried) -> SignRecord:
    if sha256(f"{one.visit.number}|sign".encode()).digest()[0] < REFUSES_OF_256:
        return SignRecord(one.inspection.id, "", refused_because="现场负责人对记录有异议，拒绝签字", witness="社区网格员周某")
    return SignRecord(one.inspection.id, "现场负责人", "店长", STROKES)


def record(story: Story, one: Carried, department: str, at: datetime) -> None:
    team = tuple(officer.cert_no for officer in one.visit.officers if officer.department == department)
    outcome = Outcome.CORRECTED if department in story.faulted[one.visit.number] else Outcome.NO_PROBLEM
    command = RecordResults(one.inspection.id, department, outcome, team)
    story.steady.do(record_results, officer_of(story, one, department, at), command, at)


def conclude(story: Story, one: Carried, department: str, at: datetime) -> None:
    head = story.who(Role.DEPARTMENT_HEAD, department)
    story.steady.do(conclude_department, head, ConcludeDepartment(one.inspection.id, department), at)


def _answers(number: str, asked: Sequence[Question], known: Mapping[str, KnownResult]) -> Iterator[Answer]:
    """What is known is taken over. Of all others about one in a hundred fails: enough to see what follows."""
    for question in asked:
        if question.key in known:
            yield Answer(question.key, PointResult.PASS, known[question.key].adopting, known[question.key].value)
            continue
        chance = int.from_bytes(sha256(f"{number}|{question.key}".encode()).digest()[:2])
        if chance * 1000 < FINDS_OF_A_THOUSAND << 16:
            yield Answer(question.key, PointResult.FAIL, "当场责令改正")
        else:
            yield Answer(question.key, PointResult.PASS)
