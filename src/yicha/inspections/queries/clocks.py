"""The clock that runs towards the next step of an inspection."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from yicha.engines.deadlines import Clock, Reading, Term, Unit, WorkingCalendar, read
from yicha.inspections.models import Inspection
from yicha.inspections.types import InspectionStatus
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode, NormsInForce

A_DAY = timedelta(days=1)
BEFORE = frozenset({InspectionStatus.SCHEDULED.value, InspectionStatus.NOTIFIED.value})


@dataclass(frozen=True)
class Clocks:
    """Of the inspections of one region, at one moment."""

    region_path: str
    at: datetime

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return working_days()

    @cached_property
    def norms(self) -> NormsInForce:
        return norms_in_force(self.region_path, self.calendar.day_of(self.at))

    def next_step(self, row: Inspection) -> Reading | None:
        """LYG-4.3e: notice before the first day; LYG-4.3a: the visit within its days; YX-2.12: filed in the norm's working days."""
        if row.status in BEFORE:
            day = row.visit.first_day - A_DAY if row.visit.announced and not row.notice else row.visit.last_day
            return self._until(day)
        if row.status == InspectionStatus.STARTED and row.started_at:
            return self.filing(row.started_at)
        return None

    def filing(self, checked_at: datetime) -> Reading:
        """YX-2.12: until when a result is to be filed."""
        return read(Clock(checked_at, self.norms.term(NormCode.ACTION_FILING)), self.at, self.calendar, self.norms.thresholds)

    def approval(self, entered_at: datetime) -> Reading:
        """R-PROC-1: until when an urgent check is to be approved."""
        return read(Clock(entered_at, self.norms.term(NormCode.URGENT_APPROVAL)), self.at, self.calendar, self.norms.thresholds)

    def _until(self, day: date) -> Reading:
        start = datetime.combine(day - A_DAY, time(), self.at.tzinfo)
        return read(Clock(start, Term(1, Unit.DAY)), self.at, self.calendar, self.norms.thresholds)
