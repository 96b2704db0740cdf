"""Bytes that a use case makes or needs: kept in the file store, named by digest."""

from datetime import datetime
from hashlib import sha256

from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actor import Actor
from yicha.kernel.files import ALGORITHM, path_of, store
from yicha.kernel.media_types import HEAD, media_type
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.kernel.types import KeepFile


def keep(actor: Actor, content: bytes, kind: str, name: str, at: datetime) -> str:
    """Store and record what the product itself made; returns the digest. Inside a use case: same transaction."""
    stored = store([content], limit=len(content))
    keep_file(actor, KeepFile(stored.digest, stored.size, kind, media_type(content[:HEAD]), name), at)
    return stored.digest


def content_of(digest: str) -> bytes:
    """The bytes of a kept file. Whoever asks has checked that the actor may see what they belong to."""
    return path_of(digest).read_bytes()


def intact(digest: str) -> bytes:
    """As `content_of`, for what decides something: RuleBroken if the bytes are no longer those that were kept."""
    content = content_of(digest)
    if f"{ALGORITHM}:{sha256(content).hexdigest()}" != digest:
        raise RuleBroken("存档的文件已损坏，不能据此办理", exits=(Exit("从备份恢复后再办"),))
    return content
