"""Statutory clocks: when something is due, how much time is left, and which colour that is.

Dates and moments go in, dates and moments come out. Nothing here knows what time it is, what a law says, or which days
are holidays: terms are rows of norms, the calendar is a table, the moment is an argument.

    calendars   WorkingCalendar: which days are working days, and which years have been announced
    terms       Term, Pause, due, latest_day: counting forwards and backwards
    clocks      Clock, Light, read, urgency: a running clock as a person sees it
    weeks       the weeks of a plan year, and the weeks of a time window
"""

from yicha.engines.deadlines.calendars import BEIJING, WorkingCalendar
from yicha.engines.deadlines.clocks import Clock, Light, Reading, Thresholds, read, urgency
from yicha.engines.deadlines.terms import Due, Pause, Term, Unit, add_months, due, latest_day
from yicha.engines.deadlines.weeks import (
    WindowWeeks,
    days_of_week,
    iso_label,
    week_of,
    week_start,
    weeks_in,
    weeks_of_window,
    working_days_by_week,
)

__all__ = [
    "BEIJING",
    "Clock",
    "Due",
    "Light",
    "Pause",
    "Reading",
    "Term",
    "Thresholds",
    "Unit",
    "WindowWeeks",
    "WorkingCalendar",
    "add_months",
    "days_of_week",
    "due",
    "iso_label",
    "latest_day",
    "read",
    "urgency",
    "week_of",
    "week_start",
    "weeks_in",
    "weeks_of_window",
    "working_days_by_week",
]
