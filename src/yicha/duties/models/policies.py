"""政策文件 with the opinions on their drafts."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from yicha.duties.types import PolicyStatus
from yicha.kernel.models import FileRecord

IN_FORCE = [PolicyStatus.ISSUED.value, PolicyStatus.REPEALED.value]
KEPT = [*IN_FORCE, PolicyStatus.WITHDRAWN.value]
NUMBERED = ~Q(number="") & ~Q(status=PolicyStatus.WITHDRAWN.value)  # a number whose registration was withdrawn may come again


class Policy(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)  # who drafted it, or keeps it here
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    file = models.ForeignKey(FileRecord, models.PROTECT, null=True, related_name="+")  # none yet: it came by a workbook
    items = ArrayField(models.CharField(max_length=60), default=list)
    status = models.CharField(max_length=12)
    round = models.SmallIntegerField(default=0)  # of opinions; 0: none was held
    opinions_by = models.DateField(null=True)
    repealed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (GinIndex(fields=["items"], name="policy_items"),)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in PolicyStatus]), name="policy_status"),
            models.CheckConstraint(condition=Q(status__in=KEPT) | Q(file__isnull=False), name="policy_draft_has_its_text"),
            models.CheckConstraint(
                condition=~Q(status__in=IN_FORCE) | (~Q(number="") & ~Q(issuer="") & Q(issued_on__isnull=False)), name="policy_issued_whole"
            ),
            models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("issued_on")), name="policy_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(status=PolicyStatus.REPEALED.value) | ~Q(repealed_because=""), name="policy_repealed_why"),
            models.UniqueConstraint(fields=["region_path", "number"], condition=NUMBERED, name="policy_number_once"),
        )

    def __str__(self) -> str:
        return self.title


class PolicyOpinion(models.Model):
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="opinions")
    round = models.SmallIntegerField()
    department = models.CharField(max_length=40)
    opinion = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    adopted = models.BooleanField(null=True)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["policy", "round", "department"], name="policy_opinion_once"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, opinion="") | (Q(given_at__isnull=False) & ~Q(opinion="")), name="policy_opinion_whole"
            ),
            models.CheckConstraint(
                condition=Q(adopted__isnull=True) | Q(given_at__isnull=False), name="policy_opinion_answered_after_it_was_given"
            ),
            models.CheckConstraint(condition=~Q(adopted=False) | ~Q(reply=""), name="policy_opinion_declined_why"),
        )

    def __str__(self) -> str:
        return f"{self.policy_id} {self.department}"
