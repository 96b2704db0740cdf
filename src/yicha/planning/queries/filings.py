"""Reads of 计划外报备: checks outside the plan that departments have filed."""

from collections.abc import Collection

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.queries.visits import visit_row, visit_rows
from yicha.planning.types import FilingRow, FilingStatus, OwedCheck, VisitRow, VisitStatus

FILED = ("region_path", "department", "item_code", "check_class", "visit_on", "minutes", "reason", "filed_at", "decision")
FILED_AS = ("exemption", "evidence", "plan_year", "again_because")


def filings(actor: Actor, *, sid: str = "", statuses: Collection[FilingStatus] = ()) -> list[FilingRow]:
    """计划外报备 of the jurisdiction, of one subject or in some statuses if that is asked; the latest first."""
    found = within(actor, models.Filing.objects.select_related("subject"))
    found = found.filter(subject=sid) if sid else found
    found = found.filter(status__in=statuses) if statuses else found
    return [_filing(row) for row in found.order_by("-filed_at", "-pk")]


def could_share(actor: Actor, rows: Collection[FilingRow]) -> dict[int, VisitRow]:
    """Filing → the first visit of a programme that comes to its subject on days that hold its day, with work of other classes, and that
    nobody was told of: a re-planning lets the filing join it where officers and time allow (ADR 56). Of unannounced ones nothing is said.
    """
    here = {"subject__in": {row.sid for row in rows}, "programme__isnull": False, "status": VisitStatus.PUBLISHED}
    found = within(actor, visit_rows().filter(**here, door=True, announced=True, starts_at=None)).order_by("-number")
    standing = [visit_row(one) for one in found] if rows else []
    return {row.id: one for row in rows for one in standing if one.sid == row.sid and _holds(one, row)}


def _holds(visit: VisitRow, row: FilingRow) -> bool:
    return visit.first_day <= row.visit_on <= visit.last_day and all(one.check_class != row.check_class for one in visit.demands)


def deferred(actor: Actor, region_path: str, year: int, department: str) -> list[FilingRow]:
    """What was filed too late and belongs into a department's plan of a year, the earliest first."""
    found = within(actor, models.Filing.objects.filter(region_path=region_path, department=department, plan_year=year))
    return [_filing(row) for row in found.select_related("subject").order_by("filed_at", "pk")]


def given_back(actor: Actor, region_path: str, year: int, department: str) -> list[OwedCheck]:
    """What a department was to check in a year and gave back, visit by visit."""
    found = models.VisitDemand.objects.filter(visit__region_path=region_path, visit__year=year, department=department, given_back=True)
    rows = within(actor, found, "visit__region_path").order_by("pk")
    return [OwedCheck(*row) for row in rows.values_list("item_code", "visit__subject", "minutes")]


def filing(actor: Actor, pk: int) -> FilingRow:
    return _filing(read(actor, models.Filing.objects.select_related("subject"), clause="LYG-4.3b", pk=pk))


def _filing(row: models.Filing) -> FilingRow:
    plain = {name: getattr(row, name) for name in (*FILED, *FILED_AS)}
    return FilingRow(**plain, id=row.pk, sid=row.subject_id, name=row.subject.name, status=FilingStatus(row.status))
