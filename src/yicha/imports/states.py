"""What can become of an import. The diagram in the README is made from this table."""

from typing import Final

from yicha.imports.types import ImportState as S

INITIAL: Final = S.READING
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.READING, "read"): S.PREVIEWED,
    (S.READING, "fail"): S.UNREADABLE,
    (S.PREVIEWED, "read"): S.PREVIEWED,
    (S.PREVIEWED, "read_again"): S.READING,
    (S.PREVIEWED, "confirm"): S.CONFIRMED,
    (S.PREVIEWED, "ask"): S.CONFIRMING,
    (S.CONFIRMING, "confirm"): S.CONFIRMED,
    (S.CONFIRMING, "refuse"): S.PREVIEWED,
    (S.CONFIRMED, "undo"): S.UNDONE,
    (S.CONFIRMED, "ask"): S.UNDOING,
    (S.UNDOING, "undo"): S.UNDONE,
    (S.UNDOING, "refuse"): S.CONFIRMED,
    (S.READING, "drop"): S.DROPPED,
    (S.PREVIEWED, "drop"): S.DROPPED,
    (S.UNREADABLE, "drop"): S.DROPPED,
}
