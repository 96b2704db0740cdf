"""换人 at a visit, and whether a draw is one."""

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models
from yicha.planning.types import ReliefRow


def reliefs_of(actor: Actor, visit: int) -> list[ReliefRow]:
    """In the order in which they were asked for."""
    found = within(actor, models.Relief.objects.filter(visit=visit), "visit__region_path").order_by("pk")
    return [ReliefRow(row.draw_id, row.department, row.cert_no, row.name, row.reason, row.frozen_at, row.successor) for row in found]


def is_relief(draw: int) -> bool:
    """Whether a draw of officers replaces one of them; asks for no right, because only events ask."""
    return models.Relief.objects.filter(draw=draw).exists()
