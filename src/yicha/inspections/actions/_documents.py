"""A paper joins the papers of its visit. Called by the use cases that make one."""

from dataclasses import dataclass
from datetime import datetime

from yicha.inspections.models import Document, Inspection
from yicha.inspections.types import DocumentKind
from yicha.kernel.actor import Actor
from yicha.kernel.archive import keep


@dataclass(frozen=True)
class Made:
    """`values` is the exact text of what the paper says."""

    kind: DocumentKind
    number: str
    values: str
    fingerprint: str


def keep_document(actor: Actor, inspection: Inspection, made: Made, pdf: bytes, at: datetime) -> Document:
    """The PDF is kept under its digest, the row beside it."""
    edition = inspection.documents.filter(kind=made.kind).count() + 1
    return Document.objects.create(
        inspection=inspection,
        kind=made.kind,
        edition=edition,
        number=made.number,
        values=made.values,
        fingerprint=made.fingerprint,
        digest=keep(actor, pdf, made.kind.value, f"{made.number}.pdf", at),
        at=at,
    )
