"""Registrations that may be, or are, one subject."""

from django.db import models
from django.db.models import F, Q

from yicha.subjects.models.register import Subject


class Merge(models.Model):
    """并户, and its undoing. `Subject.merged_into` follows from those that stand."""

    survivor = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=80)
    on = models.DateField()
    undone_by = models.CharField(max_length=80, blank=True)
    undone_on = models.DateField(null=True)
    undone_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_on=None), name="merged_once"),
            models.CheckConstraint(condition=~Q(survivor=F("merged")), name="merged_into_another"),
            models.CheckConstraint(
                condition=Q(undone_on=None, undone_by="") | (Q(undone_on__isnull=False) & ~Q(undone_by="")), name="merge_undone_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.merged_id} {self.survivor_id}"


class Suspicion(models.Model):
    """Two that look like one. A person decides: merged, or dismissed for good."""

    left = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    right = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    why = models.CharField(max_length=200)
    likeness = models.SmallIntegerField()  # per cent
    dismissed_by = models.CharField(max_length=80, blank=True)
    dismissed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["left", "right"], name="suspected_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="suspected_in_order"),
            models.CheckConstraint(condition=Q(likeness__range=(0, 100)), name="suspicion_per_cent"),
        )

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id}"
