"""What can become of a result, of an article and of its version. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.disclosure.types import ArticleStatus as A
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
