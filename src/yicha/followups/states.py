"""What can become of a follow-up and of an order. The README's diagrams are these tables."""

from typing import Final

from yicha.followups.types import FollowUpStatus as F
from yicha.followups.types import OrderStatus as O

FOLLOW_UP_INITIAL: Final = F.OPEN
FOLLOW_UP_TRANSITIONS: Final[dict[tuple[F, str], F]] = {
    (F.OPEN, "issue"): F.OPEN,
    (F.OPEN, "decide"): F.SETTLED,
    (F.OPEN, "educate"): F.SETTLED,
    (F.OPEN, "settle"): F.SETTLED,
    (F.OPEN, "drop"): F.DROPPED,
}
ORDER_INITIAL: Final = O.ISSUED
ORDER_TRANSITIONS: Final[dict[tuple[O, str], O]] = {
    (O.ISSUED, "deliver"): O.DELIVERED,
    (O.ISSUED, "withdraw"): O.WITHDRAWN,
    (O.DELIVERED, "withdraw"): O.WITHDRAWN,
    (O.DELIVERED, "remind"): O.DELIVERED,
    (O.DELIVERED, "escalate"): O.ESCALATED,
    (O.DELIVERED, "report"): O.REPORTED,
    (O.ESCALATED, "report"): O.REPORTED,
    (O.REPORTED, "report"): O.REPORTED,
    (O.DELIVERED, "plan"): O.DELIVERED,
    (O.ESCALATED, "plan"): O.ESCALATED,
    (O.REPORTED, "plan"): O.REPORTED,
    (O.REPORTED, "accept"): O.CLOSED,
    (O.ESCALATED, "accept"): O.CLOSED,
    (O.DELIVERED, "accept"): O.CLOSED,
    (O.REPORTED, "renew"): O.DELIVERED,
    (O.ESCALATED, "renew"): O.DELIVERED,
    (O.DELIVERED, "renew"): O.DELIVERED,
    (O.REPORTED, "fail"): O.FAILED,
    (O.ESCALATED, "fail"): O.FAILED,
    (O.DELIVERED, "fail"): O.FAILED,
}
