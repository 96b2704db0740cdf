"""Norms and calendars in files: what is shipped, and that of a place. `lists` for pages stands apart: commands load none of the web."""

from yicha.norms.workbooks.shipped import (
    BadFile,
    parse_calendar,
    parse_norms,
    shipped_calendar,
    shipped_norms,
    shipped_norms_in_force,
    shipped_working_days,
)

__all__ = [
    "BadFile",
    "parse_calendar",
    "parse_norms",
    "shipped_calendar",
    "shipped_norms",
    "shipped_norms_in_force",
    "shipped_working_days",
]
