"""Norms day by day: what is said of one day, without periods. The twin of `rules` and of the database."""

from collections.abc import Iterable
from datetime import date, timedelta

from yicha.norms.types import NormRow

FIRST, LAST = date(2026, 1, 1), date(2026, 2, 10)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]

Said = tuple[object, ...] | None


def said_on(rows: Iterable[NormRow], day: date) -> Said:
    found = [row.said for row in rows if row.since <= day and (row.until is None or day <= row.until)]
    assert len(found) <= 1
    return found[0] if found else None


def timeline(rows: Iterable[NormRow]) -> list[Said]:
    kept = list(rows)
    return [said_on(kept, day) for day in DAYS]


def revised(known: list[NormRow], wanted: list[NormRow], today: date, *, above: bool) -> list[Said]:
    """Before today, and before the first day of the file, what was known; the file's word from then on. New, above too: all the file's."""
    begin = min(row.since for row in wanted)
    return [said_on(known if (known or above) and (day < today or day < begin) else wanted, day) for day in DAYS]


def most_local(rows: Iterable[NormRow], code: str, region_path: str, day: date) -> Said:
    """From the region upwards, one level at a time, until somebody has said something."""
    kept = [row for row in rows if row.code == code]
    while True:
        said = said_on([row for row in kept if row.region_path == region_path], day)
        if said is not None or not region_path:
            return said
        region_path = region_path.rpartition("/")[0]
