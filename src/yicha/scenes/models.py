"""检查场景: which departments look at what together. A code keeps its versions; one of them is in force on a day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from yicha.scenes.types import OPEN, SceneStatus

ENDED = (SceneStatus.WITHDRAWN.value, SceneStatus.DROPPED.value)


class Scene(models.Model):
    """`content` as proposed; `same` groups of points that a person has called one question, `apart` groups that he has not."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    code = models.CharField(max_length=20)
    version = models.SmallIntegerField()
    name = models.CharField(max_length=80)
    status = models.CharField(max_length=10)
    content = models.JSONField()
    same = models.JSONField(default=list)
    apart = models.JSONField(default=list)
    reason = models.CharField(max_length=1000, blank=True)
    findings = models.JSONField(default=list)
    since = models.DateField(null=True)
    origins = models.JSONField(default=list)
    review_note = models.CharField(max_length=1000, blank=True)
    ended_because = models.CharField(max_length=400, blank=True)
    valid = DateRangeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in SceneStatus]), name="scene_status"),
            models.CheckConstraint(condition=~Q(status__in=ENDED) | ~Q(ended_because=""), name="scene_ended_says_why"),
            models.CheckConstraint(
                condition=~Q(status=SceneStatus.PUBLISHED.value) | Q(valid__isnull=False), name="scene_published_from_a_day"
            ),
            models.UniqueConstraint(fields=["region_path", "code", "version"], name="scene_version"),
            models.UniqueConstraint(
                fields=["region_path", "code"], condition=Q(status__in=[status.value for status in OPEN]), name="scene_one_proposal"
            ),
            ExclusionConstraint(
                name="scene_one_in_force",
                expressions=[
                    ("region_path", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(status=SceneStatus.PUBLISHED.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
