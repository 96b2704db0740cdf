"""What the house measured of its own portal."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class WatchDay(models.Model):
    """One day: how often the portal was looked at and did not open in time, and the links that led nowhere when they were last followed."""

    machinery: ClassVar[str] = "measured every five minutes of the house itself; it decides nobody's business"
    day = models.DateField(primary_key=True)
    looks = models.IntegerField(default=0)
    missed = models.IntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)  # of the last look that missed
    looked_at = models.DateTimeField(null=True)
    links = models.IntegerField(default=0)
    dead = models.JSONField(default=list)  # [[where it stands, the link, what was answered]]
    followed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(missed__gte=0, looks__gte=F("missed")), name="watch_missed_of_looks"),)

    def __str__(self) -> str:
        return f"{self.day}"
