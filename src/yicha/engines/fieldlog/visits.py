"""What the office knows of one visit when it judges."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from yicha.engines.fieldlog.operations import Operation, canonical, fingerprint
from yicha.engines.fieldlog.registers import Merge, Register


@dataclass(frozen=True)
class Path:
    """`hash` is that of the question as published: what was answered under another form counts if it is the same."""

    departments: tuple[str, ...]
    merge: Merge = Merge.ONE
    hash: str = ""


@dataclass
class Visit:
    """`officers`: user → department. `entrusted`: department → the one that comes in its place. `former`: name of an older form → path →
    hash. `certified`: on the day on which it was done.
    """

    form: str
    paths: Mapping[str, Path]
    officers: Mapping[str, str]
    lead: str = ""
    entrusted: Mapping[str, str] = field(default_factory=dict)
    started: bool = True
    withdrawn: bool = False
    signed: bool = False
    former: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    certified: Callable[[Operation], bool] = lambda _: True
    registers: dict[str, Register] = field(default_factory=dict)
    concluded: set[str] = field(default_factory=set)
    recheck: set[str] = field(default_factory=set)

    def register(self, path: str) -> Register:
        """Made at the first time."""
        return self.registers.setdefault(path, Register())

    def torn(self, path: str) -> bool:
        """Different values of which one must be: 两人所记不同."""
        return self.paths[path].merge is Merge.ONE and self.register(path).differs

    def covers(self, department: str = "") -> str:
        """Fingerprint of the heads of all paths, or of those that the department uses: what an act that binds must have seen."""
        seen = {path: sorted(found.heads) for path, found in self.registers.items() if found.heads and self._used(path, department)}
        return fingerprint(canonical(seen))

    def unsettled(self, department: str = "") -> bool:
        """Whether a path that the department uses is torn; without one, any."""
        return any(self.torn(path) for path in self.registers if path in self.paths and self._used(path, department))

    def _used(self, path: str, department: str) -> bool:
        return not department or department in self.paths[path].departments

    def checks_for(self, own: str, part: str) -> bool:
        """A part is concluded by who comes for it: the department itself, or the one that it has entrusted."""
        return self.entrusted.get(part, part) == own

    def is_open(self, department: str) -> bool:
        """Not concluded, or something under its conclusion has changed since."""
        return department not in self.concluded or department in self.recheck

    def count(self, op: Operation) -> None:
        """Its value stands, and who has concluded over the path looks again (复核)."""
        self.register(op.path).put(op, self.paths[op.path].merge)
        self.recheck |= set(self.paths[op.path].departments) & self.concluded
