"""What an operation that counts does to the inspection: by the use cases of `inspections`, in the author's name.

A refusal further down would take everything back, and nothing that came from a phone may be lost (I-6): so each act has a savepoint of
its own, and what a rule refuses is kept for a person to decide.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from yicha.engines.fieldlog import Kind, Operation, Why
from yicha.field import rules
from yicha.field.actions._bench import BEFORE, Bench, Case
from yicha.field.queries.registers import Author
from yicha.followups.actions.order_at_door import order_at_door
from yicha.followups.types import OrderAtDoor
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.record_sheets import record_sheets
from yicha.inspections.actions.request_assistance import request_assistance
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.queries import judged_answer
from yicha.inspections.types import (
    Answer,
    AssistanceGround,
    Outcome,
    PointResult,
    RecordAnswers,
    RecordResults,
    RecordSheets,
    RequestAssistance,
    ScanIn,
    SignRecord,
)
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Refusal

QUESTION = "q/"


@dataclass(frozen=True)
class Effects:
    """`by` writes on the record: the author, or who adopts. `written`: inspection → how often its answers were written."""

    bench: Bench
    by: Actor
    written: Counter[int] = field(default_factory=Counter)

    def __call__(self, op: Operation) -> Why:
        """Why it cannot be done; otherwise it is done, or will be with `settle`."""
        case = self.bench.cases.get(op.visit)
        if case is None:
            return Why.NONE
        if op.kind is Kind.ARRIVE:
            return self._arrive(case, op)
        if op.kind is Kind.HELP:
            self._act(op, lambda: self._call(case, op), Why.NONE)
            return Why.NONE
        if op.kind in ACTS:
            self.settle(case)
            return self._act(op, lambda: ACTS[op.kind](self, case, op), Why.RULE)
        case.touched.add(op.path)
        case.board.authors[op.id] = Author(self.bench.officer(self.bench.moment(op)), self.bench.moment(op))
        return Why.NONE if op.kind is not Kind.ANSWER or not op.path.startswith(QUESTION) or self._fits(case, op) else Why.RULE

    def settle(self, *cases: Case) -> None:
        """The answers of these inspections become what stands on the paths that were touched."""
        sheets = tuple(sheet for case in cases if (sheet := _sheet(case)).answers)
        self.written.update(sheet.inspection for sheet in sheets)
        if len(sheets) == 1:
            record_answers(self.by, sheets[0], self.bench.at)
        elif sheets:
            record_sheets(self.by, RecordSheets(sheets), self.bench.at)

    def _arrive(self, case: Case, op: Operation) -> Why:
        """The first one begins the visit; the second one's mark is the operation itself."""
        if case.visit.started or case.inspection.status not in BEFORE:
            return Why.NONE
        said = str(op.body.get("code", ""))
        code = ScanIn(case.inspection.id, said, moment=self.bench.moment(op), place=rules.place_of(op.text))
        return self._act(op, lambda: scan_in(self.by, code, self.bench.at), Why.NOT_STARTED)

    def _call(self, case: Case, op: Operation) -> None:
        """Whatever stands against a request to the office, the call itself counts: it is kept, and the reason with it."""
        words = _words(op.body, "words", "place")
        ground = next((one for one in AssistanceGround if one == op.body.get("ground")), AssistanceGround.DANGER)
        place = " ".join(filter(None, (words["place"].strip()[:PLACE], rules.place_of(op.text))))
        request_assistance(self.by, RequestAssistance(case.inspection.id, ground, words["words"], place), self.bench.at)

    def _act(self, op: Operation, act: Callable[[], object], why: Why) -> Why:
        try:
            with transaction.atomic():
                act()
        except (Refusal, ValueError) as refusal:
            self.bench.said[op.id] = str(refusal)
            return why
        return Why.NONE

    def _fits(self, case: Case, op: Operation) -> bool:
        """Whether the inspection's own rules take such an answer."""
        question = case.form.get(op.path.removeprefix(QUESTION))
        try:
            answer = _answer(op.path, op.body)
            if question is not None:
                judged_answer(question, answer)
        except (Refusal, ValueError) as refusal:
            self.bench.said[op.id] = str(refusal)
            return False
        return question is not None and rules.fits_columns(answer.note, answer.value)

    def sign(self, case: Case, op: Operation) -> None:
        body, words = op.body, _words(op.body, "person", "position", "strokes", "reason", "witness")
        refused = op.kind is Kind.REFUSE_SIGN
        command = SignRecord(
            case.inspection.id,
            words["person"],
            words["position"],
            strokes="" if refused else words["strokes"],
            refused_because=words["reason"] if refused else "",
            witness=words["witness"] if refused else "",
            moment=self.bench.moment(op),
        )
        if not body:
            raise ValueError("没有签字内容")
        sign_record(self.by, command, self.bench.at)

    def conclude(self, case: Case, op: Operation) -> None:
        department = op.part(case.visit.officers[self.bench.lane.account])
        outcome = Outcome(str(op.body.get("outcome", "")))
        note = _words(op.body, "note")["note"]
        command = RecordResults(case.inspection.id, department, outcome, _officers(op), note, self.bench.moment(op))
        record_results(self.by, command, self.bench.at)

    def order(self, case: Case, op: Operation) -> None:
        words = _words(op.body, "fact", "article", "demand", "person", "position", "strokes", "refused_because", "witness")
        correct_by, recheck_on = (date.fromisoformat(_words(op.body, name)[name]) for name in ("correct_by", "recheck_on"))
        part, moment = op.part(case.visit.officers[self.bench.lane.account]), self.bench.moment(op)
        order = OrderAtDoor(
            case.inspection.id, part, **words, correct_by=correct_by, recheck_on=recheck_on, officers=_officers(op), moment=moment
        )
        order_at_door(self.by, order, self.bench.at)


