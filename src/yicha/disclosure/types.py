"""What other rooms may see of 公示: each department's result, in time, corrected and withdrawn in the open."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DisclosurePermission(StrEnum):
    READ = "disclosure.publication.read"
    DRAFT = "disclosure.publication.draft"
    PUBLISH = "disclosure.publication.publish"
    WITHDRAW = "disclosure.publication.withdraw"


class PublicationStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class DraftPublication:
    """From a concluded department task. `checked_at` starts the clocks result_publication, result_push_platform, action_filing."""

    inspection: int
    department: str
    sid: str
    outcome: str
    checked_at: datetime


@dataclass(frozen=True)
class PublicationDrafted:
    publication: int
    inspection: int
    department: str
    publish_by: date

    @property
    def about(self) -> str:
        return f"publication:{self.publication}"


@dataclass(frozen=True)
class PublishResult:
    publication: int


@dataclass(frozen=True)
class ResultPublished:
    publication: int
    published_on: date
    publish_by: date
    late: bool

    @property
    def about(self) -> str:
        return f"publication:{self.publication}"


@dataclass(frozen=True)
class WithdrawPublication:
    publication: int
    reason: str


@dataclass(frozen=True)
class PublicationWithdrawn:
    publication: int
    reason: str

    @property
    def about(self) -> str:
        return f"publication:{self.publication}"


@dataclass(frozen=True)
class PublicationRow:
    """A publication as queries show it; `inspection` is the inspection's number."""

    id: int
    inspection: str
    department: str
    sid: str
    name: str
    outcome: str
    checked_at: datetime
    file_by: date
    push_by: date
    publish_by: date
    status: PublicationStatus
    published_at: datetime | None
    withdrawn_because: str
