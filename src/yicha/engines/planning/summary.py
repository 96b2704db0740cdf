"""The figures of a programme, and what the departments would do alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.placing import settled
from yicha.engines.planning.progress import silent
from yicha.engines.planning.types import Instance, Programme, Summary, VisitState
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
    """By subject, the doors if each department came alone, merging its own work as well as it can, on the same officers and under
    the same limits.

    The same engine with one department per door; visits that stand are taken apart by department. It counts for the
    departments: what they would lose to limits opens no door here.
    """
    alone = replace(instance, params=replace(instance.params, departments_max=1))
    fixed = [replace(visit, state=VisitState.NOTIFIED) for visit in instance.previous if visit.locked]
    held = {demand for visit in fixed for demand in visit.demands}
    calendar = Calendar(alone)
    units = prepare(calendar, fixed, (demand for demand in alone.demands.values() if demand.id not in held))
    board = settled(calendar, fixed, units.by_key, silent)
    doors = Counter(group.subject for key in units.by_key for group, _ in board.placed[key] if group.door)
    for visit in (visit for visit in fixed if visit.door):
        doors[visit.subject] += max(1, len(visit.departments))
    return dict(doors)
