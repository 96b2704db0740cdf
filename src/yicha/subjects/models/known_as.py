"""What a subject is also known by, and when it is open."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from yicha.subjects.models.register import Subject
from yicha.subjects.types import Scheme

SHARED = [Scheme.SIGN.value, Scheme.FORMER_NAME.value, Scheme.FORMER_USCC.value]  # names are nobody's alone; sites share a code


class Identifier(models.Model):
    """A further name or number, for a time."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=20)
    issuer = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=200)
    valid = DateRangeField()
    source = models.CharField(max_length=200, blank=True)
    waived = models.CharField(max_length=200, blank=True)
    department = models.CharField(max_length=40, blank=True)  # who said so; empty: the system
    brought_by = models.CharField(max_length=40, blank=True)  # the import that can be undone with it; empty: somebody, for good
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(scheme__in=[scheme.value for scheme in Scheme]), name="identifier_scheme"),
            models.CheckConstraint(condition=~Q(code=""), name="identifier_has_a_code"),
            # A number names one subject at a time.
            ExclusionConstraint(
                name="identifier_names_one",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("issuer", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=~Q(scheme__in=SHARED),
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class Opening(models.Model):
    """营业时间 on some weekdays of a season."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="openings")
    weekdays = ArrayField(models.SmallIntegerField())  # 1 Monday … 7 Sunday
    opens = models.TimeField()
    closes = models.TimeField()
    first = models.CharField(max_length=5)  # MM-DD, both ends included
    last = models.CharField(max_length=5)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(weekdays__len__gte=1, weekdays__contained_by=list(range(1, 8))), name="opening_weekdays"),
            models.CheckConstraint(
                condition=Q(first__regex=r"^\d\d-\d\d$", last__regex=r"^\d\d-\d\d$"), name="opening_season_is_days_of_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject_id} {self.opens}"
