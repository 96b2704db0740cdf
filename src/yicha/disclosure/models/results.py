"""公示: each department's result of an inspection, with the three clocks that start when it was checked."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from yicha.disclosure.types import PublicationStatus
from yicha.inspections.models import Inspection


class Publication(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    department = models.CharField(max_length=40)
    sid = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    uscc = models.CharField(max_length=18, blank=True)
    words = SearchVectorField()  # what the public finds it by: engines/search
    lead = models.CharField(max_length=40)
    departments = ArrayField(models.CharField(max_length=40))  # who came together
    items = models.JSONField()  # [[code, name, legal basis]]: as they were on the day of the check
    draw = models.CharField(max_length=64, blank=True)  # number of the draw that chose the subject; empty: it was not drawn
    ground = models.CharField(max_length=20, blank=True)  # what else led there (planning.TriggerSource)
    year = models.SmallIntegerField()
    outcome = models.CharField(max_length=20)
    checked_at = models.DateTimeField()
    file_by = models.DateField()  # 填报: YX-2.12
    push_by = models.DateField()  # 推送: LYG-4.4c
    publish_by = models.DateField()  # 公示
    status = models.CharField(max_length=10, default=PublicationStatus.DRAFT.value)
    published_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)  # the last day on which it is public; null: without end
    town = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = (
            GinIndex(fields=["words"], name="publication_words"),
            models.Index(fields=["region_path", "status", "-published_at"], name="publication_latest"),
        )
        constraints = (
            models.UniqueConstraint(fields=["inspection", "department"], name="publication_once_per_department"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in PublicationStatus]), name="publication_status"),
            models.CheckConstraint(
                condition=~Q(status=PublicationStatus.PUBLISHED.value) | Q(published_at__gte=F("checked_at"), published_at__isnull=False),
                name="publication_published_after_the_check",
            ),
            models.CheckConstraint(
                condition=~Q(status=PublicationStatus.WITHDRAWN.value) | ~Q(withdrawn_because=""), name="publication_withdrawn_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.department}"


class Correction(models.Model):
    """更正: what a publication said before. Rows are added and stay."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="corrections")
    before = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason="") & ~Q(before=F("outcome")), name="correction_changes_and_says_why"),)

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.before} → {self.outcome}"
