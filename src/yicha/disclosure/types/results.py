"""Results in public: each department's own, in time, corrected and withdrawn in the open."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
    """`was_public`: somebody may have read it, here or at the levels above. `annulled`: what followed from it falls with it."""

    publication: int
    inspection: int
    department: str
    was_public: bool
    reason: str
    annulled: bool = False

    @property
    def about(self) -> str:
        return f"publication:{self.publication}"


@dataclass(frozen=True)
class CorrectPublication:
    """After the result behind it was corrected; a draft as well, so that it is never published wrong."""

    publication: int
    outcome: str
    reason: str


@dataclass(frozen=True)
class PublicationCorrected:
    publication: int
    before: str
    outcome: str
    reason: str

    @property
    def about(self) -> str:
        return f"publication:{self.publication}"


@dataclass(frozen=True)
class Corrected:
    """更正: what stood there before, since when no longer, and why."""

    before: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class CheckedItem:
    code: str
    name: str
    basis: str  # the article that lets the department check it


@dataclass(frozen=True)
class PublicationRow:
    """A publication as queries show it; `inspection` is the inspection's number."""

    id: int
    region_path: str
    visited: int  # the inspection itself
    inspection: str
    department: str
    sid: str
    name: str
    uscc: str
    lead: str
    departments: tuple[str, ...]
    items: tuple[CheckedItem, ...]
    draw: str
    ground: str
    year: int
    outcome: str
    checked_at: datetime
    file_by: date
    push_by: date
    publish_by: date
    status: PublicationStatus
    published_at: datetime | None
    withdrawn_because: str
    corrected: tuple[Corrected, ...] = ()  # the latest last
    until: date | None = None  # the last day on which it is public; None: without end
    town: str = ""

    @property
    def version(self) -> int:
        return len(self.corrected) + 1


@dataclass(frozen=True)
class Asked:
    """What the public looks for. Empty fields do not narrow; `text` is read as engines/search says."""

    text: str = ""
    outcome: str = ""
    department: str = ""
    year: int = 0

    @property
    def anything(self) -> bool:
        return any((self.text, self.outcome, self.department, self.year))


@dataclass(frozen=True)
class PublicResult:
    """One check with what each department has published of it, the lead first. What is a draft or was withdrawn is not in it."""

    parts: tuple[PublicationRow, ...]
    outcome: str  # the gravest of the parts

    @property
    def first(self) -> PublicationRow:
        return self.parts[0]

    @property
    def items(self) -> int:
        return sum(len(part.items) for part in self.parts)

    @property
    def published_at(self) -> datetime | None:
        return max(part.published_at for part in self.parts if part.published_at)

    @property
    def version(self) -> int:
        """1, and one more with each correction of any part."""
        return 1 + sum(part.version - 1 for part in self.parts)

    @property
    def bases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.basis for part in self.parts for item in part.items))


@dataclass(frozen=True)
class Count:
    """How many checks a narrower question would find."""

    value: str
    number: int


@dataclass(frozen=True)
class FoundResults:
    """`total` checks at `subjects` subjects; of these one page. The counts are of the text alone, whatever else narrows. `more`: there are
    more than were counted, all older. `latest`: the counts are of so many of the latest results; 0: of all.
    """

    total: int
    subjects: int
    results: tuple[PublicResult, ...]
    outcomes: tuple[Count, ...] = ()
    departments: tuple[Count, ...] = ()
    years: tuple[Count, ...] = ()
    more: bool = False
    latest: int = 0
