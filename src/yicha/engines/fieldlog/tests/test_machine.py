"""The machine of `machine.py`: 300 sequences each time, 20,000 at night; and that it notices when a rule is another one."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from yicha.engines.fieldlog import judging, office
from yicha.engines.fieldlog.lanes import Admission, Lane, admit
from yicha.engines.fieldlog.office import Office
from yicha.engines.fieldlog.operations import Kind, Operation, read
from yicha.engines.fieldlog.outcomes import Outcome, Status, Why
from yicha.engines.fieldlog.registers import Merge, Register
from yicha.engines.fieldlog.tests.chance import storm
from yicha.engines.fieldlog.tests.machine import Field
from yicha.engines.fieldlog.visits import Visit

SLOW = tuple(HealthCheck)
PIECE = 1_000
Patch = pytest.MonkeyPatch
Fault = Callable[[Patch], None]


def test_phones_and_office_come_to_the_same() -> None:
    how = settings(max_examples=300, stateful_step_count=50, deadline=None, suppress_health_check=SLOW, database=None)
    run_state_machine_as_test(Field, settings=how)


@pytest.mark.nightly
@pytest.mark.parametrize("first", [pytest.param(first, id=f"{first} to {first + PIECE - 1}") for first in range(0, 20_000, PIECE)])
def test_phones_and_office_come_to_the_same_for_long(first: int) -> None:
    for seed in range(first, first + PIECE):
        storm(Field, seed)


# Faults: each of them is a rule of FIELD1 that somebody might get wrong.


def forgets_who_was_replaced_before_he_came(patch: Patch) -> None:
    def put(self: Register, op: Operation, merge: Merge) -> None:
        if merge is not Merge.SET or op.kind is Kind.VOID:
            for known in self.heads.keys() & set(op.base):
                del self.heads[known]
        if op.kind is not Kind.VOID:
            self.heads[op.id] = op.body

    patch.setattr(Register, "put", put)


def the_last_one_wins(patch: Patch) -> None:
    def put(self: Register, op: Operation, merge: Merge) -> None:
        if merge is Merge.ONE:
            self.heads.clear()
        lawful(self, op, merge)

    lawful = Register.put
    patch.setattr(Register, "put", put)


def a_photograph_replaces_what_it_names(patch: Patch) -> None:
    lawful = Register.put
    patch.setattr(Register, "put", lambda self, op, merge: lawful(self, op, Merge.ONE if merge is Merge.SET else merge))


def a_void_stands_itself(patch: Patch) -> None:
    lawful = Register.put

    def put(self: Register, op: Operation, merge: Merge) -> None:
        lawful(self, op, merge)
        if op.kind is Kind.VOID:
            self.heads[op.id] = op.body

    patch.setattr(Register, "put", put)


def nobody_sees_that_two_differ(patch: Patch) -> None:
    patch.setattr(Visit, "torn", lambda *_: False)


def a_set_can_be_torn(patch: Patch) -> None:
    patch.setattr(Visit, "torn", lambda self, path: len(self.register(path).values) > 1)


def an_act_covers_the_whole_record(patch: Patch) -> None:
    lawful = Visit.covers
    patch.setattr(Visit, "covers", lambda self, _="": lawful(self))


def who_concluded_need_not_look_again(patch: Patch) -> None:
    patch.setattr(Visit, "count", lambda self, op: self.register(op.path).put(op, self.paths[op.path].merge))


def everybody_looks_again(patch: Patch) -> None:
    lawful = Visit.count

    def count(self: Visit, op: Operation) -> None:
        lawful(self, op)
        self.recheck |= self.concluded

    patch.setattr(Visit, "count", count)


def concluding_again_changes_nothing(patch: Patch) -> None:
    lawful = Office._act

    def act(self: Office, visit: Visit | None, lane: Lane, op: Operation) -> None:
        before = set(visit.recheck) if visit else set()
        lawful(self, visit, lane, op)
        if visit:
            visit.recheck |= before

    patch.setattr(Office, "_act", act)


def admits(change: Callable[[Lane, Operation, Admission, Why], tuple[Admission, Why]]) -> Fault:
    def fault(patch: Patch) -> None:
        patch.setattr(office, "admit", lambda lane, op: change(lane, op, *admit(lane, op)))

    return fault


def _any_predecessor(lane: Lane, op: Operation, how: Admission, why: Why) -> tuple[Admission, Why]:
    return (Admission.NEXT, Why.NONE) if op.seq == lane.seq + 1 and not lane.closed else (how, why)


def _any_late_one(lane: Lane, op: Operation, how: Admission, why: Why) -> tuple[Admission, Why]:
    return (Admission.LATE, Why.NONE) if op.seq in lane.gaps and not lane.closed else (how, why)


def _a_taken_number(lane: Lane, op: Operation, how: Admission, why: Why) -> tuple[Admission, Why]:
    return (Admission.LATE, Why.NONE) if op.seq <= lane.seq and not lane.closed else (how, why)


def _a_closed_lane(lane: Lane, op: Operation, how: Admission, why: Why) -> tuple[Admission, Why]:
    return (Admission.NEXT, Why.NONE) if lane.closed and (op.seq, op.prev) == (lane.seq + 1, lane.fp) else (how, why)


def _what_is_to_wait(lane: Lane, op: Operation, how: Admission, why: Why) -> tuple[Admission, Why]:
    return (Admission.NEXT, Why.NONE) if how is Admission.HOLD else (how, why)


def a_fork_closes_nothing(patch: Patch) -> None:
    lawful = Office.receive

    def receive(self: Office, text: str, user: str) -> Outcome:
        was = {known: lane.closed for known, lane in self.lanes.items()}
        found = lawful(self, text, user)
        for known, lane in self.lanes.items():
            lane.closed = was[known]
        return found

    patch.setattr(Office, "receive", receive)


def what_waited_is_believed(patch: Patch) -> None:
    def drain(self: Office, lane: Lane) -> None:
        while op := lane.held.pop(lane.seq + 1, None):
            lane.place(op)
            self._judge(lane, op)

    patch.setattr(Office, "drain", drain)


def nothing_is_released(patch: Patch) -> None:
    patch.setattr(Office, "drain", lambda *_: None)


def force_forgets_the_gaps(patch: Patch) -> None:
    lawful = Office.force

    def force(self: Office, lane: Lane) -> None:
        lawful(self, lane)
        lane.gaps.clear()

    patch.setattr(Office, "force", force)


def force_takes_the_last_first(patch: Patch) -> None:
    def force(self: Office, lane: Lane) -> None:
        for number in sorted(lane.held, reverse=True):
            op = lane.held.pop(number)
            self._judge(lane, op)
            lane.place(op)

    patch.setattr(Office, "force", force)


def the_same_bytes_are_judged_again(patch: Patch) -> None:
    lawful = Office.receive

    def receive(self: Office, text: str, user: str) -> Outcome:
        found = lawful(self, text, user)
        op = self.kept.get(found.op)
        return self._judge(self.lanes[op.lane], op) if op and op.text == text and found.final else found

    patch.setattr(Office, "receive", receive)


def other_bytes_get_the_known_receipt(patch: Patch) -> None:
    lawful = Office._refuse

    def refuse(self: Office, op: Operation, why: Why) -> Outcome:
        return self.outcomes[op.id] if why is Why.REUSED else lawful(self, op, why)

    patch.setattr(Office, "_refuse", refuse)


def refused_bytes_are_thrown_away(patch: Patch) -> None:
    patch.setattr(Office, "_refuse", lambda _, op, why: Outcome(op.id, op.fp, op.seq, Status.REFUSED, why))


def whoever_brings_it(patch: Patch) -> None:
    lawful = Office.receive

    def receive(self: Office, text: str, user: str) -> Outcome:
        lane = self.lanes.get(read(text).lane)
        return lawful(self, text, lane.user if lane else user)

    patch.setattr(Office, "receive", receive)


def adopted_and_adopted_again(patch: Patch) -> None:
    patch.setattr(Office, "_awaits", lambda self, known: known in self.kept and self.outcomes[known].status is Status.REVIEW)


def acts_that_bind_are_adopted(patch: Patch) -> None:
    lawful = Office.adopt

    def adopt(self: Office, known: str) -> bool:
        if known in self.kept and self.kept[known].kind is Kind.CONCLUDE and self._awaits(known):
            self.decided[known] = True
            return True
        return lawful(self, known)

    patch.setattr(Office, "adopt", adopt)


def whoever_comes_concludes_for_anybody(patch: Patch) -> None:
    patch.setattr(Visit, "checks_for", lambda *_: True)


def who_has_entrusted_another_concludes_all_the_same(patch: Patch) -> None:
    lawful = Visit.checks_for
    patch.setattr(Visit, "checks_for", lambda self, own, part: own == part or lawful(self, own, part))


def everybody_concludes_his_own(patch: Patch) -> None:
    patch.setattr(Operation, "part", lambda _, own: own)


def judges_without(why: Why) -> Fault:
    def fault(patch: Patch) -> None:
        for table in ("EVERYBODY", "OF_A_VALUE", "OF_A_SIGNATURE", "OF_A_CONCLUSION", "OF_AN_ORDER"):
            patch.setattr(judging, table, tuple(row for row in getattr(judging, table) if row[0] is not why))

    return fault


REASONS = (
    Why.WITHDRAWN,
    Why.CERTIFICATE,
    Why.NOT_STARTED,
    Why.FORM_CHANGED,
    Why.NOT_YOURS,
    Why.CONCLUDED,
    Why.CROWDED,
    Why.UNRESOLVED,
    Why.UNSEEN,
)
FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        forgets_who_was_replaced_before_he_came,
        the_last_one_wins,
        a_photograph_replaces_what_it_names,
        a_void_stands_itself,
        nobody_sees_that_two_differ,
        a_set_can_be_torn,
        an_act_covers_the_whole_record,
        who_concluded_need_not_look_again,
        everybody_looks_again,
        concluding_again_changes_nothing,
        a_fork_closes_nothing,
        what_waited_is_believed,
        nothing_is_released,
        force_forgets_the_gaps,
        force_takes_the_last_first,
        the_same_bytes_are_judged_again,
        other_bytes_get_the_known_receipt,
        refused_bytes_are_thrown_away,
        whoever_brings_it,
        adopted_and_adopted_again,
        acts_that_bind_are_adopted,
    )
}
FAULTS |= {
    f"admits{fault.__name__}": admits(fault)
    for fault in (_any_predecessor, _any_late_one, _a_taken_number, _a_closed_lane, _what_is_to_wait)
}
FAULTS |= {f"judges without {why}": judges_without(why) for why in REASONS}
FAULTS |= {
    fault.__name__: fault
    for fault in (whoever_comes_concludes_for_anybody, who_has_entrusted_another_concludes_all_the_same, everybody_concludes_his_own)
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_machine_finds_the_fault(name: str, monkeypatch: Patch) -> None:
    FAULTS[name](monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        for seed in range(300):
            storm(Field, seed)
