"""What can become of a petition. The diagram in the README is made from this table."""

from typing import Final

from yicha.feedback.types import PetitionStatus as S

INITIAL: Final = S.OPEN
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.OPEN, "uphold"): S.UPHELD,
    (S.OPEN, "dismiss"): S.DISMISSED,
}
