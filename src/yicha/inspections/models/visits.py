"""行政检查: one inspection per visit, one task per department. What a task must have before it can be submitted stands as constraints."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual

from yicha.inspections.types import InspectionStatus, Outcome, TaskStatus
from yicha.planning.models import Visit

HANDLED = (TaskStatus.SIGNED.value, TaskStatus.CHECKING.value, TaskStatus.SUBMITTED.value, TaskStatus.CONCLUDED.value)
DONE = (TaskStatus.SUBMITTED.value, TaskStatus.CONCLUDED.value)


class ArrayLength(models.Func):
    function = "cardinality"
    output_field = models.IntegerField()


class Inspection(models.Model):
    """`code` is what the officers show and the firm scans: nobody enters without it (R-PROC-3). `enterprise_digest` is that of the secret
    code on the notice by which the firm reads its own pages; the code itself stands on the paper only.
    """

    number = models.CharField(max_length=40)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, unique=True)
    status = models.CharField(max_length=10, default=InspectionStatus.SCHEDULED.value)
    notice = models.CharField(max_length=80, blank=True)
    notified_at = models.DateTimeField(null=True)
    enterprise_digest = models.CharField(max_length=64, blank=True)
    enterprise_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    started_by = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=400, blank=True)
    stopped_because = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=60, blank=True)  # where the phone was at the door, if it was let say so
    no_code_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="inspection_number"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in InspectionStatus]), name="inspection_status"),
            models.CheckConstraint(condition=~Q(code=""), name="inspection_has_a_code"),
            models.CheckConstraint(
                condition=Q(notice="", notified_at=None) | ~Q(notice="") & Q(notified_at__isnull=False), name="inspection_notice_whole"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[InspectionStatus.STARTED.value, InspectionStatus.STOPPED.value, InspectionStatus.CLOSED.value])
                | Q(started_at__isnull=False) & ~Q(started_by="") & ~Q(notice=""),
                name="inspection_starts_with_scan_in",
            ),
            models.UniqueConstraint(fields=["enterprise_digest"], condition=~Q(enterprise_digest=""), name="inspection_one_code"),
            models.CheckConstraint(
                condition=Q(enterprise_digest="", enterprise_until=None) | ~Q(enterprise_digest="") & Q(enterprise_until__isnull=False),
                name="inspection_enterprise_code_ends",
            ),
            models.CheckConstraint(
                condition=~Q(status=InspectionStatus.CANCELLED.value) | ~Q(cancelled_because=""), name="inspection_cancelled_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status=InspectionStatus.STOPPED.value) | ~Q(stopped_because=""), name="inspection_stopped_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.number


class DepartmentTask(models.Model):
    """部门处置: what one department asks, finds and concludes. `answers` as recorded; `officers` who checked.

    `holder` is the account that signed for it, or has taken it over: who answers for the department's part.
    What is entrusted, triggers hold to the law: simple items, to who comes, before it begins, and no further.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="tasks")
    department = models.CharField(max_length=40)
    place = models.SmallIntegerField()  # the lead department stands at 1
    min_officers = models.SmallIntegerField()
    status = models.CharField(max_length=10, default=TaskStatus.WAITING.value)
    holder = models.CharField(max_length=40, blank=True)
    signed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    answers = models.JSONField(default=list)
    officers = ArrayField(models.CharField(max_length=40), default=list)
    note = models.CharField(max_length=1000, blank=True)
    submitted_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=400, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True, db_default="")  # this part alone; else the inspection says why
    entrusted_to = models.CharField(max_length=40, blank=True, db_default="")  # 委托检查: whose officers ask at this visit
    entrusted_items = ArrayField(models.CharField(max_length=60), default=list, db_default=[])
    entrusted_basis = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "department"], name="task_once_per_department"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in TaskStatus]), name="task_status"),
            models.CheckConstraint(condition=Q(min_officers__gte=1), name="task_wants_officers"),
            models.CheckConstraint(
                condition=~Q(status__in=HANDLED) | ~Q(holder="") & Q(signed_at__isnull=False), name="task_handled_by_who_signed_for_it"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DONE)
                | Q(outcome__in=[outcome.value for outcome in Outcome], submitted_at__isnull=False)
                & Q(GreaterThanOrEqual(ArrayLength("officers"), F("min_officers"))),
                name="task_submitted_with_outcome_and_officers",
            ),
            models.CheckConstraint(
                condition=~Q(status=TaskStatus.CONCLUDED.value) | Q(concluded_at__isnull=False), name="task_concluded_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_because="") | Q(status=TaskStatus.WITHDRAWN.value), name="task_withdrawn_says_why"
            ),
            models.CheckConstraint(
                condition=Q(entrusted_to="", entrusted_items=[], entrusted_basis="")
                | ~Q(entrusted_to="") & ~Q(entrusted_basis="") & ~Q(entrusted_items=[]) & ~Q(entrusted_to=F("department")),
                name="task_entrusted_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.department}"
