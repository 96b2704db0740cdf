"""What an import says before it does anything: rows, counts, problems (contract §3)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from yicha.kernel.command_line import BadInput
from yicha.kernel.tables.columns import Header
from yicha.kernel.tables.intake import Intake, Record, counts
from yicha.kernel.tables.rows import Level, Problem

Row = TypeVar("Row")
Place = tuple[str, int]
MEND = "改正后重新导入 · mend the cell and try again"


class Verdict(StrEnum):
    """What becomes of a row. A repeat says what an earlier row has said: it counts as unchanged and is left out."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REPEAT = "repeat"
    REFUSED = "refused"


@dataclass(slots=True)
class Draft(Generic[Row]):
    """A record on its way: the frozen row that it would become, under the key by which rows are one."""

    record: Record
    key: str
    row: Row | None

    def __post_init__(self) -> None:
        if self.row is not None:
            self.record.values = {}  # a large file is not kept twice

    @property
    def place(self) -> Place:
        return self.record.header.sheet, self.record.number

    @property
    def where(self) -> str:
        return f"“{self.record.header.sheet}”第{self.record.number}行"


@dataclass(frozen=True)
class Accepted(Generic[Row]):
    """A row that may be imported, each key once; `extra` holds the unknown columns by their header."""

    sheet: str
    number: int
    row: Row
    extra: Mapping[str, str]


@dataclass(frozen=True)
class Faulty:
    """A row with problems as it was written, for the error workbook."""

    header: Header
    number: int
    cells: Sequence[str]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Reading(Generic[Row]):
    """One file, read. `valid` = `new` + `changed` + `unchanged`; `total` = `valid` + `refused`."""

    file: str
    accepted: Sequence[Accepted[Row]]
    problems: Sequence[Problem]
    faulty: Sequence[Faulty]
    new: int
    changed: int
    unchanged: int
    refused: int
    skipped: Mapping[str, int]
    duplicate_groups: Sequence[Sequence[Place]]
    ignored_sheets: Sequence[str]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(accepted.row for accepted in self.accepted)

    @property
    def valid(self) -> int:
        return self.new + self.changed + self.unchanged

    @property
    def total(self) -> int:
        return self.valid + self.refused

    @property
    def warnings(self) -> int:
        return sum(problem.level is Level.WARNING for problem in self.problems)

    def require_no_refusals(self) -> None:
        """For commands that take all rows or none: `BadInput` with the first refused cell."""
        first = next((problem for problem in self.problems if problem.level is Level.REFUSED), None)
        if first:
            column = f"{first.letter}列 {first.column}" if first.column else ""
            what = f"{first.message} · {first.code} ({self.refused} rows refused)"
            raise BadInput(what, MEND, file=self.file, sheet=first.sheet, row=first.row, column=column)

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints. Rows are named by number, with the sheet before it if the data fill more than one."""
        several = len({sheet for group in self.duplicate_groups for sheet, _ in group}) > 1
        groups = [[f"{sheet}!{number}" if several else number for sheet, number in group] for group in self.duplicate_groups]
        return {
            "rows": self.total,
            "valid": self.valid,
            "refused": self.refused,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "skipped": sum(self.skipped.values()),
            "skipped_rows": dict(self.skipped),
            "ignored_sheets": list(self.ignored_sheets),
            "warnings": self.warnings,
            "duplicates": len(self.duplicate_groups),
            "duplicate_groups": groups,
            "problems": [asdict(problem) for problem in self.problems],
        }


@dataclass
class Settlement(Generic[Row]):
    """Decides for each draft, in the order of the file, whether it is new, changed, unchanged or refused.

    `alike(first, later)`: whether a later row under the key of an earlier one may be left out with a warning. By default only an
    identical one may; what differs is refused.
    """

    existing: Mapping[str, Row]
    alike: Callable[[Row, Row], bool] | None = None
    accepted: dict[str, Draft[Row]] = field(default_factory=dict)
    counted: Counter[Verdict] = field(default_factory=Counter)

    def settle(self, draft: Draft[Row]) -> Verdict:
        verdict = self._verdict(draft)
        self.counted[verdict] += 1
        return verdict

    def _verdict(self, draft: Draft[Row]) -> Verdict:
        if draft.record.refused or draft.row is None:
            return Verdict.REFUSED
        first = self.accepted.setdefault(draft.key, draft)
        if first is not draft and first.row is not None:
            return self._repeat(first.row, first, draft)
        return verdict_of(self.existing.get(draft.key), draft.row)

    def _repeat(self, row: Row, first: Draft[Row], draft: Draft[Row]) -> Verdict:
        here, where = draft.record, first.where
        if row == draft.row and first.record.extra == here.extra:
            here.note("duplicate_in_file", f"与{where}完全相同，只保留一行", level=Level.WARNING)
            return Verdict.REPEAT
        if draft.row is not None and self.alike and self.alike(row, draft.row):
            here.note("duplicate_in_file", f"与{where}是同一主体，以{where}为准", level=Level.WARNING)
            return Verdict.REPEAT
        here.note("duplicate_in_file", f"与{where}重复，但内容不同，请只留一行")
        return Verdict.REFUSED


def verdict_of(known: Row | None, row: Row) -> Verdict:
    """What a row would do to the register that holds `known` under its key."""
    if known is None:
        return Verdict.NEW
    return Verdict.UNCHANGED if known == row else Verdict.CHANGED


def settled(
    intake: Intake, drafts: Sequence[Draft[Row]], settlement: Settlement[Row], groups: Sequence[Sequence[int]] | None = None
) -> Reading[Row]:
    """The reading of a file. `groups`: indices of drafts that are one; by default those with one key."""
    for draft in drafts:
        settlement.settle(draft)
    accepted = [Accepted(*draft.place, draft.row, draft.record.extra) for draft in settlement.accepted.values() if draft.row is not None]
    faulty = [
        Faulty(draft.record.header, draft.record.number, draft.record.cells, draft.record.problems)
        for draft in drafts
        if draft.record.problems
    ]
    return Reading(
        file=intake.source.file,
        accepted=accepted,
        problems=[problem for fault in faulty for problem in fault.problems],
        faulty=faulty,
        new=settlement.counted[Verdict.NEW],
        changed=settlement.counted[Verdict.CHANGED],
        unchanged=settlement.counted[Verdict.UNCHANGED] + settlement.counted[Verdict.REPEAT],
        refused=settlement.counted[Verdict.REFUSED],
        skipped=counts(intake.skipped),
        duplicate_groups=[[drafts[index].place for index in group] for group in (by_key(drafts) if groups is None else groups)],
        ignored_sheets=intake.ignored_sheets,
    )


def by_key(drafts: Sequence[Draft[Row]]) -> list[list[int]]:
    """Rows of one key are one: the indices of each such group."""
    by_key: dict[str, list[int]] = {}
    for index, draft in enumerate(drafts):
        if draft.key:
            by_key.setdefault(draft.key, []).append(index)
    return [group for group in by_key.values() if len(group) > 1]
