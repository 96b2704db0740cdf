"""许可 and their kinds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yicha.permits.types import PermitStatus


class PermitKind(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    department = models.CharField(max_length=40)
    items = ArrayField(models.CharField(max_length=60))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "code"], name="permit_kind_once"),
            models.CheckConstraint(condition=Q(items__len__gt=0), name="permit_kind_brings_items"),
            models.CheckConstraint(condition=~Q(department=""), name="permit_kind_has_an_owner"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ConcludedCheck(models.Model):
    """A department's concluded inspection of a subject, kept because a permit may arrive after the visit that answers it."""

    sid = models.CharField(max_length=64, db_index=True)
    department = models.CharField(max_length=40)
    inspection = models.BigIntegerField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["inspection", "department"], name="concluded_check_once"),)

    def __str__(self) -> str:
        return f"{self.department} {self.inspection}"


class Permit(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C")
    number = models.CharField(max_length=80, unique=True)  # comes from outside, so unique everywhere
    kind = models.ForeignKey(PermitKind, models.PROTECT, related_name="+")
    sid = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    issuer = models.CharField(max_length=100)
    granted_on = models.DateField()
    valid_to = models.DateField(null=True)
    status = models.CharField(max_length=10, default=PermitStatus.VALID.value)
    department = models.CharField(max_length=40)  # who owes the check
    check_by = models.DateField(null=True)  # no such clock held when it was granted
    checked_at = models.DateTimeField(null=True)
    inspection = models.BigIntegerField(null=True)
    source = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["region_path", "checked_at", "check_by"], name="permit_check_due"),)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in PermitStatus]), name="permit_status"),
            models.CheckConstraint(condition=~Q(department=""), name="permit_check_has_an_owner"),
            models.CheckConstraint(condition=Q(check_by__gte=F("granted_on")), name="permit_check_after_grant"),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, inspection__isnull=True) | Q(checked_at__isnull=False, inspection__isnull=False),
                name="permit_checked_by_an_inspection",
            ),
        )

    def __str__(self) -> str:
        return self.number
