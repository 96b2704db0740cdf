"""Phones and an office as a state machine (hypothesis), held against the declarative model after every step.

A machine with many small rules makes few operations and passes while blind: several rules tell a short story (a gap, then force, then
the late one; concluded, then another department answers), which is where the faults live.
"""

import json
import random
from functools import lru_cache
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from yicha.engines.fieldlog import (
    MOST_HEADS,
    Kind,
    Lane,
    Merge,
    Office,
    Operation,
    Outcome,
    Register,
    Unreadable,
    canonical,
    read,
)
from yicha.engines.fieldlog.operations import fingerprint as digest
from yicha.engines.fieldlog.tests.chance import chance, coin, either, number, one_of, several, together
from yicha.engines.fieldlog.tests.model import PATHS, Model
from yicha.engines.fieldlog.tests.world import FIRE, FOOD, FORMS, NAMES, OFFICERS, PHOTO, name, operation, paths, visit

USERS = (*OFFICERS, "zhang")  # Zhang has two phones
ACTS = [
    "withdraw",
    *["restore"] * 2,
    "uncertify",
    *["certify"] * 2,
    "halt",
    "amend",
    "reassign",
    *["back"] * 2,
    "entrust",
    "take back",
]
KEPT = frozenset({"applied", "conflict", "review"})
FORGED = {"v": "forged", "forged": 1, "reason": "x", "covers": "0" * 64, **PHOTO}  # fits every kind of act

fingerprint = lru_cache(4096)(digest)  # of each text it is asked hundreds of times


