"""Norms and calendars as YAML files: the shipped ones, and those of a place. No database.

What is shipped can also be asked directly, for commands that work on files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from yicha.engines.deadlines import WorkingCalendar
from yicha.kernel.events import from_plain
from yicha.norms.rules import FRIDAY, in_force
from yicha.norms.types import DICTIONARY, DayRow, NormRow, NormsInForce, NormUnit, YearRow

T = TypeVar("T")

SHIPPED_NORMS = ("clocks", "parameters", "limits", "dictionaries")
COLUMNS = {"code", "amount", "text", "unit", "from", "basis", "tag", "since", "until", "region"}
TABLE_COLUMNS = {"dictionary", "basis", "tag", "since", "until", "region", "entries"}
YEAR_COLUMNS = {"year", "basis", "provisional", "holidays"}
HOLIDAY_COLUMNS = {"name", "off", "work"}
NAMES = {"from": "counted_from", "region": "region_path"}
TABLE_DEFAULTS = {"since": "2024-01-01"}


@dataclass(frozen=True)
class _Table:
    dictionary: str
    entries: dict[str, str]


@dataclass(frozen=True)
class _Holiday:
    name: str
    off: str
    work: tuple[date, ...] = ()


class BadFile(ValueError):  # noqa: N818 as it is said to the person
    """The file cannot be read; the message names the row and the mend."""


def parse_norms(text: str) -> tuple[NormRow, ...]:
    return tuple(norm for number, row in _rows(text) for norm in _norms(row, number))


def parse_calendar(text: str) -> tuple[YearRow, ...]:
    return tuple(_year(row, number) for number, row in _rows(text))


@cache
def shipped_norms() -> tuple[NormRow, ...]:
    return tuple(row for name in SHIPPED_NORMS for row in parse_norms(_shipped(name)))


@cache
def shipped_calendar() -> tuple[YearRow, ...]:
    return parse_calendar(_shipped("calendar"))


def shipped_norms_in_force(region_path: str, on: date) -> NormsInForce:
    """As the query of the same name, of what is shipped."""
    return in_force(shipped_norms(), region_path, on)


def shipped_working_days() -> WorkingCalendar:
    """As `norms.queries.working_days`, of what is shipped."""
    years = shipped_calendar()
    return WorkingCalendar(
        exceptions={row.day: row.working for year in years for row in year.days},
        announced=frozenset(year.year for year in years if not year.provisional),
    )


def _shipped(name: str) -> str:
    return files("yicha.norms").joinpath("seeds", f"{name}.yaml").read_text(encoding="utf-8")


def _rows(text: str) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        found = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 makes nothing but text, lists and tables
    except yaml.YAMLError as error:
        raise BadFile(f"不是 YAML 文件：{error}") from error
    if not (isinstance(found, list) and all(isinstance(row, dict) for row in found)):
        raise BadFile("文件应是若干行，每行若干列")
    return list(enumerate(found, 1))


def _norms(row: Mapping[str, Any], number: int) -> list[NormRow]:
    if "dictionary" not in row:
        _require_columns(row, COLUMNS, number)
        return [_made(NormRow, {NAMES.get(name, name): value for name, value in row.items()}, number)]
    _require_columns(row, TABLE_COLUMNS, number)
    table = _made(_Table, row, number)
    said = {NAMES.get(name, name): value for name, value in row.items()} | {"unit": NormUnit.CODE}
    return [
        _made(NormRow, TABLE_DEFAULTS | said | {"code": f"{DICTIONARY}{table.dictionary}.{value}", "text": label, "amount": place}, number)
        for place, (value, label) in enumerate(table.entries.items(), 1)
    ]


def _year(row: Mapping[str, Any], number: int) -> YearRow:
    _require_columns(row, YEAR_COLUMNS, number)
    days = [day for holiday in row.get("holidays", ()) for day in _holiday(holiday, number)]
    return _made(YearRow, {**row, "days": sorted(days, key=lambda day: day.day)}, number)


def _holiday(row: Mapping[str, Any], number: int) -> list[DayRow]:
    """As the notice says it: from the first to the last day off, and the weekends worked for it."""
    _require_columns(row, HOLIDAY_COLUMNS, number)
    holiday = _made(_Holiday, row, number)
    first, last = _made(tuple[date, date], holiday.off.split("/"), number)
    off = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    days = [(day, False) for day in off if day.isoweekday() <= FRIDAY] + [(day, True) for day in holiday.work]
    return [DayRow(day, working=working, name=holiday.name) for day, working in days]


def _require_columns(row: object, known: set[str], number: int) -> None:
    if not isinstance(row, dict):
        raise BadFile(f"第 {number} 行：应是若干列，不是“{row}”")
    if not known >= row.keys():
        raise BadFile(f"第 {number} 行：不认识的列 {'、'.join(sorted(row.keys() - known))}")


def _made(kind: type[T], plain: Any, number: int) -> T:
    try:
        return from_plain(kind, plain)
    except ValidationError as error:
        first = error.errors()[0]
        said = "缺少" if first["type"] == "missing" else f"“{first['input']}”不合要求（{first['msg']}）"
        raise BadFile(f"第 {number} 行 {'.'.join(map(str, first['loc']))}：{said}") from error
