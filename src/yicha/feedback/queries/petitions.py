"""Appeals and requests for repair, with the clock towards their decision."""

from datetime import date, datetime

from django.db.models import QuerySet

from yicha.disclosure.queries import publications_of
from yicha.disclosure.types import PublicationRow
from yicha.engines.deadlines import Clock, Reading, due
from yicha.engines.deadlines import read as read_clock
from yicha.feedback.models import Petition
from yicha.feedback.types import PetitionKind, PetitionRow, PetitionStatus
from yicha.inspections.types import DepartmentConcluded, Outcome
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.events import name_of
from yicha.kernel.jurisdiction import absent, of_department, read, within
from yicha.kernel.trail import history
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import subject_of

TERMS = {PetitionKind.APPEAL: NormCode.APPEAL_DECISION, PetitionKind.REPAIR: NormCode.REPAIR_DECISION}


def petitions(actor: Actor, at: datetime, status: PetitionStatus = PetitionStatus.OPEN) -> list[PetitionRow]:
    """Of the actor's department, or of all for who acts for the region: what waits longest first; decided ones latest first."""
    found = of_department(actor, within(actor, _all()), "publication__department").filter(status=status)
    return [_row(row, at) for row in found.order_by("raised_at" if status is PetitionStatus.OPEN else "-decided_at", "pk")]


def petition(actor: Actor, pk: int, at: datetime) -> PetitionRow:
    return _row(read(actor, of_department(actor, _all(), "publication__department"), clause="LYG-4.5", pk=pk), at)


def own_petitions(actor: Actor, at: datetime) -> list[PetitionRow]:
    """What the actor's enterprise has asked for, the latest first."""
    own = [row.id for row in publications_of(actor, subject_of(actor) or absent("LYG-4.5"))]
    return [_row(row, at) for row in _all().filter(publication__in=own).order_by("-raised_at", "-pk")]


def repair_from(row: PublicationRow) -> date | None:
    """The first day on which a published result may be repaired."""
    if row.published_at is None:
        return None
    calendar = working_days()
    norms = norms_in_force(row.region_path, calendar.day_of(row.published_at))
    return due(row.published_at, [norms.term(NormCode.REPAIR_WAIT)], calendar).day


def concluded_by(row: PublicationRow) -> str:
    """Who confirmed the result behind a publication, as the trail has it; empty where the trail no longer says."""
    acts = [act for act in history(SYSTEM, f"inspection:{row.visited}") if act.event == name_of(DepartmentConcluded)]
    return next((act.actor for act in reversed(acts) if act.payload and act.payload["department"] == row.department), "")


def _all() -> QuerySet[Petition]:
    return Petition.objects.select_related("publication__inspection")


def _row(row: Petition, at: datetime) -> PetitionRow:
    status, shown = PetitionStatus(row.status), row.publication
    return PetitionRow(
        id=row.pk,
        kind=PetitionKind(row.kind),
        publication=shown.pk,
        inspection=shown.inspection.number,
        department=shown.department,
        sid=shown.sid,
        name=shown.name,
        outcome=Outcome(row.outcome),
        words=row.words,
        raised_at=row.raised_at,
        status=status,
        decision=row.decision,
        decided_at=row.decided_at,
        corrected=Outcome(row.corrected) if row.corrected else None,
        clock=_clock(row, at) if status is PetitionStatus.OPEN else None,
    )


def _clock(row: Petition, at: datetime) -> Reading:
    calendar = working_days()
    norms = norms_in_force(row.region_path, calendar.day_of(row.raised_at))
    lights = norms.thresholds
    return read_clock(Clock(row.raised_at, norms.term(TERMS[PetitionKind(row.kind)])), at, calendar, lights)
