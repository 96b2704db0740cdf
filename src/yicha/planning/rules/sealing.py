"""封存: who is to be visited unannounced stays unsaid until the day (LYG-4.3e, YX-2.7b). What a merge board shows meanwhile. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import filterfalse
from typing import TypeVar

from yicha.planning.types.boards import Board, BoardAlone, BoardItem, BoardLoss, BoardVisit

Row = TypeVar("Row", BoardAlone, BoardLoss)
TELLING = {"third", "caps"}  # reasons that name other work at the same door


@dataclass(frozen=True)
class Sealing:
    """`lines`: ids of those that are by law not announced; `begun`: weeks whose first day has come."""

    lines: Collection[str]
    begun: Collection[int]
    name: str  # what stands where a name would

    def of(self, board: Board) -> Board:
        """YX-2.7b: the board with every number as it is, and without whoever is not to know yet that somebody comes."""
        return _Sealed(self, board).board()


@dataclass(frozen=True)
class _Sealed:
    """`doors` and `alone`: by subject, what is closed of each."""

    how: Sealing
    whole: Board

    def board(self) -> Board:
        return replace(
            self.whole,
            visits=(*map(self._open, filterfalse(self._closed, self.whole.visits)), *self._unsaid_visits()),
            alone=_last(self._alone(one) for one in self.whole.alone),
            losses=_last(self._loss(one) for one in self.whole.losses),
        )

    def _closed(self, visit: BoardVisit) -> bool:
        return not visit.announced and visit.week not in self.how.begun

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(visit.key for visit in self.whole.visits if self._closed(visit))

    @cached_property
    def told(self) -> frozenset[str]:
        """Unannounced work whose week has come."""
        return frozenset(item.demand for visit in self.whole.visits if not self._closed(visit) for item in visit.items)

    @cached_property
    def doors(self) -> Counter[str]:
        return Counter(visit.sid for visit in self.whole.visits if self._closed(visit))

    @cached_property
    def alone(self) -> Counter[str]:
        return Counter(one.sid for one in self.whole.alone if any(self._hidden(item, one.sid) for item in one.items))

    def _hidden(self, item: BoardItem, sid: str) -> bool:
        return item.demand.removesuffix(f"/{sid}") in self.how.lines and item.demand not in self.told

    def _unsaid_visits(self) -> Iterator[BoardVisit]:
        """In an order that says nothing of who it is, and so are their keys."""
        closed = filter(self._closed, self.whole.visits)
        for place, visit in enumerate(sorted(closed, key=lambda visit: (visit.week, visit.town, visit.departments))):
            items = tuple(replace(item, demand="") for item in visit.items)
            yield replace(visit, key=str(place), sid="", name=self.how.name, base="", items=items, before=1, doors=1, refused=())

    def _open(self, visit: BoardVisit) -> BoardVisit:
        """Nor does the count of its other visits say that one of them is closed."""
        if not self.doors[visit.sid]:
            return visit
        counted = replace(visit, before=visit.before - self.alone[visit.sid], doors=visit.doors - self.doors[visit.sid])
        tells = visit.base in self.keys or (visit.apart is not None and visit.apart.code in TELLING)
        return replace(counted, apart=None, base="") if tells else counted

    def _alone(self, one: BoardAlone) -> BoardAlone:
        closed = any(self._hidden(item, one.sid) for item in one.items)
        return replace(one, sid="", name=self.how.name, items=tuple(replace(item, demand="") for item in one.items)) if closed else one

    def _loss(self, one: BoardLoss) -> BoardLoss:
        closed = self._hidden(one.item, one.sid) or (self.doors[one.sid] and one.reason.code in TELLING)
        return replace(one, sid="", name=self.how.name, item=replace(one.item, demand="")) if closed else one


def _last(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those without a name behind the others, by town: who stood beside whom says nothing either."""
    return tuple(sorted(rows, key=lambda one: (one.sid == "", "" if one.sid else one.town)))
