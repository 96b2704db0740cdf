"""A scene as a use case writes it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from yicha.engines.forms import Ref
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.numbers import next_number
from yicha.kernel.states import step
from yicha.scenes import rules
from yicha.scenes.models import Scene
from yicha.scenes.states import TRANSITIONS
from yicha.scenes.types import SceneContent, SceneStatus
from yicha.subjects.workbooks import ASKED


def fetched(actor: Actor, pk: int, clause: str = "LYG-4.1") -> Scene:
    return fetch(actor, Scene.objects.all(), clause=clause, pk=pk)


def new_scene(region_path: str, code: str) -> Scene:
    """The next version of a code, or the first of a new one."""
    if not code:
        code = f"CJ{next_number('scene', region_path, 0):03d}"
    last = Scene.objects.filter(region_path=region_path, code=code).aggregate(last=Max("version"))["last"] or 0
    return Scene(region_path=region_path, code=code, version=last + 1, status=SceneStatus.SUGGESTED)


def write(scene: Scene, actor: Actor, content: SceneContent, reason: str, at: datetime) -> None:
    """Proposes the content, checked against the list of the day; what is still on offer waits for its department."""
    rules.require_whole(content)
    rules.require_readable(content, ASKED)
    rules.require_fillable((item.name, item.offer) for item in content.items if item.offer)
    listed = [item.code for item in content.items if item.code and item.offer is None]
    rules.require_listed(listed, items_in_force(actor, scene.region_path, timezone.localdate(at), listed))
    scene.status = step(TRANSITIONS, SceneStatus(scene.status), "propose", clause="LYG-4.1")
    scene.name, scene.content, scene.reason = content.name, to_plain(content), reason
    scene.review_note, scene.changed_at = "", at
    scene.save()


def plain_groups(groups: Iterable[Sequence[Ref] | frozenset[Ref]]) -> list[object]:
    """In an order of their own, so that equal confirmations are equal text."""
    return sorted(([to_plain(ref) for ref in sorted(group)] for group in groups), key=str)
