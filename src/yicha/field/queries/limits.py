"""The norms that a phone must know when it has no network."""

from datetime import date

from yicha.kernel.actor import Actor
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode

MEGABYTE, CHUNK = 1 << 20, 256 * 1024


def limits(actor: Actor, on: date) -> dict[str, int]:
    """Bytes, counts and times as `keys` tells them."""
    norms = norms_in_force(actor.region, on)
    return {
        "chunk": CHUNK,
        "photo": norms.whole(NormCode.EVIDENCE_PHOTO_MAX_MB) * MEGABYTE,
        "clip": norms.whole(NormCode.EVIDENCE_CLIP_MAX_MB) * MEGABYTE,
        "files": norms.whole(NormCode.EVIDENCE_FILES_MAX),
        "kdf": norms.whole(NormCode.FIELD_KDF_ROUNDS),
        "idle_minutes": norms.whole(NormCode.FIELD_IDLE_MINUTES),
        "expiry_days": norms.whole(NormCode.FIELD_EXPIRY_DAYS),
        "package_days": norms.whole(NormCode.FIELD_PACKAGE_DAYS),
        "chunk_hours": norms.whole(NormCode.FIELD_CHUNK_HOURS),
        "text_days": norms.whole(NormCode.FIELD_TEXT_DAYS),
    }


def held_days(region: str, on: date) -> int:
    """How long what waits for something before it is left waiting."""
    return norms_in_force(region, on).whole(NormCode.FIELD_HELD_DAYS)
