"""What a person sends: bytes into the store, then a file of that person's. The only way from a request to a `FileRecord`,
so that nobody becomes the owner of bytes by knowing their digest.
"""

from collections.abc import Iterable
from datetime import datetime

from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actor import Actor
from yicha.kernel.files import Examine, store, unexamined
from yicha.kernel.types import FileKept, KeepFile

ANY: frozenset[str] = frozenset()


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
