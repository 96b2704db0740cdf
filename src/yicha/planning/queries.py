"""Reads of plans, programmes and visits, in the actor's jurisdiction only."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, Q

from yicha.engines.planning import Instance, Programme, parse_instance, parse_programme
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.jurisdiction import read, within
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.planning import models
from yicha.planning.rules.filing import first_day_to_file
from yicha.planning.rules.history import counts_per_site
from yicha.planning.rules.limits import VISITS_PER_YEAR
from yicha.planning.types import (
    ClassUsed,
    DemandRow,
    DepartmentLine,
    FilingRow,
    FilingStatus,
    LineRow,
    OfficerRow,
    PastCheck,
    PlanStatus,
    ProgrammeRow,
    ProgrammeStatus,
    VisitRow,
    VisitStatus,
    YearLeft,
)
from yicha.subjects.models import Subject
from yicha.subjects.types import SubjectRow

PLAIN = [field.name for field in fields(LineRow) if field.name not in {"window", "skills", "sids", "not_with"}]
PAST = ("sid", "check_class", "department", "level", "on", "enterprise")
FILED = ("region_path", "department", "item_code", "check_class", "visit_on", "minutes", "reason", "filed_at", "decision")
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
    return [PastCheck(*check) for check in found.values_list(*PAST)]


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


def visits_of(actor: Actor, sid: str) -> list[VisitRow]:
    """All visits of a subject, whenever, the latest first."""
    found = within(actor, _visits().filter(subject=sid))
    return [_visit(row) for row in found.order_by("-first_day", "-pk")]


def past_checks_of(actor: Actor, subject: SubjectRow) -> list[PastCheck]:
    """What was checked by whoever before this programme at the subject or, named by its code, at its enterprise. The latest first."""
    found = within(actor, models.PastCheck.objects.filter(enterprise=subject.enterprise, sid__in=(subject.sid, subject.enterprise)))
    return [PastCheck(*check) for check in found.order_by("-on", "pk").values_list(*PAST)]


def filings(actor: Actor, *, sid: str = "", statuses: Collection[FilingStatus] = ()) -> list[FilingRow]:
    """计划外报备 of the jurisdiction, of one subject or in some statuses if that is asked; the latest first."""
    found = within(actor, models.Filing.objects.select_related("subject"))
    found = found.filter(subject=sid) if sid else found
    found = found.filter(status__in=statuses) if statuses else found
    return [_filing(row) for row in found.order_by("-filed_at", "-pk")]


def _filing(row: models.Filing) -> FilingRow:
    plain = {name: getattr(row, name) for name in FILED}
    return FilingRow(**plain, id=row.pk, sid=row.subject_id, name=row.subject.name, status=FilingStatus(row.status))


def year_left(actor: Actor, subject: SubjectRow, today: date) -> YearLeft:
    """今年还能不能进门, counted as the database's slots are: over all sites of the enterprise, or at this site where the norm says so."""
    place = read(actor, Subject.objects.all(), sid=subject.sid).region_path
    norms = norms_in_force(place, today)
    per_site = counts_per_site(norms)
    doors = Q(enterprise=subject.enterprise) & (Q(sid=subject.sid) if per_site else Q())
    caps = Subject.objects.filter(doors, visit_cap__isnull=False).aggregate(least=Min("visit_cap"))
    norm = norms.rows.get(VISITS_PER_YEAR)
    at_doors = Q(enterprise=subject.enterprise, year=today.year) & (Q(subject=subject.sid) if per_site else Q())
    return YearLeft(
        year=today.year,
        class_cap=norms.whole(NormCode.CLASS_CAP),
        visit_cap=norm.whole if caps["least"] is None and norm else caps["least"],
        visits=models.Visit.objects.filter(at_doors, counted=True).exclude(status=VisitStatus.CANCELLED).count(),
        uses=tuple(sorted(_uses(subject, today.year, per_site=per_site), key=lambda use: (use.check_class, use.on))),
        per_site=per_site,
        earliest=first_day_to_file(today, norms, working_days()),
    )


def _uses(subject: SubjectRow, year: int, *, per_site: bool) -> Iterable[ClassUsed]:
    used = models.ClassUse.objects.filter(enterprise=subject.enterprise, year=year, given_back=False).select_related("visit")
    for use in used.filter(visit__subject=subject.sid) if per_site else used:
        done = use.visit.status == VisitStatus.DONE
        yield ClassUsed(use.check_class, use.visit.first_day, use.visit.lead, use.visit_id, use.free, done)
    past = models.PastCheck.objects.filter(enterprise=subject.enterprise, on__year=year)
    for check in past.filter(sid__in=(subject.sid, subject.enterprise)) if per_site else past:
        yield ClassUsed(check.check_class, check.on, check.department, None, free=False, done=True)
