"""What other rooms may read of this one. `published`, `find`, `latest`, `results_of` and `all_published` are for everybody."""

from yicha.disclosure.queries.inside import Running, awaiting, overdue, publication, publications, publications_of
from yicha.disclosure.queries.public import all_published, find, latest, published, results_of
from yicha.disclosure.queries.words import ground_words, outcome_words

__all__ = [
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
    "published",
    "results_of",
]
