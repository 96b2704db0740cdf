"""Who takes our batches, and which systems of departments are told of what."""

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yicha.exchange.types import PartnerStatus, Topic, Way


def one_of(column: str, kind: type[StrEnum], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{column}__in": [value.value for value in kind]}), name=name)


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
