from datetime import datetime

from django.utils import timezone

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import new_scene, write
from yicha.scenes.types import ImportScene, SceneImported, ScenePermission


@use_case(may=ScenePermission.PROPOSE, clause="GX-6.2 LYG-4.1")
def import_scene(actor: Actor, command: ImportScene, at: datetime, /) -> SceneImported:
    """多地复用: what another place made becomes a proposal here, its origin kept. Items that are not ours yet stay on offer."""
    if not actor.covers(command.region_path):
        absent("GX-6.2")
    rules.require_signed(command.package, command.digest)
    found = items_in_force(actor, command.region_path, timezone.localdate(at), set(command.items.values()))
    rules.require_listed(command.items.values(), found)
    content = rules.localised(command.package, command.departments, command.items, found)
    rules.require_lead(actor, content.lead)
    scene = new_scene(command.region_path, "")
    scene.origins = [to_plain(origin) for origin in command.package.origins]
    write(scene, actor, content, command.reason, at)
    return SceneImported(scene.pk, scene.code, command.digest)
