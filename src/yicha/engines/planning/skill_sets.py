"""Which sets of skills can be short of officers: every set that Hall's theorem asks about and that no other one implies.

Minutes that need a skill of the set S can only be worked by officers who have one of S. For one skill at a time this says too
little: two officers with both skills are counted twice. All sets together say exactly when the minutes can be shared out among
the officers of a week (the marriage theorem). Left out as implied are: a set whose officers also cover further skills (the
larger set asks more of the same officers), one that has all officers of the department, and one in two parts without a common
officer.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from yicha.engines.planning.types import Officer

WIDE = 10  # skills of a department; beyond it only sets of one and of two are counted

Skills = tuple[str, ...]


def skill_sets(needed: Collection[str], team: Iterable[Officer]) -> tuple[Skills, ...]:
    """The sets of these skills to be counted for a department with this team, in order."""
    officers = list(team)
    holders = {skill: frozenset(officer.id for officer in officers if skill in officer.skills) for skill in sorted(needed)}
    most = len(holders) if len(holders) <= WIDE else 2
    every = {
        _closed(holders, frozenset().union(*(holders[skill] for skill in chosen)))
        for size in range(1, most + 1)
        for chosen in combinations(holders, size)
    }
    return tuple(sorted(skills for skills in every if _counts(holders, skills, len(officers))))


def _closed(holders: Mapping[str, frozenset[str]], officers: frozenset[str]) -> Skills:
    """All skills that nobody but these officers has."""
    return tuple(skill for skill, own in holders.items() if own <= officers)


def _counts(holders: Mapping[str, frozenset[str]], skills: Skills, team: int) -> bool:
    officers = frozenset[str]().union(*(holders[skill] for skill in skills))
    return len(officers) < team and (not officers or _connected([holders[skill] for skill in skills]))


def _connected(sets: Iterable[frozenset[str]]) -> bool:
    """Do the sets hang together? Those without members hang on everything: nobody has that skill, and no demand needs it in vain."""
    first, *rest = [own for own in sets if own]
    reached = first
    while joined := [own for own in rest if own & reached]:
        reached = reached.union(*joined)
        rest = [own for own in rest if not own & reached]
    return not rest
