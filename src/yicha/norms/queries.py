"""Reads of the numbers of the law. They are public, so nobody is asked who he is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from django.db.models import QuerySet

from yicha.engines.deadlines import Clock, Reading, Term, Thresholds, Unit, WorkingCalendar, read
from yicha.kernel.actor import Actor
from yicha.norms import models
from yicha.norms.rules import regions_above
from yicha.norms.types import (
    DICTIONARY,
    ClauseRow,
    DayRow,
    DictionaryEntry,
    NormCode,
    NormRow,
    NormsInForce,
    NormUnit,
    Tag,
    YearRow,
    missing,
)

COLUMNS = ("code", "unit", "basis", "tag", "valid__startswith", "amount", "text", "region_path", "counted_from", "valid__endswith")
UNSURE = frozenset({Tag.SEEN, Tag.REMEMBERED})


@dataclass
class _Cache:
    norms: dict[tuple[str, date], NormsInForce] = field(default_factory=dict)
    tables: dict[tuple[str, str, date], tuple[DictionaryEntry, ...]] = field(default_factory=dict)
    calendar: WorkingCalendar | None = None


_cache: ContextVar[_Cache | None] = ContextVar("norms of this request", default=None)


@contextmanager
def cached() -> Iterator[None]:
    """For one request or one job, and never longer: a norm may change."""
    token = _cache.set(_Cache())
    try:
        yield
    finally:
        _cache.reset(token)


def forget() -> None:
    """After a load: what was read before it in the same request is no longer so."""
    if _cache.get() is not None:
        _cache.set(_Cache())


def norms_in_force(region_path: str, on: date) -> NormsInForce:
    """Of each norm the most local one valid on that day, code tables aside. One query; asked again in a request, none."""
    cache = _cache.get() or _Cache()
    if (region_path, on) not in cache.norms:
        rows = _most_local(region_path, on).exclude(code__startswith=DICTIONARY).values_list(*COLUMNS)
        cache.norms[region_path, on] = NormsInForce(region_path, on, {row[0]: _held(row) for row in rows})
    return cache.norms[region_path, on]


def norm(code: str, region_path: str, on: date) -> NormRow:
    """One norm as it was, is or will be on that day; RuleBroken if there is none."""
    found = _most_local(region_path, on).filter(code=code).first()
    if found is None:
        raise missing(code, on)
    return _row(found)


def history(code: str) -> list[NormRow]:
    """All that the norm has ever said or will say, the country first, then region by region, in order of time."""
    return [_row(row) for row in _stored().filter(code=code).order_by("region_path", "valid")]


def dictionary(name: str, region_path: str, on: date) -> list[DictionaryEntry]:
    """A code table in its own order. One query; asked again in a request, none."""
    cache, asked = _cache.get() or _Cache(), (name, region_path, on)
    if asked not in cache.tables:
        cache.tables[asked] = tuple(_entries(f"{DICTIONARY}{name}.", region_path, on))
    return list(cache.tables[asked])


def _entries(prefix: str, region_path: str, on: date) -> Iterator[DictionaryEntry]:
    found = _most_local(region_path, on).filter(code__startswith=prefix)
    for row in sorted(found, key=lambda row: (row.amount or 0, row.code)):
        yield DictionaryEntry(row.code.removeprefix(prefix), row.text, Tag(row.tag), row.basis)


def working_days() -> WorkingCalendar:
    """The calendar for the clock engine. Two queries; asked again in a request, none."""
    cache = _cache.get() or _Cache()
    if cache.calendar is None:
        announced = models.CalendarYear.objects.filter(provisional=False).values_list("year", flat=True)
        cache.calendar = WorkingCalendar(dict(models.CalendarDay.objects.values_list("day", "working")), frozenset(announced))
    return cache.calendar


def until(day: date, at: datetime, finished: datetime | None = None) -> Reading:
    """The clock of something whose last day is known."""
    norms = norms_in_force("", at.date())
    eve = datetime.combine(day - timedelta(days=1), time(12), at.tzinfo)
    thresholds = norms.thresholds
    return read(Clock(eve, Term(1, Unit.DAY), done=finished), at, working_days(), thresholds)


def until_moment(moment: datetime, at: datetime, finished: datetime | None = None) -> Reading:
    """The clock of something whose last moment is known: it counts in hours."""
    norms = norms_in_force("", at.date())
    thresholds = Thresholds(norms.whole(NormCode.CHIP_SOON_HOURS), norms.whole(NormCode.CHIP_NOW_HOURS))
    return read(Clock(moment - timedelta(hours=1), Term(1, Unit.HOUR), done=finished), at, working_days(), thresholds)


def calendar_years() -> list[YearRow]:
    years = models.CalendarYear.objects.order_by("year").prefetch_related("days")
    return [YearRow(row.year, row.basis, _days(row), row.provisional) for row in years]


def known_norms() -> list[NormRow]:
    """Everything, for the next load to be compared with."""
    return [_row(row) for row in _stored()]


@cache
def clauses() -> tuple[ClauseRow, ...]:
    """The register of clauses as shipped: what the documents ask, and what the program does about it."""
    sections = yaml.load(files("yicha.norms").joinpath("seeds/clauses.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found = ((code, section["section"], row) for section in sections for row in section["clauses"] for code in row["ids"])
    return tuple(ClauseRow(code, section, row["clause"], row["software"]) for code, section, row in found)


def _stored() -> QuerySet[models.Norm]:
    """All periods but those withdrawn before they began."""
    return models.Norm.objects.filter(valid__isempty=False)


def _most_local(region_path: str, on: date) -> QuerySet[models.Norm]:
    """Paths of regions above one another are prefixes of one another, so the longest comes last in byte order."""
    rows = _stored().filter(valid__contains=on, region_path__in=regions_above(region_path))
    return rows.order_by("code", "-region_path").distinct("code")


def _row(row: models.Norm) -> NormRow:
    first, after = row.valid.lower, row.valid.upper
    return _held((row.code, row.unit, row.basis, row.tag, first, row.amount, row.text, row.region_path, row.counted_from, after))


@lru_cache(maxsize=2048)
def _held(columns: tuple[Any, ...]) -> NormRow:
    """Every request reads what nearly always says the same: a row that has been read so before is not made again."""
    code, unit, basis, tag, since, amount, text, region_path, counted_from, after = columns
    until = None if after is None else after - timedelta(days=1)
    return NormRow(code, NormUnit(unit), basis, Tag(tag), since, amount, text, region_path, counted_from, until)


def _days(year: models.CalendarYear) -> tuple[DayRow, ...]:
    days = sorted(year.days.all(), key=lambda row: row.day)
    return tuple(DayRow(row.day, row.working, row.name) for row in days)


def norms_here(actor: Actor, on: date) -> list[NormRow]:
    """What holds where the actor works, by code."""
    return sorted(norms_in_force(actor.region, on).rows.values(), key=lambda row: row.code)


def narrowed(rows: Sequence[NormRow], what: str) -> list[NormRow]:
    """`what`: `own` of the place, `unsure` still to be compared with the text of the law; all otherwise."""
    kinds = {"own": lambda row: bool(row.region_path), "unsure": lambda row: row.tag in UNSURE}
    return [row for row in rows if kinds.get(what, lambda _row: True)(row)]
