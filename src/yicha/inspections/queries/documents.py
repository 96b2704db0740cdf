"""Which papers of a visit there are."""

from django.db.models import Q

from yicha.inspections import models
from yicha.inspections.queries.forms import evidence
from yicha.inspections.queries.papers import TAKEN
from yicha.inspections.types import DeliveryRow, DeliveryWay, DocumentKind, DocumentRow, GenuinePaper, InspectionStatus, Standing
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import absent, read


def documents(actor: Actor, inspection: int) -> list[DocumentRow]:
    """All editions, in the order of the case file, the newest first."""
    row = read(actor, models.Inspection.objects.all(), clause="LYG-4.4a", pk=inspection)
    found = [_row(one) for one in row.documents.select_related("delivery").order_by("-edition")]
    order = list(DocumentKind)
    return sorted(found, key=lambda one: order.index(one.kind))


def document(actor: Actor, inspection: int, kind: DocumentKind, edition: int = 0) -> DocumentRow:
    """An edition, or the newest."""
    made = [one for one in documents(actor, inspection) if one.kind is kind and edition in {0, one.edition}]
    return made[0] if made else absent("LYG-4.4a")


def standing_of(inspection: int) -> Standing:
    row = models.Inspection.objects.select_related("record").get(pk=inspection)
    made = documents(SYSTEM, inspection)
    return Standing(
        signed=hasattr(row, "record"),
        closed=row.status == InspectionStatus.CLOSED,
        cancelled=row.status == InspectionStatus.CANCELLED,
        taken=sum(one.kind in TAKEN for one in evidence(SYSTEM, inspection)),
        delivered=sum(one.delivery is not None for one in made),
        made=frozenset(one.kind for one in made),
    )


def _row(row: models.Document) -> DocumentRow:
    delivery = _delivery(row.delivery) if hasattr(row, "delivery") else None
    return DocumentRow(DocumentKind(row.kind), row.edition, row.number, row.values, row.fingerprint, row.digest, row.at, delivery)


def _delivery(row: models.Delivery) -> DeliveryRow:
    return DeliveryRow(DeliveryWay(row.way), row.place, row.recipient, row.witness, row.note, row.by, row.at)


def genuine(number: str, sha256: str) -> GenuinePaper | None:
    """For everybody: the paper of this number whose PDF, or whose text, has this SHA-256. A number alone tells nothing, and neither does
    what was not found: a paper that is not there and one that says something else are the same answer.
    """
    of_number = models.Document.objects.filter(number=number)
    found = of_number.filter(Q(digest=f"sha256:{sha256}") | Q(fingerprint=sha256)).order_by("-edition").first()
    if found is None:
        return None
    newest = of_number.filter(kind=found.kind, inspection=found.inspection_id).order_by("-edition").values_list("edition", flat=True)[0]
    return GenuinePaper(DocumentKind(found.kind), found.number, found.edition, newest, found.at)
