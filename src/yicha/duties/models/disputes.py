"""职责争议 and its parties."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yicha.duties.types import DisputeKind, DisputeStatus, Stance


class Dispute(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    facts = models.TextField()
    item = models.CharField(max_length=60, blank=True)
    item_name = models.CharField(max_length=200, blank=True)  # of a new business: what is to be proposed
    steps = ArrayField(models.CharField(max_length=20))
    raised_by = models.CharField(max_length=40)
    raised_at = models.DateTimeField()
    interim_lead = models.CharField(max_length=40)
    opinions_by = models.DateField()
    decide_by = models.DateField()
    status = models.CharField(max_length=12, default=DisputeStatus.CONSULTING.value)
    lead = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in DisputeKind]), name="dispute_kind"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in DisputeStatus]), name="dispute_status"),
            models.CheckConstraint(condition=~Q(interim_lead=""), name="dispute_never_without_owner"),
            models.CheckConstraint(condition=~Q(kind=DisputeKind.COMPETENCE.value) | ~Q(item=""), name="dispute_names_its_item"),
            models.CheckConstraint(
                condition=~Q(status=DisputeStatus.DECIDED.value) | (~Q(lead="") & ~Q(item="") & ~Q(reason="") & Q(closed_at__isnull=False)),
                name="dispute_decision_is_whole",
            ),
            models.UniqueConstraint(
                fields=["region_path", "item"],
                condition=~Q(item="") & Q(status__in=[DisputeStatus.CONSULTING.value, DisputeStatus.REVIEWING.value]),
                name="dispute_one_open_per_item",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Party(models.Model):
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="parties")
    department = models.CharField(max_length=40)
    stance = models.CharField(max_length=10, blank=True)
    opinion = models.TextField(blank=True)
    stated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dispute", "department"], name="party_once"),
            models.CheckConstraint(condition=Q(stance__in=["", *(stance.value for stance in Stance)]), name="party_stance"),
            models.CheckConstraint(
                condition=Q(stance="", stated_at__isnull=True) | (~Q(stance="") & ~Q(opinion="") & Q(stated_at__isnull=False)),
                name="party_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.department}"
