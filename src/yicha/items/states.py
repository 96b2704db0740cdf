"""What can become of an item. The diagram in the README is made from this table."""

from typing import Final

from yicha.items.types import ItemStatus as S

INITIAL: Final = S.PROPOSED
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.PROPOSED, "propose"): S.PROPOSED,
    (S.PROPOSED, "return"): S.RETURNED,
    (S.RETURNED, "propose"): S.PROPOSED,
    (S.PROPOSED, "publish"): S.PUBLISHED,
    (S.PUBLISHED, "withdraw"): S.WITHDRAWN,
}
