"""What the engine is compared with: every department for itself, merging by hand month by month, and a strong greedy.

Each obeys the same law and the same officers; each gives visits without weeks to spare, and what it could not hold.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from yicha.engines.planning import Demand, Instance, Visit
from yicha.engines.planning.board import Board
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.limits import hopeless, limits_of
from yicha.engines.planning.replan import may_share, sites_of
from yicha.engines.planning.weeks import members

SEEDS = 3  # demands around which the greedy grows a visit in each week
Joins = Callable[[Visit, str], bool]


@dataclass
class Books:
    """A programme in the making."""

    instance: Instance
    visits: dict[str, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    lost: int = 0

    def __post_init__(self) -> None:
        """Empty."""
        self.calendar = Calendar(self.instance)
        self.board = Board(self.calendar)
        self.sites = sites_of(self.instance)

    def owner(self, demand: Demand) -> str:
        """The enterprise whose limits count."""
        return self.instance.subjects[demand.subject].owner

    def fits(self, demands: Sequence[Demand], week: int, into: Visit | None = None) -> bool:
        """May these demands stand at one door in this week, in the place of ``into``?"""
        if not all(self.calendar.admissible[demand.id] >> week & 1 for demand in demands) or not may_share(self.instance, demands):
            return False
        owner, door = self.owner(demands[0]), self.opens(demands[0])
        limits = limits_of(self.instance, self.sites[owner], [visit for visit in self.visits[owner] if visit is not into])
        if any(hopeless(self.calendar, limits, demand) for demand in demands):
            return False
        old = dict(self.calendar.visit_load(into)) if into else {}
        load = self.calendar.load(demands, door=door)
        return self.board.fits(tuple((row, minutes - old.get(row, 0)) for row, minutes in load), week)

    def opens(self, demand: Demand) -> bool:
        """Does the demand open a door?"""
        return self.instance.lines[demand.line].mode.opens_door

    def put(self, demands: Sequence[Demand], week: int, into: Visit | None = None) -> None:
        """Book a visit with these demands, in the place of ``into``."""
        own = self.visits[self.owner(demands[0])]
        for visit, sign in [(into, -1)] if into else []:
            self._count(visit, sign)
            own.remove(visit)
        departments = tuple(sorted({self.instance.lines[demand.line].department for demand in demands}))
        names = tuple(sorted(demand.id for demand in demands))
        own.append(Visit(demands[0].subject, week, names, departments, door=self.opens(demands[0])))
        self._count(own[-1], 1)

    def _count(self, visit: Visit, sign: int) -> None:
        for row, minutes in self.calendar.visit_load(visit):
            self.board.used[row][visit.week] += sign * minutes

    def all_visits(self) -> list[Visit]:
        """Everything booked."""
        return [visit for own in self.visits.values() for visit in own]


def first_fit(instance: Instance, joins: Joins) -> Books:
    """Demand by demand, earliest windows first: into a visit that it joins, else a visit of its own in the first week that has room."""
    books = Books(instance)
    for demand in sorted(instance.demands.values(), key=lambda each: (instance.lines[each.line].first_week, each.line, each.subject)):
        if not _joined(books, demand, joins):
            week = next((week for week in members(books.calendar.admissible[demand.id]) if books.fits([demand], week)), None)
            if week is None:
                books.lost += 1
            else:
                books.put([demand], week)
    return books


def _joined(books: Books, demand: Demand, joins: Joins) -> bool:
    department = books.instance.lines[demand.line].department
    for visit in books.visits[books.owner(demand)] if books.opens(demand) else ():
        both = [*(books.instance.demands[name] for name in visit.demands), demand]
        if visit.door and visit.subject == demand.subject and joins(visit, department) and books.fits(both, visit.week, visit):
            books.put(both, visit.week, visit)
            return True
    return False


def own_work(visit: Visit, department: str) -> bool:
    """Every department for itself."""
    return visit.departments == (department,)


def same_month(visit: Visit, department: str) -> bool:
    """By hand: whoever comes to a site anyway is joined."""
    return True


def greedy(instance: Instance) -> Books:
    """Sites with most work first: the week and demands that hold most of what is left, again and again."""
    books = Books(instance)
    sites: dict[str, dict[str, Demand]] = defaultdict(dict)
    for demand in instance.demands.values():
        sites[demand.subject][demand.id] = demand
    for name in sorted(sites, key=lambda site: (-len(sites[site]), site)):
        left = sites[name]
        while left:
            week, chosen = max(_grown(books, list(left.values())), key=lambda each: (len(each[1]), -each[0]), default=(0, []))
            if chosen:
                books.put(chosen, week)
            else:
                books.lost += len(left)
            for demand in chosen or list(left.values()):
                del left[demand.id]
    return books


def _grown(books: Books, left: Sequence[Demand]) -> Iterable[tuple[int, list[Demand]]]:
    for seed in [*left[:SEEDS], *(demand for demand in left[SEEDS:] if not books.opens(demand))]:
        for week in members(books.calendar.admissible[seed.id]):
            if books.fits([seed], week):
                chosen = [seed]
                for demand in left if books.opens(seed) else ():
                    if demand is not seed and books.opens(demand) and books.fits([*chosen, demand], week):
                        chosen.append(demand)
                yield week, chosen


def figures(visits: Iterable[Visit], lost: int) -> dict[str, int]:
    """Lost demands first, then doors, then sites that see several."""
    doors = Counter(visit.subject for visit in visits if visit.door)
    return {"lost": lost, "doors": doors.total(), "repeat_visited": sum(count > 1 for count in doors.values())}
