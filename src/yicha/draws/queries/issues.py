"""Which issues of the public sources come next, as the calendar of the lotteries says: offered, so that nobody writes a number by hand."""

from datetime import date, datetime, timedelta
from itertools import islice

from yicha.draws.models import Draw
from yicha.draws.types import Fallback
from yicha.engines.draw.beacons import SOURCES
from yicha.engines.draw.drand import round_from, said_at
from yicha.engines.draw.issues import CHINA, Calendar, Span, game_of, rests_of
from yicha.kernel.actor import Actor
from yicha.norms.queries import norms_in_force
from yicha.norms.types import GAMES, NormCode

DRAND = "drand"
HOURS = (10, 15, 17)
"""When rounds of drand are offered: any second has one, people meet at such hours."""
AHEAD = timedelta(hours=1)  # time for everybody's commitment, the seal and the reveals
OFFERED = 2  # issues of each source


def game_calendar(region_path: str, on: date) -> Calendar:
    """As the norms say. A year whose days of rest nobody has announced is not in it."""
    rows = norms_in_force(region_path, on).rows
    found = {name: game_of(rows[code].text) for name, code in GAMES.items() if code in rows}
    rests = {year: _rests(region_path, year) for year in (on.year - 1, on.year, on.year + 1)}
    return Calendar({name: one for name, one in found.items() if one}, {year: spans for year, spans in rests.items() if spans})


def upcoming_issues(actor: Actor, at: datetime) -> list[Fallback]:
    """The next issues of each source that is strong enough alone, by their hour, without those that a draw of the region has taken."""
    calendar = game_calendar(actor.region, at.date())
    taken = set(Draw.objects.filter(region_path=actor.region, beacon_due__gt=at).values_list("beacon_name", "beacon_round"))
    found = [Fallback(name, issue, hour) for name in GAMES if SOURCES[name].strong for issue, hour in _next(calendar, name, at)]
    found += [Fallback(DRAND, str(number), said_at(number)) for number in map(round_from, _meetings(at))]
    return sorted((one for one in found if (one.name, one.round) not in taken), key=lambda one: (one.due or at, one.name))


def _next(calendar: Calendar, name: str, at: datetime) -> list[tuple[str, datetime]]:
    return list(islice(calendar.upcoming(name, at + AHEAD), OFFERED))


def _meetings(at: datetime) -> list[datetime]:
    """Hours at which people meet, today or tomorrow: the same ones all day, so that what a page offered can be chosen a while later."""
    today = at.astimezone(CHINA).replace(minute=0, second=0, microsecond=0)
    hours = [(today + timedelta(days=day)).replace(hour=hour) for day in (0, 1) for hour in HOURS]
    return [hour for hour in hours if hour > at + AHEAD][:OFFERED]


def _rests(region_path: str, year: int) -> tuple[Span, ...]:
    """As they are known at the end of the year: what was corrected in its course counts. Spans of another year say nothing of it."""
    row = norms_in_force(region_path, date(year, 12, 31)).rows.get(NormCode.GAME_RESTS)
    return tuple(span for span in rests_of(row.text) if span[0].year == year) if row else ()
