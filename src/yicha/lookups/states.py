"""What can become of a lookup. The diagram in the README is made from this table."""

from typing import Final

from yicha.lookups.types import LookupStatus as S

INITIAL: Final = S.ASKED
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.ASKED, "found"): S.FOUND,
    (S.ASKED, "not_found"): S.NOT_FOUND,
    (S.ASKED, "failed"): S.FAILED,
    (S.FOUND, "take_over"): S.TAKEN_OVER,
}
