"""What the office must come to, derived anew from lists: no registers, no lanes with a head, no drain.

Shares nothing with the engine but the reading of a text and the tables of the small world.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yicha.engines.fieldlog import Kind, Merge, Operation, canonical, fingerprint
from yicha.engines.fieldlog.tests.world import FORMS, HASHES, NAMES, OFFICERS, paths

Place = tuple[str, int]
PATHS = paths()
BINDS = {Kind.SIGN, Kind.REFUSE_SIGN}
OF_A_PART = {Kind.CONCLUDE, Kind.ORDER}


@dataclass
class Flags:
    """What the office has decided of a visit."""

    withdrawn: bool = False
    started: bool = True
    certified: bool = True
    form: str = FORMS[0]
    officers: Mapping[str, str] = field(default_factory=lambda: dict(OFFICERS))
    entrusted: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Model:
    """`counting` and `acts` in the order in which they took effect; `at` in them is one common counter."""

    flags: dict[str, Flags] = field(default_factory=lambda: {name: Flags() for name in NAMES})
    owner: dict[str, str] = field(default_factory=dict)
    fps: dict[str, str] = field(default_factory=dict)
    out: dict[str, tuple[str, str]] = field(default_factory=dict)
    took: dict[Place, Operation | None] = field(default_factory=dict)  # None: passed over
    waits: dict[Place, Operation] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    counting: list[tuple[int, Operation]] = field(default_factory=list)
    placed: dict[tuple[str, str], list[Operation]] = field(default_factory=dict)  # the same by visit and path
    acts: list[tuple[int, str, str, str]] = field(default_factory=list)  # when, visit, kind, department
    clock: int = 0

    # what stands

    def of(self, name: str, path: str) -> list[Operation]:
        return self.placed.get((name, path), [])

    def heads(self, name: str, path: str) -> dict[str, Any]:
        mine = self.of(name, path)
        keeps = PATHS[path].merge is Merge.SET
        gone = {base for op in mine if not keeps or op.kind is Kind.VOID for base in op.base}
        return {op.id: op.body for op in mine if op.id not in gone and op.kind is not Kind.VOID}

    def covers(self, name: str, department: str = "") -> str:
        seen = {path: sorted(heads) for path in PATHS if (heads := self.heads(name, path)) and uses(path, department)}
        return fingerprint(canonical(seen))

    def torn(self, name: str, path: str) -> bool:
        values = {canonical(value) for value in self.heads(name, path).values()}
        return PATHS[path].merge is Merge.ONE and len(values) > 1

    def last_act(self, name: str, department: str) -> int:
        return max((at for at, of, kind, who in self.acts if (of, kind, who) == (name, "conclude", department)), default=-1)

    def open(self, name: str, department: str) -> bool:
        since = self.last_act(name, department)
        later = any(at > since and op.visit == name and uses(op.path, department) for at, op in self.counting)
        return since < 0 or later

    def recheck(self, name: str) -> set[str]:
        return {who for who in set(OFFICERS.values()) if self.last_act(name, who) >= 0 and self.open(name, who)}

    def signed(self, name: str) -> bool:
        return any(of == name and kind == "sign" for _, of, kind, _ in self.acts)

    # what comes

    def arrive(self, op: Operation, user: str) -> None:
        place = op.lane, op.seq
        if self.owner.get(op.lane) != user or op.id in self.fps:
            return
        if op.lane in self.closed or place in self.waits or self.took.get(place) is not None:
            self.closed.add(op.lane)
            return
        if place in self.took:
            self._late(op)
            return
        if op.seq == self.tip(op.lane) + 1 and op.prev != self.tip_fp(op.lane):
            self.closed.add(op.lane)
            return
        self.fps[op.id], self.waits[place], self.out[op.id] = op.fp, op, ("held", "gap")
        self._go_on(op.lane)

    def _late(self, op: Operation) -> None:
        after = self.took.get((op.lane, op.seq + 1))
        if after is not None and after.prev != op.fp:
            self.closed.add(op.lane)
            return
        self.fps[op.id], self.took[op.lane, op.seq] = op.fp, op
        self.judge(op)

    def tip(self, lane: str) -> int:
        return max((number for of, number in self.took if of == lane), default=0)

    def tip_fp(self, lane: str) -> str:
        last = self.took.get((lane, self.tip(lane)))
        return last.fp if last else ""

    def _go_on(self, lane: str) -> None:
        while op := self.waits.pop((lane, self.tip(lane) + 1), None):
            sound = op.prev == self.tip_fp(lane)
            self.took[lane, op.seq] = op
            if sound:
                self.judge(op)
            else:
                self.closed.add(lane)
                self.out[op.id] = ("review", "fork")

    def force(self, lane: str) -> None:
        while mine := sorted(number for of, number in self.waits if of == lane):
            for number in range(self.tip(lane) + 1, mine[0]):
                self.took[lane, number] = None
            op = self.took[lane, mine[0]] = self.waits.pop((lane, mine[0]))
            self.judge(op)
            self._go_on(lane)

    # what it comes to

    def judge(self, op: Operation) -> None:
        why = self._why(op)
        if why:
            self.out[op.id] = ("review", why)
        elif op.kind in BINDS | OF_A_PART | {Kind.ARRIVE, Kind.HELP}:
            self._act(op)
            self.out[op.id] = ("applied", "")
        else:
            self.out[op.id] = self._count_and_say(op)

    def _act(self, op: Operation) -> None:
        self.clock += 1
        mine = self.flags[op.visit].officers.get(self.owner[op.lane], "") if op.visit in self.flags else ""
        who = op.body.get("dept") or mine
        if op.kind is Kind.ARRIVE:
            self.flags[op.visit].started = True
        self.acts.append((self.clock, op.visit, "sign" if op.kind is Kind.REFUSE_SIGN else str(op.kind), who))

    def _why(self, op: Operation) -> str:
        flags, user = self.flags.get(op.visit), self.owner[op.lane]
        if op.kind is Kind.HELP:
            return ""
        if flags is None or user not in flags.officers:
            return "reassigned"
        reasons = [
            ("withdrawn", flags.withdrawn),
            ("certificate", not flags.certified),
            ("not_started", not flags.started and op.kind is not Kind.ARRIVE),
        ]
        reasons += self._reasons(op, flags, flags.officers[user])
        return next((why for why, holds in reasons if holds), "")

    def _reasons(self, op: Operation, flags: Flags, mine: str) -> list[tuple[str, bool]]:
        name = op.visit
        if op.kind in OF_A_PART:
            part = op.body.get("dept") or mine
            torn = any(self.torn(name, path) for path in PATHS if uses(path, part))
            unseen = op.body["covers"] != self.covers(name, part)
            over = op.kind is Kind.CONCLUDE and not self.open(name, part)
            comes = flags.entrusted.get(part, part)
            return [("not_yours", comes != mine), ("concluded", over), ("unresolved", torn), ("unseen", unseen)]
        if op.kind in BINDS:
            torn = any(self.torn(name, path) for path in PATHS)
            return [("concluded", self.signed(name)), ("unresolved", torn), ("unseen", op.body["covers"] != self.covers(name))]
        if op.kind is Kind.ARRIVE:
            return []
        same = op.form == flags.form or hash_of(op.form, op.path) == hash_of(flags.form, op.path) != ""
        heads = [] if op.path not in PATHS else [known for known in self.heads(name, op.path) if known not in op.base]
        return [
            ("form_changed", not same),
            ("not_yours", op.path not in PATHS or not uses(op.path, mine)),
            ("concluded", self.signed(name) or not self.open(name, mine)),
            ("crowded", op.kind is Kind.ANSWER and len(heads) > 15),
        ]

    def _count_and_say(self, op: Operation) -> tuple[str, str]:
        before = set(self.heads(op.visit, op.path)) - set(op.base)
        self.count(op)
        stands = op.id in self.heads(op.visit, op.path)
        if self.torn(op.visit, op.path) and stands:
            return "conflict", "differs"
        return "applied", "parallel" if before and stands and PATHS[op.path].merge is not Merge.SET else ""

    def count(self, op: Operation) -> None:
        self.clock += 1
        self.counting.append((self.clock, op))
        self.placed.setdefault((op.visit, op.path), []).append(op)


def uses(path: str, department: str) -> bool:
    return not department or department in PATHS[path].departments


def hash_of(form: str, path: str) -> str:
    found = paths(form).get(path) if form in HASHES else None
    return found.hash if found else ""
