"""The register of monitoring devices."""

from django.db import models
from django.db.models import Q


class Device(models.Model):
    """电子技术监控设备. A trigger flags what it records as long as a step is missing (行政处罚法§41)."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=200)
    legal_on = models.DateField(null=True)
    legal_paper = models.CharField(max_length=200, blank=True)
    technical_on = models.DateField(null=True)
    technical_paper = models.CharField(max_length=200, blank=True)
    notice_on = models.DateField(null=True)
    notice_paper = models.CharField(max_length=200, blank=True)
    retired_on = models.DateField(null=True)
    retired_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="device_number"),
            models.CheckConstraint(
                condition=~Q(department="") & ~Q(number="") & ~Q(name="") & ~Q(place=""), name="device_says_what_and_where"
            ),
            models.CheckConstraint(
                condition=(Q(legal_on=None, legal_paper="") | Q(legal_on__isnull=False) & ~Q(legal_paper=""))
                & (Q(technical_on=None, technical_paper="") | Q(technical_on__isnull=False) & ~Q(technical_paper=""))
                & (Q(notice_on=None, notice_paper="") | Q(notice_on__isnull=False) & ~Q(notice_paper="")),
                name="device_steps_with_papers",
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_because="") | Q(retired_on__isnull=False) & ~Q(retired_because=""),
                name="device_retired_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
