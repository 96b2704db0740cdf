"""Pictures of an article: what says who somebody is, is marked, made unreadable, and looked at by a second person."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

MOST_PICTURES, MOST_MARKS, WHOLE = 9, 60, 1000


class PictureStatus(StrEnum):
    ADDED = "added"
    MARKED = "marked"
    CONFIRMED = "confirmed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Mark:
    """A rectangle, in thousandths of the width and height of the upright picture."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class AddPicture:
    """`file`: uploaded by the same person. `caption`: what is to be seen, for who does not see it."""

    article: int
    file: UUID
    caption: str


@dataclass(frozen=True)
class PictureAdded:
    picture: int
    article: int
    place: int

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class MarkPicture:
    """`nothing`: somebody has looked, and there is no face, number or name in it."""

    picture: int
    marks: tuple[Mark, ...]
    nothing: bool = False


@dataclass(frozen=True)
class PictureMarked:
    picture: int
    article: int
    marks: int
    copy: str

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class ConfirmPicture:
    """`copy`: the digest of what the person has looked at."""

    picture: int
    copy: str


@dataclass(frozen=True)
class PictureConfirmed:
    picture: int
    article: int
    copy: str

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class ReturnPicture:
    picture: int
    because: str


@dataclass(frozen=True)
class PictureReturned:
    picture: int
    article: int
    because: str

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class RemovePicture:
    picture: int


@dataclass(frozen=True)
class PictureRemoved:
    picture: int
    article: int

    @property
    def about(self) -> str:
        return f"article:{self.article}"


@dataclass(frozen=True)
class PictureRow:
    """`copy`: digest of what the public may get, empty until it is marked; the original is `queries.picture_original`."""

    id: int
    article: int
    place: int
    version: int  # of the article that it came with
    caption: str
    marks: tuple[Mark, ...]
    status: PictureStatus
    copy: str
    marked_by: str
    returned_because: str
