"""The atoms of one enterprise, which of them may share a door, and which limits bind them together.

A set of atoms (an integer, bit i = atom i) is *feasible* if it may stand at one door: one site, pairwise no barrier, a common
week, no department over the minutes of a visit, not too many departments. Feasible sets are closed under taking subsets.
A *tag* is a limit that can bind: the doors that hold any of its atoms are at most its budget.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from yicha.engines.planning.atoms import Atom
from yicha.engines.planning.barriers import barred
from yicha.engines.planning.calendar import Calendar, Load, common_weeks
from yicha.engines.planning.limits import Limits
from yicha.engines.planning.types import Demand
from yicha.engines.planning.weeks import collect, members


@dataclass(frozen=True, slots=True)
class Tag:
    """At most ``budget`` doors may hold atoms of the set ``atoms``."""

    atoms: int
    budget: int


@dataclass(frozen=True, slots=True)
class Group:
    """Atoms at one door, or one piece of off-site work, still without a week."""

    subject: str
    block: int
    weeks: int
    demands: tuple[str, ...]
    departments: tuple[str, ...]
    load: Load
    door: bool = True


class Enterprise:
    """Atoms whose doors must be decided together: a site, or all sites of an enterprise that a limit couples."""

    def __init__(self, calendar: Calendar, limits: Limits, atoms: Sequence[Atom]) -> None:
        """``atoms`` of one enterprise; those of other enterprises never matter."""
        self.calendar, self.limits, self.atoms = calendar, limits, tuple(atoms)
        self.n = len(self.atoms)
        self.everything = (1 << self.n) - 1
        self.tags = tags_of(limits, self.atoms)
        self.friends = self._friends()
        self._common: dict[int, int] = {}

    def _friends(self) -> list[int]:
        friends = [0] * self.n
        for i, j in combinations(range(self.n), 2):
            if self._may_meet(self.atoms[i], self.atoms[j]):
                friends[i] |= 1 << j
                friends[j] |= 1 << i
        return friends

    def _may_meet(self, a: Atom, b: Atom) -> bool:
        """May the two share a door? All demands of an atom have the same enemies, so one of each stands for all."""
        params, lines = self.calendar.instance.params, self.calendar.instance.lines
        if a.subject != b.subject or not a.weeks & b.weeks:
            return False
        if a.department == b.department and a.minutes + b.minutes > params.visit_minutes_max:
            return False
        if a.department != b.department and params.departments_max == 1:
            return False
        return not barred(lines[a.demands[0].line], lines[b.demands[0].line])

    def pairwise(self, block: int) -> bool:
        """Is every pair of the set compatible?"""
        return not any((block & ~(1 << i)) & ~self.friends[i] for i in members(block))

    def common(self, block: int) -> int:
        """The weeks in which the set may stand at one door; 0 when it is not feasible."""
        if block not in self._common:
            own = [self.atoms[i] for i in members(block)]
            feasible = self.pairwise(block) and self.within_limits(block)
            self._common[block] = common_weeks((atom.weeks for atom in own), self.calendar.weeks) if feasible else 0
        return self._common[block]

    def within_limits(self, block: int) -> bool:
        """No department over the minutes of one visit, not too many departments."""
        minutes: Counter[str] = Counter()
        for i in members(block):
            minutes[self.atoms[i].department] += self.atoms[i].minutes
        params, crowd = self.calendar.instance.params, len(minutes)
        return max(minutes.values(), default=0) <= params.visit_minutes_max and crowd <= (params.departments_max or crowd)

    def lawful(self, blocks: Iterable[int]) -> bool:
        """Do these doors keep every limit of the enterprise?"""
        doors = list(blocks)
        return all(sum(bool(block & tag.atoms) for block in doors) <= tag.budget for tag in self.tags)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Demands of each atom."""
        return tuple(atom.size for atom in self.atoms)

    def size(self, block: int) -> int:
        """Demands of a set of atoms."""
        return sum(self.sizes[i] for i in members(block))

    @cached_property
    def by_department(self) -> dict[str, int]:
        """The atoms of each department, departments in order."""
        found: dict[str, int] = defaultdict(int)
        for i, atom in enumerate(self.atoms):
            found[atom.department] |= 1 << i
        return {department: found[department] for department in sorted(found)}

    @cached_property
    def by_site(self) -> dict[str, int]:
        """The atoms of each site, sites in order."""
        found: dict[str, int] = defaultdict(int)
        for i, atom in enumerate(self.atoms):
            found[atom.subject] |= 1 << i
        return {site: found[site] for site in sorted(found)}

    def demands(self, block: int) -> Iterator[Demand]:
        """The demands of a set of atoms."""
        return (demand for i in members(block) for demand in self.atoms[i].demands)

    def group(self, block: int) -> Group:
        """A feasible set of atoms as something that can be placed."""
        own = [self.atoms[i] for i in members(block)]
        return Group(
            subject=own[0].subject,
            block=block,
            weeks=self.common(block),
            demands=tuple(sorted(demand.id for demand in self.demands(block))),
            departments=tuple(sorted({atom.department for atom in own})),
            load=self.calendar.load(self.demands(block), door=True),
        )

    def department_visits(self, blocks: Iterable[int]) -> int:
        """Department-visits (出动队次) of these doors."""
        return sum(len({self.atoms[i].department for i in members(block)}) for block in blocks)


def tags_of(limits: Limits, atoms: Sequence[Atom]) -> tuple[Tag, ...]:
    """The limits that can bind these atoms: those with more atoms than budget, for every atom takes at most one door."""
    counted = {i: atom for i, atom in enumerate(atoms) if atom.counted}
    classes: dict[str, int] = defaultdict(int)
    departments: dict[str, int] = defaultdict(int)
    for i, atom in counted.items():
        departments[atom.department] |= 1 << i
        for check_class in atom.classes:
            classes[check_class] |= 1 << i
    tags = [Tag(collect(counted), left) for left in (limits.visits_left,) if left is not None]
    tags += [Tag(own, limits.class_left(check_class)) for check_class, own in sorted(classes.items())]
    tags += [Tag(own, left) for department, own in sorted(departments.items()) if (left := limits.organ_left(department)) is not None]
    return tuple(tag for tag in tags if tag.atoms.bit_count() > tag.budget)


def coupled(limits: Limits, atoms: Sequence[Atom]) -> list[tuple[Atom, ...]]:
    """The atoms in parts that no limit binds together: usually one part per site."""
    parts = [{atom.subject} for atom in {atom.subject: atom for atom in atoms}.values()]
    for tag in tags_of(limits, atoms):
        sites = {atoms[i].subject for i in members(tag.atoms)}
        parts = [part for part in parts if not part & sites] + [set().union(*(part for part in parts if part & sites))]
    return [tuple(atom for atom in atoms if atom.subject in part) for part in sorted(parts, key=min)]
