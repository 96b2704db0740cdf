from datetime import datetime

from yicha.disclosure.actions._pictures import own_picture, take
from yicha.disclosure.types import DisclosurePermission, PictureRemoved, RemovePicture
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.WRITE, clause="YX-2.16")
def remove_picture(actor: Actor, command: RemovePicture, at: datetime, /) -> PictureRemoved:
    """删去: the article goes without it, at once also where it was public."""
    row = own_picture(actor, command.picture)
    take(row, "remove")
    row.save()
    return PictureRemoved(row.pk, row.article_id)
