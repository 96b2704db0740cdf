"""Pictures of an article."""

from django.db import models
from django.db.models import F, Q

from yicha.disclosure.models.articles import Article
from yicha.disclosure.types import PictureStatus

MARKED, CONFIRMED = Q(status=PictureStatus.MARKED.value), Q(status=PictureStatus.CONFIRMED.value)


class ArticlePicture(models.Model):
    """That the original stays, and that what is confirmed is what was marked, a trigger holds."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="pictures")
    place = models.SmallIntegerField()
    version = models.SmallIntegerField()  # of the article that it came with
    original = models.UUIDField()
    caption = models.CharField(max_length=200)
    marks = models.JSONField(default=list)  # [[left, top, width, height]] in thousandths
    copy = models.CharField(max_length=80, blank=True)  # digest of what may be public
    status = models.CharField(max_length=10, default=PictureStatus.ADDED.value)
    marked_by = models.CharField(max_length=80, blank=True)
    confirmed_by = models.CharField(max_length=80, blank=True)
    returned_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["article", "place"], name="picture_place_once"),
            models.CheckConstraint(condition=Q(status__in=[one.value for one in PictureStatus]), name="picture_status"),
            models.CheckConstraint(condition=~Q(caption=""), name="picture_says_what"),
            models.CheckConstraint(condition=~(MARKED | CONFIRMED) | (~Q(copy="") & ~Q(marked_by="")), name="picture_marked_has_a_copy"),
            models.CheckConstraint(
                condition=~CONFIRMED | (~Q(confirmed_by="") & ~Q(confirmed_by=F("marked_by"))), name="picture_confirmed_by_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} {self.place}"
