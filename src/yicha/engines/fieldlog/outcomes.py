"""What became of an operation."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Of all but `HELD` the receipt is final."""

    APPLIED = "applied"
    CONFLICT = "conflict"
    REVIEW = "review"
    HELD = "held"
    REFUSED = "refused"


FINAL = frozenset(Status) - {Status.HELD}


class Why(StrEnum):
    """FIELD1 §6, §7, §12."""

    NONE = ""
    PARALLEL = "parallel"  # somebody else said the same, unseen
    DIFFERS = "differs"  # two heads
    GAP = "gap"
    NOT_STARTED = "not_started"
    WITHDRAWN = "withdrawn"
    REASSIGNED = "reassigned"
    CERTIFICATE = "certificate"
    FORM_CHANGED = "form_changed"
    NOT_YOURS = "not_yours"
    CONCLUDED = "concluded"
    UNRESOLVED = "unresolved"
    UNSEEN = "unseen"
    CROWDED = "crowded"
    RULE = "rule"  # a rule of the visit says no
    REUSED = "reused"
    FORK = "fork"
    UNREADABLE = "unreadable"
    NOT_YOUR_LANE = "not_your_lane"
    TOO_LARGE = "too_large"


@dataclass(frozen=True)
class Outcome:
    """`fp` is that of the text that came."""

    op: str
    fp: str
    seq: int
    status: Status
    why: Why = Why.NONE

    @property
    def final(self) -> bool:
        """Whether it stands for ever."""
        return self.status in FINAL
