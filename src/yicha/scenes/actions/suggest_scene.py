from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import new_scene
from yicha.scenes.types import Member, SceneContent, SceneItem, ScenePermission, SceneSuggested, SuggestScene


@use_case(may=ScenePermission.SUGGEST, clause="LYG-4.1")
def suggest_scene(actor: Actor, command: SuggestScene, at: datetime, /) -> SceneSuggested:
    """What many checks found becomes a scene to be worked out: its items are there, lead and share are for people to say."""
    if not actor.covers(command.region_path):
        absent("LYG-4.1")
    rules.require_findings(command.findings)
    departments = tuple(dict.fromkeys(one.department for one in command.findings))
    items = tuple(SceneItem(one.department, one.name, one.item_code) for one in command.findings)
    scene = new_scene(command.region_path, "")
    content = SceneContent(command.name, departments[0], tuple(Member(one) for one in departments), "", items)
    scene.name, scene.content, scene.changed_at = command.name, to_plain(content), at
    scene.findings, scene.since = [to_plain(one) for one in command.findings], command.since
    scene.save()
    return SceneSuggested(scene.pk, scene.code, scene.name)
