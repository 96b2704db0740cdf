"""What can become of an import. The diagram in the README is made from this table."""

from typing import Final

from yicha.imports.types import ImportState as S

INITIAL: Final = S.READING
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.READING, "read"): S.PREVIEWED,
    (S.READING, "fail"): S.UNREADABLE,
    (S.PREVIEWED, "read"): S.PREVIEWED,
    (S.PREVIEWED, "confirm"): S.CONFIRMED,
    (S.CONFIRMED, "undo"): S.UNDONE,
    (S.READING, "drop"): S.DROPPED,
    (S.PREVIEWED, "drop"): S.DROPPED,
    (S.UNREADABLE, "drop"): S.DROPPED,
}
