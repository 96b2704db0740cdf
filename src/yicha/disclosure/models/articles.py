"""工作动态 and 曝光台: an article and its versions."""

from django.db import models
from django.db.models import F, Q

from yicha.disclosure.models.results import Publication
from yicha.disclosure.types import ArticleStatus, Column, VersionStatus

EXPOSURE, OUT = Q(column=Column.EXPOSURE_BOARD.value), Q(status=ArticleStatus.PUBLISHED.value)


class Article(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    number = models.CharField(max_length=20)
    column = models.CharField(max_length=20)
    department = models.CharField(max_length=40)
    result = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")  # without it an exposure has no ground
    status = models.CharField(max_length=10, default=ArticleStatus.DRAFT.value)
    version = models.SmallIntegerField(default=0)  # the public one
    published_at = models.DateTimeField(null=True)  # for the first time
    until = models.DateField(null=True)  # the last day on which it is public; null: without end
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = (models.Index(fields=["region_path", "column", "-published_at"], name="article_latest"),)
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="article_number_once"),
            models.CheckConstraint(condition=Q(status__in=[one.value for one in ArticleStatus]), name="article_status"),
            models.CheckConstraint(condition=Q(column__in=[one.value for one in Column]), name="article_column"),
            models.CheckConstraint(condition=~EXPOSURE | Q(result__isnull=False), name="exposure_has_a_result"),
            models.CheckConstraint(condition=~(EXPOSURE & OUT) | Q(until__isnull=False), name="exposure_has_an_end"),
            models.CheckConstraint(condition=~OUT | Q(version__gte=1, published_at__isnull=False), name="article_public_has_a_version"),
            models.CheckConstraint(
                condition=~Q(status=ArticleStatus.WITHDRAWN.value) | ~Q(withdrawn_because=""), name="article_withdrawn_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.number


class ArticleVersion(models.Model):
    """That a version is not changed once somebody has decided on it, a trigger holds."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField()
    title = models.CharField(max_length=100)
    body = models.TextField()
    because = models.CharField(max_length=400, blank=True)
    status = models.CharField(max_length=10, default=VersionStatus.WAITING.value)
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["article", "number"], name="article_version_once"),
            models.UniqueConstraint(fields=["article"], condition=Q(status=VersionStatus.WAITING.value), name="article_one_version_waits"),
            models.CheckConstraint(condition=Q(status__in=[one.value for one in VersionStatus]), name="article_version_status"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(body=""), name="article_version_says_something"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(because=""), name="article_version_says_why"),
            models.CheckConstraint(
                condition=Q(status=VersionStatus.WAITING.value, reviewed_by="", reviewed_at__isnull=True)
                | (~Q(status=VersionStatus.WAITING.value) & ~Q(reviewed_by="") & Q(reviewed_at__isnull=False)),
                name="article_version_review_whole",
            ),
            models.CheckConstraint(condition=Q(reviewed_by="") | ~Q(reviewed_by=F("written_by")), name="article_read_by_another"),
            models.CheckConstraint(
                condition=~Q(status=VersionStatus.RETURNED.value) | ~Q(returned_because=""), name="article_returned_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} {self.number}"


class QuotaNote(models.Model):
    """无符合条件, with the reason: one for a column and month."""

    region_path = models.CharField(max_length=80, db_collation="C")
    column = models.CharField(max_length=20)
    month = models.DateField()  # its first day
    because = models.CharField(max_length=400)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "column", "month"], name="quota_explained_once"),
            models.CheckConstraint(condition=~Q(because=""), name="quota_note_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.column} {self.month}"
