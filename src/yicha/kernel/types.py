"""Commands, events and permissions of the kernel's own few use cases."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from yicha.kernel.events import shows


class KernelPermission(StrEnum):
    RETRY_DEAD_LETTER = "kernel.dead_letter.retry"
    KEEP_FILE = "kernel.file.keep"
    REDACT_PAYLOAD = "kernel.payload.redact"
    READ_NOTIFICATION = "kernel.notification.read"
    DECLARE_DEMO = "kernel.home.declare_demo"
    RECORD_READ = "kernel.read.record"
    READ_READS = "kernel.read.read"
    READ_TRAIL = "kernel.trail.read"
    ANCHOR_CHECKPOINT = "kernel.checkpoint.anchor"


@dataclass(frozen=True)
class RetryDeadLetter:
    job: int


@dataclass(frozen=True)
class DeadLetterRetried:
    job: int
    task: str

    @property
    def about(self) -> str:
        return f"job:{self.job}"


@dataclass(frozen=True)
class KeepFile:
    digest: str
    size: int
    kind: str  # what it serves: evidence, workbook, attachment …
    media_type: str
    name: str  # as the sender called it


@dataclass(frozen=True)
class FileKept:
    file: UUID
    digest: str
    size: int
    kind: str
    media_type: str
    name: str

    @property
    def about(self) -> str:
        return f"file:{self.file}"


@dataclass(frozen=True)
class RedactPayload:
    run: UUID
    reason: str


@dataclass(frozen=True)
class PayloadRedacted:
    run: UUID
    reason: str

    @property
    def about(self) -> str:
        return f"entry:{self.run}"


@dataclass(frozen=True)
class AnchorCheckpoint:
    """The checkpoint of the day, of the log and of its twin."""


@dataclass(frozen=True)
class CheckpointAnchored:
    """Both notes stand in both logs: who keeps one log can hold the other to its word."""

    size: int
    note: str
    twin_note: str

    @property
    def about(self) -> str:
        return "ledger"


@dataclass(frozen=True)
class ReadNotification:
    notification: UUID


@dataclass(frozen=True)
class NotificationRead:
    notification: UUID

    @property
    def about(self) -> str:
        return f"notification:{self.notification}"


@dataclass(frozen=True)
class DeclareDemo:
    """This database holds an invented county. `because`: who made it, in words."""

    because: str


@dataclass(frozen=True)
class DemoDeclared:
    because: str

    @property
    def about(self) -> str:
        return "home"


@dataclass(frozen=True)
class RecordRead:
    """Somebody is about to see something sealed or personal.

    `about` names the thing as entries do (`subject:91…`), `what` the fields in Chinese words that people read (`法定代表人电话`),
    `reason` why, where the page asks for one.
    """

    about: str
    what: str
    reason: str = ""


@shows
@dataclass(frozen=True)
class PersonalRead:
    about: str
    what: str
    reason: str = ""
