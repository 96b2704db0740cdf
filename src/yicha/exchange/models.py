"""数据交换: records on their way up, every version of each, and the batches that carried them."""

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yicha.exchange.types import (
    BatchStatus,
    DifferenceStatus,
    Frequency,
    Operation,
    PartnerStatus,
    RecordStatus,
    ResourceStatus,
    Secrecy,
    ShareStatus,
    Sharing,
    SourceKind,
    Supply,
    Topic,
    Verdict,
    Way,
)
from yicha.inspections.models import Inspection

OPEN, SAID = Verdict.NONE.value, (Verdict.ACCEPTED.value, Verdict.REJECTED.value)


def one_of(column: str, kind: type[StrEnum], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{column}__in": [value.value for value in kind]}), name=name)


class Record(models.Model):
    """One row of ours at the level above, whatever version of it. `key` is its `cd_id` there."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    table = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="+")
    given_by = models.CharField(max_length=80, blank=True)  # the program it came from instead
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


class Partner(models.Model):
    """The level above that takes a region's batches, one at a time; named by one administrator and admitted by another."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    name = models.CharField(max_length=100)
    way = models.CharField(max_length=4)
    address = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, default=PartnerStatus.PROPOSED.value)
    proposed_by = models.CharField(max_length=100)
    approved_by = models.CharField(max_length=100, blank=True)
    ended_because = models.CharField(max_length=400, blank=True)
    failures = models.SmallIntegerField(default=0)  # in a row
    trouble = models.CharField(max_length=200, blank=True)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["region_path"], condition=Q(status=PartnerStatus.ACTIVE.value), name="exchange_one_partner_at_a_time"
            ),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in PartnerStatus]), name="exchange_partner_status"),
            models.CheckConstraint(
                condition=Q(way=Way.API.value) & ~Q(address="") | Q(way=Way.FILE.value, address=""), name="exchange_partner_way"
            ),
            models.CheckConstraint(
                condition=~Q(status=PartnerStatus.ACTIVE.value) | ~Q(approved_by="") & ~Q(approved_by=F("proposed_by")),
                name="exchange_partner_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(status=PartnerStatus.ENDED.value) | ~Q(ended_because=""), name="exchange_partner_ended_why"
            ),
        )

    def __str__(self) -> str:
        return self.name


