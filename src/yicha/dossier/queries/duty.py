"""尽职免责、失职问责 (LYG-5.6, R-DUTY-1): what was owed to a subject in a year, what was done of it, and where the ledger says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from yicha.disclosure.queries import publications_of
from yicha.disclosure.types import PublicationRow, PublicationStatus
from yicha.dossier.types import Checked, Drawn, Due, DutyFile, Planned, Proof
from yicha.draws.queries import draws, standing
from yicha.draws.types import DrawKind
from yicha.exchange.queries import records_of_inspection
from yicha.exchange.types import RecordStatus
from yicha.field.queries import form_name, paths_of
from yicha.inspections.queries import inspections, kept, merged_form, owed_of, site_record
from yicha.inspections.types import OUTCOME_WORDS, Duty, InspectionRow, Owed, TaskStatus
from yicha.items.queries import items_in_force
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.refusals import NotFound
from yicha.kernel.trail import TrailRow, histories, places
from yicha.orgs.queries import departments, regions
from yicha.planning.queries import visits_of
from yicha.planning.types import DemandRow, VisitRow
from yicha.subjects.queries import region_of, subject
from yicha.subjects.types import SubjectRow

A_DAY = timedelta(days=1)
DID: Mapping[Duty, tuple[str, ...]] = {
    Duty.NOTIFY: ("NoticeIssued",),
    Duty.COME: ("InspectionStarted", "EnteredWithoutCode", "OffSiteBegun", "SubjectAbsent"),
    Duty.APPROVE: ("UrgencyDecided",),
    Duty.FILE: ("DepartmentConcluded",),
    Duty.PUBLISH: ("ResultPublished",),
    Duty.PUSH: (),  # the answer of the level above: it came for a whole batch
}
GROUNDS = {"complaint": "投诉举报", "assigned": "转办交办", "data_clue": "数据监测", "request": "企业申请", "recheck": "整改复查"}


def duty_of(actor: Actor, sid: str, year: int, at: datetime) -> DutyFile:
    """Of a subject in the actor's jurisdiction; NotFound otherwise. What the law does not announce and nobody has begun is left out,
    but for the departments that come.
    """
    row = subject(actor, sid)
    return _Gathering(actor, row, year, at).file()


@dataclass(frozen=True)
class _Gathering:
    """Reads each room once, for one subject and year."""

    actor: Actor
    subject: SubjectRow
    year: int
    at: datetime

    def file(self) -> DutyFile:
        row = self.subject
        region = next((found.name for found in regions(self.actor) if found.path == self.region_path), "")
        parts = (tuple(self._planned()), tuple(self._drawn()), tuple(self._checked()), tuple(self._due()))
        return DutyFile(row.sid, row.name, row.uscc or "", region, self.year, self.at, *parts)

    @cached_property
    def region_path(self) -> str:
        return region_of(self.actor, self.subject.sid)

    @cached_property
    def all_visits(self) -> list[VisitRow]:
        """The first one first."""
        return [row for row in reversed(visits_of(self.actor, self.subject.sid, self.at.date())) if row.first_day.year == self.year]

    @cached_property
    def inspections(self) -> dict[int, InspectionRow]:
        numbers, paths = [row.id for row in self.all_visits], {row.region_path for row in self.all_visits}
        return {row.visit: row for path in paths for row in inspections(self.actor, path, visits=numbers)}

    @cached_property
    def visits(self) -> list[VisitRow]:
        return list(filter(self._told, self.all_visits))

    def _told(self, row: VisitRow) -> bool:
        begun = row.id in self.inspections and self.inspections[row.id].started_at is not None
        return row.announced or begun or any(map(self.actor.acts_for, row.departments))

    @cached_property
    def names(self) -> dict[str, str]:
        return {found.code: found.name for found in departments(self.actor, self.at.date())}

    def _name(self, department: str) -> str:
        return self.names.get(department, department)

    def _planned(self) -> Iterator[Planned]:
        for row in self.visits:
            codes = tuple(dict.fromkeys(demand.item_code for demand in row.demands))
            items = items_in_force(SYSTEM, row.region_path, row.first_day, set(codes))
            inspection = self.inspections.get(row.id)
            yield Planned(
                row.id,
                row.number,
                *row.days,
                tuple(map(self._name, row.departments)),
                tuple(items[code].name if code in items else code for code in codes),
                tuple(dict.fromkeys(map(_ground, row.demands))),
                inspection.cancelled_because if inspection else "",
            )

    def _drawn(self) -> Iterator[Drawn]:
        """Those that anybody may see already, void ones left out."""
        for row in draws(self.actor, self.region_path, self.year):
            if row.kind is DrawKind.SUBJECTS and row.drawn_at is not None and not row.void_because:
                try:
                    stands = standing(row.region_path, row.number, self.at.date(), self.subject.sid)
                except NotFound:
                    continue
                yield Drawn(row.id, row.number, row.drawn_at.astimezone(self.at.tzinfo).date(), stands)

    def _checked(self) -> Iterator[Checked]:
        for planned in self.visits:
            row = self.inspections.get(planned.id)
            if row is not None and row.started_at is not None:
                yield from self._parts(row, planned)

    def _parts(self, row: InspectionRow, planned: VisitRow) -> Iterator[Checked]:
        form, record = merged_form(SYSTEM, planned), site_record(SYSTEM, row.id)
        name = form_name(row.id, paths_of(form, planned, row))
        for task in row.tasks:
            asked = sum(task.department in question.departments for question in form)
            outcome = OUTCOME_WORDS[task.outcome][0] if task.outcome else ""
            gone = task.status is TaskStatus.WITHDRAWN
            said = (len(task.officers), outcome, gone, record.fingerprint if record else "")
            yield Checked(row.id, row.number, self._name(task.department), name, asked, *said)

    def _due(self) -> Iterator[Due]:
        owed = [one for row in self.visits for one in self._owed(row)]
        trail = histories(self.actor, {one.about for one in owed})
        found = places([row.run for row in trail])
        for one in sorted(owed, key=lambda one: (one.due, one.source, one.duty)):
            done = one.done.astimezone(self.at.tzinfo) if one.done else None
            yield Due(replace(one, department=self._name(one.department), done=done), _proof(one, trail, found))

    def _owed(self, planned: VisitRow) -> Iterator[Owed]:
        row = self.inspections.get(planned.id)
        yield from owed_of(planned, row, self.at)
        if row is not None:
            yield from self._pushed(row)
            yield from (self._published(one) for one in self.publications if one.visited == row.id)

    @cached_property
    def publications(self) -> list[PublicationRow]:
        return [one for one in publications_of(self.actor, self.subject.sid) if one.status is not PublicationStatus.WITHDRAWN]

    def _published(self, one: PublicationRow) -> Owed:
        end = self._end(one.publish_by)
        in_time = kept(end, one.published_at, self.at)
        return Owed(Duty.PUBLISH, one.department, f"publication:{one.id}", one.inspection, one.publish_by, one.published_at, in_time)

    def _pushed(self, row: InspectionRow) -> Iterator[Owed]:
        """One clock for a department's part: done when the last of its rows was taken above."""
        live = (one for one in records_of_inspection(row.id) if one.status is not RecordStatus.WITHDRAWN)
        for department, rows in groupby(live, key=attrgetter("department")):
            told = list(rows)
            answered = [one.last.answered_at for one in told if one.status is RecordStatus.ACCEPTED]
            done = max(filter(None, answered)) if len(answered) == len(told) else None
            due = min(one.due for one in told)
            in_time = kept(self._end(due), done, self.at)
            yield Owed(Duty.PUSH, department, f"inspection:{row.id}", row.number, due, done, in_time)

    def _end(self, day: date) -> datetime:
        return datetime.combine(day + A_DAY, time(), self.at.tzinfo)


def _ground(one: DemandRow) -> str:
    if one.source:
        return f"{GROUNDS.get(one.source, one.source)} {one.reference}"
    return f"计划 {one.line}" if one.line else "计划外报备"


def _proof(one: Owed, trail: Sequence[TrailRow], found: Mapping[UUID, int]) -> Proof | None:
    """The last act that did it."""
    if one.done is None:
        return None
    did = [row for row in trail if row.about == one.about and row.event.rpartition(".")[2] in DID[one.duty] and row.run in found]
    if one.duty is Duty.FILE:
        did = [row for row in did if (row.payload or {}).get("department") == one.department]
    return Proof(one.about, did[-1].event, found[did[-1].run]) if did else None
