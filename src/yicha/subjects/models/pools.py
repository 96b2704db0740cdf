"""Tags with their time, and special pools with their versions."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yicha.subjects.models.register import Subject
from yicha.subjects.types import TagMode


class Tagging(models.Model):
    """A tag that somebody gave, for a time. What came with a workbook stands in `Subject.tags`, without one."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="taggings")
    tag = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    mode = models.CharField(max_length=10)
    department = models.CharField(max_length=40, blank=True)  # who said so; empty: the system
    valid = DateRangeField()
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=["tag"], name="tagging_tag"),)
        constraints = (
            models.CheckConstraint(condition=Q(mode__in=[mode.value for mode in TagMode]), name="tagging_mode"),
            ExclusionConstraint(
                name="tagged_once",
                expressions=[("subject", RangeOperators.EQUAL), ("tag", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject_id} {self.tag}"


class Pool(models.Model):
    """专项库. Its name is asked for like a tag."""

    region_path = models.CharField(max_length=80, db_collation="C")
    name = models.CharField(max_length=40)
    department = models.CharField(max_length=40, blank=True)  # whose pool it is; empty: the system's

    class Meta:
        constraints = (models.UniqueConstraint(fields=["region_path", "name"], name="pool_name"),)

    def __str__(self) -> str:
        return self.name


class PoolVersion(models.Model):
    """By rule or by list, never both. Of one pool no two are in force on a day."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField()
    rule = models.TextField(blank=True)
    sids = ArrayField(models.CharField(max_length=64), default=list)
    basis = models.CharField(max_length=200)
    valid = DateRangeField()
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (GinIndex(fields=["sids"], name="pool_sids"),)
        constraints = (
            models.UniqueConstraint(fields=["pool", "number"], name="pool_version_number"),
            models.CheckConstraint(condition=Q(rule="") ^ Q(sids=[]), name="pool_by_rule_or_list"),
            ExclusionConstraint(name="pool_one_in_force", expressions=[("pool", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)]),
        )

    def __str__(self) -> str:
        return f"{self.pool_id} {self.number}"
