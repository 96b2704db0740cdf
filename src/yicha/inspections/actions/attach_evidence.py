from datetime import datetime

from django.utils import timezone

from yicha.inspections import models
from yicha.inspections.actions._site import Site, unsigned_site
from yicha.inspections.queries import merged_form
from yicha.inspections.rules import evidence as rules
from yicha.inspections.rules import require_asked
from yicha.inspections.types import AttachEvidence, EvidenceAttached, InspectionPermission
from yicha.kernel.actor import Actor
from yicha.kernel.archive import keep
from yicha.kernel.crypto import sign
from yicha.kernel.files import FileRow, own_file, path_of
from yicha.kernel.pictures import burned_copy
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.subjects.queries import subject

SIGNED_AS = "evidence"


@use_case(may=InspectionPermission.RECORD, clause="LYG-4.4a R-PROC-5 R-EVID-1")
def attach_evidence(actor: Actor, command: AttachEvidence, at: datetime, /) -> EvidenceAttached:
    """A photograph, clip, recording, paper or sample joins the chain of the visit: its original by digest, linked to the one before, and
    receipted by our signature. Pages show a copy of a photograph; the original stays sealed.
    """
    site = unsigned_site(actor, command.inspection, at, "LYG-4.4a")
    form = {question.key: question for question in merged_form(actor, site.planned)}
    require_asked([command.question], form, site.department)
    file = own_file(actor, command.file, clause="LYG-4.4a")
    rules.require_evidence(command.kind, file.media_type, command.note, command.position)
    last = models.EvidenceItem.objects.filter(inspection=site.inspection).order_by("-place").first()
    place, previous = (last.place + 1, last.chain) if last else (1, "")
    rules.require_room(place, norms_in_force(site.inspection.region_path, at.date()).whole(NormCode.EVIDENCE_MAX))
    chain = rules.next_link(previous, file.digest, (command.kind, command.question, command.note), site.officer, at)
    item = models.EvidenceItem.objects.create(
        inspection=site.inspection,
        place=place,
        kind=command.kind,
        question=command.question,
        note=command.note,
        position=command.position,
        file=file.id,
        digest=file.digest,
        previous=previous,
        chain=chain,
        copy=_copy(actor, site, file, place, at) if rules.is_picture(command.kind) else "",
        receipt=sign(SIGNED_AS, rules.receipt_text(site.inspection.number, place, chain).encode()),
        officer=site.officer,
        at=at,
    )
    return EvidenceAttached(site.inspection.pk, place, item.question, command.kind, item.digest, chain, item.receipt)


def _copy(actor: Actor, site: Site, file: FileRow, place: int, at: datetime) -> str:
    """With when, where and of which visit; the original has none of it."""
    where = subject(actor, site.planned.sid).address or site.planned.town
    lines = (f"{site.inspection.number} 证{place}", f"{timezone.localtime(at):%Y-%m-%d %H:%M} {where}", site.planned.name)
    return keep(actor, burned_copy(path_of(file.digest), lines), "evidence_copy", f"{site.inspection.number}-{place}.jpg", at)
