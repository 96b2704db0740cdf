"""What can become of posts, programs, recusals, exports and redactions. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.orgs.types import ExportStatus as E
from yicha.orgs.types import PostStatus as P
from yicha.orgs.types import ProgramStatus as G
from yicha.orgs.types import RecusalStatus as R
from yicha.orgs.types import RedactionStatus as D

POST_INITIAL: Final = P.PROPOSED
POST_TRANSITIONS: Final[dict[tuple[P, str], P]] = {
    (P.PROPOSED, "approve"): P.APPROVED,
    (P.PROPOSED, "refuse"): P.ENDED,
    (P.PROPOSED, "end"): P.ENDED,
    (P.APPROVED, "end"): P.ENDED,
}

PROGRAM_INITIAL: Final = G.PROPOSED
PROGRAM_TRANSITIONS: Final[dict[tuple[G, str], G]] = {
    (G.PROPOSED, "approve"): G.ACTIVE,
    (G.PROPOSED, "end"): G.ENDED,
    (G.ACTIVE, "end"): G.ENDED,
}

RECUSAL_INITIAL: Final = R.DECLARED
RECUSAL_TRANSITIONS: Final[dict[tuple[R, str], R]] = {
    (R.DECLARED, "uphold"): R.UPHELD,
    (R.DECLARED, "reject"): R.REJECTED,
}

EXPORT_INITIAL: Final = E.ASKED
EXPORT_TRANSITIONS: Final[dict[tuple[E, str], E]] = {
    (E.ASKED, "release"): E.RELEASED,
    (E.ASKED, "decline"): E.DECLINED,
    (E.RELEASED, "take"): E.TAKEN,
}

REDACTION_INITIAL: Final = D.ASKED
REDACTION_TRANSITIONS: Final[dict[tuple[D, str], D]] = {
    (D.ASKED, "take_out"): D.DONE,
    (D.ASKED, "decline"): D.DECLINED,
}
