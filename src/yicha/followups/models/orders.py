"""责令改正. What a state needs stands as constraints; that a closed order was rechecked and a reported one reported, a trigger holds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual

from yicha.followups.models.follow_ups import FollowUp
from yicha.followups.types import OrderStatus, RecheckMode
from yicha.inspections.types import DeliveryWay
from yicha.planning.models import Visit

OVER = [OrderStatus.CLOSED.value, OrderStatus.FAILED.value]
UNDELIVERED = [OrderStatus.ISSUED.value, OrderStatus.WITHDRAWN.value]


class ArrayLength(models.Func):
    function = "cardinality"
    output_field = models.IntegerField()


class RectificationOrder(models.Model):
    """`correct_by` and `recheck_on` change only when a recheck gives more time; what was ordered never does, and neither does `paper`,
    the exact text of what the notice says.
    """

    number = models.CharField(max_length=60)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="orders")
    fact = models.CharField(max_length=1000)
    article = models.CharField(max_length=400)
    demand = models.CharField(max_length=1000)
    correct_by = models.DateField()
    recheck_on = models.DateField()
    remedy = models.CharField(max_length=400)
    status = models.CharField(max_length=10, default=OrderStatus.ISSUED.value)
    issued_at = models.DateTimeField()
    way = models.CharField(max_length=12, blank=True)
    recipient = models.CharField(max_length=60, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    proof = models.CharField(max_length=100, blank=True)
    delivered_at = models.DateTimeField(null=True)
    reminders = models.SmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, related_name="+")
    paper = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="order_number_once"),
            models.UniqueConstraint(
                fields=["follow_up"], condition=~Q(status=OrderStatus.WITHDRAWN.value), name="order_one_for_a_follow_up"
            ),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in OrderStatus]), name="order_status"),
            models.CheckConstraint(
                condition=~Q(fact="") & ~Q(article="") & ~Q(demand="") & ~Q(remedy=""), name="order_says_what_law_demands"
            ),
            models.CheckConstraint(condition=~Q(paper=""), name="order_keeps_its_paper"),
            models.CheckConstraint(condition=Q(recheck_on__gte=F("correct_by")), name="order_rechecked_after_its_term"),
            models.CheckConstraint(
                condition=Q(status__in=UNDELIVERED)
                | Q(way__in=[way.value for way in DeliveryWay], delivered_at__isnull=False, delivered_at__gte=F("issued_at"))
                & ~Q(recipient=""),
                name="order_runs_from_its_delivery",
            ),
            models.CheckConstraint(condition=~Q(way=DeliveryWay.LEFT.value) | ~Q(witness=""), name="order_left_before_a_witness"),
            models.CheckConstraint(condition=~Q(way=DeliveryWay.ELECTRONIC.value) | ~Q(proof=""), name="order_electronic_by_consent"),
            models.CheckConstraint(
                condition=Q(reminders=0, reminded_at=None) | Q(reminders__gte=1, reminded_at__isnull=False, delivered_at__isnull=False),
                name="order_reminded_after_delivery",
            ),
            models.CheckConstraint(condition=~Q(status__in=OVER) | Q(concluded_at__isnull=False), name="order_ends_with_a_recheck"),
            models.CheckConstraint(
                condition=~Q(status=OrderStatus.WITHDRAWN.value) | ~Q(withdrawn_because=""), name="order_withdrawn_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.number


class CorrectionReport(models.Model):
    """整改报告. `brought_by`: who brought it on paper; empty when the firm sent it itself."""

    order = models.ForeignKey(RectificationOrder, models.PROTECT, related_name="reports")
    place = models.SmallIntegerField()
    words = models.CharField(max_length=2000)
    brought_by = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["order", "place"], name="report_in_its_order"),
            models.CheckConstraint(condition=Q(place__gte=1) & ~Q(words=""), name="report_says_what_was_done"),
        )

    def __str__(self) -> str:
        return f"{self.order_id} {self.place}"


class ReportPhoto(models.Model):
    report = models.ForeignKey(CorrectionReport, models.PROTECT, related_name="photos")
    file = models.UUIDField()
    digest = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "file"], name="report_photo_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.digest}"


class Recheck(models.Model):
    """复查结论, by as many officers as the law wants."""

    order = models.ForeignKey(RectificationOrder, models.PROTECT, related_name="rechecks")
    mode = models.CharField(max_length=10)
    corrected = models.BooleanField()
    words = models.CharField(max_length=1000)
    officers = ArrayField(models.CharField(max_length=40))
    min_officers = models.SmallIntegerField()
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(mode=RecheckMode.DOCUMENTS.value, visit=None) | Q(mode=RecheckMode.VISIT.value, visit__isnull=False),
                name="recheck_by_papers_or_by_a_visit",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="recheck_says_what_was_seen"),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(ArrayLength("officers"), F("min_officers"))) & Q(min_officers__gte=1),
                name="recheck_by_enough_officers",
            ),
        )

    def __str__(self) -> str:
        return f"{self.order_id} {self.mode} {self.corrected}"
