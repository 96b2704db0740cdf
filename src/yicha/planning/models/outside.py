"""专项行动 and 无事不扰清单."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from yicha.planning.types import CampaignStatus
from yicha.subjects.models import Subject

DECIDED = Q(status__in=[CampaignStatus.APPROVED.value, CampaignStatus.PUBLISHED.value])


class Campaign(models.Model):
    """`slot` of `cap`: which of the department's campaigns of the year it is (R-SPEC-1); both are filled by the database."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    reason = models.CharField(max_length=400)
    first_day = models.DateField()
    last_day = models.DateField()
    status = models.CharField(max_length=10, default=CampaignStatus.PROPOSED.value)
    number = models.CharField(max_length=100, blank=True)
    approver = models.CharField(max_length=100, blank=True)
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=400, blank=True)
    publish_by = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    year = models.SmallIntegerField(editable=False, default=0)
    cap = models.SmallIntegerField(null=True, editable=False)
    slot = models.SmallIntegerField(null=True, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in CampaignStatus]), name="campaign_status"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="campaign_days"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(name=""), name="campaign_says_why"),
            models.CheckConstraint(
                condition=~DECIDED | ~Q(number="") & ~Q(approver="") & Q(decided_on__isnull=False, publish_by__isnull=False),
                name="campaign_is_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status=CampaignStatus.PUBLISHED.value) ^ Q(published_at__isnull=True), name="campaign_published_some_day"
            ),
            models.CheckConstraint(
                condition=~DECIDED | Q(slot__gte=1, slot__lte=F("cap"), slot__isnull=False, cap__isnull=False), name="campaign_within_cap"
            ),
            models.UniqueConstraint(fields=["region_path", "department", "year", "slot"], name="campaign_slot_taken_once"),
            models.UniqueConstraint(fields=["region_path", "number"], condition=~Q(number=""), name="campaign_number_once"),
        )

    def __str__(self) -> str:
        return self.name


class Spared(models.Model):
    """无事不扰 (R-NODISTURB): no planned check of the item, or of any if that is empty, on these days."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=60, blank=True)
    days = DateRangeField()
    basis = models.CharField(max_length=100)
    reason = models.CharField(max_length=400)
    ended_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(basis="") & ~Q(reason=""), name="spared_says_why"),)

    def __str__(self) -> str:
        return f"{self.subject_id} {self.days}"
