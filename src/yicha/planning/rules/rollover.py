"""去年的计划作今年的底稿: the same lines, a year later, of items that are still the department's (LYG-4.3a)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yicha.items.types import ItemRow
from yicha.planning.types import LineRow

LEAP_DAY = (2, 29)


@dataclass(frozen=True)
class Draft:
    """`gone`: lines whose item is not in force any more, or no longer the department's."""

    lines: tuple[LineRow, ...]
    gone: tuple[LineRow, ...]


def draft_of(lines: Sequence[LineRow], year: int, items: Mapping[str, ItemRow]) -> Draft:
    """LYG-4.3a, R-ITEM-1: same days of the year, names and classes as the items have them now."""
    kept = [line for line in lines if _holds(line, year, items)]
    return Draft(
        tuple(_moved(line, year, items[line.item_code]) for line in kept),
        tuple(line for line in lines if line not in kept),
    )


def _holds(line: LineRow, year: int, items: Mapping[str, ItemRow]) -> bool:
    item = items.get(line.item_code)
    return item is not None and (item.valid_to is None or item.valid_to > _in_year(line.window[0], year))


def _moved(line: LineRow, year: int, item: ItemRow) -> LineRow:
    first, last = (_in_year(day, year) for day in line.window)
    second = line.second_from and _in_year(line.second_from, year)
    return replace(line, window=(first, last), second_from=second, item_name=item.name, check_class=item.check_class)


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == LEAP_DAY else day.replace(year=year)
