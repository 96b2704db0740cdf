"""What can become of a version of a scene. The diagram in the README is made from this table."""

from typing import Final

from yicha.scenes.types import SceneStatus as S

INITIAL: Final = S.SUGGESTED
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.SUGGESTED, "propose"): S.PROPOSED,
    (S.PROPOSED, "propose"): S.PROPOSED,
    (S.RETURNED, "propose"): S.PROPOSED,
    (S.REVIEWED, "propose"): S.PROPOSED,
    (S.PROPOSED, "agree"): S.REVIEWED,
    (S.PROPOSED, "return"): S.RETURNED,
    (S.REVIEWED, "return"): S.RETURNED,
    (S.REVIEWED, "publish"): S.PUBLISHED,
    (S.PUBLISHED, "withdraw"): S.WITHDRAWN,
    (S.SUGGESTED, "drop"): S.DROPPED,
    (S.PROPOSED, "drop"): S.DROPPED,
    (S.RETURNED, "drop"): S.DROPPED,
}
