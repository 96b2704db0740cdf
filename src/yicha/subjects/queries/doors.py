"""The sign at a subject's door (GX-5.4b): its number, and a mark that nobody finds by trying who has not seen the door."""

import base64
import hmac
from collections.abc import Iterable
from typing import Final

from yicha.kernel.crypto import provider
from yicha.subjects.queries.identities import numbers_of

DOOR = "shop-door"
MARK_LENGTH: Final = 12


def mark_of(sid: str) -> str:
    keyed = hmac.digest(provider().secret(DOOR), sid.encode(), "sha256")
    return base64.b32encode(keyed).decode()[:MARK_LENGTH]


def door_signs(sids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Number → what the signs say that may hang at this subject's door: also those of the numbers that were merged into it."""
    return {sid: frozenset(f"{one}/{mark_of(one)}" for one in numbers) for sid, numbers in numbers_of(sids).items()}
