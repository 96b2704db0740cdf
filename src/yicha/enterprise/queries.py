"""An enterprise's own inspections. Which subject is asked for comes from the actor alone, never from an address.

What other rooms ask an office's permission for is read as the system, after the subject was found to be the actor's own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.timezone import localdate

from yicha.disclosure.queries import outcome_words, publications_of
from yicha.disclosure.types import PublicationRow, PublicationStatus
from yicha.enterprise.types import Asked, Burden, Coming, Door, Found, Given, Officer, Papers, Petitioned, Rateable, Rated, Recorded
from yicha.feedback.queries import departments_to_rate, own_petitions, own_ratings, repairable
from yicha.feedback.types import OwnRating, PetitionKind, PetitionRow, PetitionStatus
from yicha.followups.queries import orders_of_subject
from yicha.followups.types import OrderStatus
from yicha.inspections.queries import by_code, handed_in, inspection, inspections, masked, merged_form, notice_of, objections, site_record
from yicha.inspections.types import CodeView, InspectionRow, InspectionStatus, ObjectionRow, Question, TaskRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.archive import content_of
from yicha.kernel.jurisdiction import absent
from yicha.norms.queries import working_days
from yicha.orgs.queries import departments, own_recusals, subject_of
from yicha.planning.queries import all_visits_of, choices, hours_requests, past_checks_of, visit, year_left
from yicha.planning.types import HoursRequestRow, VisitRow
from yicha.scenes.queries import handbook_of, scenes_of
from yicha.scenes.types import Handbook
from yicha.subjects.queries import region_of, subject
from yicha.subjects.types import SubjectRow

YEARS = 3
REPORTED_ON = frozenset({OrderStatus.DELIVERED, OrderStatus.REPORTED})
BEFORE = frozenset({InspectionStatus.NOTIFIED, InspectionStatus.HELD})  # told, nobody has come
TAKING = frozenset({InspectionStatus.NOTIFIED, InspectionStatus.STARTED})
COMING = BEFORE | {InspectionStatus.STARTED, InspectionStatus.STOPPED}


def own_subject(actor: Actor) -> SubjectRow:
    """NotFound for who stands for no enterprise."""
    return subject(actor, subject_of(actor) or absent())


def handbooks(actor: Actor, on: date) -> tuple[Handbook, ...]:
    """一业一册 of the scenes that mean this enterprise (GX-2.2)."""
    own = own_subject(actor)
    return tuple(handbook_of(row, on) for row in scenes_of(own, region_of(actor, own.sid), on))


def coming(actor: Actor, at: datetime) -> tuple[Coming, ...]:
    """Visits of which notice was served and which have not come to an end, the next one first."""
    own = Own(actor, at)
    found = (own.coming(planned, row) for planned, row in own.told if row.status in COMING)
    return tuple(sorted(found, key=lambda one: one.first_day))


def coming_one(actor: Actor, inspection: int, at: datetime) -> Coming:
    """One of them; to everybody else it is not there."""
    return next((one for one in coming(actor, at) if one.inspection == inspection), None) or absent()


def questions_of(actor: Actor, inspection: int, at: datetime) -> tuple[Coming, tuple[Question, ...]]:
    """What will be asked on a visit that was told: the very form that the officers will fill."""
    found = coming_one(actor, inspection, at)
    return found, merged_form(SYSTEM, visit(SYSTEM, found.visit))


def burden(actor: Actor, at: datetime) -> Burden:
    return Own(actor, at).burden()


def record(actor: Actor, at: datetime) -> tuple[Recorded, ...]:
    """What took place, and what was called off after notice; the latest first."""
    own = Own(actor, at)
    found = [own.recorded(planned, row) for planned, row in own.told if row.status not in BEFORE]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def recusals_asked(actor: Actor, at: datetime) -> tuple[Asked, ...]:
    """Whom the enterprise has asked to stay away, and what became of it; the latest first."""
    own = Own(actor, at)
    return tuple(Asked(masked(one.officer), own.name(one.department), one.status, one.decision) for one in own_recusals(actor))


def rateable_visits(actor: Actor, at: datetime) -> tuple[Rateable, ...]:
    """Visits of which a department can still be rated, the latest first."""
    own = Own(actor, at)
    found = [one for planned, row in own.told if (one := own.rateable(planned, row)).departments]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def rateable_one(actor: Actor, inspection: int, at: datetime) -> Rateable:
    """One of them; to everybody else, and once all is rated, it is not there."""
    return next((one for one in rateable_visits(actor, at) if one.inspection == inspection), None) or absent("R-PROC-6")


def rated(actor: Actor, at: datetime) -> tuple[Rated, ...]:
    own = Own(actor, at)
    numbers = {row.id: row.number for _, row in own.told}
    found = [Rated(numbers[one.inspection], own.name(one.department), one.opened_at, one.opened_because) for one in own.ratings]
    return tuple(reversed(found))


def petitions_asked(actor: Actor, at: datetime) -> tuple[Petitioned, ...]:
    own = Own(actor, at)
    return tuple(
        Petitioned(row, own.name(row.department), outcome_words(row.outcome), outcome_words(row.corrected) if row.corrected else "")
        for row in own.petitions
    )


def orders_given(actor: Actor, at: datetime) -> tuple[Given, ...]:
    """责令改正 that were delivered to the enterprise, the latest first."""
    own = Own(actor, at)
    found = orders_of_subject(actor, own.subject.sid, at)
    return tuple(Given(row, own.name(row.department), row.status in REPORTED_ON) for row in found if row.delivered_at)


def order_one(actor: Actor, order: int, at: datetime) -> Given:
    return next((one for one in orders_given(actor, at) if one.row.id == order), None) or absent("LYG-4.4a")


def own_result(actor: Actor, result: int, at: datetime) -> tuple[str, Found]:
    """The number of a visit and what one department found there; NotFound unless it is the enterprise's own and confirmed."""
    found = ((one.number, part) for one in record(actor, at) for part in one.found)
    return next((pair for pair in found if pair[1].result == result), None) or absent("LYG-4.5")


