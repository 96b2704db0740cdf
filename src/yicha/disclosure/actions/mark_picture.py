from dataclasses import astuple
from datetime import datetime

from yicha.disclosure.actions._pictures import own_picture, printed_below, take
from yicha.disclosure.rules import pictures as rules
from yicha.disclosure.types import DisclosurePermission, MarkPicture, PictureMarked
from yicha.kernel.actor import Actor
from yicha.kernel.archive import keep
from yicha.kernel.files import file_of, path_of
from yicha.kernel.pictures import hidden_copy
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.WRITE, clause="YX-2.16")
def mark_picture(actor: Actor, command: MarkPicture, at: datetime, /) -> PictureMarked:
    """遮挡: a copy is made in which what was marked is unreadable, without what the camera wrote, and bears whose it is."""
    row = own_picture(actor, command.picture)
    rules.require_marks(command.marks, nothing=command.nothing)
    take(row, "mark")
    row.marks = [astuple(one) for one in command.marks]
    original = path_of(file_of(actor, row.original, clause="YX-2.16").digest)
    row.copy = keep(
        actor, hidden_copy(original, row.marks, printed_below(row, at)), "article_picture", f"{row.article_id}-{row.place}.jpg", at
    )
    row.marked_by, row.returned_because = actor.id, ""
    row.save()
    return PictureMarked(row.pk, row.article_id, len(row.marks), row.copy)
