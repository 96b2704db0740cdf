"""When a named lottery is drawn, and which issue that is (docs/vdr1.md §7): its weekdays and its hour, without the days on which all rest.

The issues of a year are counted from 001 on its first day of drawing. So number and hour follow from each other, and nobody can tell an
issue that is out already as one that is to come. Without the days of rest of a year nothing is counted in that year.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from yicha.engines.draw.beacons import ISSUES, TOGETHER, issues_fit
from yicha.engines.draw.types import Round

CHINA = timezone(timedelta(hours=8))
"""Lotteries are drawn by its clock."""
_DAY = timedelta(days=1)
_GAME = re.compile("([1-7](?:,[1-7])*) ([01][0-9]|2[0-3]):([0-5][0-9])")
Span = tuple[date, date]
"""The first and the last day."""


@dataclass(frozen=True)
class Game:
    """Drawn on these days of the week (1 is Monday) at this hour."""

    weekdays: frozenset[int]
    hour: time


def game_of(text: str) -> Game | None:
    """`2,4,7 21:15`; None if it says nothing of the kind."""
    said = _GAME.fullmatch(text.strip())
    return Game(frozenset(map(int, said[1].split(","))), time(int(said[2]), int(said[3]), tzinfo=CHINA)) if said else None


def rests_of(text: str) -> tuple[Span, ...]:
    """`2025-01-27/2025-02-05;2025-10-01/2025-10-04`; nothing if a part of it is something else: half of the rests would count wrongly."""
    try:
        spans = [tuple(map(date.fromisoformat, one.strip().split("/"))) for one in re.split("[;；]", text) if one.strip()]
        return tuple((first, last) for first, last in spans)
    except ValueError:
        return ()


@dataclass(frozen=True)
class Calendar:
    """`games`: by name. `rests`: by year; in a year that is not there nothing is counted."""

    games: Mapping[str, Game]
    rests: Mapping[int, Sequence[Span]]

    def hour_of(self, source: Round) -> datetime | None:
        """When the round is said, the earliest of several lotteries; None if the calendar does not tell, or there is no such issue."""
        if not source.name or not issues_fit(source):
            return None
        rounds = zip(source.name.split(TOGETHER), source.round.split(TOGETHER), strict=True)
        hours = [self._hour(name, issue) for name, issue in rounds]
        known = [hour for hour in hours if hour is not None]
        return min(known) if len(known) == len(hours) else None

    def upcoming(self, name: str, after: datetime) -> Iterator[tuple[str, datetime]]:
        """Issue and hour, one after the other, as far as the calendar goes."""
        first = after.astimezone(CHINA).year
        for year in (first, first + 1):
            for number, day in enumerate(self._days(name, year), 1):
                hour = datetime.combine(day, self.games[name].hour)
                if hour > after:
                    yield f"{year}{number:03}"[-ISSUES[name] :], hour

    def _hour(self, name: str, issue: str) -> datetime | None:
        if name not in self.games:
            return None
        year, number = int(f"20{issue[:-3]}"[-4:]), int(issue[-3:])
        if year < min(self.rests, default=year):  # long said: by the end of its year at the latest
            return datetime.combine(date(year, 12, 31), self.games[name].hour)
        day = next((day for place, day in enumerate(self._days(name, year), 1) if place == number), None)
        return None if day is None else datetime.combine(day, self.games[name].hour)

    def _days(self, name: str, year: int) -> Iterator[date]:
        if name not in self.games or year not in self.rests:
            return
        day = date(year, 1, 1)
        while day.year == year:
            if day.isoweekday() in self.games[name].weekdays and not any(a <= day <= b for a, b in self.rests[year]):
                yield day
            day += _DAY
