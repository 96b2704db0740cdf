from datetime import datetime

from django.db import transaction

from yicha.engines.fieldlog import canonical
from yicha.field import rules
from yicha.field.models import Chunk, Original
from yicha.field.queries import Promise, file_state, promise, struck_out_because
from yicha.field.types import FieldPermission, KeepOriginal, OriginalKept
from yicha.inspections.actions.attach_evidence import attach_evidence
from yicha.inspections.queries import held_inspection
from yicha.inspections.types import AttachEvidence, EvidenceKind
from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actor import Actor
from yicha.kernel.examining import examine
from yicha.kernel.files import path_of
from yicha.kernel.refusals import Refusal
from yicha.kernel.types import FileKept, KeepFile
from yicha.kernel.use_case import use_case
from yicha.kernel.web_keys import sign

NOTE = 400  # as long as the column
KINDS = {"image": EvidenceKind.PHOTO, "video": EvidenceKind.VIDEO, "audio": EvidenceKind.AUDIO}


@use_case(may=FieldPermission.WORK, clause="LYG-4.4a R-EVID-1 R-PROC-5")
def keep_original(actor: Actor, command: KeepOriginal, at: datetime, /) -> OriginalKept:
    """原件齐了: the whole file by its own fingerprint, receipted; it joins the chain of evidence if the record is open."""
    held_inspection(actor, command.inspection)
    state, said = file_state(actor, command.inspection, command.file), promise(actor, command.inspection, command.file)
    rules.require_whole(f"sha256:{command.file}", command.digest, command.size, said.size)
    if state.receipt is None:
        name = f"{command.file[:12]}.{said.media_type.rpartition('/')[2] or 'bin'}"
        kept = keep_file(actor, KeepFile(command.digest, command.size, "evidence", command.media_type, name), at)
        why_not = _attach(actor, command.inspection, said, kept, at)
        told = {"at": at.isoformat(timespec="seconds"), "file": command.file, "key": rules.receipt_key(), "size": command.size}
        signed = sign(rules.RECEIPTS, canonical(told | {"visit": str(command.inspection)}))
        Original.objects.create(
            inspection_id=command.inspection,
            file=command.file,
            record=kept.file,
            attached=not why_not,
            why_not=why_not,
            text=signed.text,
            signature=signed.signature,
        )
        Chunk.objects.filter(inspection=command.inspection, file=command.file).delete()
    return OriginalKept(command.inspection, command.file, said.op.id, command.size)


def _attach(actor: Actor, inspection: int, said: Promise, kept: FileKept, at: datetime) -> str:
    """Why it is kept beside the chain; the bytes and their receipt stand in any case (I-6, I-9)."""
    struck = struck_out_because(inspection, said.op.id)
    note = f"手机上已划去：{struck}"[:NOTE] if struck else ""
    kind = KINDS.get(kept.media_type.partition("/")[0], EvidenceKind.DOCUMENT)
    try:
        with transaction.atomic():
            examine(path_of(kept.digest), kept.media_type)
            attach_evidence(actor, AttachEvidence(inspection, said.question, kept.file, kind, note), at)
    except Refusal as refusal:
        return refusal.message[:400]
    return ""
