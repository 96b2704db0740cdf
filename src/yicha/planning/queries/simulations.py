"""Reads of 规则推演."""

from yicha.kernel.actor import Actor
from yicha.kernel.events import from_plain
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.types import Change, Outlook, Parameter, SimulationRow


def simulations(actor: Actor, region_path: str, most: int) -> list[SimulationRow]:
    """The latest first."""
    found = within(actor, models.Simulation.objects.filter(region_path=region_path)).order_by("-pk")[:most]
    return [_row(row) for row in found]


def simulation(actor: Actor, pk: int) -> SimulationRow:
    return _row(read(actor, models.Simulation.objects.all(), clause="GX-3.2", pk=pk))


def changes_of(row: models.Simulation) -> tuple[Change, ...]:
    return tuple(Change(Parameter(parameter), amount) for parameter, amount in row.changes)


def _row(row: models.Simulation) -> SimulationRow:
    before, after = (from_plain(Outlook, plain) if plain else None for plain in (row.before, row.after))
    return SimulationRow(row.pk, row.year, row.draw_id, row.asked_by, row.asked_at, changes_of(row), before, after)
