"""The register of provisions that contradict one another or leave a gap between them."""

from django.db import models
from django.db.models import Q

from yicha.duties.types import ConflictKind, ConflictStatus


class Conflict(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    first_source = models.CharField(max_length=200)
    first_text = models.TextField()
    second_source = models.CharField(max_length=200)
    second_text = models.TextField()
    description = models.TextField()
    found_by = models.CharField(max_length=40)
    owner = models.CharField(max_length=40)
    found_at = models.DateTimeField()
    settle_by = models.DateField()
    status = models.CharField(max_length=10, default=ConflictStatus.OPEN.value)
    reason = models.TextField(blank=True)
    document = models.CharField(max_length=200, blank=True)
    item = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in ConflictKind]), name="conflict_kind"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in ConflictStatus]), name="conflict_status"),
            models.CheckConstraint(condition=~Q(owner=""), name="conflict_has_an_owner"),
            models.CheckConstraint(condition=~Q(status=ConflictStatus.REVISED.value) | ~Q(document=""), name="conflict_revised_by_what"),
            models.CheckConstraint(
                condition=Q(status=ConflictStatus.OPEN.value, closed_at__isnull=True) | (~Q(reason="") & Q(closed_at__isnull=False)),
                name="conflict_closed_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.number


class ConflictOpinion(models.Model):
    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="opinions")
    department = models.CharField(max_length=40)
    opinion = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["conflict", "department"], name="conflict_opinion_once"),
            models.CheckConstraint(condition=~Q(opinion=""), name="conflict_opinion_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.conflict_id} {self.department}"
