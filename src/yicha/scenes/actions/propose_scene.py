from datetime import datetime
from hashlib import sha256

from yicha.kernel.actor import Actor
from yicha.kernel.events import canonical
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import fetched, new_scene, write
from yicha.scenes.models import Scene
from yicha.scenes.queries import row_of
from yicha.scenes.types import OPEN, ProposeScene, ScenePermission, SceneProposed, SceneStatus


@use_case(may=ScenePermission.PROPOSE, clause="LYG-4.1 WS-2.3 GX-2.4")
def propose_scene(actor: Actor, command: ProposeScene, at: datetime, /) -> SceneProposed:
    """A new scene, a new version of one in force, or an open proposal written anew: it is reviewed again."""
    if not actor.covers(command.region_path):
        absent("LYG-4.1")
    rules.require_lead(actor, command.content.lead)
    rules.require_reason(command.reason, "LYG-4.1")
    scene = _open(actor, command.scene) if command.scene else _version(actor, command)
    write(scene, actor, command.content, command.reason, at)
    return SceneProposed(scene.pk, scene.code, scene.version, sha256(canonical(scene.content).encode()).hexdigest())


def _open(actor: Actor, pk: int) -> Scene:
    """Whoever leads it may write it anew; a suggestion has no lead yet."""
    scene = fetched(actor, pk)
    if scene.status != SceneStatus.SUGGESTED:
        rules.require_lead(actor, row_of(scene).content.lead)
    return scene


def _version(actor: Actor, command: ProposeScene) -> Scene:
    """What was confirmed to be one question, or not, goes over to the next version."""
    if not command.revises:
        return new_scene(command.region_path, "")
    found = Scene.objects.filter(region_path=command.region_path, code=command.revises, status=SceneStatus.PUBLISHED)
    before = found.select_for_update().order_by("-version").first()
    if before is None or not actor.covers(before.region_path):
        absent("LYG-4.1")
    rules.require_lead(actor, row_of(before).content.lead)
    rules.require_no_proposal(Scene.objects.filter(region_path=before.region_path, code=before.code, status__in=OPEN).exists())
    scene = new_scene(before.region_path, before.code)
    scene.same, scene.apart, scene.origins = before.same, before.apart, before.origins
    return scene
