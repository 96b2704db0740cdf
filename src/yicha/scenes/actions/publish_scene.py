from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import fetched
from yicha.scenes.models import Scene
from yicha.scenes.queries import row_of
from yicha.scenes.states import TRANSITIONS
from yicha.scenes.types import PublishScene, ScenePermission, ScenePublished, SceneStatus


@use_case(may=ScenePermission.PUBLISH, clause="LYG-4.1 WS-2.3 GX-2.2 R-ITEM-1")
def publish_scene(actor: Actor, command: PublishScene, at: datetime, /) -> ScenePublished:
    """The version is in force from its first day, and the version before ends the day before."""
    scene = fetched(actor, command.scene)
    scene.status = step(TRANSITIONS, SceneStatus(scene.status), "publish", clause="LYG-4.1")
    rules.require_from_tomorrow(command.valid_from, timezone.localdate(at))
    content = row_of(scene).content
    rules.require_in_force(content.items, items_in_force(actor, scene.region_path, command.valid_from, content.codes))
    for before in Scene.objects.select_for_update().filter(
        region_path=scene.region_path, code=scene.code, status=SceneStatus.PUBLISHED, valid__endswith__isnull=True
    ):
        before.valid = DateRange(before.valid.lower, max(before.valid.lower, command.valid_from))
        before.save()
    scene.valid, scene.changed_at = DateRange(command.valid_from, None), at
    try:
        scene.save()
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return ScenePublished(scene.pk, scene.code, scene.version, command.valid_from)
