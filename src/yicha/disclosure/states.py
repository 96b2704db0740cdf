"""What can become of a publication. The diagram in the README is made from this table."""

from typing import Final

from yicha.disclosure.types import PublicationStatus as S

INITIAL: Final = S.DRAFT
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.DRAFT, "publish"): S.PUBLISHED,
    (S.PUBLISHED, "withdraw"): S.WITHDRAWN,
    (S.DRAFT, "withdraw"): S.WITHDRAWN,
}
