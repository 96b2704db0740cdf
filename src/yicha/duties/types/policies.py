"""政策文件: drafted, heard, issued, linked to items; and what departments said of a draft."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class PolicyStatus(StrEnum):
    DRAFT = "draft"  # 起草
    CONSULTING = "consulting"  # 听取意见
    ISSUED = "issued"  # 已印发
    REPEALED = "repealed"  # 已废止
    WITHDRAWN = "withdrawn"  # 登记已撤回: it came by an import that was undone


@dataclass(frozen=True)
class DraftPolicy:
    region_path: str
    department: str
    title: str
    file: UUID
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class PolicyDrafted:
    policy: int
    department: str
    title: str

    @property
    def about(self) -> str:
        return f"policy:{self.policy}"


@dataclass(frozen=True)
class RegisterPolicy:
    """A document that is in force already, the superiors' too. `file` None: its text comes later (`AddPolicyText`).
    `repealed_because`: it was in force until `valid_to`.
    """

    region_path: str
    department: str  # who keeps it here
    title: str
    number: str
    issuer: str
    issued_on: date
    file: UUID | None
    items: tuple[str, ...] = ()
    valid_to: date | None = None
    repealed_because: str = ""


@dataclass(frozen=True)
class PolicyRegistered:
    policy: int
    number: str
    items: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"policy:{self.policy}"


@dataclass(frozen=True)
class AddPolicyText:
    """补正文 of a document that came by a workbook."""

    policy: int
    file: UUID


@dataclass(frozen=True)
class PolicyTextAdded:
    policy: int
    file: UUID

    @property
    def about(self) -> str:
        return f"policy:{self.policy}"


@dataclass(frozen=True)
class OpenRound:
    """听取意见: who is asked about the draft as it stands."""

    policy: int
    departments: tuple[str, ...]


@dataclass(frozen=True)
class RoundOpened:
    policy: int
    round: int
    departments: tuple[str, ...]
    opinions_by: date

    @property
    def about(self) -> str:
        return f"policy:{self.policy}"


@dataclass(frozen=True)
class GivePolicyOpinion:
    policy: int
    department: str
    opinion: str


@dataclass(frozen=True)
class PolicyOpinionGiven:
    policy: int
    round: int
    department: str

    @property
    def about(self) -> str:
        return f"policy:{self.policy}"


@dataclass(frozen=True)
class AnswerOpinion:
    """Adopted, or not and why."""

    policy: int
    department: str
    adopted: bool
    reply: str = ""


@dataclass(frozen=True)
class OpinionAnswered:
    policy: int
    department: str
    adopted: bool

    @property
    def about(self) -> str:
        return f"policy:{self.policy}"


@dataclass(frozen=True)
class IssuePolicy:
    policy: int
    number: str
    issuer: str
    issued_on: date
    file: UUID
    items: tuple[str, ...] = ()
    valid_to: date | None = None


@dataclass(frozen=True)
class PolicyIssued:
    policy: int
    number: str
    items: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"policy:{self.policy}"


@dataclass(frozen=True)
class RepealPolicy:
    policy: int
    last_day: date
    reason: str


@dataclass(frozen=True)
class PolicyRepealed:
    policy: int
    last_day: date
    reason: str

    @property
    def about(self) -> str:
        return f"policy:{self.policy}"


@dataclass(frozen=True)
class PolicyOpinionRow:
    round: int
    department: str
    opinion: str
    given_at: datetime | None
    adopted: bool | None
    reply: str


@dataclass(frozen=True)
class PolicyRow:
    id: int
    title: str
    number: str
    issuer: str
    department: str
    issued_on: date | None
    valid_to: date | None
    file: UUID | None
    items: tuple[str, ...]
    status: PolicyStatus
    round: int
    opinions_by: date | None
    opinions: tuple[PolicyOpinionRow, ...]
    repealed_because: str

    @property
    def item_count(self) -> int:
        return len(self.items)

    @property
    def current(self) -> tuple[PolicyOpinionRow, ...]:
        """Those of the last round."""
        return tuple(one for one in self.opinions if one.round == self.round)


@dataclass(frozen=True)
class PolicyEntry:
    """A row of the workbook: a document that is or was in force."""

    title: str
    number: str
    issuer: str
    issued_on: date
    department: str
    valid_to: date | None = None
    items: tuple[str, ...] = ()
    repealed_because: str = ""

    @property
    def key(self) -> str:
        return self.number
