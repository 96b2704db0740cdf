"""What a phone sends, as far as it can be read at all."""

import zlib

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from yicha.field.api.keys import MOST_BYTES, MOST_OPS

GZIP = 31  # window bits of a gzip stream
WHOLE = 2 * MOST_BYTES  # JSON writes some characters longer than they are


class Unfit(ValueError):  # noqa: N818 it says what the body is
    """`code` as in FIELD1 §12."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SyncIn(BaseModel):
    model_config = ConfigDict(strict=True)

    v: str
    lane: str = Field(pattern=r"^[0-9a-f]{32}$")
    have: dict[str, int] = Field(max_length=200)
    ops: list[str] = Field(max_length=MOST_OPS)
    sig: str = Field(max_length=128)
    brief: bool = False
    changes: bool = False


def sync_body(request: HttpRequest) -> SyncIn:
    """`Unfit`: nothing of it is taken."""
    try:
        sent = SyncIn.model_validate_json(_unpacked(request))
        size = sum(len(text.encode()) for text in sent.ops)
    except (ValidationError, UnicodeEncodeError) as error:
        raise Unfit("unreadable") from error
    if sent.v != "FIELD1":
        raise Unfit("update")
    if size > MOST_BYTES:
        raise Unfit("too_large")
    return sent


def _unpacked(request: HttpRequest) -> bytes:
    if request.headers.get("Content-Encoding") != "gzip":
        return request.body
    unpacker = zlib.decompressobj(GZIP)
    try:
        plain = unpacker.decompress(request.body, WHOLE)
    except zlib.error as error:
        raise Unfit("unreadable") from error
    if unpacker.unconsumed_tail:
        raise Unfit("too_large")
    if not unpacker.eof:
        raise Unfit("unreadable")
    return plain
