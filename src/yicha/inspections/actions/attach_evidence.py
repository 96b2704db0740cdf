from datetime import datetime

from django.utils import timezone

from yicha.inspections.actions._chain import Piece, link
from yicha.inspections.actions._site import unsigned_site
from yicha.inspections.queries import device, merged_form
from yicha.inspections.rules.answers import require_asked
from yicha.inspections.types import AttachEvidence, EvidenceAttached, InspectionPermission
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.RECORD, clause="LYG-4.4a R-PROC-5 R-EVID-1")
def attach_evidence(actor: Actor, command: AttachEvidence, at: datetime, /) -> EvidenceAttached:
    """A photograph, clip, recording, paper or sample joins the chain of the visit. Pages show a copy; the original stays sealed."""
    site = unsigned_site(actor, command.inspection, at, "LYG-4.4a")
    form = {question.key: question for question in merged_form(actor, site.planned)}
    require_asked([command.question], form, site.departments)
    taken_by = device(actor, command.device, timezone.localdate(at)) if command.device else None
    note = f"〔{taken_by.number}〕{command.note}" if taken_by else command.note
    piece = Piece(command.question, command.file, site.officer, at, command.kind, note, command.position, taken_by)
    item = link(actor, site.inspection, site.planned, piece)
    return EvidenceAttached(site.inspection.pk, item.place, item.question, command.kind, item.digest, item.chain, item.receipt)
