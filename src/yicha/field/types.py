"""What phones and the office say to each other about visits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from yicha.kernel.web_keys import Jwk


class FieldPermission(StrEnum):
    WORK = "field.work"  # open a lane, hand in what was recorded
    CLOSE_LANE = "field.lane.close"
    FORCE = "field.lane.force"
    HAND_IN = "field.export.hand_in"
    DECIDE = "field.review.decide"


class Wipe(StrEnum):
    NONE = ""
    LOCK = "lock"
    ERASE = "erase"


@dataclass(frozen=True)
class OpenLane:
    """`key` None: the page cannot sign. `after`: the number of the last operation of the lane that this one follows."""

    lane: str
    key: Mapping[str, str] | None
    app: str
    store: str
    after: int = 0


@dataclass(frozen=True)
class LaneOpened:
    lane: str
    account: str
    after: int

    @property
    def about(self) -> str:
        return f"lane:{self.lane}"


@dataclass(frozen=True)
class RecordFieldWork:
    """The operations of one request that follow each other and are of one visit, in their order. None: only what is held and can go on."""

    lane: str
    visit: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Recorded:
    """`about` is the estimated moment, `why` as in FIELD1."""

    op: str
    fp: str
    seq: int
    kind: str
    path: str
    status: str
    why: str
    about: datetime


@dataclass(frozen=True)
class FieldWorkRecorded:
    """`next_visit`: of whom the next held operation is that can go on now."""

    inspection: str
    lane: str
    officer: str
    recorded: tuple[Recorded, ...]
    refused: tuple[tuple[str, str], ...]  # fingerprint and why
    closed: bool
    next_visit: str = ""
    sheets: int = 0  # how often the answers of the inspection were written

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class RecordFieldBatch:
    """The operations of one request, of whatever visits, in their order."""

    lane: str
    visits: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class FieldBatchRecorded:
    """`of_each`: of every visit what was new. `next_visit` as above."""

    lane: str
    closed: bool
    next_visit: str
    of_each: tuple[FieldWorkRecorded, ...] = ()

    @property
    def about(self) -> str:
        return f"lane:{self.lane}"


@dataclass(frozen=True)
class QuarantineBytes:
    """`contents` in base64: whatever came, byte for byte."""

    lane: str
    why: str
    contents: tuple[str, ...]


@dataclass(frozen=True)
class BytesQuarantined:
    lane: str
    why: str
    fps: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"lane:{self.lane}"


@dataclass(frozen=True)
class PinForms:
    """Name of a form → path → hash of its question."""

    forms: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class FormsPinned:
    names: tuple[str, ...]

    @property
    def about(self) -> str:
        return "field:forms"


@dataclass(frozen=True)
class DecideReview:
    """Of one visit, all in one tap. `adopt`: what was recorded counts from now on; else it lies where it is, kept."""

    inspection: int
    ops: tuple[str, ...]
    adopt: bool
    reason: str


@dataclass(frozen=True)
class ReviewDecided:
    inspection: int
    ops: tuple[str, ...]
    adopted: bool
    reason: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class ForceBacklog:
    """What is held in a lane is taken although something before it never came."""

    lane: str


@dataclass(frozen=True)
class BacklogForced:
    lane: str
    gaps: tuple[int, ...]
    recorded: tuple[Recorded, ...]

    @property
    def about(self) -> str:
        return f"lane:{self.lane}"


@dataclass(frozen=True)
class DeclareLost:
    """丢失、停用: `wipe` is what the phone is told at its next word. Nothing more is taken from this lane."""

    lane: str
    wipe: Wipe
    reason: str


@dataclass(frozen=True)
class LaneDeclaredLost:
    lane: str
    wipe: Wipe
    reason: str

    @property
    def about(self) -> str:
        return f"lane:{self.lane}"


@dataclass(frozen=True)
class HandInExport:
    """What an exported file held, opened; `signature` of the lane's key over the texts joined by LF."""

    lane: str
    texts: tuple[str, ...]
    signature: str


@dataclass(frozen=True)
class ExportHandedIn:
    """`author` recorded it; who carried it in is the entry's actor."""

    lane: str
    author: str
    recorded: int
    refused: int

    @property
    def about(self) -> str:
        return f"lane:{self.lane}"


@dataclass(frozen=True)
class StoreChunk:
    """`content` in base64."""

    inspection: int
    file: str
    number: int
    content: str


@dataclass(frozen=True)
class ChunkStored:
    """`left`: how many parts are still missing."""

    inspection: int
    file: str
    number: int
    left: int

    @property
    def about(self) -> str:
        return f"original:{self.file}"


@dataclass(frozen=True)
class KeepOriginal:
    """The whole as it lies in the store of files."""

    inspection: int
    file: str
    digest: str
    size: int
    media_type: str


@dataclass(frozen=True)
class OriginalKept:
    inspection: int
    file: str
    op: str
    size: int

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class FileState:
    parts: tuple[str, ...]
    missing: tuple[int, ...]
    receipt: "ReceiptRow | None"


@dataclass(frozen=True)
class VisitToDecide:
    inspection: int
    number: str
    name: str
    count: int
    since: datetime


@dataclass(frozen=True)
class ReviewedOperation:
    """What was recorded, by whom, about when, and why it could not count; `detail` in the words of the rule."""

    op: str
    kind: str
    question: str
    value: str
    note: str
    officer: str
    about: datetime
    why: str
    detail: str
    adoptable: bool


@dataclass(frozen=True)
class AwaitedOriginal:
    """A photograph of which the office has the act and not the bytes yet. `copied`: a small copy came with it."""

    op: str
    inspection: int
    number: str
    name: str
    officer: str
    about: datetime
    copied: bool


@dataclass(frozen=True)
class PhoneRow:
    """`heard_at`: when something of it came last. `waiting`: operations held since `since` because something before them never came."""

    lane: str
    holder: str
    department: str
    opened_at: datetime
    heard_at: datetime | None
    seq: int
    waiting: int
    since: datetime | None
    wipe: Wipe
    closed_because: str


@dataclass(frozen=True)
class LaneRow:
    id: str
    account: str
    key: Jwk | None
    seq: int
    wipe: Wipe
    closed_because: str


@dataclass(frozen=True)
class ReceiptRow:
    """As it travels."""

    text: str
    sig: str


@dataclass(frozen=True)
class Package:
    """A visit as its officer's phone holds it (README). `form` and `hashes` are what is pinned."""

    id: str
    version: int
    form: str
    hashes: Mapping[str, str]
    plain: Mapping[str, Any] = field(repr=False)
