"""评价. The application's role may add a rating and cannot read one: what it is told comes from functions that hold the promise (0002)."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yicha.feedback.types import Grade
from yicha.inspections.models import Inspection


class Rating(models.Model):
    """`place`: the how many-eth of its department and year, counted by a trigger. There is no hour: it would say who."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    department = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    place = models.IntegerField(default=0)
    grade = models.SmallIntegerField()
    broken = ArrayField(models.CharField(max_length=20))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "department"], name="rating_once"),
            models.UniqueConstraint(fields=["region_path", "department", "year", "place"], name="rating_place_once"),
            models.CheckConstraint(condition=Q(grade__in=[grade.value for grade in Grade]), name="rating_grade"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Opening(models.Model):
    """A rating that the legal supervisor has looked into. Without its row nobody is told what a rating says."""

    rating = models.OneToOneField(Rating, models.PROTECT, primary_key=True, related_name="+")
    reason = models.CharField(max_length=400)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason="") & ~Q(by=""), name="opening_says_why"),)

    def __str__(self) -> str:
        return str(self.rating_id)
