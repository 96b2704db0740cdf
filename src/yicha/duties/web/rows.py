"""Rows of the registers as the pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from yicha.duties.types import Cell, DutyRow, Finding, Matrix, MatrixRow
from yicha.duties.web.words import FINDING_NOTES, FINDING_TONES, FINDINGS, INSTRUMENTS, PARTS

Names = Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """What the matrix is narrowed to; empty does not narrow."""

    find: str
    department: str
    text: str

    def of(self, found: Matrix) -> list[MatrixRow]:
        return [row for row in found.rows if self.wants(row)]

    def wants(self, row: MatrixRow) -> bool:
        leads = {
            row.department,
            *(cell.lead.department for cell in row.cells),
            *(one.department for cell in row.cells for one in cell.assisting),
        }
        return (
            (self.find not in set(Finding) or Finding(self.find) in row.findings)
            and self.department in {"", *leads}
            and (self.text in row.name or self.text.upper() in row.item.upper())
        )


def asked_of(query: QueryDict) -> Asked:
    return Asked(query.get("find", ""), query.get("department", ""), query.get("q", "").strip())


@dataclass(frozen=True)
class ShownCell:
    lead: str
    assisting: str
    by: str | Promise  # what gives the lead; empty: nothing but the item's own department
    unowned: bool
    disputed: bool


def shown_rows(rows: Iterable[MatrixRow], names: Names) -> list[tuple[MatrixRow, str, bool, list[ShownCell]]]:
    """Row, its department, whether it overlaps, its cells."""
    return [(row, names.get(row.department, row.department), Finding.OVERLAP in row.findings, _cells(row, names)) for row in rows]


def _cells(row: MatrixRow, names: Names) -> list[ShownCell]:
    return [_cell(cell, names) for cell in row.cells]


def _cell(cell: Cell, names: Names) -> ShownCell:
    by = INSTRUMENTS[cell.lead.duty.instrument] if cell.lead.duty else ""
    lead = names.get(cell.lead.department, cell.lead.department)
    helpers = "、".join(names.get(one.department, one.department) for one in cell.assisting)
    return ShownCell(lead, helpers, by, Finding.UNOWNED in cell.findings, Finding.DISPUTED in cell.findings)


def figures(found: Matrix) -> list[tuple[Finding, str | Promise, int, str | Promise, str]]:
    """Each figure counts the rows that its link shows."""
    counted = [(finding, len(found.having(finding))) for finding in FINDINGS]
    return [(one, FINDINGS[one], count, FINDING_NOTES[one], FINDING_TONES[one] if count else "") for one, count in counted]


def duty_rows(rows: Iterable[DutyRow], names: Names, places: Names, named: Names, on: date) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "area": places.get(row.area, row.area),
            "step": named.get(row.step, row.step),
            "department": names.get(row.department, row.department),
            "part": PARTS[row.part],
            "instrument": INSTRUMENTS[row.instrument],
            "now": row.first_day <= on and (row.last_day is None or on <= row.last_day),
        }
        for row in rows
    ]
