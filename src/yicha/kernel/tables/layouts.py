"""How the workbook of one register is read: its columns, the row that a record becomes, what rows say of one another.

A register states this once; a file is then read in memory (`read_all`) or in pieces of any number, as the imports do.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, NamedTuple, TypeVar

from yicha.kernel.tables.columns import Column
from yicha.kernel.tables.intake import Intake, Record
from yicha.kernel.tables.readings import Draft, Reading, Settlement, by_key, settled
from yicha.kernel.tables.rows import RawRows

Row = TypeVar("Row")
Groups = Sequence[Sequence[int]]


def _no_word(_draft: Draft[Any], _known: Any) -> None:
    """The register says nothing about the row."""


class Block(NamedTuple):
    """Rows that share `text` may speak of one thing if one of them is `loose`: it has no key that tells it from others."""

    text: str
    loose: bool


ALONE = Block("", loose=False)


def _alone(_draft: Draft[Any]) -> Block:
    return ALONE


def _as_it_says(_known: Row, row: Row) -> Row:
    return row


@dataclass(frozen=True)
class Layout(Generic[Row]):
    """`meet` notes what the row of the register says about the new one, `merge` makes what the register will then hold.

    Rows of one key, or of one `block`, may speak of one thing: `relate` gets them in the order of the file, notes what it finds, and
    gives the groups (by index). `alike`: see `Settlement`. `values`: a row's values by column, as the columns show them.
    """

    title: str
    columns: Sequence[Column]
    draft: Callable[[Record], Draft[Row]]
    meet: Callable[[Draft[Row], Row], None] = _no_word
    merge: Callable[[Row, Row], Row] = _as_it_says
    block: Callable[[Draft[Row]], Block] = _alone
    relate: Callable[[Sequence[Draft[Row]]], Groups] = by_key
    alike: Callable[[Row, Row], bool] | None = None
    values: Callable[[Row], Mapping[str, Any]] = vars

    def join(self, draft: Draft[Row], known: Row) -> None:
        """Make of a row what the register will hold. Of columns that the file does not have, the file says nothing: they stay."""
        if draft.row is None:
            return
        self.meet(draft, known)
        header, said = draft.record.header, {field.name for field in fields(known)}  # type: ignore[arg-type]  # rows are dataclasses
        unsaid = [column.name for column in self.columns if column.name in said and header.place(column.name) is None]
        row: Any = draft.row
        draft.row = self.merge(known, replace(row, **{name: getattr(known, name) for name in unsaid}) if unsaid else row)


def read_all(layout: Layout[Row], source: RawRows, existing: Mapping[str, Row] | None = None) -> Reading[Row]:
    """Read a file into memory. `existing`: the register as it stands, by key, to tell new from changed."""
    known = existing or {}
    intake = Intake(layout.columns, source)
    drafts = [layout.draft(record) for record in intake.records()]
    for draft in drafts:
        if draft.row is not None and draft.key in known:
            layout.join(draft, known[draft.key])
    groups = layout.relate(drafts)
    return settled(intake, drafts, Settlement(known, layout.alike), groups)
