from datetime import datetime

from yicha.disclosure.actions._pictures import own_picture, take
from yicha.disclosure.rules import pictures as rules
from yicha.disclosure.types import ConfirmPicture, DisclosurePermission, PictureConfirmed
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.REVIEW, clause="YX-2.16")
def confirm_picture(actor: Actor, command: ConfirmPicture, at: datetime, /) -> PictureConfirmed:
    """核对: another than who marked it has looked at the copy, and nobody can be told from it."""
    row = own_picture(actor, command.picture)
    rules.require_another(actor, row.marked_by)
    rules.require_seen(row.copy, command.copy)
    take(row, "confirm")
    row.confirmed_by = actor.id
    row.save()
    return PictureConfirmed(row.pk, row.article_id, row.copy)
