"""The office of `engines/fieldlog` for one lane and the visits it is about: loaded under locks, and what it decided written down."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from yicha.engines.fieldlog import Lane as Numbers
from yicha.engines.fieldlog import Office, Operation, Outcome, Status, Visit, Why, about, earliest, read
from yicha.engines.forms import Question
from yicha.field import models, rules
from yicha.field.queries.packages import form_name, paths_of
from yicha.field.queries.registers import Board, board, counting
from yicha.field.types import Recorded
from yicha.inspections.queries import held_records, merged_forms
from yicha.inspections.types import HeldRow, InspectionRow, InspectionStatus, TaskStatus
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.permissions import permissions_of
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.queries import certificate_of, signing_officer
from yicha.planning.queries import visits_by_id
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
    office: Office = field(default_factory=Office)

    def officer(self, moment: datetime) -> str:
        """The author's certificate number if it was good that day, else nothing (R-SUB-3)."""
        day = timezone.localdate(moment)
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
    """What the cases of a request are made of. `certificate` of who recorded; `pinned`: older forms by their names."""

    planned: Mapping[int, VisitRow]
    counted: Mapping[int, list[models.Operation]]
    certificate: str
    pinned: Mapping[str, dict[str, str]]


def author_of(lane: models.Lane) -> Actor:
    """Who opened the lane, with the rights of that post: what he recorded stays his, whoever carries it in."""
    return Actor(lane.account, lane.account, lane.region_path, lane.department, lane.role, permissions=permissions_of(lane.role))


def set_up(lane: models.Lane, author: Actor, texts: Iterable[str], visits: Collection[str], at: datetime) -> Bench:
    """The lane's row is locked; now those of the visits, in the order of their numbers, by as many statements for many as for one."""
    bench = Bench(lane, author, Numbers(lane.id, lane.account, lane.seq, lane.fp, bool(lane.closed_because), gaps=set(lane.gaps)), at)
    bench.office.lanes[lane.pk] = bench.numbers
    came = [read(text) for text in texts]
    _remember(bench, [op.id for op in came])
    bench.cases = _cases(bench, visits, {op.form for op in (*came, *bench.numbers.held.values())})
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


def _cases(bench: Bench, names: Collection[str], forms: Collection[str]) -> dict[str, Case]:
    """Without those that are no visit of the author's region; nobody learns more. `forms`: under which something was answered."""
    held = held_records(bench.author, [int(name) for name in names if NUMBER.fullmatch(name)])
    if not held:
        return {}
    background = Background(
        visits_by_id(SYSTEM, [row.inspection.visit for row in held.values()]),
        counting(held),
        certificate_of(bench.lane.account),
        dict(models.PinnedForm.objects.filter(name__in=forms).values_list("name", "hashes")),
    )
    merged = merged_forms(SYSTEM, background.planned.values())
    return {str(pk): _case(bench, row, merged[row.inspection.visit], background) for pk, row in held.items()}


def _case(bench: Bench, held: HeldRow, questions: tuple[Question, ...], known: Background) -> Case:
    row, planned = held.inspection, known.planned[held.inspection.visit]
    paths = paths_of(questions, planned, row)
    stands = board(known.counted[row.id], paths, held.answers.values())
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
        former={name: hashes for name, hashes in known.pinned.items() if name.startswith(f"F{row.id}@")},
        certified=lambda op: bool(bench.officer(bench.moment(op)) and bench.officer(bench.at)),  # who writes must be able to sign as well
        registers=stands.registers,
        concluded={task.department for task in row.tasks if task.status in CONCLUDED},
    )
    return Case(row, planned, {question.key: question for question in questions}, stands, visit)


def write_down(bench: Bench) -> tuple[Recorded, ...]:
    """Operations that are new, receipts of outcomes that are new, the lane's numbers, and what the desk had written meanwhile."""
    settled = [outcome for outcome in bench.office.outcomes.values() if _is_news(bench, outcome)]
    _note_desk(bench)
    fresh = [_row(bench, bench.office.kept[one.op]) for one in settled if one.op not in bench.known]
    bench.known |= {row.op: row for row in models.Operation.objects.bulk_create(fresh)}
    key = rules.receipt_key()
    models.Receipt.objects.bulk_create(_receipt(bench, outcome, key) for outcome in settled)
    bench.lane.seq, bench.lane.fp, bench.lane.gaps = bench.numbers.seq, bench.numbers.fp, sorted(bench.numbers.gaps)
    if bench.numbers.closed and not bench.lane.closed_because:
        bench.lane.closed_because = Why.FORK
    bench.lane.save(update_fields=["seq", "fp", "gaps", "closed_because"])
    set_aside = [
        models.Quarantine(account=bench.lane.account, lane=bench.lane.pk, fp=fp, why=why, content=op.text.encode(), at=bench.at)
        for fp, (op, why) in bench.office.quarantine.items()
    ]
    models.Quarantine.objects.bulk_create(set_aside, ignore_conflicts=True)
    return tuple(_recorded(bench, outcome) for outcome in settled)


def _is_news(bench: Bench, outcome: Outcome) -> bool:
    row = bench.known.get(outcome.op)
    return row is None or not any(receipt.status == outcome.status for receipt in row.receipts.all())


def _row(bench: Bench, op: Operation) -> models.Operation:
    first, moment = bench.interval(op)
    case = bench.cases.get(op.visit)
    return models.Operation(
        op=op.id,
        lane=bench.lane,
        seq=op.seq,
        fp=op.fp,
        inspection_id=case.inspection.id if case else None,
        visit=op.visit,
        kind=op.kind,
        path=op.path,
        text=op.text,
        officer=bench.officer(moment) or bench.officer(bench.at),
        first_moment=first,
        about=moment,
        received_at=bench.at,
    )


def _receipt(bench: Bench, outcome: Outcome, key: str) -> models.Receipt:
    signed = rules.signed_receipt(outcome, bench.at, key)
    return models.Receipt(
        operation=bench.known[outcome.op],
        final=outcome.final,
        status=outcome.status,
        why=outcome.why,
        detail=bench.said.get(outcome.op, "")[:400],
        text=signed.text,
        signature=signed.signature,
    )


def _note_desk(bench: Bench) -> None:
    """What was answered in the office becomes an operation too, so that nobody's phone buries it unseen."""
    rows = [
        models.Operation(
            op=op.id,
            seq=0,
            fp=op.fp,
            inspection_id=case.inspection.id,
            visit=name,
            kind=models.DESK,
            path=op.path,
            text=op.text,
            officer=author.officer,
            about=author.about,
            received_at=bench.at,
        )
        for name, case in bench.cases.items()
        for op, author in case.board.unknown
    ]
    models.Operation.objects.bulk_create(rows)


def _recorded(bench: Bench, outcome: Outcome) -> Recorded:
    op = bench.office.kept[outcome.op]
    return Recorded(op.id, op.fp, op.seq, op.kind, op.path, outcome.status, outcome.why, bench.moment(op))
