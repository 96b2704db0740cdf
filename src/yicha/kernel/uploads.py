"""What a person sends: bytes into the store, then a file of that person's. The only way from a request to a `FileRecord`,
so that nobody becomes the owner of bytes by knowing their digest.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actor import Actor
from yicha.kernel.examining import examine
from yicha.kernel.files import Examine, store, unexamined
from yicha.kernel.types import FileKept, KeepFile

ANY: frozenset[str] = frozenset()
PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})


def upload(  # noqa: PLR0913 what is known of an upload
    actor: Actor,
    chunks: Iterable[bytes],
    at: datetime,
    *,
    kind: str,
    name: str,
    limit: int,
    declared: int | None = None,
    accept: frozenset[str] = ANY,
    examine: Examine = unexamined,
    key: str | None = None,
) -> FileKept:
    """`kind` says what it serves, `limit` is bytes, `declared` the size the sender announced, `accept` the media types allowed,
    `examine` who looks at it before it is kept.
    """
    stored = store(chunks, limit=limit, declared=declared, accept=accept, examine=examine)
    return keep_file(actor, KeepFile(stored.digest, stored.size, kind, stored.media_type, name), at, key=key)


def photographs(actor: Actor, sent: Iterable[Any], at: datetime, *, kind: str, limit: int) -> tuple[UUID, ...]:
    """Pictures of a form, each decoded to its last pixel before it is kept; what people called them is nobody's business.

    `sent`: files as Django has them. The first that is none is refused, and with it the form.
    """
    told: dict[str, Any] = {"kind": kind, "name": "photo", "limit": limit, "accept": PHOTOS, "examine": examine}
    return tuple(upload(actor, one.chunks(), at, declared=one.size, **told).file for one in sent)
