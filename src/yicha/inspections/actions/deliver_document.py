from datetime import datetime

from yicha.inspections.models import Delivery, Document, Inspection
from yicha.inspections.rules import documents as rules
from yicha.inspections.types import DeliverDocument, DocumentDelivered, InspectionPermission
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.use_case import use_case
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.DELIVER, clause="LYG-4.4a R-PROC-5")
def deliver_document(actor: Actor, command: DeliverDocument, at: datetime, /) -> DocumentDelivered:
    """送达: to whom, where, how the newest edition of a paper went; the proof of delivery is made of it."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.4a", pk=command.inspection)
    rules.require_taking_part(actor, visit(actor, inspection.visit_id).departments, "LYG-4.4a")
    found = Document.objects.filter(inspection=inspection, kind=command.kind).order_by("-edition").first() or absent("LYG-4.4a")
    rules.require_delivery(command, Delivery.objects.filter(document=found).exists())
    Delivery.objects.create(
        document=found,
        way=command.way,
        place=command.place.strip(),
        recipient=command.recipient.strip(),
        witness=command.witness.strip(),
        note=command.note.strip(),
        by=actor.name,
        at=at,
    )
    return DocumentDelivered(inspection.pk, command.kind, found.edition, command.way, command.recipient.strip())
