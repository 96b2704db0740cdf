"""吹哨报到."""

from django.db import models
from django.db.models import Q

from yicha.levels.types import MusterStatus, WhistleStatus
from yicha.planning.models import Visit
from yicha.subjects.models import Subject

OVER = [WhistleStatus.CLOSED.value, WhistleStatus.WITHDRAWN.value]


class Whistle(models.Model):
    number = models.CharField(max_length=60)  # each town counts its own
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)  # of the town that whistles
    place = models.CharField(max_length=200)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")
    matter = models.CharField(max_length=1000)
    raised_by = models.CharField(max_length=40)
    raised_at = models.DateTimeField()
    report_by = models.DateTimeField()
    status = models.CharField(max_length=10, default=WhistleStatus.CALLED.value)
    result = models.CharField(max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="whistle_number_once"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in WhistleStatus]), name="whistle_status"),
            models.CheckConstraint(condition=~Q(place="") & ~Q(matter=""), name="whistle_says_where_and_what"),
            models.CheckConstraint(condition=Q(report_by__gt=models.F("raised_at")), name="whistle_leaves_time"),
            models.CheckConstraint(
                condition=~Q(status__in=OVER) | (~Q(result="") & Q(closed_at__isnull=False)), name="whistle_ends_with_a_result"
            ),
        )

    def __str__(self) -> str:
        return self.number


class Muster(models.Model):
    """A department that was named, and how it answered. That all have answered before anything follows, the database holds."""

    whistle = models.ForeignKey(Whistle, models.PROTECT, related_name="musters")
    department = models.CharField(max_length=40)
    status = models.CharField(max_length=10, default=MusterStatus.ASKED.value)
    said = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["whistle", "department"], name="muster_once"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in MusterStatus]), name="muster_status"),
            models.CheckConstraint(
                condition=Q(status=MusterStatus.ASKED.value, said="", at__isnull=True)
                | (~Q(status=MusterStatus.ASKED.value) & ~Q(said="") & Q(at__isnull=False)),
                name="muster_answer_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.whistle_id} {self.department}"


class WhistleVisit(models.Model):
    """The visit for a cause to which a whistle led."""

    whistle = models.ForeignKey(Whistle, models.PROTECT, related_name="visits")
    department = models.CharField(max_length=40)
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["whistle", "department"], name="whistle_visit_once"),)

    def __str__(self) -> str:
        return f"{self.whistle_id} {self.visit_id}"
