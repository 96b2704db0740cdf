"""执法事项范围: an officer whose items are declared checks those and no others (R-SUB-3). Who declared none checks all of the department's.

The draw knows skills only (docs/vdr1.md §8), so a scope is one: `item:CODE`. Where nobody of a department declared anything there is
nothing to ask. Where somebody did, who declared none holds every item that the others declare, and `item:*` for all the rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from yicha.orgs.types import OfficerAvailable

REST = "item:*"


class Scopes:
    """Of each department, the items that its officers declared."""

    def __init__(self, officers: Iterable[OfficerAvailable]) -> None:
        self._declared: dict[str, set[str]] = defaultdict(set)
        for one in officers:
            self._declared[one.department].update(one.items)

    def held(self, one: OfficerAvailable) -> tuple[str, ...]:
        """As skills, what the officer may check."""
        declared = self._declared[one.department]
        if one.items:
            return tuple(f"item:{code}" for code in sorted(set(one.items)))
        return (*(f"item:{code}" for code in sorted(declared)), REST) if declared else ()

    def asked(self, department: str, item: str) -> tuple[str, ...]:
        """The skill that checking the item takes; none where nobody is limited."""
        declared = self._declared.get(department)
        return ((f"item:{item}" if item in declared else REST),) if declared and item else ()


def deal_scopes(dealt: Sequence[tuple[str, ...]], wanted: Mapping[str, int], candidates: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """R-SUB-3: for each item as many slots as it wants officers go to who may check it; nobody goes who may check none of them.

    `dealt`: the skills of the slots so far. A slot takes a scope if somebody has it with all that the slot asks already; slots that are
    missing are added, so what cannot be filled is seen.
    """
    slots = list(dealt)
    for scope, count in wanted.items():
        nobody = not _somebody((scope,), candidates)
        able = [place for place, held in enumerate(slots) if nobody or _somebody((*held, scope), candidates)][:count]
        for place in able:
            slots[place] = (*slots[place], scope)
        slots += [(scope,)] * (count - len(able))
    return [held if not wanted or wanted.keys() & set(held) else (*held, *_first(held, wanted, candidates)) for held in slots]


def _first(held: tuple[str, ...], wanted: Iterable[str], candidates: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """The scope for a slot that has none; if nobody fits, the first one: it stays empty rather than be filled by who may not."""
    return next(((scope,) for scope in wanted if _somebody((*held, scope), candidates)), tuple(wanted)[:1])


def _somebody(skills: tuple[str, ...], candidates: Sequence[frozenset[str]]) -> bool:
    return any(set(skills) <= candidate for candidate in candidates)
