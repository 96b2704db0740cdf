"""合并计划: drafts are files; what is adopted becomes visits."""

from django.db import models
from django.db.models import Q

from yicha.draws.models import Draw
from yicha.planning.types import ProgrammeStatus, Stance


class Programme(models.Model):
    """`instance` and `result` are digests of stored files (planning engine JSON); `summary` its figures, doors and bound among them."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    year = models.SmallIntegerField()
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="+")
    staffing_draw = models.ForeignKey(Draw, models.PROTECT, null=True, related_name="+")
    instance = models.CharField(max_length=80)
    result = models.CharField(max_length=80)
    summary = models.JSONField()
    engine = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default=ProgrammeStatus.GENERATED.value)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in ProgrammeStatus]), name="programme_status"),
            models.UniqueConstraint(
                fields=["region_path", "year"], condition=Q(status=ProgrammeStatus.ADOPTED.value), name="programme_one_adopted_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.region_path} {self.year} {self.status}"


class Opinion(models.Model):
    """意见征集 (GX-4.4): one department, one stance; silence after the deadline is consent."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="opinions")
    department = models.CharField(max_length=40)
    stance = models.CharField(max_length=10)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "department"], name="opinion_once_per_department"),
            models.CheckConstraint(condition=Q(stance__in=[stance.value for stance in Stance]), name="opinion_stance"),
            models.CheckConstraint(condition=Q(stance=Stance.AGREE.value) | ~Q(note=""), name="opinion_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.department} {self.stance}"
