"""What can become of a result, of an article, of its version and of a picture. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.disclosure.types import ArticleStatus as A
from yicha.disclosure.types import PictureStatus as P
from yicha.disclosure.types import PublicationStatus as S
from yicha.disclosure.types import VersionStatus as V

INITIAL: Final = S.DRAFT
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.DRAFT, "publish"): S.PUBLISHED,
    (S.PUBLISHED, "withdraw"): S.WITHDRAWN,
    (S.DRAFT, "withdraw"): S.WITHDRAWN,
}
ARTICLE_INITIAL: Final = A.DRAFT
ARTICLE_TRANSITIONS: Final[dict[tuple[A, str], A]] = {
    (A.DRAFT, "revise"): A.DRAFT,
    (A.DRAFT, "publish"): A.PUBLISHED,
    (A.PUBLISHED, "revise"): A.PUBLISHED,
    (A.PUBLISHED, "publish"): A.PUBLISHED,
    (A.DRAFT, "withdraw"): A.WITHDRAWN,
    (A.PUBLISHED, "withdraw"): A.WITHDRAWN,
}
VERSION_INITIAL: Final = V.WAITING
VERSION_TRANSITIONS: Final[dict[tuple[V, str], V]] = {
    (V.WAITING, "publish"): V.PUBLISHED,
    (V.WAITING, "return"): V.RETURNED,
}
PICTURE_INITIAL: Final = P.ADDED
PICTURE_TRANSITIONS: Final[dict[tuple[P, str], P]] = {
    (P.ADDED, "mark"): P.MARKED,
    (P.MARKED, "mark"): P.MARKED,
    (P.MARKED, "confirm"): P.CONFIRMED,
    (P.MARKED, "return"): P.ADDED,
    (P.CONFIRMED, "return"): P.ADDED,
    (P.ADDED, "remove"): P.REMOVED,
    (P.MARKED, "remove"): P.REMOVED,
    (P.CONFIRMED, "remove"): P.REMOVED,
}
