"""码上共治."""

from django.db import models
from django.db.models import Q

from yicha.feedback.types import MOST_PHOTOS, DoorReportStatus, DoorStep
from yicha.subjects.models import Subject


class DoorReport(models.Model):
    """`department` holds it; empty: the joint office. `place`: the how many-eth of its shop that day, `most` as many as the norm allows."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    number = models.CharField(max_length=16, unique=True)
    secret = models.CharField(max_length=64)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    department = models.CharField(max_length=40, blank=True)
    matter = models.CharField(max_length=1000)
    contact = models.TextField(blank=True)  # sealed
    made_at = models.DateTimeField()
    made_on = models.DateField()
    place = models.IntegerField()
    most = models.IntegerField()
    status = models.CharField(max_length=10, default=DoorReportStatus.OPEN.value)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in DoorReportStatus]), name="door_report_status"),
            models.CheckConstraint(condition=~Q(matter="") & ~Q(secret=""), name="door_report_says_what"),
            models.UniqueConstraint(fields=["subject", "made_on", "place"], name="door_report_place_once"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=models.F("most")), name="door_report_within_the_day"),
        )

    def __str__(self) -> str:
        return self.number


class DoorPhoto(models.Model):
    report = models.ForeignKey(DoorReport, models.PROTECT, related_name="photos")
    place = models.SmallIntegerField()
    file = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["report", "place"], name="door_photo_place_once"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=MOST_PHOTOS), name="door_photo_most"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.place}"


class DoorProgress(models.Model):
    """What was done with a report, as the reporter reads it."""

    report = models.ForeignKey(DoorReport, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10)
    department = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(step__in=[step.value for step in DoorStep]), name="door_progress_step"),
            models.CheckConstraint(condition=Q(step=DoorStep.FORWARD.value) | ~Q(words=""), name="door_progress_says_what"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.step}"


class DoorSender(models.Model):
    """How many reports came from a network address today. The mark is keyed, stands at no report, and is gone the next day."""

    mark = models.CharField(max_length=64, primary_key=True)
    day = models.DateField()
    number = models.IntegerField()
    most = models.IntegerField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(number__gte=1, number__lte=models.F("most")), name="door_sender_within_the_day"),)

    def __str__(self) -> str:
        return str(self.day)
