"""What can become of a whistle, of a department's muster, of its part in a task from above. The README's diagrams are these tables."""

from typing import Final

from yicha.levels.types import MusterStatus as M
from yicha.levels.types import UnitStatus as U
from yicha.levels.types import WhistleStatus as W

WHISTLE_INITIAL: Final = W.CALLED
WHISTLE_TRANSITIONS: Final[dict[tuple[W, str], W]] = {
    (W.CALLED, "answer"): W.CALLED,
    (W.CALLED, "escalate"): W.ESCALATED,
    (W.ESCALATED, "answer"): W.ESCALATED,
    (W.CALLED, "gather"): W.GATHERED,
    (W.ESCALATED, "gather"): W.GATHERED,
    (W.GATHERED, "visit"): W.GATHERED,
    (W.GATHERED, "close"): W.CLOSED,
    (W.CALLED, "withdraw"): W.WITHDRAWN,
    (W.ESCALATED, "withdraw"): W.WITHDRAWN,
}
MUSTER_INITIAL: Final = M.ASKED
MUSTER_TRANSITIONS: Final[dict[tuple[M, str], M]] = {
    (M.ASKED, "report"): M.REPORTED,
    (M.ASKED, "release"): M.RELEASED,
}
UNIT_INITIAL: Final = U.DISPATCHED
UNIT_TRANSITIONS: Final[dict[tuple[U, str], U]] = {
    (U.DISPATCHED, "claim"): U.CLAIMED,
    (U.DISPATCHED, "give_back"): U.RETURNED,
    (U.CLAIMED, "execute"): U.CLAIMED,
    (U.CLAIMED, "end"): U.ENDED,
    (U.ENDED, "feed_back"): U.FED_BACK,
}
