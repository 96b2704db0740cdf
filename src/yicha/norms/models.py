"""Tables of 法定参数 and 工作日历. Regions are paths, not keys: they live in a room above."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models


class Norm(models.Model):
    """One norm during one period. A period may be ended, or emptied before it begins; nothing else of it changes."""

    code = models.CharField(max_length=80, db_collation="C")
    region_path = models.CharField(max_length=80, blank=True, db_collation="C")  # empty: the whole country
    amount = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    text = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=20)
    counted_from = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=200)
    tag = models.CharField(max_length=1)
    valid = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="norm_one_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    ("region_path", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=models.Q(amount__isnull=False) | ~models.Q(text=""), name="norm_says_something"),
            models.CheckConstraint(condition=~models.Q(basis=""), name="norm_has_a_basis"),
            models.CheckConstraint(condition=models.Q(tag__in=["V", "S", "M", "G"]), name="norm_tag_known"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.region_path} {self.valid}"


class CalendarYear(models.Model):
    """The calendar of a year, and whether the State Council has announced it."""

    year = models.IntegerField(primary_key=True)
    basis = models.CharField(max_length=200)
    provisional = models.BooleanField()

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day on which the calendar differs from Monday to Friday; no other day is stored."""

    day = models.DateField(primary_key=True)
    year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days")
    working = models.BooleanField()
    name = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(working=True, day__iso_week_day__gte=6) | models.Q(working=False, day__iso_week_day__lte=5),
                name="calendar_day_differs",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
