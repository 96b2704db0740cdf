"""Numbers and keys that stand in an address or a form."""

import re
from typing import Final
from uuid import UUID

WHOLE: Final = re.compile(r"[0-9]{1,18}")  # as many digits as every key of the database has room for


def whole(text: str, otherwise: int = 0) -> int:
    """The whole number that is written; `otherwise` where none is, or one that no row can have."""
    return int(text) if WHOLE.fullmatch(text) else otherwise


def uuid_of(text: str) -> UUID:
    """The key that is written; one that no row has where none is."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
