from datetime import datetime

from yicha.disclosure.actions._articles import own_article, without_persons
from yicha.disclosure.models import ArticlePicture
from yicha.disclosure.queries import article
from yicha.disclosure.rules import articles as texts
from yicha.disclosure.rules import pictures as rules
from yicha.disclosure.types import AddPicture, DisclosurePermission, PictureAdded
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.use_case import use_case


@use_case(may=DisclosurePermission.WRITE, clause="YX-2.16")
def add_picture(actor: Actor, command: AddPicture, at: datetime, /) -> PictureAdded:
    """A picture waits to be marked. Its original stays in the store; nobody outside ever gets it."""
    row = own_article(actor, command.article)
    told = article(actor, row.pk)
    rules.require_place(told)
    texts.require_text(command.caption)
    (caption,), _ = without_persons(command.caption)
    made = ArticlePicture.objects.create(
        article=row,
        place=ArticlePicture.objects.filter(article=row).count() + 1,
        version=told.newest.number,
        original=own_file(actor, command.file, clause="YX-2.16").id,
        caption=caption,
    )
    return PictureAdded(made.pk, row.pk, made.place)
