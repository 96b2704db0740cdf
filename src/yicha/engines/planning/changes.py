"""What a new programme changes of the published one, visit by visit and in words, and what two programmes cost side by side."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.catalogue import Why
from yicha.engines.planning.explain import Explainer
from yicha.engines.planning.types import Instance, Programme, Visit, VisitState


@dataclass(frozen=True, slots=True)
class Change:
    """``before``: a published visit; ``after``: the visits that hold its demands now; ``why``: moved, extended or ended."""

    before: Visit
    after: tuple[Visit, ...]
    why: Why


def changes(explainer: Explainer, previous: Sequence[Visit]) -> tuple[Change, ...]:
    """Every published visit that the explainer's programme does not leave as it was, in their order."""
    return tuple(change for visit in previous if visit.state is VisitState.PUBLISHED for change in _of_visit(explainer, visit))


def _of_visit(explainer: Explainer, visit: Visit) -> Iterator[Change]:
    week = explainer.week_name(visit.week)
    alive = [demand for demand in visit.demands if demand in explainer.instance.demands]
    held = {id(now): now for demand in alive if (now := explainer.visit.get(demand))}
    after = tuple(held.values())
    stays = len(after) == 1 and after[0].week == visit.week and all(demand in after[0].demands for demand in alive)
    if not alive:
        yield Change(visit, (), Why("ended", {"weeks": week}))
    elif not stays:
        weeks = "、".join(dict.fromkeys(explainer.week_name(now.week) for now in after)) or "—"
        yield Change(visit, after, Why("moved", {"before": week, "after": weeks} | explainer.not_here(alive, visit.week)))
    elif more := sorted(set(after[0].demands) - set(alive)):
        yield Change(visit, after, Why("extended", {"weeks": week, "items": "、".join(map(explainer.name, more))}))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One column of a what-if: figures of a programme beside another one. ``moved``: published visits that it moves;
    ``peak``: per cent of officer-minutes in the fullest week of any department, the ceiling being 100.
    """

    doors: int
    repeat_visited: int
    unplaced: int
    peak: int
    moved: int


def outcome(instance: Instance, programme: Programme) -> Outcome:
    """The figures of one of several possible programmes; ``instance.previous`` is what has been published."""
    doors = Counter(visit.subject for visit in programme.visits if visit.door)
    return Outcome(
        doors=doors.total(),
        repeat_visited=sum(count > 1 for count in doors.values()),
        unplaced=len(programme.unplaced),
        peak=_peak(Calendar(instance), programme.visits),
        moved=_moved(instance, programme.visits),
    )


def _peak(calendar: Calendar, visits: Sequence[Visit]) -> int:
    used: Counter[tuple[int, int]] = Counter()
    for visit in visits:
        used.update({(row, visit.week): minutes for row, minutes in calendar.visit_load(visit)})
    shares = (100 * minutes // max(1, calendar.capacity[row][week]) for (row, week), minutes in used.items())
    return max(shares, default=0)


def _moved(instance: Instance, visits: Sequence[Visit]) -> int:
    """Published visits of which a living demand is elsewhere or lost."""
    where: Mapping[str, tuple[int, int]] = {demand: (i, visit.week) for i, visit in enumerate(visits) for demand in visit.demands}
    published = [visit for visit in instance.previous if visit.state is VisitState.PUBLISHED]
    return sum(_elsewhere(visit, [where.get(demand) for demand in visit.demands if demand in instance.demands]) for visit in published)


def _elsewhere(visit: Visit, places: Collection[tuple[int, int] | None]) -> bool:
    return len(set(places)) > 1 or any(place is None or place[1] != visit.week for place in places)
