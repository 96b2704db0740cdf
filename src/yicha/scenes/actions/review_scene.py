from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import fetched
from yicha.scenes.states import TRANSITIONS
from yicha.scenes.types import ReviewScene, ScenePermission, SceneReviewed, SceneStatus


@use_case(may=ScenePermission.REVIEW, clause="LYG-4.1 WS-2.3")
def review_scene(actor: Actor, command: ReviewScene, at: datetime, /) -> SceneReviewed:
    """合法性审核: agreed, or returned with what is to be mended."""
    scene = fetched(actor, command.scene)
    if not command.agrees:
        rules.require_reason(command.note, "LYG-4.1")
    scene.status = step(TRANSITIONS, SceneStatus(scene.status), "agree" if command.agrees else "return", clause="LYG-4.1")
    scene.review_note, scene.changed_at = command.note, at
    scene.save()
    return SceneReviewed(scene.pk, scene.code, command.agrees, command.note)
