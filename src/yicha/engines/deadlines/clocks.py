"""A running clock as a person sees it: due when, how much left, which colour.

The colours follow the usual three of case supervision (绿 / 黄 / 红), with one for the last moment and two for clocks that do
not run. A colour is never shown alone: `remaining` is the text beside it.

What is left is counted in working days after today up to the last day, whatever the term is counted in, because that is
what a person has left to work; for a term in hours, in whole hours. On the last day 0 is left; when late, the number is
how many were missed, negative.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from yicha.engines.deadlines.calendars import WorkingCalendar
from yicha.engines.deadlines.terms import Due, Pause, Term, Unit, due

HOUR = timedelta(hours=1)


class Light(StrEnum):
    """The state of a clock, in the order in which it is decided from the last to the first."""

    OK = "ok"
    SOON = "soon"
    NOW = "now"
    PAUSED = "paused"
    OVER = "over"
    DONE = "done"


@dataclass(frozen=True)
class Thresholds:
    """From how much left the light changes: working days, or hours for a term in hours. `now` <= `soon`."""

    soon: int
    now: int

    def __post_init__(self) -> None:
        """Refuse thresholds that would skip a colour backwards."""
        if self.now > self.soon:
            raise ValueError("the last colour comes after the one before it")


@dataclass(frozen=True)
class Clock:
    """One term that began with an event, with what has happened to it since."""

    start: datetime
    term: Term
    extensions: tuple[Term, ...] = ()
    pauses: tuple[Pause, ...] = ()
    done: datetime | None = None


URGENT = (Light.OVER, Light.NOW, Light.SOON, Light.OK, Light.PAUSED, Light.DONE)


@dataclass(frozen=True)
class Reading:
    """What a clock shows. While it stands, `due` is when it would run out if it went on at once."""

    light: Light
    due: Due
    remaining: int
    late: bool
    in_hours: bool = False  # what `remaining` counts; else working days


def urgency(reading: Reading | None) -> tuple[int, str]:
    """To sort by: what is over first, then by its last day; what has no clock comes last."""
    return (URGENT.index(reading.light), reading.due.day.isoformat()) if reading else (len(URGENT), "")


def read(clock: Clock, now: datetime, calendar: WorkingCalendar, thresholds: Thresholds) -> Reading:
    """The clock at `now`; once done, as it stood at that moment, so `late` says whether it was done in time."""
    moment = now if clock.done is None else clock.done
    pauses = [_until(pause, moment) for pause in clock.pauses if pause.start <= moment]
    end = due(clock.start, (clock.term, *clock.extensions), calendar, pauses)
    last = (clock.term, *clock.extensions)[-1]
    left = _remaining(last, end, moment, calendar)
    late = moment >= end.at
    return Reading(_light(clock, moment, left, thresholds, late=late), end, left, late, in_hours=last.unit is Unit.HOUR)


def _light(clock: Clock, moment: datetime, left: int, thresholds: Thresholds, *, late: bool) -> Light:
    if clock.done is not None:
        return Light.DONE
    if late:
        return Light.OVER
    if any(pause.holds(moment) for pause in clock.pauses):
        return Light.PAUSED
    if left <= thresholds.now:
        return Light.NOW
    return Light.SOON if left <= thresholds.soon else Light.OK


def _remaining(last: Term, end: Due, moment: datetime, calendar: WorkingCalendar) -> int:
    """In hours for a term in hours, else in working days; rounded towards less left."""
    if last.unit is Unit.HOUR:
        return (end.at - moment) // HOUR
    return calendar.working_days(calendar.day_of(moment), end.day)


def _until(pause: Pause, moment: datetime) -> Pause:
    """The part of a pause that is over at this moment."""
    return replace(pause, end=moment if pause.end is None else min(pause.end, moment))
