"""后续处置 and the problems it rests on."""

from django.db import models
from django.db.models import Q

from yicha.followups.types import PUNISHABLE, FollowUpKind, FollowUpStatus
from yicha.inspections.models import Inspection
from yicha.subjects.models import Subject

OVER = [FollowUpStatus.SETTLED.value, FollowUpStatus.DROPPED.value]


class Problem(models.Model):
    """不合格项, as the form of that day said it. Kept apart from the answers so that the same problem can be counted over subjects."""

    region_path = models.CharField(max_length=80, db_collation="C")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    department = models.CharField(max_length=40)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=60)
    point = models.CharField(max_length=60)
    content = models.CharField(max_length=1000)
    basis = models.CharField(max_length=1000, blank=True)  # 处罚依据
    note = models.CharField(max_length=1000, blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["inspection", "department", "item_code", "point"], name="problem_once"),)
        indexes = (
            models.Index(fields=["region_path", "item_code", "point", "checked_at"], name="problem_spread"),
            models.Index(fields=["subject", "checked_at"], name="problem_of_subject"),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.point}"


class FollowUp(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    department = models.CharField(max_length=40)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=10, default=FollowUpStatus.OPEN.value)
    opened_at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True)  # why it was opened by hand, or by a recheck
    words = models.CharField(max_length=1000, blank=True)
    recipient = models.CharField(max_length=100, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    educated = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "department", "kind"], name="follow_up_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in FollowUpKind]), name="follow_up_kind"),
            models.CheckConstraint(
                condition=Q(status=FollowUpStatus.OPEN.value, settled_at=None, words="")
                | Q(status__in=OVER, settled_at__isnull=False) & ~Q(words=""),
                name="follow_up_ends_with_words",
            ),
            models.CheckConstraint(
                condition=Q(educated="") | Q(status=FollowUpStatus.SETTLED.value, kind__in=[kind.value for kind in PUNISHABLE]),
                name="follow_up_educates_instead_of_a_penalty",
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.department} {self.kind}"
