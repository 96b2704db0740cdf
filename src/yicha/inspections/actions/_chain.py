"""The chain of evidence of one visit (R-EVID-1, LYG-4.4a): called by the use cases that add a piece."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from yicha.inspections.models import EvidenceItem, Inspection
from yicha.inspections.rules import evidence as rules
from yicha.inspections.types import DeviceRow, EvidenceKind
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.archive import keep
from yicha.kernel.crypto import sign
from yicha.kernel.files import FileRow, own_file, path_of
from yicha.kernel.pictures import burned_copy
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments
from yicha.planning.types import VisitRow
from yicha.subjects.queries import subject

SIGNED_AS = "evidence"


@dataclass(frozen=True)
class Piece:
    """A file that the officer has uploaded himself, and what it shows; as `AttachEvidence`."""

    question: str
    file: UUID
    officer: str
    at: datetime
    kind: EvidenceKind = EvidenceKind.PHOTO
    note: str = ""
    position: str = ""
    device: DeviceRow | None = None


def link(actor: Actor, inspection: Inspection, planned: VisitRow, piece: Piece) -> EvidenceItem:
    """`inspection` is locked. The original by digest, linked to the last, receipted by our signature; of a picture a copy is kept."""
    file = own_file(actor, piece.file, clause="LYG-4.4a")
    rules.require_evidence(piece.kind, file.media_type, piece.note)
    rules.require_position(piece.position, door=planned.door)
    last = EvidenceItem.objects.filter(inspection=inspection).order_by("-place").first()
    place, previous = (last.place + 1, last.chain) if last else (1, "")
    rules.require_room(place, norms_in_force(inspection.region_path, piece.at.date()).whole(NormCode.EVIDENCE_FILES_MAX))
    chain = rules.next_link(previous, file.digest, (piece.kind, piece.question, piece.note), piece.officer, piece.at)
    return EvidenceItem.objects.create(
        inspection=inspection,
        place=place,
        kind=piece.kind,
        question=piece.question,
        note=piece.note,
        position=piece.position,
        device_id=piece.device.id if piece.device else None,
        unusable_because=piece.device.lacks if piece.device else "",
        file=file.id,
        digest=file.digest,
        previous=previous,
        chain=chain,
        copy=_copy(actor, f"{inspection.number}-{place}", planned, file, piece) if rules.is_picture(piece.kind) else "",
        receipt=sign(SIGNED_AS, rules.receipt_text(inspection.number, place, chain).encode()),
        officer=piece.officer,
        at=piece.at,
    )


def _copy(actor: Actor, name: str, planned: VisitRow, file: FileRow, piece: Piece) -> str:
    """With when, where, of which visit and whose; the original has none of it."""
    where = subject(actor, planned.sid).address or planned.town
    number, _, place = name.rpartition("-")
    lines = (f"{number} 证{place}  {_organ(planned, piece)}", f"{timezone.localtime(piece.at):%Y-%m-%d %H:%M} {where}", planned.name)
    return keep(actor, burned_copy(path_of(file.digest), lines), "evidence_copy", f"{name}.jpg", piece.at)


def _organ(planned: VisitRow, piece: Piece) -> str:
    """Of the officer who took it; what the enterprise hands in, the lead department received."""
    code = next((one.department for one in planned.officers if one.cert_no == piece.officer), planned.lead)
    name = next((one.name for one in departments(SYSTEM, timezone.localdate(piece.at)) if one.code == code), code)
    return name if piece.officer else f"企业提交，{name}收"
