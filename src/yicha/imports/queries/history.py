"""Imports as the history shows them: who, when, what, whether undone."""

from collections.abc import Sequence
from dataclasses import fields
from typing import overload

from django.db.models import Q, QuerySet

from yicha.imports.models import Import
from yicha.imports.types import ImportRow, ImportState, RegisterKind
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within

PLAIN = [field.name for field in fields(ImportRow) if field.name not in {"kind", "state", "ignored_sheets", "duplicate_groups", "waived"}]


def reachable(actor: Actor) -> QuerySet[Import]:
    """A department's officers and devices are seen by itself and by who acts for all; a register of subjects by all who may import it."""
    if actor.system or actor.whole_region:
        return Import.objects.all()
    return Import.objects.filter(Q(kind=RegisterKind.SUBJECTS) | Q(department=actor.department))


def import_row(actor: Actor, kind: RegisterKind, pk: int) -> ImportRow:
    return _row(read(actor, reachable(actor).filter(kind=kind), clause="LYG-4.2", pk=pk))


class History(Sequence[ImportRow]):
    """All imports of a register, the newest first; what was given up before it was confirmed is left out. Read by the page.

    `text`: a part of the file's name. `order`: a field of the rows, with `-` for the other way round.
    """

    def __init__(self, actor: Actor, kind: RegisterKind, text: str = "", order: str = "") -> None:
        found = within(actor, reachable(actor).filter(kind=kind, name__icontains=text)).exclude(state=ImportState.DROPPED)
        self.found = found.order_by(*filter(None, (order,)), "-pk")

    def __len__(self) -> int:
        return self.found.count()

    @overload
    def __getitem__(self, key: int) -> ImportRow: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[ImportRow]: ...
    def __getitem__(self, key: int | slice) -> ImportRow | Sequence[ImportRow]:
        return _row(self.found[key]) if isinstance(key, int) else [_row(row) for row in self.found[key]]


def last_import(actor: Actor, kind: RegisterKind) -> ImportRow | None:
    """The newest one that changed the register."""
    row = within(actor, reachable(actor).filter(kind=kind)).filter(state=ImportState.CONFIRMED).order_by("-confirmed_at").first()
    return None if row is None else _row(row)


def _row(row: Import) -> ImportRow:
    return ImportRow(
        **{name: getattr(row, name) for name in PLAIN},
        kind=RegisterKind(row.kind),
        state=ImportState(row.state),
        ignored_sheets=tuple(row.ignored_sheets),
        duplicate_groups=tuple(tuple((sheet, number) for sheet, number in group) for group in row.duplicate_groups),
        waived=tuple(waiver["code"] for waiver in row.waivers),
    )
