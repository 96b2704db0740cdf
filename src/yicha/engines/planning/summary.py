"""The figures of a programme, and what the departments would do alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.placing import settled
from yicha.engines.planning.plain import visit_order
from yicha.engines.planning.progress import silent
from yicha.engines.planning.types import Instance, Programme, Summary, Visit, VisitState
from yicha.engines.planning.units import prepare


def summary(instance: Instance, programme: Programme, alone: Mapping[str, int] | None = None) -> Summary:
    """The summary of a programme for this instance (contract: ``summary`` in ``programme.json``).

    ``alone``: what :func:`doors_alone` gave for the instance, if that is at hand.
    """
    doors = Counter(visit.subject for visit in programme.visits if visit.door)
    return Summary(
        demands=len(instance.demands),
        alone_doors=sum((doors_alone(instance) if alone is None else alone).values()),
        doors=doors.total(),
        lower_bound=programme.lower_bound,
        unplaced=len(programme.unplaced),
        unplaced_bound=programme.unplaced_bound,
        repeat_visited=sum(count > 1 for count in doors.values()),
        department_visits=sum(len(visit.departments) for visit in programme.visits if visit.door),
    )


def doors_alone(instance: Instance) -> dict[str, int]:
    """By subject, the doors if each department came alone: those of :func:`visits_alone`."""
    return dict(Counter(visit.subject for visit in visits_alone(instance) if visit.door))


def visits_alone(instance: Instance) -> tuple[Visit, ...]:
    """The visits if each department came alone, merging its own work as well as it can, on the same officers and under the same limits.

    The same engine with one department per door; visits that stand are taken apart by department. It counts for the
    departments: what they would lose to limits opens no door here.
    """
    alone = replace(instance, params=replace(instance.params, departments_max=1))
    fixed = [replace(visit, state=VisitState.NOTIFIED) for visit in instance.previous if visit.locked]
    held = {demand for visit in fixed for demand in visit.demands}
    calendar = Calendar(alone)
    units = prepare(calendar, fixed, (demand for demand in alone.demands.values() if demand.id not in held))
    board = settled(calendar, fixed, units.by_key, silent)
    free = [
        Visit(group.subject, week, group.demands, group.departments, door=group.door) for p in board.placed.values() for group, week in p
    ]
    return tuple(sorted([*free, *(part for visit in fixed for part in _parts(alone, visit))], key=visit_order))


def _parts(instance: Instance, visit: Visit) -> list[Visit]:
    """A visit taken apart by department."""
    own = {name: tuple(d for d in visit.demands if _department(instance, d) == name) for name in visit.departments}
    return [replace(visit, departments=(name,), demands=demands) for name, demands in own.items()] or [visit]


def _department(instance: Instance, demand: str) -> str:
    row = instance.demands.get(demand)
    return instance.lines[row.line].department if row else ""
