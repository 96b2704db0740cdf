"""What can become of a record and of a batch. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.exchange.types import BatchStatus as B
from yicha.exchange.types import DifferenceStatus as F
from yicha.exchange.types import PartnerStatus as P
from yicha.exchange.types import RecordStatus as R
from yicha.exchange.types import ResourceStatus as D
from yicha.exchange.types import ShareStatus as S

INITIAL: Final = R.HELD
TRANSITIONS: Final[dict[tuple[R, str], R]] = {
    (R.HELD, "hold"): R.HELD,
    (R.HELD, "release"): R.PENDING,
    (R.PENDING, "hold"): R.HELD,
    (R.PENDING, "release"): R.PENDING,
    (R.PENDING, "batch"): R.BATCHED,
    (R.BATCHED, "accept"): R.ACCEPTED,
    (R.BATCHED, "reject"): R.REJECTED,
    (R.REJECTED, "hold"): R.HELD,
    (R.REJECTED, "release"): R.PENDING,
    (R.ACCEPTED, "hold"): R.HELD,
    (R.ACCEPTED, "release"): R.PENDING,
    **{(status, "recall"): R.PENDING for status in (R.HELD, R.PENDING, R.REJECTED, R.ACCEPTED)},
    **{(status, "withdraw"): R.WITHDRAWN for status in (R.HELD, R.PENDING, R.BATCHED)},
}
BATCH_INITIAL: Final = B.BUILT
BATCH_TRANSITIONS: Final[dict[tuple[B, str], B]] = {
    (B.BUILT, "send"): B.SENT,
    (B.SENT, "send"): B.SENT,
    (B.BUILT, "answer"): B.ANSWERED,
    (B.SENT, "answer"): B.ANSWERED,
    (B.ANSWERED, "answer"): B.ANSWERED,
    (B.ANSWERED, "lose"): B.BUILT,
}
RESOURCE_INITIAL: Final = D.DRAFT
RESOURCE_TRANSITIONS: Final[dict[tuple[D, str], D]] = {
    (D.DRAFT, "review"): D.REVIEWED,
    (D.REVIEWED, "publish"): D.PUBLISHED,
}
SHARE_INITIAL: Final = S.ASKED
SHARE_TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.ASKED, "check"): S.CHECKED,
    (S.ASKED, "grant"): S.GRANTED,
    (S.CHECKED, "grant"): S.GRANTED,
    (S.CHECKED, "refuse"): S.REFUSED,
}
PARTNER_INITIAL: Final = P.PROPOSED
PARTNER_TRANSITIONS: Final[dict[tuple[P, str], P]] = {
    (P.PROPOSED, "approve"): P.ACTIVE,
    (P.PROPOSED, "end"): P.ENDED,
    (P.ACTIVE, "end"): P.ENDED,
}
DIFFERENCE_INITIAL: Final = F.OPEN
DIFFERENCE_TRANSITIONS: Final[dict[tuple[F, str], F]] = {
    (F.OPEN, "explain"): F.EXPLAINED,
    (F.OPEN, "settle"): F.SETTLED,
    (F.EXPLAINED, "settle"): F.SETTLED,
    (F.EXPLAINED, "differ"): F.OPEN,
    (F.SETTLED, "differ"): F.OPEN,
}
