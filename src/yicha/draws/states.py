"""What can become of a draw. The diagram in the README is made from this table."""

from typing import Final

from yicha.draws.types import DrawStatus as S

INITIAL: Final = S.FROZEN
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.FROZEN, "invite"): S.FROZEN,
    (S.FROZEN, "renew"): S.FROZEN,
    (S.SEALED, "renew"): S.SEALED,
    (S.FROZEN, "commit"): S.FROZEN,
    (S.FROZEN, "seal"): S.SEALED,
    (S.SEALED, "reveal"): S.SEALED,
    (S.SEALED, "type_beacon"): S.SEALED,
    (S.SEALED, "record_beacon"): S.SEALED,
    (S.SEALED, "run"): S.DRAWN,
    (S.FROZEN, "propose_void"): S.FROZEN,
    (S.SEALED, "propose_void"): S.SEALED,
    (S.DRAWN, "propose_void"): S.DRAWN,
    (S.FROZEN, "void"): S.VOID,
    (S.SEALED, "void"): S.VOID,
    (S.DRAWN, "void"): S.VOID,
}
