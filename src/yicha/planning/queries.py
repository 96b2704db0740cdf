"""Reads of plans, programmes and visits, in the actor's jurisdiction only."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from yicha.engines.planning import Instance, Programme, parse_instance, parse_programme
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.types import (
    DemandRow,
    DepartmentLine,
    LineRow,
    OfficerRow,
    PastCheck,
    PlanStatus,
    ProgrammeRow,
    ProgrammeStatus,
    VisitRow,
    VisitStatus,
)

PLAIN = [field.name for field in fields(LineRow) if field.name not in {"window", "skills", "sids", "not_with"}]
ONE_DAY = timedelta(days=1)


def frozen_lines(actor: Actor, region_path: str, year: int) -> dict[str, tuple[int, DepartmentLine]]:
    """Line id → (row, line) of all frozen plans of the region and year."""
    plans = within(actor, models.AnnualPlan.objects.filter(region_path=region_path, year=year, status=PlanStatus.FROZEN))
    found = models.PlanLine.objects.filter(plan__in=plans).select_related("plan").order_by("line_id")
    return {line.line_id: (line.pk, department_line(line)) for line in found}


def department_line(line: models.PlanLine) -> DepartmentLine:
    row = LineRow(
        **{name: getattr(line, name) for name in PLAIN},
        window=(line.window.lower, line.window.upper - ONE_DAY),
        skills=tuple(line.skills),
        sids=tuple(line.sids),
        not_with=tuple((token, reason) for token, reason in line.not_with),
    )
    return DepartmentLine(line.plan.department, row)


def past_checks(actor: Actor, region_path: str, year: int) -> list[PastCheck]:
    found = within(actor, models.PastCheck.objects.filter(region_path=region_path, on__year=year)).order_by("sid", "on", "pk")
    columns = ("sid", "check_class", "department", "level", "on", "enterprise")
    return [PastCheck(*check) for check in found.values_list(*columns)]


def programme(actor: Actor, pk: int) -> ProgrammeRow:
    return _programme(read(actor, models.Programme.objects.all(), clause="LYG-4.3a", pk=pk))


def programmes(actor: Actor, region_path: str, year: int) -> list[ProgrammeRow]:
    found = within(actor, models.Programme.objects.filter(region_path=region_path, year=year)).order_by("pk")
    return [_programme(row) for row in found]


def programme_files(actor: Actor, pk: int) -> tuple[Instance, Programme]:
    """What the engine was given and what it answered, as kept."""
    row = read(actor, models.Programme.objects.all(), clause="LYG-4.3a", pk=pk)
    return parse_instance(json.loads(content_of(row.instance))), parse_programme(json.loads(content_of(row.result)))


def visit(actor: Actor, pk: int) -> VisitRow:
    return _visit(read(actor, _visits(), clause="LYG-4.3a", pk=pk))


def visits(actor: Actor, region_path: str, *, programme: int | None = None, between: tuple[date, date] | None = None) -> list[VisitRow]:
    """Visits of a region in the order of their numbers, of one programme or of a period if that is asked."""
    found = within(actor, _visits().filter(region_path=region_path))
    if programme is not None:
        found = found.filter(programme=programme)
    if between is not None:
        found = found.filter(first_day__lte=between[1], last_day__gte=between[0])
    return [_visit(row) for row in found.order_by("number")]


def _visits() -> Any:
    return models.Visit.objects.select_related("subject").prefetch_related("demands__use", "demands__line", "officers")


def _programme(row: models.Programme) -> ProgrammeRow:
    return ProgrammeRow(
        id=row.pk,
        region_path=row.region_path,
        year=row.year,
        draw=row.draw_id,
        staffing_draw=row.staffing_draw_id,
        status=ProgrammeStatus(row.status),
        instance=row.instance,
        result=row.result,
        summary=tuple(sorted(row.summary.items())),
        engine=row.engine,
    )


def _visit(row: models.Visit) -> VisitRow:
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
    )


def _demands(rows: Iterable[models.VisitDemand]) -> Iterable[DemandRow]:
    for row in sorted(rows, key=lambda row: row.pk):
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
