"""A visit as an officer works on it: only who was drawn sees it so."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from yicha.inspections import models
from yicha.inspections.queries.forms import answers, evidence, merged_form, site_record
from yicha.inspections.queries.known import known_results
from yicha.inspections.queries.visits import inspection_row
from yicha.inspections.types import InspectionStatus, SiteRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, within
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.queries import signing_officer
from yicha.planning.queries import sealed, visit
from yicha.subjects.queries import subject

AHEAD, BEHIND = timedelta(days=14), timedelta(days=14)


def my_visits(actor: Actor, at: datetime) -> list[SiteRow]:
    """Where the actor was drawn to go, two weeks back and ahead, and whatever he has not finished. RuleBroken without a certificate."""
    today = timezone.localdate(at)
    officer = signing_officer(actor, today).cert_no
    rows = _drawn(actor, officer, today).exclude(status=InspectionStatus.CANCELLED)
    rows = rows.select_related("visit").prefetch_related("tasks").order_by("visit__first_day", "pk")
    return [_site(actor, row, officer) for row in rows if _is_near(row, today)]


def drawn_for(actor: Actor, at: datetime) -> dict[int, int]:
    """Of the same visits those to a door, the cancelled ones too: inspection → visit. Nothing without a certificate."""
    today = timezone.localdate(at)
    try:
        officer = signing_officer(actor, today).cert_no
    except RuleBroken:
        return {}
    found = _drawn(actor, officer, today).filter(visit__door=True)
    return {row.pk: row.visit_id for row in found.select_related("visit").order_by("visit__first_day", "pk") if _is_near(row, today)}


def site(actor: Actor, pk: int, at: datetime) -> SiteRow:
    """One of them, however long ago; to who was not drawn it is not there."""
    today = timezone.localdate(at)
    officer = signing_officer(actor, today).cert_no
    row = _drawn(actor, officer, today).filter(pk=pk).first()
    return _site(actor, row, officer) if row else absent("R-SUB-3")


def _drawn(actor: Actor, officer: str, today: date) -> QuerySet[models.Inspection]:
    """What is sealed is nobody's yet, not even of who will go."""
    found = within(actor, models.Inspection.objects.filter(visit__officers__cert_no=officer))
    return found.exclude(sealed(actor, today, "visit__"))


def _is_near(row: models.Inspection, today: date) -> bool:
    if row.status == InspectionStatus.STARTED:
        return True
    return row.visit.first_day <= today + AHEAD and row.visit.last_day >= today - BEHIND


def _site(actor: Actor, row: models.Inspection, officer: str) -> SiteRow:
    planned = visit(actor, row.visit_id)
    form = merged_form(actor, planned)
    return SiteRow(
        inspection=inspection_row(row),
        planned=planned,
        address=subject(actor, planned.sid).address or "",
        officer=officer,
        department=next(one.department for one in planned.officers if one.cert_no == officer),
        form=form,
        answers=answers(actor, row.pk),
        evidence=evidence(actor, row.pk),
        record=site_record(actor, row.pk),
        known=known_results(planned, form, planned.days[1]),
    )
