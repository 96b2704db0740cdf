"""What every step of a picture needs."""

from yicha.disclosure.actions._articles import own_article
from yicha.disclosure.models import Article, ArticlePicture
from yicha.disclosure.states import PICTURE_TRANSITIONS
from yicha.disclosure.types import PictureStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step


def own_picture(actor: Actor, pk: int) -> ArticlePicture:
    """Of an article of the actor's department, both locked: the article first, as where pictures are added."""
    article = Article.objects.filter(pictures=pk).values_list("pk", flat=True).first()
    own_article(actor, article or absent("YX-2.16"))
    return ArticlePicture.objects.select_for_update().get(pk=pk)


def take(row: ArticlePicture, verb: str) -> None:
    row.status = step(PICTURE_TRANSITIONS, PictureStatus(row.status), verb, clause="YX-2.16")
