from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import fetched
from yicha.scenes.states import TRANSITIONS
from yicha.scenes.types import ScenePermission, SceneStatus, SceneWithdrawn, WithdrawScene


@use_case(may=ScenePermission.WITHDRAW, clause="LYG-4.1")
def withdraw_scene(actor: Actor, command: WithdrawScene, at: datetime, /) -> SceneWithdrawn:
    """Nothing is planned from it any more; what is under way today keeps its form."""
    scene = fetched(actor, command.scene)
    rules.require_reason(command.reason, "LYG-4.1")
    scene.status = step(TRANSITIONS, SceneStatus(scene.status), "withdraw", clause="LYG-4.1")
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    upper = min(tomorrow, scene.valid.upper) if scene.valid.upper else tomorrow
    scene.valid = DateRange(scene.valid.lower, max(scene.valid.lower, upper))
    scene.ended_because, scene.changed_at = command.reason, at
    scene.save()
    return SceneWithdrawn(scene.pk, scene.code, command.reason)
