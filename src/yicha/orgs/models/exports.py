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
    department = models.CharField(max_length=40, blank=True)  # of who asked: as whom the worker reads the rows
    later = models.BooleanField(default=False)  # too long for a page: the worker makes the file
    file = models.CharField(max_length=80, blank=True)  # digest of what it made; nobody's file, so the store forgets it after a day
    file_name = models.CharField(max_length=120, blank=True)
    file_until = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)  # why it could not be made

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
            CheckConstraint(condition=Q(later=False) | Q(status=ExportStatus.TAKEN.value), name="export_made_when_taken"),
            CheckConstraint(
                condition=Q(file="", file_name="", file_until=None) | Q(later=True, fault="", file_until__isnull=False) & ~Q(file=""),
                name="export_file_was_made_for_a_while",
            ),
        )
        indexes = (Index(fields=["region_path", "-asked_at"], name="export_asked"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.rows}"
