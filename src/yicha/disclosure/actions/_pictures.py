"""What every step of a picture needs."""

from datetime import datetime

from django.utils import timezone

from yicha.disclosure.actions._articles import own_article
from yicha.disclosure.models import Article, ArticlePicture
from yicha.disclosure.states import PICTURE_TRANSITIONS
from yicha.disclosure.types import PictureStatus
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step
from yicha.orgs.queries import departments

MINUTE = "%Y-%m-%d %H:%M"


def own_picture(actor: Actor, pk: int) -> ArticlePicture:
    """Of an article of the actor's department, both locked: the article first, as where pictures are added."""
    article = Article.objects.filter(pictures=pk).values_list("pk", flat=True).first()
    own_article(actor, article or absent("YX-2.16"))
    return ArticlePicture.objects.select_for_update().get(pk=pk)


def take(row: ArticlePicture, verb: str) -> None:
    row.status = step(PICTURE_TRANSITIONS, PictureStatus(row.status), verb, clause="YX-2.16")


def printed_below(row: ArticlePicture, at: datetime) -> tuple[str, ...]:
    """What the public copy bears wherever it is taken to: whose it is, of which article, of which check and when."""
    article = row.article
    organ = next((one.name for one in departments(SYSTEM, timezone.localdate(at)) if one.code == article.department), article.department)
    made = f"{article.number}-{row.place}  公开用图，制作于 {timezone.localtime(at):{MINUTE}}"
    if article.result is None:
        return organ, made
    checked = timezone.localtime(article.result.checked_at)
    return organ, f"检查 {article.result.inspection.number}  {checked:{MINUTE}}", made
