"""A visit as an officer works on it: only who was drawn sees it so."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from yicha.inspections import models
from yicha.inspections.queries.forms import answer_rows, evidence_rows, merged_forms, record_row
from yicha.inspections.queries.known import results_known
from yicha.inspections.queries.visits import inspection_row
from yicha.inspections.types import HeldRow, InspectionStatus, SiteRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, within
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.queries import signing_officer
from yicha.planning.queries import sealed, visits_by_id
from yicha.subjects.queries import door_signs, subjects_by_sid

AHEAD, BEHIND = timedelta(days=14), timedelta(days=14)


def my_visits(actor: Actor, at: datetime) -> list[SiteRow]:
    """Where the actor was drawn to go, two weeks back and ahead, and whatever he has not finished. RuleBroken without a certificate."""
    today = timezone.localdate(at)
    officer = signing_officer(actor, today).cert_no
    rows = _near(_drawn(actor, officer, today), today).exclude(status=InspectionStatus.CANCELLED)
    return _sites(actor, list(_whole(rows)), officer)


def drawn_for(actor: Actor, at: datetime) -> dict[int, tuple[int, str]]:
    """Of the same visits those to a door, the cancelled ones too: inspection → visit and whom it is to. Nothing without a certificate."""
    today = timezone.localdate(at)
    try:
        officer = signing_officer(actor, today).cert_no
    except RuleBroken:
        return {}
    found = _near(_drawn(actor, officer, today), today).filter(visit__door=True).values_list("pk", "visit", "visit__subject")
    return {pk: (visit, sid) for pk, visit, sid in found}


def site(actor: Actor, pk: int, at: datetime) -> SiteRow:
    """One of them, however long ago; to who was not drawn it is not there."""
    return next(iter(sites(actor, [pk], at)), None) or absent("R-SUB-3")


def sites(actor: Actor, pks: Collection[int], at: datetime) -> list[SiteRow]:
    """Several, without those that are not there; by as many statements as one takes."""
    today = timezone.localdate(at)
    officer = signing_officer(actor, today).cert_no
    return _sites(actor, list(_whole(_drawn(actor, officer, today).filter(pk__in=pks))), officer)


def held_records(actor: Actor, pks: Collection[int]) -> dict[int, HeldRow]:
    """Those of them that are in jurisdiction, locked in the order of their numbers until the caller's transaction ends."""
    held = within(actor, models.Inspection.objects.filter(pk__in=pks)).select_for_update(of=("self",))
    rows = held.select_related("record").prefetch_related("tasks", "answers").order_by("pk")
    return {row.pk: HeldRow(inspection_row(row), answer_rows(row.answers.all()), hasattr(row, "record")) for row in rows}


def _drawn(actor: Actor, officer: str, today: date) -> QuerySet[models.Inspection]:
    """What is sealed is nobody's yet, not even of who will go."""
    found = within(actor, models.Inspection.objects.filter(visit__officers__cert_no=officer))
    return found.exclude(sealed(actor, today, "visit__"))


def _near(rows: QuerySet[models.Inspection], today: date) -> QuerySet[models.Inspection]:
    near = Q(visit__first_day__lte=today + AHEAD, visit__last_day__gte=today - BEHIND)
    return rows.filter(near | Q(status=InspectionStatus.STARTED)).order_by("visit__first_day", "pk")


def _whole(rows: QuerySet[models.Inspection]) -> QuerySet[models.Inspection]:
    return rows.select_related("visit", "record").prefetch_related("tasks", "answers", "evidence")


def _sites(actor: Actor, rows: Sequence[models.Inspection], officer: str) -> list[SiteRow]:
    """Everything is asked for once, however many there are."""
    visits = visits_by_id(actor, [row.visit_id for row in rows])
    forms = merged_forms(actor, visits.values())
    known = results_known([(planned, forms[planned.id]) for planned in visits.values()])
    sids = {planned.sid for planned in visits.values()}
    subjects, signs = subjects_by_sid(actor, sids), door_signs(sids)
    return [
        SiteRow(
            inspection=inspection_row(row),
            planned=planned,
            address=(subjects[planned.sid].address or "") if planned.sid in subjects else "",
            officer=officer,
            department=next(one.department for one in planned.officers if one.cert_no == officer),
            form=forms[planned.id],
            answers=answer_rows(row.answers.all()),
            evidence=evidence_rows(row.evidence.all()),
            record=record_row(row.record) if hasattr(row, "record") else None,
            known=known[planned.id],
            signs=signs[planned.sid],
        )
        for row in rows
        for planned in [visits[row.visit_id]]
    ]
