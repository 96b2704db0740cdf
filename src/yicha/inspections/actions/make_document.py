from datetime import datetime

from yicha.inspections.actions._documents import Made, keep_document
from yicha.inspections.documents import fingerprint, kept_values, press
from yicha.inspections.models import Inspection
from yicha.inspections.queries import paper_of, standing_of
from yicha.inspections.rules import documents as rules
from yicha.inspections.types import DocumentKind, DocumentMade, InspectionPermission, MakeDocument
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.kernel.use_case import use_case
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.MAKE_DOCUMENT, clause="LYG-4.4a R-PROC-1 R-PROC-5 R-PROC-6")
def make_document(actor: Actor, command: MakeDocument, at: datetime, /) -> DocumentMade:
    """文书: approval, site record, sampling receipt, result notice, proof of delivery, each from the record as it stands."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.4a", pk=command.inspection)
    rules.require_taking_part(actor, visit(actor, inspection.visit_id).departments, "LYG-4.4a")
    if command.kind is DocumentKind.CASE_FILE:
        raise RuleBroken("卷宗由立卷制作", clause="LYG-4.4a", exits=(Exit("办结后立卷归档"),))
    rules.require_makeable(command.kind, standing_of(inspection.pk))
    paper = paper_of(inspection.pk, command.kind)
    said = fingerprint(paper)
    rules.require_something_new(said, set(inspection.documents.filter(kind=command.kind).values_list("fingerprint", flat=True)))
    made = Made(command.kind, paper.head.number, kept_values(paper), said)
    kept = keep_document(actor, inspection, made, press(paper), at)
    return DocumentMade(inspection.pk, command.kind, kept.edition, kept.number, said, kept.digest)
