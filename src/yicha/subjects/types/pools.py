"""Tags with their time, and special pools (专项库)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from yicha.subjects.types.register import SubjectEvent


class TagMode(StrEnum):
    """对内提示 / 公开发布."""

    INTERNAL = "internal"
    PUBLIC = "public"


TAG_MODE_NAMES: Final[Mapping[TagMode, str]] = {TagMode.INTERNAL: "对内提示", TagMode.PUBLIC: "公开发布"}


@dataclass(frozen=True)
class TagSubject:
    """`last_day` None: until ended."""

    sid: str
    tag: str
    source: str
    first_day: date
    last_day: date | None = None
    mode: TagMode = TagMode.INTERNAL


@dataclass(frozen=True)
class SubjectTagged(SubjectEvent):
    tagging: int
    tag: str


@dataclass(frozen=True)
class EndTag:
    tagging: int
    reason: str


@dataclass(frozen=True)
class TagEnded(SubjectEvent):
    tag: str
    last_day: date
    reason: str


@dataclass(frozen=True)
class TagRow:
    tagging: int
    tag: str
    source: str
    mode: TagMode
    first_day: date
    last_day: date | None
    ended_because: str
    department: str
    mine: bool  # the reader may end it

    def holds(self, on: date) -> bool:
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)

    @property
    def mode_name(self) -> str:
        return TAG_MODE_NAMES[self.mode]


@dataclass(frozen=True)
class PublishPool:
    """A pool, or its next version: by `rule` (a condition over subjects) or by list (`sids`), in force from a day on.

    A plan line asks for it as for a tag: `has_tag('名称')`.
    """

    region_path: str
    name: str
    first_day: date
    basis: str  # why, by what document
    rule: str = ""
    sids: tuple[str, ...] = ()


@dataclass(frozen=True)
class PoolEntry:
    """A row of the workbook: the latest version of a pool that has not ended. `sids` in order."""

    name: str
    first_day: date
    basis: str
    rule: str = ""
    sids: tuple[str, ...] = ()


@dataclass(frozen=True)
class PoolPublished:
    pool: int
    region_path: str
    name: str
    version: int
    first_day: date

    @property
    def about(self) -> str:
        return f"pool:{self.pool}"


@dataclass(frozen=True)
class EndPool:
    pool: int
    reason: str


@dataclass(frozen=True)
class PoolEnded:
    pool: int
    last_day: date
    reason: str

    @property
    def about(self) -> str:
        return f"pool:{self.pool}"


POOL_TAKEN_BACK: Final = "导入撤销"  # why a version that an undone import had brought was never in force


@dataclass(frozen=True)
class TakeBackPools:
    """`removed`: pools that had no version in force before the import; `restored`: as they were said before it."""

    region_path: str
    source: str
    removed: tuple[str, ...]
    restored: tuple[PoolEntry, ...]


@dataclass(frozen=True)
class PoolsTakenBack:
    region_path: str
    source: str
    removed: int
    restored: int

    @property
    def about(self) -> str:
        return f"pools:{self.region_path}"


@dataclass(frozen=True)
class PoolRow:
    """One version of a special pool."""

    pool: int
    name: str
    version: int
    rule: str
    sids: tuple[str, ...]
    basis: str
    first_day: date
    last_day: date | None
    ended_because: str
    mine: bool  # the reader may publish its next version, or end it

    def holds(self, on: date) -> bool:
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)
