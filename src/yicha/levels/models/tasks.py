"""上级联合监管任务."""

from django.db import models
from django.db.models import Q

from yicha.kernel.models import FileRecord
from yicha.levels.types import UnitStatus
from yicha.planning.models import Visit
from yicha.subjects.models import Subject

CLAIMED = [UnitStatus.CLAIMED.value, UnitStatus.ENDED.value, UnitStatus.FED_BACK.value]
ENDED = [UnitStatus.ENDED.value, UnitStatus.FED_BACK.value]


class UpperTask(models.Model):
    """As dispatched; `file` holds the bytes that came."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    number = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    started_on = models.DateField()
    initiator = models.CharField(max_length=100)
    matter = models.CharField(max_length=60, blank=True)
    content = models.TextField(blank=True)
    demands = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    file = models.ForeignKey(FileRecord, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    claim_by = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["region_path", "number"], name="upper_task_once"),)

    def __str__(self) -> str:
        return self.number


class TaskUnit(models.Model):
    task = models.ForeignKey(UpperTask, models.PROTECT, related_name="units")
    department = models.CharField(max_length=40)
    status = models.CharField(max_length=12, default=UnitStatus.DISPATCHED.value)
    claimed_at = models.DateTimeField(null=True)
    feed_back_by = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=400, blank=True)
    fed_back_at = models.DateTimeField(null=True)
    suggestion = models.CharField(max_length=1000, blank=True)
    returned_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["task", "department"], name="task_unit_once"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in UnitStatus]), name="task_unit_status"),
            models.CheckConstraint(
                condition=~Q(status__in=CLAIMED) | Q(claimed_at__isnull=False, feed_back_by__isnull=False), name="task_unit_claimed_whole"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ENDED) | (Q(ended_at__isnull=False) & ~Q(end_reason="")), name="task_unit_ended_why"
            ),
            models.CheckConstraint(
                condition=~Q(status=UnitStatus.FED_BACK.value) | (Q(fed_back_at__isnull=False) & ~Q(suggestion="")),
                name="task_unit_fed_back_whole",
            ),
            models.CheckConstraint(condition=~Q(status=UnitStatus.RETURNED.value) | ~Q(returned_because=""), name="task_unit_returned_why"),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.department}"


class TaskSubject(models.Model):
    """`name` and `code` as dispatched; `subject` is who that is in the register."""

    task = models.ForeignKey(UpperTask, models.PROTECT, related_name="subjects")
    place = models.SmallIntegerField()
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=64)
    kind = models.CharField(max_length=40, blank=True)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["task", "place"], name="task_subject_place_once"),
            models.UniqueConstraint(fields=["task", "code"], name="task_subject_once"),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.code}"


class TaskVisit(models.Model):
    """With which visit a department checks a subject of the task: one door, whatever sends it there."""

    unit = models.ForeignKey(TaskUnit, models.PROTECT, related_name="visits")
    subject = models.ForeignKey(TaskSubject, models.PROTECT, related_name="visits")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "subject"], name="task_visit_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.visit_id}"
