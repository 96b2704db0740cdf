"""The joint programme (计划撮合, PLAN1): units, exact per enterprise → weeks within officer-minutes → relief where these bind →
polish → leads → bounds.

Objectives, in this order: demands lost, doors, subjects with several doors, department-visits, trips and the 60-day gap, even
load. Every quantity is an integer and every choice has a total order: the same input gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Protocol

from yicha.engines.planning.board import Board
from yicha.engines.planning.bounds import Bound, bound_of_units
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.certificates import certificates
from yicha.engines.planning.leads import with_leads
from yicha.engines.planning.limits import counts
from yicha.engines.planning.placing import join_doors, polish, settled
from yicha.engines.planning.plain import visit_order
from yicha.engines.planning.progress import Progress, silent
from yicha.engines.planning.types import Cause, Instance, Loss, Programme, Visit
from yicha.engines.planning.units import Unit, Units, prepare


def solve(instance: Instance, progress: Progress = silent) -> Programme:
    """Plan a year: the fewest doors that the law allows, with a proof. Pure; no clock, no chance.

    Linear in demands x weeks, but for small exact searches per enterprise; where officer-minutes bind, a bounded number of
    linear programmes and exact neighbourhoods on top. Published visits that are not locked count for nothing here: see `replan`.
    """
    plan = planned(Calendar(instance), [visit for visit in instance.previous if visit.locked], progress)
    return assemble(plan, plan.units, proof(plan.board, plan.units, plan.relief))


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands on the board around the ``fixed`` visits."""

    board: Board
    units: Units
    fixed: Sequence[Visit]
    relief: "Relieving | None"


def planned(calendar: Calendar, fixed: Sequence[Visit], progress: Progress) -> Plan:
    """Everything that the fixed visits do not hold, placed around them."""
    held = {demand for visit in fixed for demand in visit.demands}
    progress("units", 0, 1)
    units = prepare(calendar, fixed, (demand for demand in calendar.instance.demands.values() if demand.id not in held))
    board = settled(calendar, fixed, units.by_key, progress)
    relief = relieve(board, units, fixed, progress)
    join_doors(board, units.by_key.values())
    polish(board)
    return Plan(board, units, fixed, relief)


class Relieving(Protocol):
    """What `scarce.relieve` gives."""

    def improve(self, progress: Progress) -> None:
        """Better places for the units."""

    def bound(self, lost: int) -> Bound:
        """Losses, and doors when no more than ``lost`` are lost."""


def relieve(board: Board, units: Units, fixed: Sequence[Visit], progress: Progress) -> Relieving | None:
    """Where some unit pays for capacity, and only there, the solvers are loaded."""
    if not any(board.pays(unit) for unit in units.by_key.values()):
        return None
    relief: Relieving = resolve_name("yicha.engines.planning.scarce.relieve:Relief")(board, units.by_key, fixed)
    relief.improve(progress)
    return relief


def assemble(plan: Plan, proven: Units, bound: Bound) -> Programme:
    """The programme of a plan. ``bound`` and minima hold for the units of ``proven``, which leave out what is locked."""
    board, units = plan.board, plan.units
    visits = [*plan.fixed, *(visit for key in units.by_key for visit in visits_of(board, key))]
    locked = sum(visit.door for visit in plan.fixed if visit.locked)
    return Programme(
        visits=with_leads(board.calendar.instance, sorted(visits, key=visit_order)),
        unplaced=tuple(sorted(losses_in(plan), key=lambda loss: loss.demand)),
        lower_bound=bound.doors + locked,
        unplaced_bound=bound.lost + len(proven.hopeless),
        certificates=certificates(proven.by_key.values()),
        minima={key: unit.floor.doors for key, unit in proven.by_key.items() if unit.floor.doors},
    )


def losses_in(plan: Plan) -> list[Loss]:
    """Every demand that the plan does not hold."""
    return [*plan.units.hopeless, *(loss for unit in plan.units.by_key.values() for loss in losses_of(plan.board, unit))]


def proof(board: Board, units: Units, relief: Relieving | None) -> Bound:
    """Bound on the losses of the units, and on their doors when no more are lost than on the board."""
    lost, doors = board.worth(units.by_key)
    bound = bound_of_units(units.by_key.values(), lost)
    if relief is None or bound == (lost, doors):
        return bound
    priced = relief.bound(lost)
    return Bound(max(bound.lost, priced.lost), max(bound.doors, priced.doors))


def visits_of(board: Board, key: str) -> list[Visit]:
    """The visits of one unit."""
    return [Visit(group.subject, week, group.demands, group.departments, door=group.door) for group, week in board.placed[key]]


def losses_of(board: Board, unit: Unit) -> list[Loss]:
    """What the unit does not hold: lost to limits if these bind the unit and count the demand, else to officer-minutes."""
    held = {demand for group, _ in board.placed[unit.key] for demand in group.demands}
    instance = board.calendar.instance
    lost = [demand for demand in unit.demands if demand not in held]
    capped = {demand for demand in lost if unit.least.lost and counts(instance.lines[instance.demands[demand].line])}
    return [Loss(demand, Cause.CAPS if demand in capped else Cause.CAPACITY) for demand in lost]
