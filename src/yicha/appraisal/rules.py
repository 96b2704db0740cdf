"""Who meets more often than chance allows: two officers at one door, or an officer and an enterprise, over the years (WY-5.8b, YX-2.7b).

Officers are drawn. So within a town and a year whoever of a department went to so many of its doors stands behind each of them with that
share as chance; for two of one department it is less, so what is expected of them is told too high, never too low. How rarely chance gives
so many meetings where so many are expected is bounded by the tail of Poisson, whose spread is the wider. Told is who would not be expected
once among all pairs that could have met so often: a reason to ask, no proof.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, permutations
from math import comb, exp

from yicha.appraisal.types import Pair, Paired, Party
from yicha.planning.queries import DoorRow

LEAST = 3
"""Fewer meetings say nothing."""

Place = tuple[str, int]  # town and year: who may be drawn for one door there may be for the others


def often_together(doors: Sequence[DoorRow]) -> Paired:
    """Pairs that chance would not be expected to give once, the least likely first."""
    looked = _possible(doors)
    likely = {pair: tail(pair.times, pair.expected) for pair in chain(_colleagues(doors), _callers(doors))}
    told = [pair for pair, chance in likely.items() if chance * looked < 1]
    return Paired(len(doors), looked, tuple(sorted(told, key=lambda pair: (likely[pair], pair.one, pair.other))))


def tail(times: int, expected: float) -> float:
    """How likely at least so many are where so many are expected, by Poisson."""
    term, below = exp(-expected), 0.0
    for count in range(times):
        below += term
        term *= expected / (count + 1)
    return max(0.0, 1 - below)


def _possible(doors: Sequence[DoorRow]) -> int:
    """How many pairs could have met `LEAST` times: those whose doors are that many."""
    busy = [who for who, times in Counter(who for door in doors for who in _team(door)).items() if times >= LEAST]
    of_department = Counter(who.group for who in busy)
    calls = Counter((door.sid, department) for door in doors for department in door.teams)
    return comb(len(busy), 2) + sum(of_department[department] for (_, department), times in calls.items() if times >= LEAST)


def _colleagues(doors: Sequence[DoorRow]) -> Iterator[Pair]:
    met = Counter(pair for door in doors for pair in combinations(sorted(_team(door)), 2))
    shared, beside = Counter[tuple[Place, str, str]](), Counter[tuple[Place, Party, str]]()
    for door in doors:
        ways = [*permutations(door.teams, 2), *((name, name) for name, team in door.teams.items() if len(team) > 1)]
        shared.update((_place(door), one, other) for one, other in ways)
        beside.update((_place(door), who, other) for who in _team(door) for one, other in ways if one == who.group)
    places = {_place(door) for door in doors}
    for (one, other), times in met.items():
        if times >= LEAST:
            ways_of = {place: shared[place, one.group, other.group] for place in places}
            together = (beside[place, one, other.group] * beside[place, other, one.group] / ways for place, ways in ways_of.items() if ways)
            yield Pair(one, other, times, sum(together))


def _callers(doors: Sequence[DoorRow]) -> Iterator[Pair]:
    met = Counter((who, door.sid) for door in doors for who in _team(door))
    sent = Counter((_place(door), department) for door in doors for department in door.teams)
    went = Counter((_place(door), who) for door in doors for who in _team(door))
    at: dict[str, list[DoorRow]] = {}
    for door in doors:
        at.setdefault(door.sid, []).append(door)
    for (who, sid), times in met.items():
        if times >= LEAST:
            asked = [_place(door) for door in at[sid] if who.group in door.teams]
            expected = sum(went[place, who] / sent[place, who.group] for place in asked)
            yield Pair(who, Party("", sid, at[sid][-1].subject), times, expected)


def _team(door: DoorRow) -> list[Party]:
    return [Party(department, cert_no, name) for department, team in door.teams.items() for cert_no, name in team.items()]


def _place(door: DoorRow) -> Place:
    return door.town, door.year
