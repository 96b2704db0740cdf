"""Reads for 排班: visits as calls, and the frame of hours, absences and doors in which they are placed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from yicha.engines.deadlines import BEIJING
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import of_department, read, within
from yicha.norms.queries import norms_in_force, working_days
from yicha.orgs.queries import officers_available
from yicha.planning import models
from yicha.planning.rules.hours import Call, Door, Frame, Span, frame_of, office_hours, spans_on
from yicha.planning.types import Away, DayHours, HoursRequestRow, HoursRequestStatus, VisitRow
from yicha.subjects.queries import openings_by_sid
from yicha.subjects.types import Opening

A_DAY = timedelta(days=1)


def calls_of(rows: Sequence[VisitRow]) -> list[Call]:
    openings = openings_by_sid({row.sid for row in rows})
    return [_call(row, openings.get(row.sid, ())) for row in rows]


def _call(row: VisitRow, openings: Sequence[Opening]) -> Call:
    days = days_between(row.first_day, row.last_day)
    calendar = working_days()
    return Call(
        visit=row.id,
        number=row.number,
        name=row.name,
        town=row.town,
        length=timedelta(minutes=row.minutes),
        officers={one.cert_no: one.name for one in row.officers},
        days=tuple(day for day in days if calendar.is_working(day)) or tuple(days),
        openings=tuple(openings),
    )


def frame_for(rows: Sequence[VisitRow]) -> Frame:
    """Read as the system: officers of every department that comes. The visits themselves are not among the doors."""
    first, last = min(row.first_day for row in rows), max(row.last_day for row in rows)
    officers = {one.cert_no for row in rows for one in row.officers}
    held: dict[str, list[Door]] = {}
    for who, door in _doors(officers, first, last, {row.id for row in rows}):
        held.setdefault(who, []).append(door)
    days = {one.cert_no: frozenset(one.days) for one in away(officers, first, last)}
    return frame_of(norms_in_force(rows[0].region_path, first), days, held)


def _doors(officers: Collection[str], first: date, last: date, but: Collection[int]) -> Iterable[tuple[str, Door]]:
    found = models.VisitOfficer.objects.filter(cert_no__in=officers, during__isnull=False).exclude(visit__in=but)
    near = found.filter(visit__first_day__lte=last + A_DAY, visit__last_day__gte=first - A_DAY)
    for one in near.select_related("visit__subject").order_by("pk"):
        subject, begins, ends = one.visit.subject, one.visit.starts_at, one.visit.ends_at
        if begins and ends:
            yield (
                one.cert_no,
                Door(subject.name if one.visit.announced else "另一家", subject.town, begins.astimezone(BEIJING), ends.astimezone(BEIJING)),
            )


def away(officers: Collection[str], first: date, last: date) -> list[Away]:
    """Who of them is on leave or without certificate in the period, and on which days."""
    found = (one for one in officers_available(SYSTEM, first.year) if one.cert_no in officers)
    rows = [Away(one.cert_no, one.name, one.department, tuple(_days(one.absences, first, last))) for one in found]
    return [row for row in rows if row.days]


def _days(absences: Iterable[tuple[date, date]], first: date, last: date) -> Iterable[date]:
    for begins, ends in absences:
        yield from days_between(max(begins, first), min(ends, last))


def days_between(first: date, last: date) -> list[date]:
    """Both included; none if the last comes first."""
    return [first + A_DAY * number for number in range((last - first).days + 1)]


def choices(row: VisitRow) -> tuple[DayHours, ...]:
    """On which days, and between which hours, a visit may be; nothing is said of officers."""
    call, frame = calls_of([row])[0], frame_for([row])
    found = ((day, spans_on(call, day, frame)) for day in call.days)
    return tuple((day, tuple(map(_local, spans))) for day, spans in found if spans)


def hours_told(row: VisitRow) -> Span:
    """From when to when somebody may come, as a notice says it: local time without zone. The hour; else office hours of its days."""
    if row.starts_at and row.ends_at:
        first, last = _local((row.starts_at, row.ends_at))
        return first.replace(tzinfo=None), last.replace(tzinfo=None)
    opens, closes = office_hours(norms_in_force(row.region_path, row.first_day))
    return datetime.combine(row.first_day, opens), datetime.combine(row.last_day, closes)


def _local(span: Span) -> Span:
    return span[0].astimezone(BEIJING), span[1].astimezone(BEIJING)


def hours_request(actor: Actor, visit: int) -> HoursRequestRow:
    return _request(read(actor, _requests(), clause="LYG-4.3e", visit=visit))


def hours_requests(actor: Actor, *, visits: Collection[int] | None = None) -> list[HoursRequestRow]:
    """Of these visits; or those that wait for the actor's department, the oldest first."""
    found = within(actor, _requests())
    if visits is not None:
        return [_request(row) for row in found.filter(visit__in=list(visits)).order_by("asked_at", "pk")]
    waiting = of_department(actor, found.filter(status=HoursRequestStatus.OPEN), "visit__lead")
    return [_request(row) for row in waiting.order_by("asked_at", "pk")]


def _requests() -> QuerySet[models.HoursRequest]:
    return models.HoursRequest.objects.select_related("visit__subject")


def _request(row: models.HoursRequest) -> HoursRequestRow:
    return HoursRequestRow(
        visit=row.visit_id,
        number=row.visit.number,
        name=row.visit.subject.name,
        lead=row.visit.lead,
        wanted_at=row.wanted_at,
        reason=row.reason,
        asked_at=row.asked_at,
        status=HoursRequestStatus(row.status),
        decision=row.decision,
    )
