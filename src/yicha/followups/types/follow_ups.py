"""后续处置: what a result with a problem leads to, step by step until nothing is open (domain §2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from yicha.inspections.types import Outcome


class FollowUpKind(StrEnum):
    ORDER = "order"  # 责令改正
    DECISION = "decision"  # 发现问题待后续处理: which of the others it is
    CASE = "case"  # 案源移送办案机构
    LISTING = "listing"  # 建议列入经营异常名录
    PUBLIC_NOTICE = "notice"  # 向社会公告
    REFERRAL = "referral"  # 抄告其他部门


class FollowUpStatus(StrEnum):
    OPEN = "open"
    SETTLED = "settled"
    DROPPED = "dropped"


OPENS: Final[Mapping[Outcome, tuple[FollowUpKind, ...]]] = {
    Outcome.NO_PROBLEM: (),
    Outcome.NO_SUCH_BUSINESS: (),
    Outcome.NOT_PUBLISHED: (FollowUpKind.ORDER, FollowUpKind.LISTING),
    Outcome.FALSE_PUBLICATION: (FollowUpKind.LISTING, FollowUpKind.CASE),
    Outcome.NOT_FOUND: (FollowUpKind.LISTING,),
    Outcome.CORRECTED: (FollowUpKind.ORDER,),
    Outcome.REFUSED: (FollowUpKind.PUBLIC_NOTICE, FollowUpKind.CASE),
    Outcome.PENDING: (FollowUpKind.DECISION,),
}
"""What each of the eight results opens (domain §2.6): read by the wiring and by `open_follow_ups`, by nobody else."""

CHOICES: Final = (FollowUpKind.ORDER, FollowUpKind.CASE, FollowUpKind.REFERRAL)
"""What a result that was left open may turn out to be."""

PUNISHABLE: Final = (FollowUpKind.CASE, FollowUpKind.DECISION)
"""What may end in a penalty, and so in education instead of one."""


@dataclass(frozen=True)
class OpenFollowUps:
    """From a department's concluded part; `checked_at` is when it was checked."""

    inspection: int
    department: str
    sid: str
    outcome: Outcome
    checked_at: datetime


@dataclass(frozen=True)
class FollowUpsOpened:
    inspection: int
    department: str
    kinds: tuple[FollowUpKind, ...]
    problems: int

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class DecideFollowUp:
    """定性: a result that was left open becomes an order, a case, a referral, or several of them."""

    follow_up: int
    kinds: tuple[FollowUpKind, ...]
    reason: str


@dataclass(frozen=True)
class FollowUpDecided:
    follow_up: int
    kinds: tuple[FollowUpKind, ...]
    reason: str

    @property
    def about(self) -> str:
        return f"follow_up:{self.follow_up}"


@dataclass(frozen=True)
class SettleFollowUp:
    """What was done: `reference` is the number of the paper, `recipient` who got it (a department's code, or in words)."""

    follow_up: int
    recipient: str
    reference: str
    words: str


@dataclass(frozen=True)
class FollowUpSettled:
    follow_up: int
    kind: FollowUpKind
    recipient: str
    reference: str

    @property
    def about(self) -> str:
        return f"follow_up:{self.follow_up}"


@dataclass(frozen=True)
class DropFollowUp:
    follow_up: int
    reason: str


@dataclass(frozen=True)
class FollowUpDropped:
    follow_up: int
    reason: str

    @property
    def about(self) -> str:
        return f"follow_up:{self.follow_up}"


@dataclass(frozen=True)
class EducateInstead:
    """不予处罚: `matter` of the list that is in force (dict.slight_first), `harm` why it is slight, `corrected` how it was put right."""

    follow_up: int
    matter: str
    harm: str
    corrected: str


@dataclass(frozen=True)
class Educated:
    follow_up: int
    sid: str
    matter: str
    searched_since: datetime  # no earlier problem of the same kind since then

    @property
    def about(self) -> str:
        return f"follow_up:{self.follow_up}"


@dataclass(frozen=True)
class ProblemRow:
    """不合格项: what was found, as the published form of that day said it."""

    item_code: str
    point: str
    content: str
    basis: str
    note: str
    checked_at: datetime
    inspection: int
