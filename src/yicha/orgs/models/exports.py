"""导出申请: more rows than one person may take out alone."""

from typing import Final

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q

from yicha.orgs.models.registers import ACTOR_LENGTH, one_of
from yicha.orgs.types import ExportStatus

DECIDED: Final = [ExportStatus.RELEASED.value, ExportStatus.DECLINED.value, ExportStatus.TAKEN.value]
RELEASED: Final = [ExportStatus.RELEASED.value, ExportStatus.TAKEN.value]


class ExportRequest(models.Model):
    """Who asked for what and why, who released it, and that it was taken once and in time."""

    kind = models.CharField(max_length=40)
    right = models.CharField(max_length=80)
    address = models.CharField(max_length=2000)
    words = models.CharField(max_length=400)
    rows = models.IntegerField()
    purpose = models.CharField(max_length=200)
    region_path = models.CharField(max_length=80, db_collation="C")
    requested_by = models.CharField(max_length=ACTOR_LENGTH)
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=ExportStatus.ASKED.value)
    decided_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            one_of("status", ExportStatus, "export_status"),
            CheckConstraint(condition=~Q(purpose=""), name="export_has_a_purpose"),
            CheckConstraint(condition=~Q(decided_by=F("requested_by")), name="export_by_two_persons"),
            CheckConstraint(condition=~Q(status__in=DECIDED) | ~Q(decided_by=""), name="export_decided_by_somebody"),
            CheckConstraint(condition=~Q(status__in=RELEASED) | Q(expires_at__isnull=False), name="export_release_ends"),
            CheckConstraint(
                condition=Q(taken_at=None) & ~Q(status=ExportStatus.TAKEN.value)
                | Q(status=ExportStatus.TAKEN.value, taken_at__lt=F("expires_at")),
                name="export_taken_in_time",
            ),
        )
        indexes = (Index(fields=["region_path", "-asked_at"], name="export_asked"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.rows}"
