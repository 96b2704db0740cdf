"""The numbers of one phone: what comes next, what waits, what cannot be."""

from dataclasses import dataclass, field
from enum import Enum, auto

from yicha.engines.fieldlog.operations import Operation
from yicha.engines.fieldlog.outcomes import Why

MOST_AHEAD = 10_000
"""How far a number may run ahead of the last one."""


@dataclass
class Lane:
    """`seq` and `fp` of the last one in order; `gaps` were passed over by force; `prevs`: number → what it says of its predecessor."""

    id: str
    user: str
    seq: int = 0
    fp: str = ""
    closed: bool = False
    held: dict[int, Operation] = field(default_factory=dict)
    gaps: set[int] = field(default_factory=set)
    prevs: dict[int, str] = field(default_factory=dict)

    def place(self, op: Operation) -> None:
        """`op` is the last one now."""
        self.seq, self.fp = op.seq, op.fp
        self.prevs[op.seq] = op.prev


class Admission(Enum):
    """What the lane says of an operation."""

    NEXT = auto()
    LATE = auto()  # its number was passed over
    HOLD = auto()
    REFUSE = auto()


def admit(lane: Lane, op: Operation) -> tuple[Admission, Why]:
    """I-15: by number and predecessor alone. After a `Why.FORK` the lane is closed: its store was copied."""
    if lane.closed or op.seq in lane.held:
        return Admission.REFUSE, Why.FORK
    if op.seq in lane.gaps:
        fits = lane.prevs.get(op.seq + 1, op.fp) == op.fp
        return (Admission.LATE, Why.NONE) if fits else (Admission.REFUSE, Why.FORK)
    if op.seq <= lane.seq:
        return Admission.REFUSE, Why.FORK
    if op.seq > lane.seq + MOST_AHEAD:
        return Admission.REFUSE, Why.UNREADABLE
    if op.seq > lane.seq + 1:
        return Admission.HOLD, Why.GAP
    return (Admission.NEXT, Why.NONE) if op.prev == lane.fp else (Admission.REFUSE, Why.FORK)
