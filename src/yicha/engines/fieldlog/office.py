"""Every operation that comes is kept once and judged once."""

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from yicha.engines.fieldlog.judging import obstacle
from yicha.engines.fieldlog.lanes import Admission, Lane, admit
from yicha.engines.fieldlog.operations import SIGNATURES, VALUES, Kind, Operation, read
from yicha.engines.fieldlog.outcomes import Outcome, Status, Why
from yicha.engines.fieldlog.registers import Merge
from yicha.engines.fieldlog.visits import Visit


@dataclass
class Office:
    """`effect(op)` is asked when something is about to count; what it answers other than `Why.NONE` puts it into review.

    `within`: the visits that this office may judge, None is all; a held operation of another one waits for who may.
    """

    lanes: dict[str, Lane] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    kept: dict[str, Operation] = field(default_factory=dict)
    quarantine: dict[str, tuple[Operation, Why]] = field(default_factory=dict)
    decided: dict[str, bool] = field(default_factory=dict)
    effect: Callable[[Operation], Why] = lambda _: Why.NONE
    within: Container[str] | None = None

    def receive(self, text: str, user: str) -> Outcome:
        """`Unreadable` if it is no operation. Afterwards everything that waited for it is judged."""
        op = read(text)
        lane = self.lanes.get(op.lane)
        if lane is None or lane.user != user:
            return self._refuse(op, Why.NOT_YOUR_LANE)
        known = self.outcomes.get(op.id)
        if known:
            return known if known.fp == op.fp else self._refuse(op, Why.REUSED)
        how, why = admit(lane, op)
        if how is Admission.REFUSE:
            lane.closed = lane.closed or why is Why.FORK
            return self._refuse(op, why)
        return self._take(lane, op, how, why)

    def _take(self, lane: Lane, op: Operation, how: Admission, why: Why) -> Outcome:
        if how is Admission.HOLD:
            lane.held[op.seq] = op
            return self._settle(op, Status.HELD, why)
        if how is Admission.LATE:
            lane.gaps.discard(op.seq)
            lane.prevs[op.seq] = op.prev
            return self._judge(lane, op)
        lane.place(op)
        outcome = self._judge(lane, op)
        self.drain(lane)
        return outcome

    def drain(self, lane: Lane) -> None:
        """What was held and has its predecessor now, in the order of its numbers."""
        while (op := lane.held.get(lane.seq + 1)) and (self.within is None or op.visit in self.within):
            del lane.held[op.seq]
            sound = op.prev == lane.fp
            lane.place(op)
            if sound:
                self._judge(lane, op)
            else:
                lane.closed = True
                self._settle(op, Status.REVIEW, Why.FORK)

    def force(self, lane: Lane) -> None:
        """What is held is taken although something before it is missing: the days of the norm are over, or the phone is lost."""
        while lane.held:
            first = lane.held.pop(min(lane.held))
            lane.gaps.update(range(lane.seq + 1, first.seq))
            lane.place(first)
            self._judge(lane, first)
            self.drain(lane)

    def adopt(self, op_id: str) -> bool:
        """A person takes over a value that was kept for review. False: this cannot be taken over, or was decided before.

        Nobody can adopt an act that binds: who signed or concluded had not seen what stands (I-8).
        """
        op, visit = self.kept.get(op_id), None
        if op and self._awaits(op_id):
            visit = self.visits.get(op.visit)
        if op is None or visit is None or op.kind not in VALUES or op.path not in visit.paths:
            return False
        visit.count(op)
        self.decided[op_id] = True
        return True

    def reject(self, op_id: str) -> bool:
        """A person lets it lie, with his reason; the bytes stay."""
        if not self._awaits(op_id):
            return False
        self.decided[op_id] = False
        return True

    def _awaits(self, op_id: str) -> bool:
        found = self.outcomes.get(op_id)
        return found is not None and found.status is Status.REVIEW and op_id not in self.decided

    def _judge(self, lane: Lane, op: Operation) -> Outcome:
        visit = self.visits.get(op.visit)
        why = obstacle(visit, lane.user, op) or self.effect(op)
        if why:
            return self._settle(op, Status.REVIEW, why)
        if visit is None or op.kind not in VALUES:
            self._act(visit, lane, op)
            return self._settle(op, Status.APPLIED)
        before = visit.register(op.path).heads.keys() - set(op.base)
        visit.count(op)
        stands = op.id in visit.register(op.path).heads
        if visit.torn(op.path) and stands:
            return self._settle(op, Status.CONFLICT, Why.DIFFERS)
        soft = before and stands and visit.paths[op.path].merge is not Merge.SET
        return self._settle(op, Status.APPLIED, Why.PARALLEL if soft else Why.NONE)

    def _act(self, visit: Visit | None, lane: Lane, op: Operation) -> None:
        if visit is None:
            return
        if op.kind is Kind.ARRIVE:
            visit.started = True
        if op.kind in SIGNATURES:
            visit.signed = True
        if op.kind is Kind.CONCLUDE:
            part = op.part(visit.officers[lane.user])
            visit.concluded.add(part)
            visit.recheck.discard(part)

    def _settle(self, op: Operation, status: Status, why: Why = Why.NONE) -> Outcome:
        self.kept[op.id] = op
        outcome = self.outcomes[op.id] = Outcome(op.id, op.fp, op.seq, status, why)
        return outcome

    def _refuse(self, op: Operation, why: Why) -> Outcome:
        self.quarantine[op.fp] = op, why
        return Outcome(op.id, op.fp, op.seq, Status.REFUSED, why)
