"""YX-2.1: which entries of another list may be our items, by shared instruments and by the words of their names.

**Model.** A name is folded (`engines.search.fold`), loses the words that say nothing (监督检查, 行政检查) and is read as the set of its
pairs of characters. Likeness of names is Dice's coefficient, likeness of bases Jaccard's of the instruments named in 《》. The score weighs
names with 0.7 and bases with 0.3; where one side names no instrument, the name alone counts.

**Cost.** Entries are reached through the pairs they share with an item, so what shares nothing is never looked at.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from yicha.engines.search import fold
from yicha.items.rules.elements import instruments
from yicha.items.types import Suggestion

EMPTY_WORDS: Final = ("监督检查", "行政检查", "执法检查", "检查", "的", "对", "及", "和")
Brief = tuple[str, str, str]  # code, name, basis of an item
Entry = tuple[int, str, str]  # key, name, basis of an entry
NAME_WEIGHT, BASIS_WEIGHT = 0.7, 0.3
LEAST, MOST = 0.4, 10  # a suggestion is at least so like; so many of an item are kept, because people refuse some


@dataclass(frozen=True)
class Likeness:
    """A name and a basis as they are compared."""

    pairs: frozenset[str]
    instruments: frozenset[str]


def likeness_of(name: str, legal_basis: str) -> Likeness:
    plain = whole = fold(name)
    for word in EMPTY_WORDS:
        plain = plain.replace(word, "")
    plain = plain or whole
    return Likeness(frozenset(map("".join, pairwise(plain))) or frozenset({plain}), frozenset(map(short_name, instruments(legal_basis))))


def short_name(instrument: str) -> str:
    """《中华人民共和国食品安全法》 and 《食品安全法》 are one."""
    return instrument.strip("《》 ").removeprefix("中华人民共和国")


def score(one: Likeness, other: Likeness) -> float:
    names = 2 * len(one.pairs & other.pairs) / (len(one.pairs) + len(other.pairs))
    if not one.instruments or not other.instruments:
        return names
    bases = len(one.instruments & other.instruments) / len(one.instruments | other.instruments)
    return NAME_WEIGHT * names + BASIS_WEIGHT * bases


def suggestions(items: Iterable[Brief], entries: Iterable[Entry], decided: Collection[tuple[str, int]] = ()) -> list[Suggestion]:
    """For each item its likeliest entries that nobody has decided on, best first."""
    known = {entry: likeness_of(name, basis) for entry, name, basis in entries}
    by_pair: dict[str, list[int]] = defaultdict(list)
    for entry, likeness in known.items():
        for pair in likeness.pairs:
            by_pair[pair].append(entry)
    found: list[Suggestion] = []
    for code, name, basis in items:
        mine = likeness_of(name, basis)
        near = {entry for pair in mine.pairs for entry in by_pair.get(pair, ()) if (code, entry) not in decided}
        ranked = sorted((Suggestion(code, entry, score(mine, known[entry])) for entry in near), key=lambda one: (-one.score, one.entry))
        found += [one for one in ranked[:MOST] if one.score >= LEAST]
    return found
