"""尽职免责、失职问责 (LYG-5.6, R-DUTY-1): what had to be done about a visit by a day, and whether it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yicha.engines.deadlines import Due
from yicha.inspections import models
from yicha.inspections.queries.clocks import Clocks
from yicha.inspections.types import Duty, InspectionRow, InspectionStatus, Owed, TaskRow, TaskStatus
from yicha.planning.types import VisitRow, VisitStatus

A_DAY = timedelta(days=1)


def owed_of(planned: VisitRow, row: InspectionRow | None, at: datetime) -> list[Owed]:
    """What was cancelled before anybody came is not owed any more. Whoever asks has checked that the actor may see the visit."""
    owing = _Owing(planned, row, Clocks(planned.region_path, at))
    return [*owing.before(), *owing.on_site()]


def kept(end: datetime, done: datetime | None, at: datetime) -> bool | None:
    """None: not done, and there is time."""
    if done is None:
        return None if at < end else False
    return done < end


@dataclass(frozen=True)
class _Owing:
    planned: VisitRow
    row: InspectionRow | None
    clocks: Clocks

    def before(self) -> Iterator[Owed]:
        """The notice, and coming at all."""
        came = self._came()
        if came is None and self.planned.status is VisitStatus.CANCELLED:
            return
        first, last = self.planned.days
        if self.planned.announced:
            yield self._by_day(Duty.NOTIFY, first - A_DAY, self.row.notified_at if self.row else None)
        yield self._by_day(Duty.COME, last, came)

    def _came(self) -> datetime | None:
        """Also who stood before a closed door."""
        if self.row is None:
            return None
        absent = models.Absence.objects.filter(inspection=self.row.id).first()
        return self.row.started_at or (absent.at if absent else None)

    def on_site(self) -> Iterator[Owed]:
        """What follows from having come."""
        row = self.row
        if row is None or row.started_at is None or row.status is InspectionStatus.CANCELLED:
            return
        for urgent in models.Urgency.objects.filter(inspection=row.id):
            yield self._owed(Duty.APPROVE, self.planned.lead, self.clocks.approval(urgent.entered_at).due, urgent.decided_at)
        for task in row.tasks:
            if task.status is not TaskStatus.WITHDRAWN:
                yield self._filed(task, row.started_at)

    def _filed(self, task: TaskRow, started_at: datetime) -> Owed:
        return self._owed(Duty.FILE, task.department, self.clocks.filing(task.submitted_at or started_at).due, task.concluded_at)

    def _by_day(self, duty: Duty, day: date, done: datetime | None) -> Owed:
        end = datetime.combine(day + A_DAY, time(), self.clocks.at.tzinfo)
        return self._owed(duty, self.planned.lead, Due(day, end, provisional=False), done)

    def _owed(self, duty: Duty, department: str, due: Due, done: datetime | None) -> Owed:
        about, source = (f"inspection:{self.row.id}", self.row.number) if self.row else (f"visit:{self.planned.id}", self.planned.number)
        return Owed(duty, department, about, source, due.day, done, kept(due.at, done, self.clocks.at))
