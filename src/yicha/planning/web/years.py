"""Which year a screen is about."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from yicha.shell.numbers import whole

AUTUMN = 10  # from this month on people plan the next year
EARLIEST, LATEST = 2000, 2100


def year_of(request: HttpRequest, at: datetime) -> int:
    """`?year=2026`, else the year that is being planned."""
    year = whole(request.GET.get("year", ""))
    return year if EARLIEST <= year <= LATEST else planned(at)


def planned(at: datetime) -> int:
    return at.year + (at.month >= AUTUMN)


def years_around(at: datetime) -> Sequence[int]:
    return range(at.year - 1, at.year + 2)
