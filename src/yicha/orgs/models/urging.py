"""催办: once a day for each matter of a department, whoever urges."""

from django.db import models
from django.db.models import UniqueConstraint

from yicha.orgs.models.registers import ACTOR_LENGTH


class Urging(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C")
    department = models.CharField(max_length=40)
    matter = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=200)
    day = models.DateField()
    urged_by = models.CharField(max_length=ACTOR_LENGTH)
    at = models.DateTimeField()

    class Meta:
        constraints = (UniqueConstraint(fields=["department", "matter", "day"], name="urged_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.department} {self.matter}"
