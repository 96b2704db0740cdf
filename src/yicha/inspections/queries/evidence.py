"""Evidence as it is shown, and its sealed originals."""

from datetime import date, datetime, timedelta

from yicha.inspections.queries.desk import visible_inspection
from yicha.inspections.queries.forms import evidence
from yicha.inspections.types import EvidenceRow, HandedIn, InspectionPermission, InspectionRow
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.audit import reads
from yicha.kernel.jurisdiction import absent
from yicha.kernel.trail import TrailRow
from yicha.kernel.types import KernelPermission

A_DAY = timedelta(days=1)
SINCE = 3650 * A_DAY


def copy_of_evidence(actor: Actor, inspection: int, place: int, today: date) -> bytes:
    """JPEG. NotFound of what is no photograph."""
    visible_inspection(actor, inspection, today)
    found = _piece(actor, inspection, place)
    return content_of(found.copy) if found.copy else absent("LYG-4.4a")


def handed_in(actor: Actor, inspection: int) -> tuple[HandedIn, ...]:
    """企业交来的材料 of an off-site check, in the order in which they came."""
    return tuple(HandedIn(one.note, one.at, one.digest, one.receipt) for one in evidence(actor, inspection) if not one.officer)


def sealed_evidence(actor: Actor, inspection: int, place: int, today: date) -> tuple[InspectionRow, EvidenceRow]:
    """For the departments that come and for who supervises. Whoever opens the original leaves a mark first."""
    return participant(actor, inspection, today), _piece(actor, inspection, place)


def participant(actor: Actor, inspection: int, today: date) -> InspectionRow:
    """The visit, for the departments that come and for who supervises; to others it is not there."""
    row = visible_inspection(actor, inspection, today)
    if not (actor.may(InspectionPermission.STOP) or any(actor.acts_for(task.department) for task in row.tasks)):
        absent("WY-5.8b")
    return row


def reads_of_originals(actor: Actor, inspection: int, at: datetime) -> tuple[TrailRow, ...]:
    """WY-5.8b: who opened which original and what for, for who supervises; nobody else is told."""
    if not actor.may(KernelPermission.READ_READS):
        return ()
    return reads(actor, since=at - SINCE, until=at + A_DAY, about=f"inspection:{inspection}")


def _piece(actor: Actor, inspection: int, place: int) -> EvidenceRow:
    found = next((one for one in evidence(actor, inspection) if one.place == place), None)
    return found or absent("LYG-4.4a")
