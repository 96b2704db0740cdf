"""异议 before a visit: the enterprise says that it should not take place; the visit stands still until the legal supervisor has decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from yicha.engines.deadlines import Reading


class ObjectionGround(StrEnum):
    OVER_LIMIT = "over_limit"  # 已超次
    CHECKED_BEFORE = "checked_before"  # 上级或其他部门今年已查同类
    NOT_CONCERNED = "not_concerned"  # 不从事所查的经营活动
    OTHER = "other"


GROUND_NAMES: Final[Mapping[ObjectionGround, str]] = {
    ObjectionGround.OVER_LIMIT: "今年已经超次",
    ObjectionGround.CHECKED_BEFORE: "上级或其他部门今年已查过同类",
    ObjectionGround.NOT_CONCERNED: "不从事所查的经营活动",
    ObjectionGround.OTHER: "其他",
}


class ObjectionStatus(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class RaiseObjection:
    """`caller`: who called and from where, where a clerk writes it down for the enterprise; empty when the enterprise does so itself."""

    inspection: int
    ground: ObjectionGround
    words: str
    caller: str = ""


@dataclass(frozen=True)
class ObjectionRaised:
    inspection: int
    visit: int
    ground: ObjectionGround
    words: str
    caller: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class DecideObjection:
    """Upheld, the visit is cancelled; dismissed, it goes on. Either way with the reason that the enterprise reads."""

    inspection: int
    uphold: bool
    reason: str


@dataclass(frozen=True)
class ObjectionDecided:
    inspection: int
    visit: int
    upheld: bool
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class ObjectionRow:
    """`clock` runs towards the decision; None once it is there."""

    inspection: int
    number: str
    sid: str
    name: str
    ground: ObjectionGround
    words: str
    caller: str
    raised_at: datetime
    status: ObjectionStatus
    decision: str
    decided_at: datetime | None
    clock: Reading | None
