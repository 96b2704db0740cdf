"""What can become of a subject in the register. A merged one keeps its state: it only counts as another's."""

from typing import Final

from yicha.subjects.types import SubjectStatus as S

INITIAL: Final = S.ACTIVE
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.ACTIVE, "close"): S.CLOSED,
    (S.ACTIVE, "move_out"): S.MOVING,
    (S.CLOSED, "reopen"): S.ACTIVE,
    (S.MOVING, "reopen"): S.ACTIVE,
    (S.MOVING, "take_in"): S.ACTIVE,
}
