"""What other rooms may read of this one. `published`, `find`, `latest`, `results_of` and `all_published` are for everybody."""

from yicha.disclosure.queries.asked import find
from yicha.disclosure.queries.duties import PublicationStanding, publications_standing
from yicha.disclosure.queries.inside import Running, awaiting, overdue, publication, publications, publications_of
from yicha.disclosure.queries.public import all_published, latest, published, results_of
from yicha.disclosure.queries.words import ground_words, outcome_words

__all__ = [
    "PublicationStanding",
    "Running",
    "all_published",
    "awaiting",
    "find",
    "ground_words",
    "latest",
    "outcome_words",
    "overdue",
    "publication",
    "publications",
    "publications_of",
    "publications_standing",
    "published",
    "results_of",
]
