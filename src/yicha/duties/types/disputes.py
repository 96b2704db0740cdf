"""新业态研判定性 and 职责争议: who is heard, until when, and what the justice bureau decides."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DisputeKind(StrEnum):
    NEW_BUSINESS = "new_business"  # 新业态研判定性
    COMPETENCE = "competence"  # 职责争议


class DisputeStatus(StrEnum):
    CONSULTING = "consulting"  # 陈述意见
    REVIEWING = "reviewing"  # 研判
    DECIDED = "decided"  # 已裁定
    WITHDRAWN = "withdrawn"  # 已撤回


class Stance(StrEnum):
    LEAD = "lead"  # 应由本部门牵头
    ASSIST = "assist"  # 本部门可以配合
    NEITHER = "neither"  # 不属本部门职责


@dataclass(frozen=True)
class RaiseDispute:
    """`item` is the code of the item in dispute; of a new business there is none yet."""

    area: str
    raised_by: str
    kind: DisputeKind
    title: str
    facts: str
    parties: tuple[str, ...]  # the others
    item: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class DisputeRaised:
    dispute: int
    number: str
    kind: DisputeKind
    parties: tuple[str, ...]
    interim_lead: str
    opinions_by: date
    decide_by: date

    @property
    def about(self) -> str:
        return f"dispute:{self.dispute}"


@dataclass(frozen=True)
class InviteParty:
    dispute: int
    department: str


@dataclass(frozen=True)
class PartyInvited:
    dispute: int
    department: str

    @property
    def about(self) -> str:
        return f"dispute:{self.dispute}"


@dataclass(frozen=True)
class StateClaim:
    """What a party says, as often as it likes until the review begins."""

    dispute: int
    department: str
    stance: Stance
    opinion: str


@dataclass(frozen=True)
class ClaimStated:
    dispute: int
    department: str
    stance: Stance

    @property
    def about(self) -> str:
        return f"dispute:{self.dispute}"


@dataclass(frozen=True)
class ReviewDispute:
    dispute: int


@dataclass(frozen=True)
class DisputeReviewed:
    """`silent`: parties that said nothing in time. Silence is no consent: they are heard again by nobody, and bound all the same."""

    dispute: int
    silent: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"dispute:{self.dispute}"


@dataclass(frozen=True)
class DecideDispute:
    """`item` and `item_name`: of a new business, the item that the lead has to propose."""

    dispute: int
    lead: str
    assisting: tuple[tuple[str, str], ...]  # department, its share
    reason: str
    item: str = ""
    item_name: str = ""


@dataclass(frozen=True)
class DisputeDecided:
    dispute: int
    number: str
    item: str
    lead: str
    assisting: tuple[str, ...]
    late: bool

    @property
    def about(self) -> str:
        return f"dispute:{self.dispute}"


@dataclass(frozen=True)
class WithdrawDispute:
    dispute: int
    reason: str


@dataclass(frozen=True)
class DisputeWithdrawn:
    dispute: int
    reason: str

    @property
    def about(self) -> str:
        return f"dispute:{self.dispute}"


@dataclass(frozen=True)
class PartyRow:
    department: str
    stance: Stance | None
    opinion: str
    stated_at: datetime | None


@dataclass(frozen=True)
class DisputeRow:
    id: int
    number: str
    area: str
    kind: DisputeKind
    title: str
    facts: str
    item: str
    item_name: str
    steps: tuple[str, ...]
    raised_by: str
    raised_at: datetime
    interim_lead: str
    opinions_by: date
    decide_by: date
    status: DisputeStatus
    parties: tuple[PartyRow, ...]
    lead: str
    reason: str
    closed_at: datetime | None

    @property
    def answers_now(self) -> str:
        """Whoever is responsible today: nothing is without an owner."""
        return self.lead or self.interim_lead
