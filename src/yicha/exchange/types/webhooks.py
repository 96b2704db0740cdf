"""订阅: a department's own system is told, signed, of what concerns the department."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from yicha.exchange.types.partners import PartnerStatus


class Topic(StrEnum):
    RESULT_PUBLISHED = "result_published"  # 结果已公示
    VISITS_ASSIGNED = "visits_assigned"  # 检查任务已下达
    TASK_DISPATCHED = "task_dispatched"  # 上级任务已分发


@dataclass(frozen=True)
class ProposeSubscription:
    region_path: str
    department: str
    name: str
    address: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class SubscriptionProposed:
    subscription: int
    name: str
    department: str

    @property
    def about(self) -> str:
        return f"exchange_subscription:{self.subscription}"


@dataclass(frozen=True)
class ApproveSubscription:
    subscription: int


@dataclass(frozen=True)
class SubscriptionApproved:
    subscription: int
    name: str

    @property
    def about(self) -> str:
        return f"exchange_subscription:{self.subscription}"


@dataclass(frozen=True)
class EndSubscription:
    subscription: int
    reason: str


@dataclass(frozen=True)
class SubscriptionEnded:
    subscription: int
    reason: str

    @property
    def about(self) -> str:
        return f"exchange_subscription:{self.subscription}"


@dataclass(frozen=True)
class TellSubscribers:
    """`told`: department → the numbers that concern it; `source`: what happened, as the trail calls it."""

    topic: Topic
    region_path: str
    source: str
    told: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class SubscribersTold:
    topic: Topic
    source: str
    messages: int

    @property
    def about(self) -> str:
        return self.source


@dataclass(frozen=True)
class NoteMessage:
    """`trouble` is empty when the other side has taken it."""

    message: int
    trouble: str = ""


@dataclass(frozen=True)
class MessageNoted:
    message: int
    number: UUID
    taken: bool

    @property
    def about(self) -> str:
        return f"exchange_message:{self.message}"


@dataclass(frozen=True)
class ResendMessage:
    message: int


@dataclass(frozen=True)
class MessageResent:
    message: int
    number: UUID

    @property
    def about(self) -> str:
        return f"exchange_message:{self.message}"


@dataclass(frozen=True)
class SubscriptionRow:
    id: int
    region_path: str
    department: str
    name: str
    address: str
    topics: Sequence[Topic]
    status: PartnerStatus
    proposed_by: str
    approved_by: str
    ended_because: str
    failures: int
    trouble: str
    rests_until: datetime | None


@dataclass(frozen=True)
class MessageRow:
    """`content` is exactly what is sent, however often."""

    id: int
    number: UUID
    subscription: int
    region_path: str
    department: str
    name: str
    address: str
    topic: Topic
    content: str
    made_at: datetime
    times: int
    trouble: str
    next_try_at: datetime | None
    taken_at: datetime | None


@dataclass(frozen=True)
class PaperItem:
    code: str
    name: str
    basis: str


@dataclass(frozen=True)
class PaperRow:
    """What the number of an inspection stands for. `items`, `status` and `outcome` are those of the department that asks; until it has
    concluded `outcome` is empty.
    """

    number: str
    sid: str
    name: str
    uscc: str
    town: str
    address: str
    first_day: date
    last_day: date
    starts_at: datetime | None
    lead: str
    departments: tuple[str, ...]
    items: tuple[PaperItem, ...]
    status: str
    outcome: str
    concluded_at: datetime | None
