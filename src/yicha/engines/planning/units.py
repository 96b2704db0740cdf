"""Units: what the placing of visits sees. One enterprise (or site) solved exactly, officer-minutes aside, with many ways to do it.

A *pattern* is a way to hold the unit's demands: disjoint groups, each still without a week. Up to ``ENUMERATE`` atoms every
partition is known (Bell(6) = 203); beyond, optimal covers. The first pattern loses fewest demands with fewest doors.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from yicha.engines.planning.atoms import atoms_of
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.cover import Cover, TooHard, Value
from yicha.engines.planning.enterprise import Enterprise, Group, coupled
from yicha.engines.planning.groups import maximal
from yicha.engines.planning.limits import Limits, hopeless, limits_of
from yicha.engines.planning.types import Demand, Loss, Visit

ENUMERATE = 6  # atoms up to which every partition is listed
POOL = 48  # patterns kept
SEARCHED = 4 * POOL  # covers looked at for the pool

Pattern = tuple[Group, ...]
_Thing = TypeVar("_Thing")
NOTHING = Value(0, 0)


@dataclass(frozen=True, slots=True)
class Unit:
    """``least``: what the first pattern reaches; ``floor``: proven, officer-minutes aside; ``bare``: fewest doors that hold every
    demand when limits are ignored too, never more than the truth. ``enterprise`` is None for off-site work.
    """

    key: str
    patterns: tuple[Pattern, ...]
    demands: tuple[str, ...]
    enterprise: Enterprise | None = None
    least: Value = NOTHING
    floor: Value = NOTHING
    bare: int = 0


@dataclass(frozen=True, slots=True)
class Units:
    """All units by key, in order, and the demands that nothing can save."""

    by_key: Mapping[str, Unit]
    hopeless: tuple[Loss, ...]


def prepare(calendar: Calendar, fixed: Iterable[Visit], demands: Iterable[Demand], *, ways: bool = True) -> Units:
    """Units of these demands around the visits that stand, which have used their share of the limits.

    Not `ways`: what can be proven of them only, without patterns.
    """
    owner = {subject.id: subject.owner for subject in calendar.instance.subjects.values()}
    sites = _gathered(calendar.instance.subjects.values(), lambda subject: subject.owner)
    standing = _gathered(fixed, lambda visit: owner[visit.subject])
    wanted = _gathered(demands, lambda demand: owner[demand.subject])
    units: list[Unit] = []
    losses: list[Loss] = []
    for name, own in wanted.items():
        limits = limits_of(calendar.instance, sites[name], standing.get(name, ()))
        causes = {demand.id: hopeless(calendar, limits, demand) for demand in own}
        losses += [Loss(demand, cause) for demand, cause in causes.items() if cause]
        units += _units_of(calendar, limits, [demand for demand in own if not causes[demand.id]], ways=ways)
    return Units({unit.key: unit for unit in sorted(units, key=lambda unit: unit.key)}, tuple(losses))


def _gathered(things: Iterable[_Thing], key: Callable[[_Thing], str]) -> dict[str, list[_Thing]]:
    found: dict[str, list[_Thing]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found


def _units_of(calendar: Calendar, limits: Limits, demands: Sequence[Demand], *, ways: bool) -> Iterator[Unit]:
    opens = {demand.id: calendar.instance.lines[demand.line].mode.opens_door for demand in demands}
    yield from (off_site_unit(calendar, demand) for demand in demands if not opens[demand.id])
    atoms = atoms_of(calendar, [demand for demand in demands if opens[demand.id]])
    yield from (door_unit(Enterprise(calendar, limits, part), ways=ways) for part in coupled(limits, atoms))


def off_site_unit(calendar: Calendar, demand: Demand) -> Unit:
    """Work without a door: one group, alone."""
    department = calendar.instance.lines[demand.line].department
    load = calendar.load((demand,), door=False)
    group = Group(demand.subject, 1, calendar.admissible[demand.id], (demand.id,), (department,), load, door=False)
    return Unit(f"{demand.subject}/{demand.id}", ((group,),), (demand.id,))


def door_unit(enterprise: Enterprise, *, ways: bool = True) -> Unit:
    """The unit of an enterprise, solved exactly as far as the search allows; not `ways`: without patterns."""
    key = min(enterprise.by_site)
    demands = tuple(sorted(demand.id for demand in enterprise.demands(enterprise.everything)))
    if enterprise.n <= ENUMERATE:
        every = list(partitions(enterprise))
        lawful = [blocks for blocks in every if enterprise.lawful(blocks)]
        if lawful:
            value = Value(0, min(map(len, lawful)))
            patterns = _patterns(enterprise, _ranked(enterprise, lawful)) if ways else ()
            return Unit(key, patterns, demands, enterprise, value, value, min(map(len, every)))
    return _searched_unit(key, demands, enterprise, ways=ways)


def lost_of(enterprise: Enterprise) -> int:
    """Demands that its unit loses, officer-minutes aside: ``door_unit(…).least.lost`` without looking for many ways."""
    if enterprise.n <= ENUMERATE and any(map(enterprise.lawful, partitions(enterprise))):
        return 0
    cover = Cover(maximal(enterprise).build, enterprise.sizes, enterprise.tags)
    try:
        return cover.least().lost
    except TooHard:
        return _kept(enterprise, cover.greedy()).lost


def _kept(enterprise: Enterprise, blocks: tuple[int, ...]) -> Value:
    return Value(sum(enterprise.sizes) - sum(map(enterprise.size, blocks)), len(blocks))


def _searched_unit(key: str, demands: tuple[str, ...], enterprise: Enterprise, *, ways: bool) -> Unit:
    sets = maximal(enterprise)
    cover = Cover(sets.build, enterprise.sizes, enterprise.tags)
    try:
        least = floor = cover.least()
        found = _varied(enterprise, sets.build, islice(cover.solutions(), SEARCHED)) if ways else []
    except TooHard:
        found = [cover.greedy()]
        least, floor = _kept(enterprise, found[0]), cover.floor()
    if not sets.complete:
        floor = _proven(Cover(sets.proof, enterprise.sizes, enterprise.tags))
    bare = _proven(Cover(sets.proof, enterprise.sizes, ())).doors if enterprise.tags else floor.doors
    return Unit(key, _patterns(enterprise, found), demands, enterprise, least, floor, bare)


def _proven(cover: Cover) -> Value:
    try:
        return cover.least()
    except TooHard:
        return cover.floor()


def partitions(enterprise: Enterprise) -> Iterator[tuple[int, ...]]:
    """Every partition of all atoms into feasible sets."""

    def extend(i: int, blocks: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if i == enterprise.n:
            yield blocks
            return
        for b, block in enumerate(blocks):
            if enterprise.common(block | 1 << i):
                yield from extend(i + 1, (*blocks[:b], block | 1 << i, *blocks[b + 1 :]))
        yield from extend(i + 1, (*blocks, 1 << i))

    return extend(0, ())


def _varied(enterprise: Enterprise, sets: Sequence[int], covers: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Covers, and the same doors with atoms that fit several given to the last instead of the first."""
    found: dict[tuple[int, ...], None] = {}
    for cover in covers:
        found[tuple(sorted(cover))] = None
        shifted = _shifted(cover, sets)
        if enterprise.lawful(shifted):
            found[shifted] = None
    return _ranked(enterprise, found)


def _shifted(cover: Sequence[int], sets: Sequence[int]) -> tuple[int, ...]:
    left = sum(cover)
    doors = []
    for block in reversed(cover):
        wide = max((group & left for group in sets if block & left & ~group == 0), key=lambda b: (b.bit_count(), b))
        doors.append(wide)
        left &= ~wide
    return tuple(sorted(block for block in doors if block))


def _ranked(enterprise: Enterprise, ways: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return sorted(ways, key=lambda blocks: (len(blocks), enterprise.department_visits(blocks), blocks))


def _patterns(enterprise: Enterprise, ways: Sequence[tuple[int, ...]]) -> tuple[Pattern, ...]:
    groups = {block: enterprise.group(block) for blocks in ways[:POOL] for block in blocks}
    return tuple(tuple(groups[block] for block in blocks) for blocks in ways[:POOL])