class Device:
    """`log`: what it sealed; `settled`: fingerprints with a final receipt; `view`: heads as the office last told."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.log: list[str] = []
        self.settled: set[str] = set()
        self.sealed: set[str] = set()
        self.lost: set[str] = set()
        self.view: dict[tuple[str, str], dict[str, Any]] = {}
        self.lane, self.seq, self.fp = name(), 0, ""

    def make(self, **said: Any) -> None:
        text = canonical(operation(lane=self.lane, seq=self.seq + 1, prev=self.fp, **said))
        self.seq, self.fp = self.seq + 1, fingerprint(text)
        self.log.append(text)
        self.sealed.add(self.fp)

    def unsettled(self) -> list[str]:
        return [text for text in self.log if fingerprint(text) not in self.settled]

    def heads(self, of: str, path: str) -> list[str]:
        found = dict(self.view.get((of, path), {}))
        for op in map(read, self.unsettled()):
            if (op.visit, op.path) == (of, path) and op.kind is not Kind.VOID:
                found = {known: value for known, value in found.items() if known not in op.base} | {op.id: op.body}
        return sorted(found)

    def covers(self, of: str, department: str = "") -> str:
        used = [path for path in PATHS if not department or department in PATHS[path].departments]
        return fingerprint(canonical({path: heads for path in used if (heads := self.heads(of, path))}))


class Field(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.office, self.model = Office(visits={of: visit() for of in NAMES}), Model()
        self.devices = [Device(user) for user in USERS]
        for device in self.devices:
            self.register(device)
        self.finals: dict[str, Outcome] = {}
        self.shuffled = 0

    who = number(0, len(USERS) - 1)
    of = one_of("V1", "V1", "V1", "V2")
    path = one_of(*PATHS, "q/1", "q/2")
    value = one_of("pass", "fail", "not_checked")
    few = several(value, 2, 5)
    too_many = several(value, MOST_HEADS + 1, MOST_HEADS + 2)  # a plain length between is seldom as long

    def register(self, device: Device) -> None:
        self.office.lanes[device.lane] = Lane(device.lane, device.user, device.seq)
        self.model.owner[device.lane] = device.user
        if device.seq:
            self.model.took[device.lane, device.seq] = None

    # what officers do

    @rule(edits=several(together(who, of, path, value), 1, 5))
    def edit(self, edits: list[tuple[int, str, str, str]]) -> None:
        for who, of, path, value in edits:
            device = self.devices[who]
            form = self.model.flags[of].form
            if PATHS[path].merge is Merge.SET:
                base = device.heads(of, path) if value == "fail" else []  # a photograph strikes nothing out, whatever it says
                device.make(visit=of, form=form, kind="photo", path=path, base=base, body=PHOTO | {"n": value})
            else:
                device.make(visit=of, form=form, path=path, base=device.heads(of, path), body={"v": value})

    @rule(who=who, of=of)
    def strike_out(self, who: int, of: str) -> None:
        device = self.devices[who]
        if heads := device.heads(of, "p/1"):
            device.make(visit=of, form=self.model.flags[of].form, kind="void", path="p/1", base=heads[:1], body={"reason": "拍错了"})

    @rule(who=who, of=of, kind=one_of("conclude", "conclude", "order"), part=one_of("", "", FOOD, FIRE))
    def conclude(self, who: int, of: str, kind: str = "conclude", part: str = "") -> None:
        """`part`: an older phone names none."""
        device = self.devices[who]
        named = {"dept": part} if part else {}
        device.make(visit=of, kind=kind, path="", body=named | {"covers": device.covers(of, part or OFFICERS[device.user])})

    @rule(of=of)
    def concluded_for_another(self, of: str) -> None:
        """The food department's officer in the place of fire; then one of fire himself, whose part it is not meanwhile."""
        self.office_acts(of, "entrust")
        self.everybody_syncs()
        self.conclude(0, of, part=FIRE)
        self.conclude(2, of)
        self.everybody_syncs()

    @rule(who=who, kind=one_of("sign", "refuse_sign"), seldom=number(0, 3))
    def sign(self, who: int, kind: str, seldom: int) -> None:
        if not seldom:
            device = self.devices[who]
            device.make(visit="V2", kind=kind, path="", body={"covers": device.covers("V2")})

    @rule(who=who, of=one_of(*NAMES, "V9"), kind=one_of("arrive", "help"))
    def arrive_or_call(self, who: int, of: str, kind: str) -> None:
        self.devices[who].make(visit=of, kind=kind, path="", body={})

    @rule(who=who, of=of, path=path, values=either(few, too_many))
    def many_at_once(self, who: int, of: str, path: str, values: list[str]) -> None:
        """Every one without having seen the others."""
        if PATHS[path].merge is not Merge.SET:
            for number, value in enumerate(values):
                self.devices[who].make(visit=of, form=self.model.flags[of].form, path=path, body={"v": value, "n": number})

    # what the net does

    @rule(who=who, lose=coin(), cut=number(1, 30), mix=chance(), wild=coin())
    def sync(self, who: int, lose: bool, cut: int, mix: random.Random, wild: bool) -> None:
        device = self.devices[who]
        texts = device.unsettled()[:cut]
        if wild and texts:
            texts = mix.choices(texts, k=cut)
        answers = [self.send(device, text) for text in texts]
        if not lose:
            self.heard(device, answers)

    def heard(self, device: Device, answers: list[Outcome]) -> None:
        device.settled |= {one.fp for one in answers if one.status in KEPT}
        device.view = {(of, path): dict(found.heads) for of, real in self.office.visits.items() for path, found in real.registers.items()}
        if any(one.status == "refused" and one.why == "fork" for one in answers):
            self.say_again(device)

    def say_again(self, device: Device) -> None:
        """The lane is closed. Everything once more on the old one; what is refused, again under its own id on a new one."""
        refused = [op for text in device.unsettled() if self.send(device, text).status == "refused" for op in [read(text)]]
        known = {op.id for op in refused}
        device.log = [text for text in device.log if read(text).id not in known]
        device.lane, device.fp = name(), ""
        self.register(device)
        for op in refused:
            said = {"visit": op.visit, "form": op.form, "kind": str(op.kind), "path": op.path, "base": list(op.base), "body": dict(op.body)}
            device.make(id=op.id, **said)

    def send(self, device: Device, text: str) -> Outcome:
        op = read(text)
        known = self.office.outcomes.get(op.id)
        found = self.office.receive(text, device.user)
        assert known is None or known.fp != op.fp or found == known, "the same bytes again: the same receipt"
        self.model.arrive(op, device.user)
        return found

    @rule()
    def everybody_syncs(self) -> None:
        for device in self.devices:
            self.heard(device, [self.send(device, text) for text in device.unsettled()])

    @rule(who=who, after=number(1, 4), late=coin(), forced=coin(), forged=coin())
    def first_part_missing(self, who: int, after: int, late: bool, forced: bool, forged: bool) -> None:
        device = self.devices[who]
        self.edit([(who, "V1", path, value) for path in ("q/1", "q/2", "q/1") for value in ("pass", "fail")])
        texts = device.unsettled()
        for text in texts[after:]:
            self.send(device, text)
        if forced:
            self.force(who)
        missing = texts[:after] if late else []
        for text in reversed(missing) if forged else missing:
            if forged:  # a number of the gap for another act: its successor's `prev` gives it away, so the last comes first
                other = canonical(json.loads(text) | {"id": name(), "body": FORGED})
                device.sealed.add(fingerprint(other))
                self.send(device, other)
            self.send(device, text)

    @rule(who=who, of=of, seen=coin())
    def photographed_and_struck_out(self, who: int, of: str, seen: bool) -> None:
        """Two photographs, the second of which names the first, and one of them is struck out."""
        self.edit([(who, of, "p/1", "pass"), (who, of, "p/1", "fail")])
        if seen:
            self.everybody_syncs()
        self.strike_out(who, of)
        self.everybody_syncs()

    @rule(of=of, values=several(value, 2, 2))
    def concluded_and_then_answered(self, of: str, values: list[str]) -> None:
        self.everybody_syncs()
        self.edit([(0, of, "q/1", values[0])])
        self.everybody_syncs()
        self.conclude(0, of)
        self.everybody_syncs()
        self.edit([(2, of, "q/1", values[1]), (0, of, "q/2", values[0])])
        self.everybody_syncs()

    @rule(who=who, back=number(1, 4), seldom=number(0, 2))
    def restore_old_backup(self, who: int, back: int, seldom: int) -> None:
        device = self.devices[who]
        if seldom:
            return
        mine = [text for text in device.log if read(text).lane == device.lane]
        kept = mine[:-back]
        device.lost |= {fingerprint(text) for text in mine[len(kept) :]}
        device.log = [text for text in device.log if text not in mine[len(kept) :]]
        if kept:
            device.seq, device.fp = read(kept[-1]).seq, fingerprint(kept[-1])

    @rule(who=who, value=value)
    def same_id_other_bytes(self, who: int, value: str) -> None:
        if log := self.devices[who].log:
            forged = canonical(json.loads(log[-1]) | {"body": FORGED | {"v": value}})
            if read(forged).id in self.office.outcomes:
                found = self.send(self.devices[who], forged)
                assert (found.status, found.why) == ("refused", "reused")
                assert found.fp in self.office.quarantine

    @rule(who=who, other=who)
    def anothers_lane(self, who: int, other: int) -> None:
        if log := self.devices[who].log:
            thief = self.devices[other].user
            if thief != self.devices[who].user:
                assert self.office.receive(log[-1], thief).why == "not_your_lane"

    @rule(who=who, at=number(0, 200))
    def cut_off(self, who: int, at: int) -> None:
        if log := self.devices[who].log:
            try:
                self.office.receive(log[-1][: min(at, len(log[-1]) - 1)], self.devices[who].user)
            except Unreadable:
                return
            raise AssertionError("half a text was taken")

    # what the office does

    @rule(
        of=of,
        what=one_of(*ACTS),
    )
    def office_acts(self, of: str, what: str) -> None:
        real, flags = self.office.visits[of], self.model.flags[of]
        if what in {"withdraw", "restore"}:
            real.withdrawn = flags.withdrawn = what == "withdraw"
        elif what in {"uncertify", "certify"}:
            flags.certified = good = what == "certify"
            real.certified = lambda _: good
        elif what == "halt":
            real.started = flags.started = False
        elif what == "amend":
            real.form = flags.form = FORMS[1] if flags.form == FORMS[0] else FORMS[0]
            real.paths = paths(real.form)
        elif what in {"entrust", "take back"}:
            flags.entrusted = real.entrusted = {FIRE: FOOD} if what == "entrust" else {}
        else:
            flags.officers = {user: own for user, own in OFFICERS.items() if user != "su" or what == "back"}
            real.officers = dict(flags.officers)

    @rule(who=who)
    def force(self, who: int) -> None:
        self.office.force(self.office.lanes[self.devices[who].lane])
        self.model.force(self.devices[who].lane)

    @rule(pick=number(0, 99), adopt=coin())
    def decide(self, pick: int, adopt: bool) -> None:
        open_ = sorted(known for known, one in self.office.outcomes.items() if one.status == "review" and known not in self.office.decided)
        if not open_:
            return
        op = self.office.kept[open_[pick % len(open_)]]
        takes = op.kind in {"answer", "photo", "void", "note"} and op.path in PATHS and op.visit in self.office.visits
        assert (self.office.adopt(op.id) if adopt else self.office.reject(op.id)) == (takes or not adopt)
        if adopt and takes:
            self.model.count(op)
        assert not (op.id in self.office.decided and (self.office.adopt(op.id) or self.office.reject(op.id))), "decided once"

    @rule(of=of, path=one_of("q/1", "q/2"), value=value)
    def desk_writes(self, of: str, path: str, value: str) -> None:
        """Who writes in the office sees what stands there."""
        op = read(canonical(operation(visit=of, path=path, base=sorted(self.model.heads(of, path)), body={"v": value})))
        self.office.visits[of].count(op)
        self.model.count(op)

    # what must hold after every step

    @invariant()
    def model_equals_office(self) -> None:
        assert {known: (str(one.status), str(one.why)) for known, one in self.office.outcomes.items()} == self.model.out
        assert {lane.id for lane in self.office.lanes.values() if lane.closed} == self.model.closed
        for of, real in self.office.visits.items():
            assert {path: dict(found.heads) for path, found in real.registers.items() if found.heads} == {
                path: heads for path in PATHS if (heads := self.model.heads(of, path))
            }
            assert real.recheck == self.model.recheck(of)

    @invariant()
    def final_outcomes_never_change(self) -> None:
        for known, one in self.office.outcomes.items():
            if one.final:
                assert self.finals.setdefault(known, one) == one

    @invariant()
    def nothing_is_lost(self) -> None:
        there = set(self.office.quarantine) | {one.fp for one in self.office.outcomes.values()}
        assert all(self.office.kept[known].fp == one.fp for known, one in self.office.outcomes.items())
        for device in self.devices:
            assert device.sealed <= there | device.lost | {fingerprint(text) for text in device.log}

    @invariant()
    def the_order_does_not_matter(self) -> None:
        ops: list[Operation] = [op for _, op in self.model.counting]
        if len(ops) == self.shuffled:  # nothing more counts, and whether registers are what the model says is another invariant
            return
        again: dict[tuple[str, str], Register] = {}
        self.shuffled = len(ops)
        for op in random.Random(len(ops)).sample(ops, len(ops)):
            again.setdefault((op.visit, op.path), Register()).put(op, PATHS[op.path].merge)
        for (of, path), found in again.items():
            assert found.heads == self.office.visits[of].register(path).heads
