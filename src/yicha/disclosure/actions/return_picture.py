from datetime import datetime

from yicha.disclosure.actions._pictures import own_picture, take
from yicha.disclosure.rules import articles as texts
from yicha.disclosure.types import DisclosurePermission, PictureReturned, ReturnPicture
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.REVIEW, clause="YX-2.16 LYG-4.4c")
def return_picture(actor: Actor, command: ReturnPicture, at: datetime, /) -> PictureReturned:
    """退回: something can still be told from it. One that was public is gone from that moment on."""
    row = own_picture(actor, command.picture)
    texts.require_text(command.because)
    take(row, "return")
    row.confirmed_by, row.returned_because = "", command.because.strip()
    row.save()
    return PictureReturned(row.pk, row.article_id, row.returned_because)
