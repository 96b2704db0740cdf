from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import fetched, plain_groups
from yicha.scenes.queries import form_of, row_of
from yicha.scenes.types import ConfirmSame, SameConfirmed, ScenePermission


@use_case(may=ScenePermission.PROPOSE, clause="GX-5.4 LYG-4.1")
def confirm_same(actor: Actor, command: ConfirmSame, at: datetime, /) -> SameConfirmed:
    """一问共用: a person says that points of several departments are one question. Only before the review; `tell_apart` takes it back."""
    scene = fetched(actor, command.scene, "GX-5.4")
    row = row_of(scene)
    rules.require_lead(actor, row.content.lead)
    rules.require_open(row.status)
    points = frozenset(command.points)
    rules.require_one_question(points, form_of(actor, row, timezone.localdate(at)).questions)
    joined = points.union(*(group for group in row.same if group & points))
    scene.same = plain_groups([*(group for group in row.same if not group & points), joined])
    scene.apart, scene.changed_at = plain_groups({group for group in row.apart if not group <= joined}), at
    scene.save()
    return SameConfirmed(scene.pk, scene.code, tuple(sorted(points)))