def papers_of(actor: Actor, inspection: int, at: datetime) -> Papers:
    """What an own off-site check asks for and has got; to everybody else, and of a check at the door, it is not there."""
    told = ((planned, row) for planned, row in Own(actor, at).told if row.id == inspection and not planned.door)
    planned, row = next(told, None) or absent("LYG-5.5")
    given = handed_in(SYSTEM, inspection)
    last = {one.paper: one.at for one in given}
    asked = tuple((one, last.get(one)) for one in notice_of(SYSTEM, row, planned, row.notified_at or absent()).materials)
    return Papers(inspection, row.number, asked, given, row.status in TAKING and not site_record(SYSTEM, inspection))


def own_notice(actor: Actor, pk: int) -> bytes:
    """The PDF of a notice that was served to the actor's enterprise."""
    row = inspection(actor, pk)
    if row.visit not in {planned.id for planned in all_visits_of(actor, own_subject(actor).sid)} or not row.notified_at:
        absent()
    return content_of(row.notice)


@dataclass(frozen=True)
class Own:
    """The rows that the pages of one enterprise share, read once."""

    actor: Actor
    at: datetime

    @property
    def today(self) -> date:
        return self.at.date()

    @cached_property
    def subject(self) -> SubjectRow:
        return own_subject(self.actor)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {found.code: found.short_name or found.name for found in departments(SYSTEM, self.today)}

    @cached_property
    def told(self) -> list[tuple[VisitRow, InspectionRow]]:
        """Visits of which the enterprise knows: a notice was served, at the door at the latest."""
        planned = {row.id: row for row in all_visits_of(self.actor, self.subject.sid)}
        places = {row.region_path for row in planned.values()}
        rows = [row for place in sorted(places) for row in inspections(self.actor, place, visits=planned)]
        return [(planned[row.visit], row) for row in rows if row.notified_at]

    @cached_property
    def publications(self) -> Mapping[tuple[str, str], PublicationRow]:
        return {(row.inspection, row.department): row for row in publications_of(self.actor, self.subject.sid)}

    @cached_property
    def wishes(self) -> Mapping[int, HoursRequestRow]:
        return {one.visit: one for one in hours_requests(self.actor, visits=[planned.id for planned, _ in self.told])}

    @cached_property
    def objections(self) -> Mapping[int, ObjectionRow]:
        return {one.inspection: one for one in objections(self.actor, self.at, inspections=[row.id for _, row in self.told])}

    @cached_property
    def ratings(self) -> list[OwnRating]:
        return own_ratings(self.actor)

    @cached_property
    def petitions(self) -> list[PetitionRow]:
        return own_petitions(self.actor, self.at)

    def rateable(self, planned: VisitRow, row: InspectionRow) -> Rateable:
        over = {one.department for one in self.ratings if one.inspection == row.id}
        names = {code: self.name(code) for code in departments_to_rate(row) if code not in over}
        return Rateable(row.id, row.number, localdate(row.started_at) if row.started_at else planned.first_day, names)

    def coming(self, planned: VisitRow, row: InspectionRow) -> Coming:
        notice = notice_of(SYSTEM, row, planned, row.notified_at or absent())
        view = by_code(row.code) or absent()
        first_day = planned.days[0]
        left = working_days().working_days(self.today, first_day) if first_day > self.today else 0
        return Coming(
            inspection=row.id,
            notice=notice.number,
            first_day=planned.days[0],
            last_day=planned.days[1],
            left=left,
            under_way=row.status is InspectionStatus.STARTED,
            stopped=row.status is InspectionStatus.STOPPED,
            visit=planned.id,
            starts_at=planned.starts_at,
            days=choices(planned),
            asked=self.wishes.get(planned.id),
            objection=self.objections.get(row.id),
            parts=view.parts,
            officers=tuple(_officers(planned, view)),
            basis=notice.basis,
            source=notice.source,
            materials=notice.materials,
            contact=notice.contact,
            door=planned.door,
        )

    def name(self, department: str) -> str:
        return self.names.get(department, department)

    def burden(self) -> Burden:
        doors = sorted(self._doors(), key=lambda door: door.on, reverse=True)
        own = tuple(door for door in doors if door.on.year == self.today.year)
        years = Counter(door.on.year for door in doors)
        return Burden(
            year=self.today.year,
            doors=own,
            left=year_left(self.actor, self.subject, self.today).told({planned.id for planned, _ in self.told}),
            by_year=tuple(sorted({**years, self.today.year: years[self.today.year]}.items()))[-YEARS:],
        )

    def _doors(self) -> Iterator[Door]:
        for planned, row in self.told:
            if row.started_at and planned.door:
                counted = {demand.check_class for demand in planned.demands if not demand.source and not demand.exemption}
                names = tuple(map(self.name, planned.departments))
                yield Door(localdate(row.started_at), names, tuple(sorted(counted)), free=not counted)
        for check in past_checks_of(self.actor, self.subject):
            yield Door(check.on, (self.name(check.department),), (check.check_class,), free=False)

    def recorded(self, planned: VisitRow, row: InspectionRow) -> Recorded:
        on = localdate(row.started_at) if row.started_at else planned.first_day
        found = tuple(self._found(row.number, task) for task in row.tasks if row.started_at)
        return Recorded(row.number, row.id, on, row.status, row.cancelled_because, bool(row.notice), found)

    def _found(self, number: str, task: TaskRow) -> Found:
        shown = self.publications.get((number, task.department))
        outcome = outcome_words(task.outcome) if task.outcome and task.concluded_at else ""
        if not shown or not outcome:
            return Found(self.name(task.department), outcome)
        out = shown.status is not PublicationStatus.DRAFT
        asked = {(one.kind, one.status) for one in self.petitions if one.publication == shown.id}
        return Found(
            self.name(task.department),
            outcome,
            shown.published_at if out else None,
            shown.withdrawn_because if out else "",
            shown.id,
            appealable=shown.status is not PublicationStatus.WITHDRAWN and PetitionKind.APPEAL not in {kind for kind, _ in asked},
            repairable=repairable(shown) and (PetitionKind.REPAIR, PetitionStatus.OPEN) not in asked,
            corrected=outcome_words(shown.corrected[-1].before) if shown.corrected else "",
        )


def _officers(planned: VisitRow, view: CodeView) -> Iterator[Officer]:
    """The parts of a notice stand in the order of the visit's departments, their officers in that of the draw."""
    for department, part in zip(planned.departments, view.parts, strict=True):
        drawn = [one.cert_no for one in planned.officers if one.department == department]
        for cert_no, (name, tail) in zip(drawn, part.officers, strict=True):
            yield Officer(part.department, name, tail, cert_no)
