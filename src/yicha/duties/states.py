"""What can become of a dispute, of a conflict of rules, of a policy. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.duties.types import ConflictStatus as C
from yicha.duties.types import DisputeStatus as D
from yicha.duties.types import PolicyStatus as P

DISPUTE_INITIAL: Final = D.CONSULTING
DISPUTE_TRANSITIONS: Final[dict[tuple[D, str], D]] = {
    (D.CONSULTING, "review"): D.REVIEWING,
    (D.REVIEWING, "decide"): D.DECIDED,
    (D.CONSULTING, "withdraw"): D.WITHDRAWN,
    (D.REVIEWING, "withdraw"): D.WITHDRAWN,
}
CONFLICT_INITIAL: Final = C.OPEN
CONFLICT_TRANSITIONS: Final[dict[tuple[C, str], C]] = {
    (C.OPEN, "revise"): C.REVISED,
    (C.OPEN, "keep"): C.KEPT,
    (C.OPEN, "take_back"): C.WITHDRAWN,
    (C.REVISED, "take_back"): C.WITHDRAWN,
    (C.KEPT, "take_back"): C.WITHDRAWN,
}
POLICY_INITIAL: Final = P.DRAFT
POLICY_TRANSITIONS: Final[dict[tuple[P, str], P]] = {
    (P.DRAFT, "consult"): P.CONSULTING,
    (P.CONSULTING, "consult"): P.CONSULTING,
    (P.CONSULTING, "issue"): P.ISSUED,
    (P.ISSUED, "repeal"): P.REPEALED,
    (P.ISSUED, "take_back"): P.WITHDRAWN,
    (P.REPEALED, "take_back"): P.WITHDRAWN,
}