ACTS: dict[Kind, Callable[[Effects, Case, Operation], None]] = {
    Kind.SIGN: Effects.sign,
    Kind.REFUSE_SIGN: Effects.sign,
    Kind.CONCLUDE: Effects.conclude,
    Kind.ORDER: Effects.order,
}
PLACE = 40  # of what is said, so that the position fits behind it
LONGEST = {
    "words": 400,
    "place": 200,
    "person": 60,
    "position": 60,
    "strokes": 20_000,
    "reason": 400,
    "witness": 60,
    "note": 1000,
    "fact": 1000,
    "article": 400,
    "demand": 1000,
    "refused_because": 100,
    "correct_by": 10,
    "recheck_on": 10,
}


def _words(body: Any, *names: str) -> dict[str, str]:
    """ValueError if something is no text or longer than its place."""
    found = {name: body.get(name, "") for name in names}
    if not all(isinstance(value, str) and len(value) <= LONGEST[name] for name, value in found.items()):
        raise ValueError("内容过长，或不是文字")
    return found


def _officers(op: Operation) -> tuple[str, ...]:
    """ValueError if they are no numbers of certificates."""
    officers = op.body.get("officers", [])
    if not isinstance(officers, list) or not all(isinstance(one, str) for one in officers):
        raise ValueError("检查人员须是执法证号")
    return tuple(officers)


def _answer(path: str, body: Any) -> Answer:
    """ValueError if it is none."""
    note, value = body.get("note", ""), body.get("value", "")
    if not isinstance(note, str) or not isinstance(value, str):
        raise ValueError("答案不是文字")  # noqa: TRY004 the same as any other wrong content
    return Answer(path.removeprefix(QUESTION), PointResult(body.get("v")), note, value)


def _sheet(case: Case) -> RecordAnswers:
    """What is new on the inspection's questions; with it nothing is."""
    paths = sorted(path for path in case.touched if path.startswith(QUESTION) and case.visit.register(path).heads)
    case.touched.clear()
    return RecordAnswers(case.inspection.id, tuple(_standing(case, path) for path in paths))


def _standing(case: Case, path: str) -> Answer:
    """What a path comes to: the first of its heads, and whether another one differs."""
    heads = case.visit.register(path).heads
    order = list(case.board.authors)
    first = min(heads, key=order.index)
    author, plain = case.board.authors[first], _answer(path, heads[first])
    return Answer(plain.question, plain.result, plain.note, plain.value, first, author.officer, author.about, differs=case.visit.torn(path))
