from datetime import date, datetime

from django.utils import timezone

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import selected, selected_if
from yicha.engines import planning as engine
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.planning.actions._material import material_of
from yicha.planning.models import Simulation
from yicha.planning.queries import changes_of
from yicha.planning.rules.instances import Material, instance_of
from yicha.planning.rules.simulating import changed, outlook, shares
from yicha.planning.types import Outlook, PlanningPermission, RunSimulation, SimulationRun


@use_case(may=PlanningPermission.RUN_SIMULATION, clause="GX-3.2 YX-2.7b R-FREQ-3")
def run_simulation(actor: Actor, command: RunSimulation, at: datetime, /) -> SimulationRun:
    """The year twice, by the same engine on the register of today: as it was, and with other parameters.

    Other shares are drawn by the year's own seed, so only who really would have been drawn is added or left out.
    """
    row = fetch(actor, Simulation.objects.all(), clause="GX-3.2", pk=command.simulation)
    changes, draw, on = changes_of(row), draw_of(actor, row.draw_id), timezone.localdate(at)
    first_day = date(row.year, 1, 1)
    otherwise = shares(changes, norms_in_force(row.region_path, first_day).text(NormCode.UNCLASSIFIED_AS))
    drawn = selected(actor, draw.id)
    before = _solved(material_of(actor, draw, drawn, first_day, on))
    drawn = selected_if(actor, draw.id, otherwise) if otherwise else drawn
    after = _solved(changed(material_of(actor, draw, drawn, first_day, on), changes))
    row.before, row.after = to_plain(before), to_plain(after)
    row.save()
    return SimulationRun(row.pk, before.doors, after.doors)


def _solved(material: Material) -> Outlook:
    instance = instance_of(material)
    return outlook(instance, engine.solve(instance))
