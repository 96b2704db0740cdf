"""The whole year as one model for CP-SAT, with as much time as the engine took: a week for every demand, a door for every site and week.

One door a site and week. The limits of classes and of single departments it does not know: that favours it.
"""

import resource
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import combinations
from multiprocessing import get_context

from ortools.sat.python import cp_model

from yicha.engines.planning import Demand, Instance, Visit
from yicha.engines.planning.barriers import barred
from yicha.engines.planning.calendar import Calendar
from yicha.engines.planning.limits import hopeless, limits_of
from yicha.engines.planning.replan import sites_of
from yicha.engines.planning.weeks import members

Var = cp_model.IntVar
WORKERS = 2
MODEL_MB = 2048  # what a city's programme may take, instance included


class Monolith:
    """``held[demand, week]``; ``door[site, week]``; ``team[site, week, row]`` pays the overhead of a department or set of skills."""

    def __init__(self, instance: Instance) -> None:
        """Every variable and rule."""
        self.instance, self.calendar, self.model = instance, Calendar(instance), cp_model.CpModel()
        self.held: dict[tuple[str, int], Var] = {}
        self.door: dict[tuple[str, int], Var] = {}
        self.team: dict[tuple[str, int, int], Var] = {}
        self.terms: dict[tuple[int, int], list[tuple[int, Var]]] = defaultdict(list)
        self.by_site: dict[str, list[Demand]] = defaultdict(list)
        for demand in instance.demands.values():
            self._demand(demand)
        for demands in self.by_site.values():
            self._barriers(demands)
        self._limits()
        for (row, week), terms in self.terms.items():
            self.model.add(sum(minutes * var for minutes, var in terms) <= self.calendar.capacity[row][week])
        self.model.minimize(sum(self.door.values()) - 100 * sum(self.held.values()))

    def _demand(self, demand: Demand) -> None:
        opens = self.instance.lines[demand.line].mode.opens_door
        weeks = list(members(self.calendar.admissible[demand.id]))
        for week in weeks:
            held = self.held[demand.id, week] = self.model.new_bool_var("")
            if opens:
                self.model.add_implication(held, self._var(self.door, (demand.subject, week)))
            with_door = dict(self.calendar.load((demand,), door=True))
            for row, minutes in self.calendar.load((demand,), door=False):
                self.terms[row, week].append((minutes, held))
                if opens:
                    self._overhead(demand.subject, week, row, with_door[row] - minutes, held)
        self.model.add(sum(self.held[demand.id, week] for week in weeks) <= 1)
        if opens:
            self.by_site[demand.subject].append(demand)

    def _var(self, known: dict[tuple[str, int], Var], key: tuple[str, int]) -> Var:
        if key not in known:
            known[key] = self.model.new_bool_var("")
        return known[key]

    def _overhead(self, site: str, week: int, row: int, minutes: int, held: Var) -> None:
        if (site, week, row) not in self.team:
            self.team[site, week, row] = self.model.new_bool_var("")
            self.terms[row, week].append((minutes, self.team[site, week, row]))
        self.model.add_implication(held, self.team[site, week, row])

    def _barriers(self, demands: list[Demand]) -> None:
        lines, params = self.instance.lines, self.instance.params
        for a, b in combinations(demands, 2):
            if barred(lines[a.line], lines[b.line]):
                for week in members(self.calendar.admissible[a.id] & self.calendar.admissible[b.id]):
                    self.model.add_bool_or([~self.held[a.id, week], ~self.held[b.id, week]])
        for department in {lines[demand.line].department for demand in demands}:
            own = [demand for demand in demands if lines[demand.line].department == department]
            for week in range(self.calendar.weeks):
                here = [(lines[demand.line].minutes, self.held[demand.id, week]) for demand in own if (demand.id, week) in self.held]
                if sum(minutes for minutes, _ in here) > params.visit_minutes_max:
                    self.model.add(sum(minutes * var for minutes, var in here) <= params.visit_minutes_max)

    def _limits(self) -> None:
        """What can never be held is not; a cap of visits counts doors of which some demand counts (here: all doors)."""
        for sites in sites_of(self.instance).values():
            limits = limits_of(self.instance, sites, ())
            demands = [demand for site in sites for demand in self.by_site[site.id]]
            for demand in demands:
                if hopeless(self.calendar, limits, demand):
                    self.model.add(sum(self.held[demand.id, week] for week in members(self.calendar.admissible[demand.id])) == 0)
            if limits.visits_left is not None:
                doors = [self.door[site.id, week] for site in sites for week in range(self.calendar.weeks) if (site.id, week) in self.door]
                self.model.add(sum(doors) <= limits.visits_left)


def monolith(instance: Instance, seconds: float) -> tuple[list[Visit], int]:
    """(visits, lost demands); all are lost when it finds nothing in time."""
    model = Monolith(instance)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = WORKERS, max(1.0, seconds)
    if solver.solve(model.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return [], len(instance.demands)
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for (name, week), held in model.held.items():
        if solver.boolean_value(held):
            demand = instance.demands[name]
            alone = "" if instance.lines[demand.line].mode.opens_door else name
            found[demand.subject, week, alone].append(name)
    visits = [Visit(site, week, tuple(sorted(names)), door=not alone) for (site, week, alone), names in sorted(found.items())]
    return visits, len(instance.demands) - sum(len(names) for names in found.values())


def monolith_apart(instance: Instance, seconds: float) -> tuple[list[Visit], int] | None:
    """The same in a process of its own, which has as much memory as the engine may take; None if that is not enough."""
    with ProcessPoolExecutor(1, get_context("fork"), _held, (MODEL_MB << 20,)) as apart:
        try:
            return apart.submit(monolith, instance, seconds).result()
        except (MemoryError, BrokenProcessPool):
            return None


def _held(most: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
