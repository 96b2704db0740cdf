"""导出: what is taken out of the program as a file. Beyond a norm it takes a second person, beyond another one the worker makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class ExportStatus(StrEnum):
    ASKED = "asked"  # 待放行
    RELEASED = "released"  # 已放行, once, for a while
    DECLINED = "declined"  # 未放行
    TAKEN = "taken"  # 已导出


@dataclass(frozen=True)
class Taking:
    """What is to be taken out. `right`: the permission by which its rows are read; whoever releases holds it as well.

    `address`: the export's own, filter included, to which the release leads back. `words`: the filter as people read it.
    """

    kind: str
    right: str
    address: str
    words: str
    rows: int


@dataclass(frozen=True)
class Leaving:
    """A list on its way out: what it is, what its file is called, and what writes the file."""

    taking: Taking
    name: str
    write: Callable[[Path], object]


@dataclass(frozen=True)
class AskExport:
    taking: Taking
    purpose: str


@dataclass(frozen=True)
class ExportAsked:
    export: int
    kind: str
    words: str
    rows: int
    purpose: str

    @property
    def about(self) -> str:
        return f"export:{self.export}"


@dataclass(frozen=True)
class DecideExport:
    export: int
    release: bool
    reason: str = ""  # of a refusal


@dataclass(frozen=True)
class ExportDecided:
    export: int
    released: bool
    reason: str

    @property
    def about(self) -> str:
        return f"export:{self.export}"


@dataclass(frozen=True)
class TakeExport:
    """`export`: the released request; 0 where the norm asks for none. `at_once`: its page makes the file, however long it is."""

    taking: Taking
    export: int = 0
    at_once: bool = False


@dataclass(frozen=True)
class ExportTaken:
    export: int
    kind: str
    words: str
    rows: int
    purpose: str
    later: bool = False  # the worker makes the file

    @property
    def about(self) -> str:
        return f"export:{self.export}" if self.export else f"exports:{self.kind}"


@dataclass(frozen=True)
class FinishExport:
    """The worker's word of a file that it was to make: its digest and name, or the `fault` that kept it from being made."""

    export: int
    file: str = ""
    name: str = ""
    fault: str = ""


@dataclass(frozen=True)
class ExportFinished:
    export: int
    file: str
    fault: str

    @property
    def about(self) -> str:
        return f"export:{self.export}"


@dataclass(frozen=True)
class ExportListing:
    """A request as pages show it: who asked and who decided by account and by name. `mine`: the reader asked; else he may release it."""

    id: int
    kind: str
    right: str
    address: str
    words: str
    rows: int
    purpose: str
    requested_by: str
    region_path: str
    department: str
    asked_at: datetime
    status: ExportStatus
    decided_by: str
    reason: str
    expires_at: datetime | None
    taken_at: datetime | None
    later: bool
    file: str
    file_name: str
    file_until: datetime | None
    fault: str
    asked_name: str
    decided_name: str
    mine: bool

    def ready(self, at: datetime) -> bool:
        return self.status is ExportStatus.RELEASED and self.expires_at is not None and at < self.expires_at

    @property
    def being_made(self) -> bool:
        return self.later and not self.file and not self.fault

    def kept(self, at: datetime) -> bool:
        """Whether the worker's file is there to be saved."""
        return bool(self.file) and self.file_until is not None and at < self.file_until
