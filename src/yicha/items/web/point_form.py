"""The check points of an item as rows of a form; what a point wants besides words is written as in the workbook's cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.items.types import CheckPoint
from yicha.items.web.words import POINT_LABELS, Words
from yicha.items.workbooks.points import COLUMNS, PARTS, shown
from yicha.kernel.tables import Flaw
from yicha.shell.numbers import whole

BLANK_POINTS: Final = 3
MOST_ROWS: Final = 500  # more than a form can hold
WORDS: Final = ("content", "method", "basis")
CELLS: Final = ("kind", "limit", "choices", "failing", "sample", "proofs", "may_lack", "shown_if", "slight")
COLUMN: Final = {PARTS[column.name]: column for column in COLUMNS}
NOTES: Final[Mapping[str, Words]] = {
    "limit": _("数值题填：0~8 ℃，一头不限的留空"),
    "choices": _("选择题填，用分号隔开"),
    "failing": _("选项中算不合格的"),
    "sample": _("数量和对象：2 种食品"),
    "proofs": _("种类和数量：照片 2;资料 1"),
    "shown_if": _("检查项编码=答案，答案写 pass、fail 或选项"),
    "slight": _("首违不罚、轻微免罚清单里的事项，照清单写"),
}
OPTIONS: Final[Mapping[str, Sequence[tuple[str, Words]]]] = {
    "kind": [("合格与否", _("合格与否")), ("数值", _("数值")), ("选择", _("选择")), ("描述", _("描述"))],
    "may_lack": [("是", _("是")), ("否", _("否"))],
}
DEFAULT: Final = CheckPoint("", "")


@dataclass(frozen=True)
class Cell:
    """One part of a point as it is written; `options`: what may be chosen."""

    part: str
    label: Words
    written: str
    note: Words
    options: Sequence[tuple[str, Words]]
    most: int


@dataclass(frozen=True)
class Written:
    """A point as a page left it: what could be read of it, its cells as they were written, what could not be read."""

    point: CheckPoint
    cells: Mapping[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class PointLine:
    """One row of the table of check points as the page holds it; `kept`: the code it came with."""

    number: int
    place: str
    kept: str
    point: CheckPoint
    cells: tuple[Cell, ...]
    faulty: bool


def written(point: CheckPoint) -> Written:
    return Written(point, {part: shown(part, getattr(point, part)) for part in CELLS})


def point_lines(points: Sequence[Written]) -> list[PointLine]:
    """The rows of the table: those there are, and some blank ones."""
    return [_line(at, one) for at, one in enumerate([*points, *[written(DEFAULT)] * BLANK_POINTS], 1)]


def _line(at: int, one: Written) -> PointLine:
    code = one.point.code
    cells = tuple(
        Cell(part, POINT_LABELS[part], text, NOTES.get(part, ""), OPTIONS.get(part, ()), COLUMN[part].max_length or 60)
        for part, text in one.cells.items()
    )
    return PointLine(at, str(at) if code else "", code, one.point, cells, bool(one.faults))


def posted_points(sent: QueryDict, known: Sequence[CheckPoint], item_code: str) -> tuple[Written, ...]:
    """As the rows were left: without content a row is gone; those with a place stand in its order, new ones behind them."""
    before = {point.code: point for point in known}
    taken = set(before)
    found: list[tuple[int, int, Written]] = []
    for number in range(1, count(sent, "points") + 1):
        words: dict[str, Any] = {part: sent.get(f"p{number}-{part}", "").strip() for part in WORDS}
        if not words["content"]:
            continue
        code = sent.get(f"p{number}-code", "").strip() or _next_code(item_code, taken)
        taken.add(code)
        point = replace(before.get(code, replace(DEFAULT, code=code)), **words)
        found.append((whole(sent.get(f"p{number}-place", ""), 10_000), number, _with_cells(sent, number, point)))
    return tuple(one for _, _, one in sorted(found, key=lambda row: row[:2]))


def _with_cells(sent: QueryDict, number: int, point: CheckPoint) -> Written:
    """The point with the cells that were sent; a cell that was not sent stays as it is."""
    cells = {part: sent.get(f"p{number}-{part}", text).strip() for part, text in written(point).cells.items()}
    read: dict[str, Any] = {}
    faults: list[str] = []
    for part, text in cells.items():
        try:
            read[part] = COLUMN[part].kind.parse(text) if text else getattr(DEFAULT, part)
        except Flaw as flaw:
            where = gettext("检查项“%(content)s”的%(part)s") % {"content": point.content[:20], "part": POINT_LABELS[part]}
            faults.append(gettext("%(where)s：%(fault)s") % {"where": where, "fault": flaw})
    return Written(replace(point, **read), cells, tuple(faults))


def _next_code(item_code: str, taken: set[str]) -> str:
    return next(code for at in range(1, len(taken) + 2) if (code := f"{item_code}-{at:02d}") not in taken)


def count(sent: QueryDict, name: str) -> int:
    """How many rows the page had; never more than a form can hold."""
    return min(whole(sent.get(name, "")), MOST_ROWS)
