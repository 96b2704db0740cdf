"""One department's part of a task, locked with it."""

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.states import step
from yicha.levels.models import TaskUnit, UpperTask
from yicha.levels.rules.whistles import require_own
from yicha.levels.states import UNIT_TRANSITIONS
from yicha.levels.types import UnitStatus

CLAUSE = "YX-2.8"


def stepped(actor: Actor, task: int, department: str, verb: str) -> TaskUnit:
    """The part after the verb; whoever calls saves it."""
    row = fetch(actor, UpperTask.objects.all(), clause=CLAUSE, pk=task)
    require_own(actor, department)
    unit = row.units.filter(department=department).first() or absent(CLAUSE)
    unit.status = step(UNIT_TRANSITIONS, UnitStatus(unit.status), verb, clause=CLAUSE)
    return unit
