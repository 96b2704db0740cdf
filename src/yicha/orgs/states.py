"""What can become of a post and of a declared recusal. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.orgs.types import PostStatus as P
from yicha.orgs.types import RecusalStatus as R

POST_INITIAL: Final = P.PROPOSED
POST_TRANSITIONS: Final[dict[tuple[P, str], P]] = {
    (P.PROPOSED, "approve"): P.APPROVED,
    (P.PROPOSED, "refuse"): P.ENDED,
    (P.PROPOSED, "end"): P.ENDED,
    (P.APPROVED, "end"): P.ENDED,
}

RECUSAL_INITIAL: Final = R.DECLARED
RECUSAL_TRANSITIONS: Final[dict[tuple[R, str], R]] = {
    (R.DECLARED, "uphold"): R.UPHELD,
    (R.DECLARED, "reject"): R.REJECTED,
}
