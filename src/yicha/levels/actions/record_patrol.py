from datetime import datetime

from django.utils import timezone

from yicha.duties.queries import require_covered
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.levels.models import Patrol
from yicha.levels.rules import patrols as rules
from yicha.levels.rules.whistles import require_own
from yicha.levels.types import LevelPermission, PatrolRecorded, RecordPatrol
from yicha.subjects.queries import subject


@use_case(may=LevelPermission.PATROL, clause="LYG-5.3")
def record_patrol(actor: Actor, command: RecordPatrol, at: datetime, /) -> PatrolRecorded:
    """镇街巡查: what was seen from outside. It is no check and uses up no limit; what was found may become a whistle."""
    require_covered(actor, command.area, "LYG-5.3")
    require_own(actor, command.patrolled_by)
    rules.require_seen(command.place, command.patrolled_on, timezone.localdate(at))
    row = Patrol.objects.create(
        region_path=command.area,
        place=command.place.strip(),
        subject_id=subject(actor, command.sid).sid if command.sid else None,
        patrolled_by=command.patrolled_by,
        patrolled_on=command.patrolled_on,
        found=command.found.strip(),
        recorded_by=actor.name,
        recorded_at=at,
    )
    return PatrolRecorded(row.pk, row.region_path, bool(row.found))
