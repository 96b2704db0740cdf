"""The log of lookups: who asked which register about whom, for what. Answers are not kept."""

from django.db import models
from django.db.models import Q

from yicha.lookups.types import LookupStatus, PurposeKind, RegisterKind


class Lookup(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C")
    register = models.CharField(max_length=20)
    sid = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    purpose_kind = models.CharField(max_length=10)
    purpose = models.CharField(max_length=80)
    asked_by = models.CharField(max_length=80)
    asker = models.CharField(max_length=80)  # the name, as it was then
    department = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=12, default=LookupStatus.ASKED.value)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=["region_path", "-asked_at"], name="lookup_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(register__in=[kind.value for kind in RegisterKind]), name="lookup_register"),
            models.CheckConstraint(condition=Q(purpose_kind__in=[kind.value for kind in PurposeKind]), name="lookup_purpose_kind"),
            models.CheckConstraint(condition=~Q(purpose=""), name="lookup_has_a_purpose"),
            models.CheckConstraint(condition=~Q(asked_by=""), name="lookup_by_somebody"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in LookupStatus]), name="lookup_status"),
            models.CheckConstraint(condition=~Q(status=LookupStatus.FAILED.value) | ~Q(problem=""), name="lookup_failure_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.register} {self.sid}"
