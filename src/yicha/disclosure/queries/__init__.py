"""What other rooms may read. What is called public, `published`, `find`, `latest`, `results_of`, `all_published` is for everybody."""

from yicha.disclosure.queries.annulments import (
    WithdrawalStanding,
    annulment,
    explained,
    to_withdraw,
    withdrawals_kept,
    withdrawals_standing,
)
from yicha.disclosure.queries.articles import article, articles, public_article, public_articles, public_picture, quotas
from yicha.disclosure.queries.asked import find
from yicha.disclosure.queries.duties import PublicationStanding, publications_standing
from yicha.disclosure.queries.inside import Running, awaiting, overdue, publication, publication_of, publications, publications_of
from yicha.disclosure.queries.pictures import picture, picture_copy, picture_original
from yicha.disclosure.queries.public import all_published, epoch, latest, published, results_of
from yicha.disclosure.queries.watch import article_published_at, none_because, result_published_at, watch
from yicha.disclosure.queries.words import ANNULMENTS, annulment_words, ground_words, outcome_words

__all__ = [
    "ANNULMENTS",
    "PublicationStanding",
    "Running",
    "WithdrawalStanding",
    "all_published",
    "annulment",
    "annulment_words",
    "article",
    "article_published_at",
    "articles",
    "awaiting",
    "epoch",
    "explained",
    "find",
    "ground_words",
    "latest",
    "none_because",
    "outcome_words",
    "overdue",
    "picture",
    "picture_copy",
    "picture_original",
    "public_article",
    "public_articles",
    "public_picture",
    "publication",
    "publication_of",
    "publications",
    "publications_of",
    "publications_standing",
    "published",
    "quotas",
    "result_published_at",
    "results_of",
    "to_withdraw",
    "watch",
    "withdrawals_kept",
    "withdrawals_standing",
]
