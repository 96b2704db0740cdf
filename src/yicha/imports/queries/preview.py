"""What an import would do, row by row; what is wrong, cell by cell; and the object that `--json` prints."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from yicha.engines.quality import CodeFault, read_code
from yicha.imports.models import Row
from yicha.imports.queries.registers import register_of
from yicha.imports.types import FieldChange, ImportRow, PreviewProblem, PreviewRow
from yicha.kernel.events import from_plain
from yicha.kernel.tables import Column, Layout, Level, Verdict
from yicha.subjects.workbooks import OLD_NUMBER


def preview_rows(found: ImportRow, verdict: Verdict, first: int, size: int, *, identity: bool = False) -> list[PreviewRow]:
    """Rows of one verdict in the order of the file; `identity`: only those whose name or code changes. The caller has read `found` in its
    jurisdiction.
    """
    register = register_of(found.kind)
    layout = register.layout(found.region_path, found.at.date(), ())
    rows = _rows(found).filter(verdict=verdict)
    rows = rows.exclude(row__name=KT("old__name"), row__uscc=KT("old__uscc")) if identity else rows
    return [_preview(register.row, layout, row) for row in rows[first : first + size]]


def _rows(found: ImportRow) -> QuerySet[Row]:
    return Row.objects.filter(file_import=found.id).order_by("pk")


def _preview(kind: type[Any], layout: Layout[Any], row: Row) -> PreviewRow:
    values = layout.values(from_plain(kind, row.row)) if row.row else {}
    old = layout.values(from_plain(kind, row.old)) if row.old else {}
    now = {column.label: _shown(column, values) for column in layout.columns}
    changes = [
        FieldChange(column.label, _shown(column, old), now[column.label])
        for column in layout.columns
        if old and old.get(column.name) != values.get(column.name)
    ]
    if row.old_number:
        now[OLD_NUMBER] = row.old_number
        changes += [FieldChange(OLD_NUMBER, "", row.old_number)] if old else []
    said = {label: text for label, text in now.items() if text}
    return PreviewRow(row.sheet, row.number, row.key, str(values.get("name", "")), said, tuple(changes))


def _shown(column: Column, values: Mapping[str, Any]) -> str:
    value = values.get(column.name)
    return "" if value in (None, "", ()) else column.kind.show(value)


def problems(found: ImportRow, level: Level | None = None, first: int = 0, size: int | None = None) -> list[PreviewProblem]:
    """In the order of the file. `size`: of rows, not of problems."""
    rows = _rows(found).exclude(problems=[]) if level is None else _with(found, level)
    chosen = rows[first:] if size is None else rows[first : first + size]
    return [one for row in chosen for one in _problems(row) if level in (None, one.level)]


def warned(found: ImportRow) -> int:
    """How many rows have a warning; `found.warnings` counts the warnings themselves."""
    return _with(found, Level.WARNING).count() if found.warnings else 0


def _with(found: ImportRow, level: Level) -> QuerySet[Row]:
    return _rows(found).filter(problems__contains=[{"level": level.value}])


def _problems(row: Row) -> Iterator[PreviewProblem]:
    for one in row.problems:
        waivable = one["written"] if one["code"] == "bad_uscc" else ""
        fault = read_code(waivable).fault if waivable else None
        yield PreviewProblem(**one, waivable=read_code(waivable).written if fault is CodeFault.CHECK_DIGIT else "")


def suspected_groups(found: ImportRow) -> list[tuple[tuple[str, int], ...]]:
    """Rows of the file that may speak of one subject."""
    return list(found.duplicate_groups)


def refused_rows(found: ImportRow) -> dict[tuple[str, int], list[PreviewProblem]]:
    """By place in the file, for the error workbook."""
    return {(row.sheet, row.number): list(_problems(row)) for row in _rows(found).exclude(problems=[])}


def figures(found: ImportRow) -> dict[str, Any]:
    """The counts of contract §3. Rows are named by number, with the sheet before it if the data fill more than one."""
    several = len({sheet for group in found.duplicate_groups for sheet, _ in group}) > 1
    groups = [[f"{sheet}!{number}" if several else number for sheet, number in group] for group in found.duplicate_groups]
    return {
        "rows": found.total,
        "valid": found.valid,
        "refused": found.refused,
        "new": found.new,
        "changed": found.changed,
        "unchanged": found.unchanged,
        "skipped": sum(found.skipped.values()),
        "skipped_rows": dict(found.skipped),
        "ignored_sheets": list(found.ignored_sheets),
        "warnings": found.warnings,
        "duplicates": len(groups),
        "duplicate_groups": groups,
    }


def as_json(found: ImportRow) -> dict[str, Any]:
    """The object of `--json`, problems included."""
    listed = [{name: value for name, value in vars(one).items() if name not in {"written", "waivable"}} for one in problems(found)]
    return figures(found) | {"problems": listed}
