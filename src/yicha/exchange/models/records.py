"""数据交换: records on their way up, every version of each, and the batches that carried them."""

from django.db import models
from django.db.models import F, Q

from yicha.exchange.types import BatchStatus, Operation, RecordStatus, Verdict
from yicha.inspections.models import Inspection

OPEN, SAID = Verdict.NONE.value, (Verdict.ACCEPTED.value, Verdict.REJECTED.value)


class Record(models.Model):
    """One row of ours at the level above, whatever version of it. `key` is its `cd_id` there."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    table = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="+")
    given_by = models.CharField(max_length=80, blank=True)  # the program it came from instead, or who entered it
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="measures")  # the check after which it was entered
    item_code = models.CharField(max_length=100)
    department = models.CharField(max_length=40)
    sid = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default=RecordStatus.HELD.value)
    checked_at = models.DateTimeField()
    due = models.DateField()  # 推送: LYG-4.4c
    withdrawn_because = models.TextField(blank=True)
    reread = models.BooleanField(default=False)  # its source was corrected while it was on its way

    class Meta:
        indexes = (models.Index(fields=["region_path", "status", "due"], name="exchange_record_board"),)
        constraints = (
            models.UniqueConstraint(fields=["region_path", "table", "key"], name="exchange_record_key"),
            models.CheckConstraint(
                condition=Q(inspection__isnull=False, given_by="") | Q(inspection=None) & ~Q(given_by=""), name="exchange_record_one_source"
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(given_by="") & ~Q(table="check_action"), name="exchange_measure_was_entered"
            ),
            models.UniqueConstraint(fields=["inspection", "department", "item_code"], name="exchange_record_once"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in RecordStatus]), name="exchange_record_status"),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.WITHDRAWN.value) | ~Q(withdrawn_because=""), name="exchange_record_withdrawn_why"
            ),
        )

    def __str__(self) -> str:
        return self.key


class Batch(models.Model):
    """`content` is exactly what leaves, however often: the number and the bytes of a batch never change."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    number = models.CharField(max_length=13)
    table = models.CharField(max_length=20)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=10, default=BatchStatus.BUILT.value)
    built_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    times = models.SmallIntegerField(default=0)  # how often it has left
    failures = models.SmallIntegerField(default=0)  # in a row
    trouble = models.CharField(max_length=200, blank=True)
    next_try_at = models.DateTimeField(null=True)  # not before; None: at once
    confirmed_at = models.DateTimeField(null=True)  # the other side still had it the day after

    class Meta:
        indexes = (models.Index(fields=["region_path", "status", "-number"], name="exchange_batch_board"),)
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="exchange_batch_number"),
            models.CheckConstraint(condition=Q(number__regex=r"^[0-9]{13}$"), name="exchange_batch_number_form"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in BatchStatus]), name="exchange_batch_status"),
            models.CheckConstraint(
                condition=~Q(status=BatchStatus.SENT.value) | Q(sent_at__isnull=False, times__gte=1), name="exchange_batch_sent_when"
            ),
            models.CheckConstraint(
                condition=~Q(status=BatchStatus.ANSWERED.value) | Q(answered_at__gte=F("built_at"), answered_at__isnull=False),
                name="exchange_batch_answered_when",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Version(models.Model):
    """What was mapped, and what was said of it. Of a record at most one version waits for an answer, and one insert is ever accepted."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField()
    operation = models.CharField(max_length=1)
    content = models.JSONField()  # {column: text}, without the exchange block
    digest = models.CharField(max_length=64)
    faults = models.JSONField(default=list)  # [[column, reason, value, family]]
    mapped_at = models.DateTimeField()
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="versions")
    verdict = models.CharField(max_length=10, blank=True, default=OPEN)
    answer = models.JSONField(default=list)  # [[column, reason, value, ""]]
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["record", "number"], name="exchange_version_once"),
            models.UniqueConstraint(
                fields=["record"], condition=Q(batch__isnull=False, verdict=OPEN), name="exchange_one_version_on_its_way"
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(operation=Operation.INSERT.value, verdict=Verdict.ACCEPTED.value),
                name="exchange_inserted_once",
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(operation=Operation.DELETE.value, verdict=Verdict.ACCEPTED.value),
                name="exchange_deleted_once",
            ),
            models.CheckConstraint(condition=Q(operation__in=[one.value for one in Operation]), name="exchange_version_operation"),
            models.CheckConstraint(condition=Q(faults=[]) | Q(batch=None), name="exchange_faulty_stays"),
            models.CheckConstraint(
                condition=Q(verdict=OPEN, answered_at=None) | Q(verdict__in=SAID, answered_at__isnull=False, batch__isnull=False),
                name="exchange_version_answered_whole",
            ),
            models.CheckConstraint(condition=~Q(verdict=Verdict.REJECTED.value) | ~Q(answer=[]), name="exchange_rejected_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.record_id} {self.number}"


class ReceiptRecord(models.Model):
    """A receipt as it came; the same one again is not kept twice."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="receipts")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "digest"], name="exchange_receipt_once"),)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.digest[:8]}"
