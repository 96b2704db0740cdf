from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import fetched
from yicha.scenes.states import TRANSITIONS
from yicha.scenes.types import DropScene, SceneDropped, ScenePermission, SceneStatus


@use_case(may=ScenePermission.DROP, clause="LYG-4.1")
def drop_scene(actor: Actor, command: DropScene, at: datetime, /) -> SceneDropped:
    """不采纳: a suggestion or a proposal that will not become a scene, and why."""
    scene = fetched(actor, command.scene)
    rules.require_reason(command.reason, "LYG-4.1")
    scene.status = step(TRANSITIONS, SceneStatus(scene.status), "drop", clause="LYG-4.1")
    scene.ended_because, scene.changed_at = command.reason, at
    scene.save()
    return SceneDropped(scene.pk, scene.code, command.reason)