class UnreadReceipt(models.Model):
    """A file of a partner that nobody could make out; it lies in the folder `refused` under `file`."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    file = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    words = models.CharField(max_length=400, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["partner", "file"], name="exchange_unread_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None, words="") | Q(settled_at__isnull=False) & ~Q(words=""), name="exchange_unread_settled_how"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """A department's own system that is told of what concerns the department; named by one administrator and admitted by another."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=300)
    topics = ArrayField(models.CharField(max_length=20))
    status = models.CharField(max_length=10, default=PartnerStatus.PROPOSED.value)
    proposed_by = models.CharField(max_length=100)
    approved_by = models.CharField(max_length=100, blank=True)
    ended_because = models.CharField(max_length=400, blank=True)
    failures = models.SmallIntegerField(default=0)  # in a row
    trouble = models.CharField(max_length=200, blank=True)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            one_of("status", PartnerStatus, "exchange_subscription_status"),
            models.UniqueConstraint(
                fields=["region_path", "department", "address"],
                condition=~Q(status=PartnerStatus.ENDED.value),
                name="exchange_subscription_once",
            ),
            models.CheckConstraint(
                condition=Q(topics__len__gt=0, topics__contained_by=[one.value for one in Topic]), name="exchange_subscription_topics"
            ),
            models.CheckConstraint(
                condition=~Q(status=PartnerStatus.ACTIVE.value) | ~Q(approved_by="") & ~Q(approved_by=F("proposed_by")),
                name="exchange_subscription_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(status=PartnerStatus.ENDED.value) | ~Q(ended_because=""), name="exchange_subscription_ended_why"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """What one subscriber is told of one thing that happened. Number and content never change: sent twice, it is the same."""

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="messages")
    number = models.UUIDField(unique=True)
    topic = models.CharField(max_length=20)
    content = models.TextField()
    made_at = models.DateTimeField()
    times = models.SmallIntegerField(default=0)  # how often it was tried
    failures = models.SmallIntegerField(default=0)  # in a row
    trouble = models.CharField(max_length=200, blank=True)
    next_try_at = models.DateTimeField(null=True)  # null: it was taken
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="exchange_message_waits"),)
        constraints = (
            one_of("topic", Topic, "exchange_message_topic"),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False) | Q(taken_at__isnull=False), name="exchange_message_waits_or_was_taken"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}"


class DataResource(models.Model):
    """One entry of the 数据资源目录. What is withheld names the law that says so."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    content = models.TextField()
    sharing = models.CharField(max_length=12)
    supply = models.CharField(max_length=10)
    procedure = models.CharField(max_length=400)
    term = models.CharField(max_length=100)
    frequency = models.CharField(max_length=10)
    secrecy = models.CharField(max_length=10)
    basis = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, default=ResourceStatus.DRAFT.value)
    drafted_at = models.DateTimeField()
    publish_by = models.DateField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "department", "name"], name="exchange_resource_once"),
            one_of("sharing", Sharing, "exchange_resource_sharing"),
            one_of("supply", Supply, "exchange_resource_supply"),
            one_of("frequency", Frequency, "exchange_resource_frequency"),
            one_of("secrecy", Secrecy, "exchange_resource_secrecy"),
            one_of("status", ResourceStatus, "exchange_resource_status"),
            models.CheckConstraint(condition=~Q(sharing=Sharing.WITHHELD.value) | ~Q(basis=""), name="exchange_withheld_by_law"),
            models.CheckConstraint(
                condition=~Q(status=ResourceStatus.PUBLISHED.value) | Q(published_at__isnull=False), name="exchange_resource_published_when"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Share(models.Model):
    """A department's request for a resource of another one."""

    resource = models.ForeignKey(DataResource, models.PROTECT, related_name="shares")
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    purpose = models.CharField(max_length=400)
    status = models.CharField(max_length=10, default=ShareStatus.ASKED.value)
    asked_at = models.DateTimeField()
    check_by = models.DateField()
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["resource", "department"], condition=~Q(status=ShareStatus.REFUSED.value), name="exchange_share_once"
            ),
            one_of("status", ShareStatus, "exchange_share_status"),
            models.CheckConstraint(
                condition=~Q(status__in=[ShareStatus.GRANTED.value, ShareStatus.REFUSED.value]) | Q(answered_at__isnull=False),
                name="exchange_share_answered_when",
            ),
            models.CheckConstraint(condition=~Q(status=ShareStatus.REFUSED.value) | ~Q(reason=""), name="exchange_share_refused_why"),
            models.CheckConstraint(condition=~Q(purpose=""), name="exchange_share_says_what_for"),
        )

    def __str__(self) -> str:
        return f"{self.resource_id} {self.department}"


class SourceDifference(models.Model):
    """What a department says of a subject otherwise than the register. One row for each subject, rule, source and department, for good."""

    region_path = models.CharField(max_length=80, db_collation="C")
    sid = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    rule = models.CharField(max_length=40)
    source = models.CharField(max_length=10)
    department = models.CharField(max_length=40)
    paper = models.CharField(max_length=100)
    ours = models.CharField(max_length=400)
    theirs = models.CharField(max_length=400)
    status = models.CharField(max_length=10, default=DifferenceStatus.OPEN.value)
    found_at = models.DateTimeField()
    due = models.DateField()
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=["region_path", "status", "due"], name="exchange_difference_board"),)
        constraints = (
            models.UniqueConstraint(fields=["region_path", "sid", "rule", "source", "department"], name="exchange_difference_once"),
            one_of("status", DifferenceStatus, "exchange_difference_status"),
            one_of("source", SourceKind, "exchange_difference_source"),
            models.CheckConstraint(condition=~Q(department=""), name="exchange_difference_has_an_owner"),
            models.CheckConstraint(
                condition=Q(status=DifferenceStatus.OPEN.value, closed_at=None) | ~Q(status="open") & Q(closed_at__isnull=False),
                name="exchange_difference_closed_when",
            ),
            models.CheckConstraint(condition=~Q(status="explained") | ~Q(reason=""), name="exchange_difference_explained_why"),
        )

    def __str__(self) -> str:
        return f"{self.sid} {self.rule} {self.department}"
