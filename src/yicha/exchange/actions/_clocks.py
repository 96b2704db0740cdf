"""The last day of a clock that starts now."""

from datetime import date, datetime

from yicha.engines.deadlines import due
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode


def last_day(code: NormCode, region_path: str, at: datetime) -> date:
    calendar = working_days()
    return due(at, [norms_in_force(region_path, calendar.day_of(at)).term(code)], calendar).day
