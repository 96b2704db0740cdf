from datetime import datetime

from yicha.draws.queries import draw as draw_of
from yicha.draws.types import DrawKind, DrawStatus
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.planning.models import Simulation
from yicha.planning.rules import filing
from yicha.planning.rules.simulating import require_changes
from yicha.planning.types import AskSimulation, PlanningPermission, SimulationAsked


@use_case(may=PlanningPermission.SIMULATE, clause="GX-3.2 YX-2.7b R-FREQ-3")
def ask_simulation(actor: Actor, command: AskSimulation, at: datetime, /) -> SimulationAsked:
    """规则推演: the worker computes a year's programme as it was and under other parameters. No plan, draw or programme changes."""
    draw = draw_of(actor, command.draw)
    filing.require_drawn(draw.status is DrawStatus.DRAWN and draw.kind is DrawKind.SUBJECTS)
    require_changes(command.changes)
    row = Simulation.objects.create(
        region_path=draw.region_path,
        year=draw.year,
        draw_id=draw.id,
        asked_by=actor.name,
        asked_at=at,
        changes=[[change.parameter.value, change.amount] for change in command.changes],
    )
    return SimulationAsked(row.pk, draw.id)
