from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.scenes import rules
from yicha.scenes.actions._scene import fetched, plain_groups
from yicha.scenes.queries import form_of, row_of
from yicha.scenes.types import QuestionsToldApart, ScenePermission, TellApart


@use_case(may=ScenePermission.PROPOSE, clause="GX-5.4 LYG-4.1")
def tell_apart(actor: Actor, command: TellApart, at: datetime, /) -> QuestionsToldApart:
    """不是同一问: a person says that like questions are not one, or parts what was joined; the suggestion does not return.

    Only before the review. Told of two questions, each of them stays what it is, a joined one too.
    """
    scene = fetched(actor, command.scene, "GX-5.4")
    row = row_of(scene)
    rules.require_lead(actor, row.content.lead)
    rules.require_open(row.status)
    points = frozenset(command.points)
    rules.require_asked(points, form_of(actor, row, timezone.localdate(at)).questions)
    scene.same = plain_groups([group for group in row.same if not points <= group])
    scene.apart, scene.changed_at = plain_groups({*row.apart, points}), at
    scene.save()
    return QuestionsToldApart(scene.pk, scene.code, tuple(sorted(points)))
