"""工作动态 and 曝光台: articles of a department, each version read by a second person before it is public."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.disclosure.types.pictures import PictureRow, PictureStatus


class Column(StrEnum):
    WORK_NEWS = "work_news"
    EXPOSURE_BOARD = "exposure_board"


class ArticleStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class VersionStatus(StrEnum):
    WAITING = "waiting"
    RETURNED = "returned"
    PUBLISHED = "published"


@dataclass(frozen=True)
class WriteArticle:
    """`result`: the published result that an exposure speaks of; news may have none (0)."""

    region_path: str
    department: str
    column: Column
    title: str
    body: str
    result: int = 0


@dataclass(frozen=True)
class ArticleWritten:
    """`masked`: how many numbers and names of persons were taken out of the text."""

    article: int
    number: str
    column: Column
    department: str
    masked: int

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class ReviseArticle:
    """A new version: of one that was returned, or to correct what is public. `because` is shown to everybody."""

    article: int
    title: str
    body: str
    because: str


@dataclass(frozen=True)
class ArticleRevised:
    article: int
    version: int
    because: str
    masked: int

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class PublishArticle:
    article: int


@dataclass(frozen=True)
class ArticlePublished:
    article: int
    version: int
    until: date | None

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class ReturnArticle:
    article: int
    because: str


@dataclass(frozen=True)
class ArticleReturned:
    article: int
    version: int
    because: str

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class WithdrawArticle:
    article: int
    because: str


@dataclass(frozen=True)
class ArticleWithdrawn:
    article: int
    because: str

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class ExplainQuota:
    """无符合条件: why a column has fewer articles in a month than the norm wishes. Nobody is to invent a case for a number."""

    region_path: str
    column: Column
    year: int
    month: int
    because: str


@dataclass(frozen=True)
class QuotaExplained:
    column: Column
    year: int
    month: int
    because: str

    @property
    def about(self) -> str:
        return f"quota:{self.column}:{self.year}-{self.month:02}"


@dataclass(frozen=True)
class VersionRow:
    number: int
    title: str
    body: str
    because: str
    status: VersionStatus
    written_by: str
    written_at: datetime
    reviewed_at: datetime | None
    returned_because: str


@dataclass(frozen=True)
class ArticleRow:
    """`versions` from the first on; `result` is the number of the inspection that an exposure speaks of, `sid` its subject."""

    id: int
    number: str
    column: Column
    department: str
    status: ArticleStatus
    version: int  # the public one; 0: none yet
    published_at: datetime | None
    until: date | None
    withdrawn_because: str
    inspection: str
    sid: str
    name: str
    versions: tuple[VersionRow, ...]
    pictures: tuple[PictureRow, ...] = ()  # without those that were removed

    @property
    def newest(self) -> VersionRow:
        return self.versions[-1]

    @property
    def waiting(self) -> VersionRow | None:
        return self.newest if self.newest.status is VersionStatus.WAITING else None

    @property
    def shown(self) -> VersionRow:
        """What the public reads; of one that never was public its newest version."""
        return next((one for one in self.versions if one.number == self.version), self.newest)

    @property
    def public_versions(self) -> tuple[VersionRow, ...]:
        """The history that everybody sees, the newest first."""
        return tuple(one for one in reversed(self.versions) if one.status is VersionStatus.PUBLISHED)

    @property
    def unconfirmed(self) -> tuple[PictureRow, ...]:
        """As long as there are any, no version is published."""
        return tuple(one for one in self.pictures if one.status is not PictureStatus.CONFIRMED)

    @property
    def public_pictures(self) -> tuple[PictureRow, ...]:
        """What everybody sees: looked at by a second person, and come with a version that is public."""
        return tuple(one for one in self.pictures if one.status is PictureStatus.CONFIRMED and one.version <= self.version)


@dataclass(frozen=True)
class Quota:
    """Articles of a column published in a month, the number the norm wishes, and why there are fewer, if that was said."""

    column: Column
    published: int
    wished: int
    because: str

    @property
    def met(self) -> bool:
        return self.published >= self.wished or bool(self.because)
