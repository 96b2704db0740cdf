"""Fewest losses, then fewest doors, of one enterprise under its limits: exact, by branch and bound over sets of atoms.

Feasible sets are closed under subsets, so the least partition into doors equals the least cover by maximal feasible sets. A
*pivot* atom is covered by one of the maximal sets that hold it, or lost. A door that holds the pivot may take every atom of its
maximal set that the limits let it carry: taking more never hurts, once it is chosen which tags the door carries. So a node has
(maximal sets of the pivot) x 2^(optional tags) children, never a choice per atom. A state is (atoms left, budgets left): it is
settled (atoms of used-up tags are lost, tags that cannot bind any more are forgotten), split into parts that neither a door nor
a tag connects, and memoised.

Lower bound: atoms of a tag with budget b that pairwise cannot share a door (a *conflict clique*) keep at most b of their number;
without tags a conflict clique needs as many doors as it has atoms. For plain windows the bound is exact: interval graphs are
perfect. The search gives up after ``NODES`` nodes; then the bound of the root is what has been proven.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from yicha.engines.planning.enterprise import Tag
from yicha.engines.planning.weeks import collect, members

NODES = 20_000
DEEP = 150  # atoms of one part; beyond it the search would be deeper than Python's stack
FREE = -1  # budget of a tag that cannot bind

Budgets = tuple[int, ...]
Door = tuple[int, Budgets]  # atoms taken, budgets afterwards


class Value(NamedTuple):
    """Demands lost and doors opened: compared in this order."""

    lost: int
    doors: int


class TooHard(Exception):  # noqa: N818 it is an outcome of the search, not an error
    """The search has used up its nodes."""


class Cover:
    """One covering problem. ``sizes``: demands of each atom; ``groups``: sets such that every door lies within one of them."""

    def __init__(self, groups: Sequence[int], sizes: Sequence[int], tags: Sequence[Tag], nodes: int = NODES) -> None:
        """``nodes``: how many states may be searched."""
        self.sizes, self.tags, self.nodes = sizes, tags, nodes
        self.everything = (1 << len(sizes)) - 1
        self.groups = [[group for group in groups if group >> i & 1] for i in range(len(sizes))]
        self.near = [collect(chain.from_iterable(members(group) for group in own)) for own in self.groups]
        self.scale = len(sizes) + 1  # one lost demand outweighs every number of doors
        self.budgets: Budgets = tuple(tag.budget for tag in tags)
        self._memo: dict[tuple[int, Budgets], tuple[int, Door | None]] = {}

    def least(self) -> Value:
        """The exact optimum; raises :class:`TooHard`."""
        return self._value(self._least(self.everything, self.budgets))

    def floor(self) -> Value:
        """A value that no solution goes below, without search."""
        left, budgets, lost = self._settle(self.everything, self.budgets)
        return self._value(lost * self.scale + self._floor(left, budgets))

    def solutions(self) -> Iterator[tuple[int, ...]]:
        """Optimal solutions as disjoint doors, after :meth:`least`; the first is known at once, others are searched for."""
        first = tuple(self._known(self.everything, self.budgets))
        yield first
        try:
            yield from (found for found in self._walk(self.everything, self.budgets) if found != first)
        except TooHard:
            return

    def greedy(self) -> tuple[int, ...]:
        """Some solution: again and again the door that holds most of what is left."""
        doors = []
        left, budgets, _ = self._settle(self.everything, self.budgets)
        while left:
            wide = {group & left for i in members(left) for group in self.groups[i]}
            taken = max(wide, key=lambda block: (self._size(block), -block))
            doors.append(taken)
            left, budgets, _ = self._settle(left & ~taken, self._spent(taken, budgets))
        return tuple(doors)

    def _value(self, cost: int) -> Value:
        return Value(cost // self.scale, cost % self.scale)

    def _size(self, block: int) -> int:
        return sum(self.sizes[i] for i in members(block))

    def _settle(self, left: int, budgets: Budgets) -> tuple[int, Budgets, int]:
        """Atoms whose tag is used up are lost; tags that no longer bind are forgotten. Gives (left, budgets, demands lost)."""
        dead = 0
        for tag, budget in zip(self.tags, budgets, strict=True):
            dead |= tag.atoms if budget == 0 else 0
        lost = self._size(left & dead)
        left &= ~dead
        pairs = zip(self.tags, budgets, strict=True)
        return left, tuple(FREE if budget == FREE or (left & tag.atoms).bit_count() <= budget else budget for tag, budget in pairs), lost

    def _spent(self, taken: int, budgets: Budgets) -> Budgets:
        return tuple(b - 1 if b != FREE and taken & tag.atoms else b for tag, b in zip(self.tags, budgets, strict=True))

    def _parts(self, left: int, budgets: Budgets) -> Iterator[tuple[int, Budgets]]:
        """The parts of a settled state that nothing connects, each with the budgets that concern it."""
        binding = [tag.atoms for tag, budget in zip(self.tags, budgets, strict=True) if budget != FREE]
        while left:
            part, fresh = 0, left & -left
            while fresh:
                part |= fresh
                reach = collect(chain.from_iterable(members(self.near[i]) for i in members(fresh)))
                for atoms in binding:
                    reach |= atoms if atoms & fresh else 0
                fresh = reach & left & ~part
            left &= ~part
            yield part, tuple(b if tag.atoms & part else FREE for tag, b in zip(self.tags, budgets, strict=True))

    def _least(self, left: int, budgets: Budgets) -> int:
        left, budgets, lost = self._settle(left, budgets)
        return lost * self.scale + sum(self._part(part, own)[0] for part, own in self._parts(left, budgets))

    def _part(self, left: int, budgets: Budgets) -> tuple[int, Door | None]:
        """(cost, best door at the pivot or None to lose it) of one connected part."""
        key = (left, budgets)
        if key not in self._memo:
            self.nodes -= 1
            if self.nodes < 0 or left.bit_count() > DEEP:
                raise TooHard
            self._memo[key] = self._branch(left, budgets)
        return self._memo[key]

    def _branch(self, left: int, budgets: Budgets) -> tuple[int, Door | None]:
        pivot = self._pivot(left, budgets)
        goal = self._floor(left, budgets)
        found: tuple[int, Door | None] = (self._size(left) * self.scale + len(self.sizes), None)
        for taken, after in self._undominated(self._doors(left, budgets, pivot)):
            if found[0] > 1 + self._settled_floor(left & ~taken, after):
                found = min(found, (1 + self._least(left & ~taken, after), (taken, after)), key=lambda pair: pair[0])
            if found[0] <= goal:
                return found
        rest = left & ~(1 << pivot)
        price = self.sizes[pivot] * self.scale
        if self._tagged(pivot, budgets) and found[0] > price + self._settled_floor(rest, budgets):
            found = min(found, (price + self._least(rest, budgets), None), key=lambda pair: pair[0])
        return found

    def _tagged(self, atom: int, budgets: Budgets) -> bool:
        return any(b != FREE and tag.atoms >> atom & 1 for tag, b in zip(self.tags, budgets, strict=True))

    def _pivot(self, left: int, budgets: Budgets) -> int:
        """The atom with fewest ways to be held; atoms under a tag first."""
        return min(members(left), key=lambda i: (not self._tagged(i, budgets), len({group & left for group in self.groups[i]}), i))

    def _doors(self, left: int, budgets: Budgets, pivot: int) -> list[Door]:
        """The doors that may hold the pivot, those that hold most first."""
        wide = {block for group in self.groups[pivot] for block in self._carriable(group & left, budgets, pivot)}
        return [(block, self._spent(block, budgets)) for block in sorted(wide, key=lambda block: (-self._size(block), block))]

    @staticmethod
    def _undominated(doors: Iterable[Door]) -> Iterator[Door]:
        """Without those that lie in another at the same price."""
        kept: dict[Budgets, list[int]] = defaultdict(list)
        for taken, after in doors:
            if not any(taken & ~larger == 0 for larger in kept[after]):
                kept[after].append(taken)
                yield taken, after

    def _carriable(self, block: int, budgets: Budgets, pivot: int) -> Iterator[int]:
        """What a door may take of a block, for every choice of the tags that it carries (those of the pivot always)."""
        binding = [
            tag.atoms for tag, b in zip(self.tags, budgets, strict=True) if b != FREE and block & tag.atoms and not tag.atoms >> pivot & 1
        ]
        for refused in chain.from_iterable(combinations(binding, size) for size in range(len(binding) + 1)):
            taken = block
            for atoms in refused:
                taken &= ~atoms
            yield taken

    def _settled_floor(self, left: int, budgets: Budgets) -> int:
        left, budgets, lost = self._settle(left, budgets)
        return lost * self.scale + self._floor(left, budgets)

    def _floor(self, left: int, budgets: Budgets) -> int:
        """Lower bound of a settled state. Losses of tags without a common atom add up."""
        must, lost, counted = left, 0, 0
        for tag, budget in zip(self.tags, budgets, strict=True):
            if budget != FREE and left & tag.atoms:
                must &= ~tag.atoms
                if not counted & tag.atoms:
                    excess = sum(
                        sum(sorted(self.sizes[i] for i in clique)[: max(0, len(clique) - budget)])
                        for clique in self._cliques(left & tag.atoms)
                    )
                    lost += excess
                    counted |= tag.atoms if excess else 0
        return lost * self.scale + max((len(clique) for clique in self._cliques(must)), default=int(bool(left and not lost)))

    def _cheapest(self, atoms: Sequence[int], many: int) -> int:
        return sum(sorted(self.sizes[i] for i in atoms)[: max(0, many)])

    def _cliques(self, left: int) -> Iterator[list[int]]:
        """A greedy partition into conflict cliques: pairwise no common door."""
        while left:
            clique, rest = [], left
            for i in sorted(members(left), key=lambda i: ((self.near[i] & left).bit_count(), i)):
                if rest >> i & 1:
                    clique.append(i)
                    rest &= ~self.near[i]
            left &= ~collect(clique)
            yield clique

    def _known(self, left: int, budgets: Budgets) -> Iterator[int]:
        """The doors of the best solution that the search has remembered."""
        left, budgets, _ = self._settle(left, budgets)
        for part, own in self._parts(left, budgets):
            _, door = self._part(part, own)
            if door is None:
                yield from self._known(part & ~(1 << self._pivot(part, own)), own)
            else:
                yield door[0]
                yield from self._known(part & ~door[0], door[1])

    def _walk(self, left: int, budgets: Budgets) -> Iterator[tuple[int, ...]]:
        """Every optimal solution (as far as the choice of maximal sets goes)."""
        left, budgets, _ = self._settle(left, budgets)
        if not left:
            yield ()
            return
        goal, pivot = self._least(left, budgets), self._pivot(left, budgets)
        for taken, after in self._doors(left, budgets, pivot):
            rest = left & ~taken
            if 1 + self._settled_floor(rest, after) <= goal == 1 + self._least(rest, after):
                yield from ((taken, *others) for others in self._walk(rest, after))
        rest = left & ~(1 << pivot)
        if self._tagged(pivot, budgets) and self.sizes[pivot] * self.scale + self._least(rest, budgets) == goal:
            yield from self._walk(rest, budgets)
