"""What may join the chain of evidence, and what the chain is (R-EVID-1, LYG-4.4a)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256

from yicha.inspections.types import EvidenceKind, InspectionStatus, SignRecord
from yicha.kernel.events import canonical
from yicha.kernel.refusals import Exit, RuleBroken

# How questions are merged and answers written: 2 has question keys, conditions and values (engines/forms), 3 the phone's operation and
# the chain of all evidence.
FORM = 3
PICTURE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
EVIDENCE_TYPES: Mapping[EvidenceKind, frozenset[str]] = {
    EvidenceKind.PHOTO: PICTURE_TYPES,
    EvidenceKind.SAMPLE: PICTURE_TYPES,
    EvidenceKind.VIDEO: frozenset({"video/mp4", "video/webm"}),
    EvidenceKind.AUDIO: frozenset({"audio/mp4", "audio/wav", "video/webm"}),
    EvidenceKind.DOCUMENT: frozenset({"application/pdf"}),
}
WANTED_NAMES: Mapping[EvidenceKind, str] = {
    EvidenceKind.PHOTO: "只收照片（JPEG、PNG、WebP）",
    EvidenceKind.SAMPLE: "样品要拍照（JPEG、PNG、WebP）",
    EvidenceKind.VIDEO: "只收视频（MP4、WebM）",
    EvidenceKind.AUDIO: "只收录音（M4A、WAV、WebM）",
    EvidenceKind.DOCUMENT: "资料请存成 PDF",
}
POSITION = re.compile(r"-?[0-8]?\d\.\d{1,6},-?1?\d?\d\.\d{1,6}")


def require_evidence(kind: EvidenceKind, media_type: str, note: str) -> None:
    """LYG-4.4a, R-PROC-5: it is by its bytes what it is said to be; a sample is described."""
    if media_type not in EVIDENCE_TYPES[kind]:
        raise RuleBroken(WANTED_NAMES[kind], clause="LYG-4.4a", exits=(Exit("重新拍摄或另存后再传"),))
    if kind is EvidenceKind.SAMPLE and not note.strip():
        raise RuleBroken("样品要写明名称、数量、批号", clause="LYG-4.4a", exits=(Exit("写明样品"),))


def require_position(position: str, *, door: bool) -> None:
    """LYG-4.4a: a position is one, and shows where a piece was taken on site; where an officer sits in an office is nobody's business."""
    if position and not POSITION.fullmatch(position):
        raise RuleBroken("位置写法不对", clause="LYG-4.4a", exits=(Exit("不附位置"),))
    if position and not door:
        raise RuleBroken("非现场检查不记位置", clause="LYG-4.4a", exits=(Exit("不附位置"),))


def require_room(place: int, most: int) -> None:
    """R-EVID-1: no more pieces of one visit than the norm says."""
    if place > most:
        raise RuleBroken(f"一次检查最多 {most} 份证据", clause="R-EVID-1", exits=(Exit("在说明里写明，原件另存备查"),))


def require_taking_papers(status: InspectionStatus) -> None:
    """LYG-5.5: papers are handed in once the check was announced, and as long as it goes on."""
    if status not in {InspectionStatus.NOTIFIED, InspectionStatus.STARTED}:
        raise RuleBroken("这次检查现在不收材料", clause="LYG-5.5", exits=(Exit("联系通知书上的部门"),))


def kind_of_paper(media_type: str, paper: str) -> EvidenceKind:
    """LYG-5.5: the enterprise hands in photographs and PDFs, and says what each is."""
    if not paper:
        raise RuleBroken("请写明是什么材料", clause="LYG-5.5", exits=(Exit("写明材料名称"),))
    if media_type in PICTURE_TYPES:
        return EvidenceKind.PHOTO
    if media_type not in EVIDENCE_TYPES[EvidenceKind.DOCUMENT]:
        raise RuleBroken("只收照片和 PDF", clause="LYG-5.5", exits=(Exit("拍照，或另存成 PDF 再交"),))
    return EvidenceKind.DOCUMENT


def is_picture(kind: EvidenceKind) -> bool:
    return EVIDENCE_TYPES[kind] is PICTURE_TYPES


def next_link(previous: str, digest: str, shows: tuple[EvidenceKind, str, str], officer: str, at: datetime) -> str:
    """R-EVID-1, LYG-4.4a: SHA-256 over the chain so far, the original, what it shows (kind, question, words), who took it and when."""
    kind, question, note = shows
    said = {"previous": previous, "digest": digest, "kind": kind.value, "question": question, "note": note, "officer": officer}
    return sha256(canonical(said | {"at": exact(at)}).encode()).hexdigest()


def exact(at: datetime) -> str:
    """A moment as it is hashed: the same wherever it is read."""
    return at.astimezone(UTC).isoformat()


def receipt_text(number: str, place: int, chain: str) -> str:
    """What the server signs of a piece: that it has the original, at this place of this chain. Verifiers write the same."""
    return f"yicha.evidence/1\n{number}\n{place}\n{chain}"


def signed_of(command: SignRecord) -> dict[str, object]:
    """R-PROC-5: what of the signing is hashed: all that was said, not which clock said it."""
    return {name: value for name, value in asdict(command).items() if name != "moment"}


def record_text(number: str, answers: Sequence[object], chain: str, signed: Mapping[str, object], at: datetime) -> str:
    """R-PROC-5: the exact text of what was signed: the answers in the order of their keys, the end of the chain of evidence, the signature.
    Its SHA-256 is the fingerprint of the record.
    """
    whole = {"form": FORM, "number": number, "answers": answers, "evidence": chain, "signed": signed}
    return canonical(whole | {"at": exact(at)})
