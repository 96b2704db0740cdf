"""导出: what is taken out of the program as a file. Beyond a norm it takes a second person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    """`export`: the released request; 0 where the norm asks for none."""

    taking: Taking
    export: int = 0


@dataclass(frozen=True)
class ExportTaken:
    export: int
    kind: str
    words: str
    rows: int
    purpose: str

    @property
    def about(self) -> str:
        return f"export:{self.export}" if self.export else f"exports:{self.kind}"


@dataclass(frozen=True)
class ExportListing:
    """A request as pages show it. `mine`: the reader asked; otherwise he may release it."""

    id: int
    kind: str
    address: str
    words: str
    rows: int
    purpose: str
    requested_by: str
    asked_at: datetime
    status: ExportStatus
    decided_by: str
    reason: str
    expires_at: datetime | None
    taken_at: datetime | None
    mine: bool

    def ready(self, at: datetime) -> bool:
        return self.status is ExportStatus.RELEASED and self.expires_at is not None and at < self.expires_at
