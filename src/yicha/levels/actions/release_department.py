from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.levels.actions._mustering import answer
from yicha.levels.models import Whistle
from yicha.levels.rules import whistles as rules
from yicha.levels.types import DepartmentReleased, LevelPermission, ReleaseDepartment


@use_case(may=LevelPermission.RELEASE, clause="LYG-5.3")
def release_department(actor: Actor, command: ReleaseDepartment, at: datetime, /) -> DepartmentReleased:
    """免于报到: the joint office lets a department off that has no part in it, and says why."""
    row = fetch(actor, Whistle.objects.all(), clause="LYG-5.3", pk=command.whistle)
    rules.require_text(command.reason, "免于报到的理由")
    gathered = answer(row, command.department, "release", command.reason, at)
    return DepartmentReleased(row.pk, command.department, command.reason, gathered)
