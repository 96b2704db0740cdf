"""Reads of visits."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.types import BoardReason, DemandRow, OfficerRow, VisitRow, VisitStatus


def visit(actor: Actor, pk: int) -> VisitRow:
    return visit_row(read(actor, visit_rows(), clause="LYG-4.3a", pk=pk))


def visits_by_id(actor: Actor, pks: Iterable[int]) -> dict[int, VisitRow]:
    """Those of them that are in jurisdiction, by as many statements for many as for one."""
    return {row.pk: visit_row(row) for row in within(actor, visit_rows().filter(pk__in=list(pks)))}


def visits(actor: Actor, region_path: str, *, programme: int | None = None, between: tuple[date, date] | None = None) -> list[VisitRow]:
    """Visits of a region in the order of their numbers, of one programme or of a period if that is asked."""
    found = within(actor, visit_rows().filter(region_path=region_path))
    if programme is not None:
        found = found.filter(programme=programme)
    if between is not None:
        found = found.filter(first_day__lte=between[1], last_day__gte=between[0])
    return [visit_row(row) for row in found.order_by("number")]


def visits_outside(actor: Actor, region_path: str, year: int) -> list[VisitRow]:
    """The doors of a year that stand beside its programme."""
    found = within(actor, visit_rows().filter(region_path=region_path, year=year, programme=None, door=True))
    return [visit_row(row) for row in found.exclude(status=VisitStatus.CANCELLED).order_by("number")]


def visits_for_cause(actor: Actor, region_path: str, year: int) -> list[VisitRow]:
    """有因检查 of a year, the latest first."""
    found = within(actor, visit_rows().filter(region_path=region_path, year=year, programme=None, demands__source__gt=""))
    return [visit_row(row) for row in found.distinct().order_by("-first_day", "-number")]


def visits_by_week(actor: Actor, region_path: str, year: int, department: str = "") -> dict[int, int]:
    """How many visits stand in each week, of one department if that is asked."""
    found = within(actor, models.Visit.objects.filter(region_path=region_path, year=year)).exclude(status=VisitStatus.CANCELLED)
    if department:
        found = found.filter(departments__contains=[department])
    return Counter(found.values_list("week", flat=True))


def doors_standing(actor: Actor, programme: int) -> list[tuple[int, list[str]]]:
    """Month and departments of each door of a programme, and nothing else of it: what may be counted in public."""
    found = within(actor, models.Visit.objects.filter(programme=programme, door=True)).exclude(status=VisitStatus.CANCELLED)
    return list(found.values_list("first_day__month", "departments"))


OF_SUBJECT = ("subject__name", "subject__uscc", "subject__town")
OF_VISIT = (
    *("number", "region_path", "programme", "week", "first_day", "last_day", "lead", "lead_appointed", "departments", "door", "announced"),
    *("status", "starts_at", "ends_at", "opened_because"),
)
OF_DEMAND = (
    *("visit", "department", "item_code", "minutes", "min_officers", "skills", "source", "reference", "exemption", "filing", "given_back"),
    *("use__check_class", "line__line_id"),
)


def visit_rows() -> Any:
    """Each with its subject; demands with slot and line, and officers, by one more query each; of the wide tables what a row says."""
    demands = Prefetch("demands", models.VisitDemand.objects.select_related("use", "line").only(*OF_DEMAND))
    return models.Visit.objects.select_related("subject").prefetch_related(demands, "officers").only(*OF_VISIT, *OF_SUBJECT)


def visit_row(row: models.Visit) -> VisitRow:
    return VisitRow(
        id=row.pk,
        number=row.number,
        region_path=row.region_path,
        programme=row.programme_id,
        sid=row.subject_id,
        name=row.subject.name,
        uscc=row.subject.uscc,
        town=row.subject.town,
        week=row.week,
        first_day=row.first_day,
        last_day=row.last_day,
        lead=row.lead,
        lead_appointed=row.lead_appointed,
        departments=tuple(row.departments),
        door=row.door,
        announced=row.announced,
        status=VisitStatus(row.status),
        demands=tuple(_demands(row.demands.all())),
        officers=tuple(
            OfficerRow(one.department, one.slot, one.cert_no, one.name) for one in sorted(row.officers.all(), key=lambda one: one.pk)
        ),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        opened_because=None if row.opened_because is None else tuple(BoardReason(**one) for one in row.opened_because),
    )


def _demands(rows: Iterable[models.VisitDemand]) -> Iterable[DemandRow]:
    """Those of the departments that come."""
    for row in sorted((row for row in rows if not row.given_back), key=lambda row: row.pk):
        yield DemandRow(
            department=row.department,
            item_code=row.item_code,
            check_class=row.use.check_class,
            minutes=row.minutes,
            min_officers=row.min_officers,
            skills=tuple(row.skills),
            line=row.line.line_id if row.line else "",
            source=row.source,
            reference=row.reference,
            exemption=row.exemption,
            filing=row.filing_id,
        )


def visits_before(actor: Actor, region_path: str, year: int, enterprises: Collection[str] = ()) -> dict[int, tuple[int, int]]:
    """Visit → (checks of one of its classes, visits) that its enterprise had earlier in the year: what a notice has to say.

    Of all visits of the region, or of these enterprises only.
    """
    found = within(actor, models.Visit.objects.filter(region_path=region_path, year=year))
    uses = models.ClassUse.objects.filter(visit__in=found.filter(enterprise__in=enterprises) if enterprises else found)
    uses = uses.exclude(visit__status=VisitStatus.CANCELLED).select_related("visit").order_by("visit__first_day", "visit_id")
    past = within(actor, models.PastCheck.objects.filter(on__year=year))
    past = past.filter(enterprise__in=enterprises) if enterprises else past
    done = Counter(past.values_list("enterprise", "check_class"))
    doors: dict[str, set[int]] = {}
    before: dict[int, tuple[int, int]] = {}
    for use in uses:
        earlier = doors.setdefault(use.enterprise, set())
        classes, _ = before.get(use.visit_id, (0, 0))
        before[use.visit_id] = (max(classes, done[use.enterprise, use.check_class]), len(earlier - {use.visit_id}))
        if use.visit.door:
            earlier.add(use.visit_id)
        done[use.enterprise, use.check_class] += 1
    return before
