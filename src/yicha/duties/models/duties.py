"""职责: one row is one department's part in one step of one item, in an area, from a day on."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from yicha.duties.types import Instrument, Part

EQUAL, OVERLAPS = RangeOperators.EQUAL, RangeOperators.OVERLAPS


class Duty(models.Model):
    """That a lead has a successor is held by the trigger of `0002_limits`."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)  # the area: a region, or a town below it
    item = models.CharField(max_length=60)
    step = models.CharField(max_length=20)
    department = models.CharField(max_length=40)
    part = models.CharField(max_length=10)
    share = models.CharField(max_length=400, blank=True)
    valid = DateRangeField()
    instrument = models.CharField(max_length=20)
    basis = models.CharField(max_length=200)
    ended_because = models.CharField(max_length=200, blank=True)
    # Of one that a later duty cut short: which, and what it was before, so that an undone import gives it back.
    cut_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    uncut = DateRangeField(null=True)
    uncut_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=["item", "step"], name="duty_of_item"),)
        constraints = (
            models.CheckConstraint(condition=Q(part__in=[part.value for part in Part]), name="duty_part"),
            models.CheckConstraint(condition=Q(instrument__in=[one.value for one in Instrument]), name="duty_instrument"),
            models.CheckConstraint(condition=~Q(basis=""), name="duty_has_a_basis"),
            models.CheckConstraint(condition=Q(part=Part.LEAD.value) | ~Q(share=""), name="duty_assistance_says_what"),
            ExclusionConstraint(
                name="duty_one_lead",
                expressions=[("region_path", EQUAL), ("item", EQUAL), ("step", EQUAL), ("valid", OVERLAPS)],
                condition=Q(part=Part.LEAD.value),
            ),
            ExclusionConstraint(
                name="duty_department_once",
                expressions=[("region_path", EQUAL), ("item", EQUAL), ("step", EQUAL), ("department", EQUAL), ("valid", OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.step} {self.department}"
