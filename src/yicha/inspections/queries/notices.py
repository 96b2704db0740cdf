"""行政检查通知书 as values: of one inspection, or of all of a programme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from yicha.inspections.queries.visits import inspections
from yicha.inspections.rules.codes import grouped
from yicha.inspections.types import InspectionRow
from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.orgs.queries import departments, regions
from yicha.planning.documents import InspectionNotice, NoticeItem, NoticeOfficer, NoticePart
from yicha.planning.queries import hours_told, visits, visits_before
from yicha.planning.types import VisitRow
from yicha.subjects.queries import subjects_by_sid
from yicha.subjects.types import SubjectRow

NOTICE_NUMBER = "{region}联检通{rest}"


def notice_of(actor: Actor, row: InspectionRow, planned: VisitRow, at: datetime) -> InspectionNotice:
    """Issued at that moment, without the firm's secret code."""
    return _Notices(actor, row.region_path, planned.first_day.year, (planned,)).notice(row, planned, timezone.localdate(at))


def notices(actor: Actor, programme: int, region_path: str, year: int, issued_on: date) -> Iterator[tuple[VisitRow, InspectionNotice]]:
    """The notices of all inspections of a programme whose visits are announced, in the order of their numbers."""
    planned = {row.id: row for row in visits(actor, region_path, programme=programme)}
    desk = _Notices(actor, region_path, year, tuple(planned.values()))
    for row in inspections(actor, region_path, visits=planned):
        if planned[row.visit].announced:
            yield planned[row.visit], desk.notice(row, planned[row.visit], issued_on)


@dataclass(frozen=True)
class _Notices:
    """What the notices of some visits of a region and year share, read once."""

    actor: Actor
    region_path: str
    year: int
    visits: tuple[VisitRow, ...]

    @cached_property
    def items(self) -> Mapping[str, ItemRow]:
        codes = {demand.item_code for planned in self.visits for demand in planned.demands}
        return items_in_force(self.actor, self.region_path, date(self.year, 1, 1), codes)

    @cached_property
    def names(self) -> dict[str, str]:
        return {found.code: found.name for found in departments(self.actor, date(self.year, 1, 1))}

    @cached_property
    def region(self) -> str:
        return next((found.name for found in regions(self.actor) if found.path == self.region_path), self.region_path)

    @cached_property
    def before(self) -> Mapping[int, tuple[int, int]]:
        enterprises = {row.enterprise for row in self.subjects.values()}
        return visits_before(self.actor, self.region_path, self.year, enterprises if len(self.visits) == 1 else ())

    @cached_property
    def subjects(self) -> dict[str, SubjectRow]:
        return subjects_by_sid(self.actor, {row.sid for row in self.visits})

    def notice(self, row: InspectionRow, planned: VisitRow, issued_on: date) -> InspectionNotice:
        items = [self.items[demand.item_code] for demand in planned.demands if demand.item_code in self.items]
        class_times, visit_times = self.before.get(planned.id, (0, 0))
        subject = self.subjects[planned.sid]
        starts, ends = hours_told(planned)
        return InspectionNotice(
            region=self.region,
            number=NOTICE_NUMBER.format(region=self.region[:1], rest=row.number.removeprefix("联综查")),
            reference=planned.number,
            subject=planned.name,
            uscc=planned.uscc,
            address=subject.address or "",
            basis=tuple(dict.fromkeys(item.legal_basis for item in items)),
            source=f"{planned.first_day.year}年度联合检查计划（{planned.number}）",
            starts=starts,
            ends=ends,
            mode="现场检查" if planned.door else "非现场检查",
            times_this_year=class_times + 1,
            visits_this_year=visit_times + 1,
            parts=tuple(self._part(planned, department) for department in planned.departments),
            assistants=0,
            materials=tuple(dict.fromkeys(material for item in items for material in item.materials)),
            contact=self.names.get(planned.lead, planned.lead),
            supervision=f"{self.region}司法局",
            organ=self.names.get(planned.lead, planned.lead),
            issued_on=issued_on,
            address_of_code=f"/v/{row.code}",
            code=grouped(row.code),
        )

    def _part(self, planned: VisitRow, department: str) -> NoticePart:
        codes = dict.fromkeys(demand.item_code for demand in planned.demands if demand.department == department)
        items = tuple(NoticeItem(self.items[code].name, len(self.items[code].check_points)) for code in codes if code in self.items)
        officers = tuple(NoticeOfficer(one.name, one.cert_no) for one in planned.officers if one.department == department)
        return NoticePart(self.names.get(department, department), items, officers)
