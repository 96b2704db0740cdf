"""The office of `engines/fieldlog` for one lane and the visits it is about, loaded under locks."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from yicha.engines.fieldlog import Lane as Numbers
from yicha.engines.fieldlog import Office, Operation, Outcome, Status, Visit, Why, about, earliest, read
from yicha.engines.forms import Question
from yicha.field import models
from yicha.field.queries.packages import form_name, paths_of
from yicha.field.queries.registers import Board, board, counting
from yicha.inspections.queries import held_records, standing_forms, standing_visits
from yicha.inspections.types import HeldRow, InspectionRow, InspectionStatus, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.permissions import permissions_of
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.queries import certificate_of, signing_officer
from yicha.planning.types import VisitRow

NUMBER = re.compile(r"[1-9][0-9]{0,14}")
CONCLUDED = {TaskStatus.SUBMITTED, TaskStatus.CONCLUDED}
GONE = {InspectionStatus.CANCELLED, InspectionStatus.STOPPED}
BEFORE = {InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED, InspectionStatus.HELD}


@dataclass
class Case:
    """A visit as it is judged, its row locked."""

    inspection: InspectionRow
    planned: VisitRow
    form: dict[str, Question]
    board: Board
    visit: Visit
    touched: set[str] = field(default_factory=set)


@dataclass
class Bench:
    """`author` is who recorded, whoever brings it. `said`: what a rule answered, by operation."""

    lane: models.Lane
    author: Actor
    numbers: Numbers
    at: datetime
    cases: dict[str, Case] = field(default_factory=dict)
    known: dict[str, models.Operation] = field(default_factory=dict)
    moments: dict[str, tuple[datetime | None, datetime]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    certificates: dict[date, str] = field(default_factory=dict)
    days: dict[datetime, date] = field(default_factory=dict)
    office: Office = field(default_factory=Office)

    def officer(self, moment: datetime) -> str:
        """The author's certificate number if it was good that day, else nothing (R-SUB-3)."""
        if moment not in self.days:
            self.days[moment] = timezone.localdate(moment)
        day = self.days[moment]
        if day not in self.certificates:
            try:
                self.certificates[day] = signing_officer(self.author, day).cert_no
            except RuleBroken:
                self.certificates[day] = ""
        return self.certificates[day]

    def moment(self, op: Operation) -> datetime:
        """About when it was done: by the phone's clock, as far as that can be true (§9)."""
        return self.interval(op)[1]

    def interval(self, op: Operation) -> tuple[datetime | None, datetime]:
        if op.id not in self.moments:
            row = self.known.get(op.id)
            self.moments[op.id] = (row.first_moment, row.about) if row else self._reckon(op)
        return self.moments[op.id]

    def _reckon(self, op: Operation) -> tuple[datetime | None, datetime]:
        kept = reversed(self.office.kept.values())  # what came in order has its predecessor at the end
        last = next((one for one in kept if one.lane == op.lane and one.seq == op.seq - 1), None)
        known = self.interval(last)[0] if last else None
        first = earliest(op, (last, known) if last and known else None, self.at)
        return first, about(op, first, self.at)


@dataclass(frozen=True)
class Background:
    """What the cases of a request are made of. `certificate` of who recorded."""

    planned: Mapping[int, VisitRow]
    counted: Mapping[int, list[models.Operation]]
    certificate: str


def author_of(lane: models.Lane) -> Actor:
    """Who opened the lane, with the rights of that post: what he recorded stays his, whoever carries it in."""
    return Actor(lane.account, lane.account, lane.region_path, lane.department, lane.role, permissions=permissions_of(lane.role))


def set_up(lane: models.Lane, author: Actor, texts: Iterable[str], visits: Collection[str], at: datetime) -> Bench:
    """The lane's row is locked; now those of the visits, in the order of their numbers, by as many statements for many as for one."""
    bench = Bench(lane, author, Numbers(lane.id, lane.account, lane.seq, lane.fp, bool(lane.closed_because), gaps=set(lane.gaps)), at)
    bench.office.lanes[lane.pk] = bench.numbers
    came = [read(text) for text in texts]
    _remember(bench, [op.id for op in came])
    bench.cases = _cases(bench, visits)
    _recall_forms(bench, {op.form for op in (*came, *bench.numbers.held.values())})
    bench.office.visits = {name: case.visit for name, case in bench.cases.items()}
    bench.office.within = set(visits)
    return bench


def _remember(bench: Bench, wanted: Collection[str]) -> None:
    """What came before and is asked again, what is held, and what the numbers hang on."""
    ahead = Q(lane=bench.lane, seq__gte=bench.numbers.seq)  # the last one, and what is held: that runs ahead of it
    behind = Q(lane=bench.lane, seq__in=[gap + 1 for gap in bench.numbers.gaps])
    for row in models.Operation.objects.filter(Q(op__in=wanted) | ahead | behind).prefetch_related("receipts"):
        bench.known[row.op] = row
        receipts = sorted(row.receipts.all(), key=lambda one: one.final)
        if not receipts:
            continue
        op = read(row.text)
        latest = receipts[-1]
        bench.office.kept[op.id] = op
        bench.office.outcomes[op.id] = Outcome(op.id, op.fp, op.seq, Status(latest.status), Why(latest.why))
        if row.lane_id == bench.lane.pk:
            bench.numbers.prevs[op.seq] = op.prev
            if not latest.final:
                bench.numbers.held[op.seq] = op


def _cases(bench: Bench, names: Collection[str]) -> dict[str, Case]:
    """Without those that are no visit of the author's region; nobody learns more."""
    held = held_records(bench.author, [int(name) for name in names if NUMBER.fullmatch(name)])
    if not held:
        return {}
    planned = standing_visits(bench.author, [row.inspection.visit for row in held.values()])
    background = Background(planned, counting(held), certificate_of(bench.lane.account))
    forms = standing_forms(bench.author, planned.values())
    return {str(pk): _case(bench, row, forms[row.inspection.visit], background) for pk, row in held.items()}


def _recall_forms(bench: Bench, answered: Collection[str]) -> None:
    """Of the forms under which something was answered those that are not the present ones."""
    older = set(answered) - {case.visit.form for case in bench.cases.values()}
    pinned = dict(models.PinnedForm.objects.filter(name__in=older).values_list("name", "hashes")) if older else {}
    for case in bench.cases.values():
        case.visit.former = {name: hashes for name, hashes in pinned.items() if name.startswith(f"F{case.inspection.id}@")}


def _case(bench: Bench, held: HeldRow, questions: tuple[Question, ...], known: Background) -> Case:
    row, planned = held.inspection, known.planned[held.inspection.visit]
    paths = paths_of(questions, planned, row)
    stands = board(known.counted[row.id], held.answers.values())
    officers = {one.cert_no: one.department for one in planned.officers}
    own = officers.get(known.certificate, "")
    visit = Visit(
        form=form_name(row.id, paths),
        paths=paths,
        officers={bench.lane.account: own} if own else {},
        lead=planned.lead,
        entrusted={task.department: task.entrusted_to for task in row.tasks if task.entrusted_to},
        started=row.status not in BEFORE,
        withdrawn=row.status in GONE,
        signed=held.signed,
        certified=lambda op: bool(bench.officer(bench.moment(op)) and bench.officer(bench.at)),  # who writes must be able to sign as well
        registers=stands.registers,
        concluded={task.department for task in row.tasks if task.status in CONCLUDED},
    )
    return Case(row, planned, {question.key: question for question in questions}, stands, visit)
