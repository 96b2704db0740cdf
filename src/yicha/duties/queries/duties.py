"""Who leads, who assists, and where nobody does."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q

from yicha.duties.models import Dispute, Duty
from yicha.duties.queries.places import departments_of, require_covered, steps
from yicha.duties.rules.duties import cell_of, lead_of, overlaps, regions_down_to
from yicha.duties.types import Cell, DisputeStatus, DutyRow, Finding, Instrument, Lead, Matrix, MatrixRow, Overlap, Part
from yicha.engines.search import reads
from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import read

ONE_DAY = timedelta(days=1)
OPEN = (DisputeStatus.CONSULTING, DisputeStatus.REVIEWING)


def lead_for(actor: Actor, item: str, area: str, step: str, on: date) -> Lead | None:
    """Who leads a step of an item there on that day: town → region → the item's own department. None: no such item is in force."""
    require_covered(actor, area, "WY-5.2")
    found = items_of(area, on, [item]).get(item)
    return lead_of(found, area, step, duties_in_force(area, on, item)) if found else None


def items_of(area: str, on: date, codes: Collection[str] | None = None) -> dict[str, ItemRow]:
    """The items in force there: those of the nearest region above (or at) the area that has any. `codes`: only these are asked for."""
    for place in reversed(regions_down_to(area)):
        if found := items_in_force(SYSTEM, place, on, codes):
            return found
    return {}


def item_meant(area: str, on: date, words: str) -> dict[str, str]:
    """Items in force that words may mean, code → name: a code or a name as it stands, else a part of the name or its initials."""
    names = {code: row.name for code, row in items_of(area, on).items()}
    exact = {code: name for code, name in names.items() if words in {code, name}}
    return exact or {code: name for code, name in names.items() if words in name or reads(name, words)}


def duties_in_force(area: str, on: date, item: str = "") -> list[DutyRow]:
    """Of an area and of every region above it."""
    found = Duty.objects.filter(region_path__in=regions_down_to(area), valid__contains=on)
    return [row_of(duty) for duty in (found.filter(item=item) if item else found).order_by("item", "region_path", "pk")]


def items_of_department(area: str, department: str, on: date) -> dict[str, ItemRow]:
    """The items in which a department has a part: its own, and those that an instrument gives it."""
    parts = {row.item for row in duties_in_force(area, on) if row.department == department}
    return {code: item for code, item in items_of(area, on).items() if item.department == department or code in parts}


def duties_of(actor: Actor, area: str, item: str) -> list[DutyRow]:
    """All that was ever said of an item in the region and below, the latest first."""
    require_covered(actor, area, "WY-5.2")
    here = Q(region_path__in=regions_down_to(area)) | Q(region_path__startswith=f"{area}/")
    found = Duty.objects.filter(here, item=item, valid__isempty=False)
    return [row_of(duty) for duty in found.order_by("region_path", "step", "part", "-valid")]


def duty(actor: Actor, pk: int) -> DutyRow:
    return row_of(read(actor, Duty.objects.all(), clause="WY-5.2", pk=pk))


def matrix(actor: Actor, area: str, on: date) -> Matrix:
    """Every item in force × every step, with what is found wanting."""
    require_covered(actor, area, "WY-5.2")
    items, existing, named = items_of(area, on), departments_of(area, on), steps(area, on)
    of_item: dict[str, list[DutyRow]] = defaultdict(list)
    for row in duties_in_force(area, on):
        of_item[row.item].append(row)
    found = overlaps(items.values(), (row for rows in of_item.values() for row in rows))
    disputed = _disputed(area)
    rows = [_matrix_row(item, [cell_of(item, area, step, of_item[item.code], existing) for step in named]) for item in items.values()]
    marked = tuple(_marked(row, found, disputed.get(row.item, ())) for row in rows)
    return Matrix(area, on, marked, found)


def _matrix_row(item: ItemRow, cells: Iterable[Cell]) -> MatrixRow:
    return MatrixRow(item.code, item.name, item.department, item.check_class, tuple(cells))


def _marked(row: MatrixRow, found: tuple[Overlap, ...], disputed: Iterable[str]) -> MatrixRow:
    overlapping = any(row.item in one.items for one in found)
    return replace(row, cells=tuple(_marked_cell(cell, overlapping, cell.step in disputed) for cell in row.cells))


def _marked_cell(cell: Cell, overlapping: bool, disputed: bool) -> Cell:  # noqa: FBT001 two marks
    marks = {Finding.OVERLAP: overlapping, Finding.DISPUTED: disputed}
    return replace(cell, findings=cell.findings | {finding for finding, holds in marks.items() if holds})


def _disputed(area: str) -> dict[str, tuple[str, ...]]:
    """Item → the steps that are in dispute there."""
    found = Dispute.objects.filter(region_path__in=regions_down_to(area), status__in=OPEN).exclude(item="")
    return {item: tuple(about) for item, about in found.values_list("item", "steps")}


def row_of(row: Duty) -> DutyRow:
    return DutyRow(
        id=row.pk,
        area=row.region_path,
        item=row.item,
        step=row.step,
        department=row.department,
        part=Part(row.part),
        share=row.share,
        first_day=row.valid.lower,
        last_day=row.valid.upper and row.valid.upper - ONE_DAY,
        instrument=Instrument(row.instrument),
        basis=row.basis,
        ended_because=row.ended_because,
    )
