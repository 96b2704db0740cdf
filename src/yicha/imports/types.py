"""What other rooms may see of 导入: a workbook that becomes part of a register, with a look before and a way back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

IN_BACKGROUND = 2 << 20
"""Bytes. A larger file is read, confirmed and undone by the worker, while the page waits."""


class ImportPermission(StrEnum):
    """For whoever may write one of the registers; which one, the register's own permission says."""

    RUN = "imports.import.run"
    FINISH = "imports.import.finish"  # what was asked for: the system does it


class RegisterKind(StrEnum):
    SUBJECTS = "subjects"
    OFFICERS = "officers"
    DEVICES = "devices"
    DUTIES = "duties"
    POOLS = "pools"
    DELEGATIONS = "delegations"
    POLICIES = "policies"
    RESOURCES = "resources"
    CONFLICTS = "conflicts"
    MINUTES = "minutes"
    DEPARTMENTS = "departments"
    REGIONS = "regions"


LASTING: Final = frozenset(RegisterKind) - {RegisterKind.SUBJECTS, RegisterKind.OFFICERS, RegisterKind.DEVICES}
"""Registers that keep from when to when each row held. Rows of one place lean on each other, so they are taken back all at once."""


ADMINISTERED: Final = frozenset({RegisterKind.DEPARTMENTS, RegisterKind.REGIONS})
"""Kept by the system administrator, who takes no lists out (三员分立)."""


class ImportState(StrEnum):
    READING = "reading"  # uploaded, not yet read to its end
    PREVIEWED = "previewed"
    UNREADABLE = "unreadable"
    CONFIRMING = "confirming"  # asked for, not yet done
    CONFIRMED = "confirmed"
    UNDOING = "undoing"
    UNDONE = "undone"
    DROPPED = "dropped"  # given up, or another file took its place


WAITING: Final = frozenset({ImportState.READING, ImportState.CONFIRMING, ImportState.UNDOING})
"""The worker has it."""


class ImportAct(StrEnum):
    """What somebody may ask the worker to do with an import."""

    CONFIRM = "confirm"
    UNDO = "undo"


@dataclass(frozen=True)
class ImportEvent:
    import_id: int
    kind: RegisterKind

    @property
    def about(self) -> str:
        return f"import:{self.import_id}"


@dataclass(frozen=True)
class OpenImport:
    """`file`: one that the actor has uploaded (kernel/uploads)."""

    kind: RegisterKind
    region_path: str
    file: UUID


@dataclass(frozen=True)
class ImportOpened(ImportEvent):
    file: UUID
    digest: str
    size: int  # bytes
    name: str


@dataclass(frozen=True)
class ReadImport:
    import_id: int


@dataclass(frozen=True)
class ImportRead(ImportEvent):
    """What the file says, told in figures. `fault`: why it cannot be read at all."""

    new: int
    changed: int
    unchanged: int
    refused: int
    fault: str = ""


@dataclass(frozen=True)
class WaiveCheckDigit:
    """A person accepts a code though its check digit fails: the register of origin has it so. The file is read again."""

    import_id: int
    code: str
    reason: str


@dataclass(frozen=True)
class CheckDigitWaived(ImportEvent):
    code: str
    reason: str
    size: int  # bytes of the file, which is read again


@dataclass(frozen=True)
class ConfirmImport:
    """`accept_valid`: the valid rows alone, although others are refused; wants a `reason`."""

    import_id: int
    accept_valid: bool = False
    reason: str = ""


@dataclass(frozen=True)
class ImportConfirmed(ImportEvent):
    new: int
    changed: int
    unchanged: int
    refused: int  # left out, for the reason given
    reason: str


@dataclass(frozen=True)
class UndoImport:
    import_id: int
    reason: str


@dataclass(frozen=True)
class ImportUndone(ImportEvent):
    removed: int
    restored: int
    reason: str


@dataclass(frozen=True)
class AskImport:
    """To confirm or to undo a large import, which the worker then does; the fields as of `ConfirmImport` and `UndoImport`."""

    import_id: int
    act: ImportAct
    accept_valid: bool = False
    reason: str = ""


@dataclass(frozen=True)
class ImportAsked(ImportEvent):
    act: ImportAct
    reason: str


@dataclass(frozen=True)
class FinishImport:
    import_id: int


@dataclass(frozen=True)
class ImportFinished(ImportEvent):
    """What was asked for is done, or was refused: then the import is as before, and `refused` says why."""

    state: ImportState
    refused: str = ""


@dataclass(frozen=True)
class DropImport:
    import_id: int


@dataclass(frozen=True)
class ImportDropped(ImportEvent):
    """Its staged rows are gone; the record stays."""


@dataclass(frozen=True)
class ImportRow:
    """One import, as history and preview show it."""

    id: int
    kind: RegisterKind
    region_path: str
    name: str
    digest: str
    size: int
    by: str
    at: datetime
    state: ImportState
    new: int
    changed: int
    unchanged: int
    refused: int
    warnings: int
    skipped: Mapping[str, int]
    ignored_sheets: tuple[str, ...]
    duplicate_groups: tuple[tuple[tuple[str, int], ...], ...]
    waived: tuple[str, ...]
    fault: Mapping[str, Any]
    confirmed_by: str
    confirmed_at: datetime | None
    accepted_because: str
    undone_by: str
    undone_at: datetime | None
    undone_because: str

    @property
    def valid(self) -> int:
        return self.new + self.changed + self.unchanged

    @property
    def total(self) -> int:
        return self.valid + self.refused


@dataclass(frozen=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class PreviewRow:
    """A row of the file that may be imported. `values`: what it says, for new ones; `changes`: field by field, for changed ones."""

    sheet: str
    number: int
    key: str
    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class PreviewProblem:
    """As `kernel.tables.Problem`; `written` is what stands in the cell, `waivable` a code whose check digit alone fails."""

    sheet: str
    row: int
    column: str
    letter: str
    code: str
    message: str
    level: str
    written: str = ""
    waivable: str = ""

    @property
    def reason(self) -> str:
        """The message without what stands in the cell, where that is shown beside it."""
        return self.message.removeprefix(f"“{self.written}”") if self.written else self.message


class OriginKind(StrEnum):
    """By which way a value came into the register."""

    IMPORT = "import"
    FORM = "form"  # somebody wrote it, and said on what it rests
    LOOKUP = "lookup"  # taken over from a base register
    UNKNOWN = "unknown"  # kept nowhere field by field


@dataclass(frozen=True)
class FieldOrigin:
    """Where what the register says now came from. `source`: the file, or what a correction rests on. `verdicts`: what the rules said of it,
    nothing where they found nothing.
    """

    label: str
    value: str
    kind: OriginKind
    source: str = ""
    place: str = ""  # sheet and row of a file
    import_id: int = 0
    at: datetime | None = None
    by: str = ""
    verdicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Going:
    """One time that facts of the register left: in which record, as which of its columns, in which batch, and what was answered."""

    record: int
    table: str
    version: int
    labels: tuple[str, ...]
    at: datetime
    batch: str
    verdict: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Lineage:
    sid: str
    name: str
    fields: tuple[FieldOrigin, ...]
    goings: tuple[Going, ...]
    published: int  # results that name it and are public today
