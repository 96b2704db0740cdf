"""镇街巡查."""

from django.db import models
from django.db.models import Q

from yicha.levels.models.whistles import Whistle
from yicha.subjects.models import Subject


class Patrol(models.Model):
    """`whistle`: what was found needs several departments, and they were called."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)  # of the town that patrols
    place = models.CharField(max_length=200)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")
    patrolled_by = models.CharField(max_length=40)
    patrolled_on = models.DateField()
    found = models.CharField(max_length=1000, blank=True)
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    whistle = models.OneToOneField(Whistle, models.PROTECT, null=True, related_name="patrol")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(place=""), name="patrol_says_where"),
            models.CheckConstraint(condition=Q(whistle=None) | ~Q(found=""), name="patrol_whistles_about_something"),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.patrolled_on}"
