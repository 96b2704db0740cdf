"""重新排期: what was computed beside an adopted programme, and which visits gave way when it was adopted."""

from django.db import models
from django.db.models import F, Q

from yicha.planning.models.programmes import Programme
from yicha.planning.models.visits import Visit


class Replan(models.Model):
    """`instance`, `result`, `board`, `comparison` are digests of stored files, empty until computed. `base`: the version of the programme
    that it starts from, `version` the one that it became: of one version only one re-planning is adopted.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="replans")
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    first_day = models.DateField()
    reason = models.CharField(max_length=400)
    base = models.SmallIntegerField(default=0)
    instance = models.CharField(max_length=80, blank=True)
    result = models.CharField(max_length=80, blank=True)
    board = models.CharField(max_length=80, blank=True)
    comparison = models.CharField(max_length=80, blank=True)
    summary = models.JSONField(default=dict)
    version = models.SmallIntegerField(null=True)
    record = models.CharField(max_length=400, blank=True)
    adopted_by = models.CharField(max_length=60, blank=True)
    adopted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="replan_says_why"),
            models.CheckConstraint(
                condition=Q(adopted_at=None, version=None, record="", adopted_by="")
                | Q(adopted_at__isnull=False, version=F("base") + 1) & ~Q(record="") & ~Q(adopted_by="") & ~Q(comparison=""),
                name="replan_adopted_whole",
            ),
            models.UniqueConstraint(
                fields=["programme", "base"], condition=Q(adopted_at__isnull=False), name="replan_one_adopted_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.reason}"


class Replaced(models.Model):
    """A visit that gave way. A trigger lets none do so that the enterprise was told of (已通知不再变)."""

    replan = models.ForeignKey(Replan, models.PROTECT, related_name="replaced")
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="replaced")

    def __str__(self) -> str:
        return f"{self.replan_id} {self.visit_id}"
