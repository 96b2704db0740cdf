"""What every step of an article needs."""

from yicha.disclosure.models import Article, ArticleVersion
from yicha.disclosure.rules import articles as rules
from yicha.engines.privacy import Masked, masked
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import fetch
from yicha.orgs.queries import officers


def own_article(actor: Actor, pk: int) -> Article:
    """Of the actor's department, locked."""
    row = fetch(actor, Article.objects.all(), clause="YX-2.16", pk=pk)
    rules.require_own(actor, row.department)
    return row


def newest(row: Article) -> ArticleVersion:
    return row.versions.latest("number")


def without_persons(*texts: str) -> tuple[list[str], int]:
    """The texts as the public may read them, and how much was taken out. Officers are known by their whole names."""
    names = [one.name for one in officers(SYSTEM)]
    told: list[Masked] = [masked(text.strip(), names) for text in texts]
    return [one.text for one in told], sum(len(one.found) for one in told)
