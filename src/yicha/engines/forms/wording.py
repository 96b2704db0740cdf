"""Which words say the same, and which might."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import combinations

from yicha.engines.forms.questions import Asked, Question, Ref

SUSPECTED = 0.5  # of the pairs of characters of two questions in common: a person should look


@lru_cache(maxsize=10_000)
def words_key(content: str) -> str:
    """What is asked in the same words has one key; spaces and closing marks do not count."""
    return sha256(_bare(content).encode()).hexdigest()[:16]


def refs_of(asked: Iterable[Asked]) -> frozenset[Ref]:
    """Points in the words in which they stand now."""
    return frozenset(Ref(one.item, one.point.code, words_key(one.point.content)) for one in asked)


def likeness(one: str, other: str) -> float:
    """Pairs of characters that two wordings share, of all they have: 0 to 1."""
    mine, theirs = _pairs(one), _pairs(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else float(_bare(one) == _bare(other))


def suspects(form: Iterable[Question], least: float = SUSPECTED) -> Iterator[tuple[Question, Question]]:
    """Questions that different departments ask in like words with one kind of answer: a person says whether they are the same."""
    for one, other in combinations(form, 2):
        if set(one.departments).isdisjoint(other.departments) and _shape(one) == _shape(other) and _alike(one, other) >= least:
            yield one, other


def _shape(question: Question) -> tuple[object, ...]:
    return question.kind, question.unit, question.choices


def _alike(one: Question, other: Question) -> float:
    return max(likeness(mine.point.content, theirs.point.content) for mine in one.asked for theirs in other.asked)


def _bare(content: str) -> str:
    return re.sub(r"[\s。？?；;，,]", "", unicodedata.normalize("NFKC", content))


@lru_cache(maxsize=10_000)
def _pairs(content: str) -> frozenset[str]:
    bare = _bare(content)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))
