"""合并计划: drafts are files; what is adopted becomes visits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yicha.draws.models import Draw
from yicha.planning.types import ProgrammeStatus, Stance


class Programme(models.Model):
    """`instance` and `result` are digests of stored files (planning engine JSON); `summary` its figures, doors and bound among them."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    year = models.SmallIntegerField()
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="+")
    taken_draw = models.ForeignKey(Draw, models.PROTECT, null=True, related_name="+")  # the newest replacement that its visits follow
    taken_on = models.DateField(null=True)  # what was open on this day of its waves
    staffing_draw = models.ForeignKey(Draw, models.PROTECT, null=True, related_name="+")  # the newest
    instance = models.CharField(max_length=80, blank=True)
    result = models.CharField(max_length=80, blank=True)
    summary = models.JSONField(default=dict)
    engine = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, default=ProgrammeStatus.MERGING.value)
    round = models.SmallIntegerField(default=0)  # of opinions; 0: none was held
    opinions_by = models.DateField(null=True)
    awaited = ArrayField(models.CharField(max_length=40), default=list)  # who has not answered in this round
    publish_by = models.DateField(null=True)  # the last lawful day
    published_on = models.DateField(null=True)  # the day of its adoption

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in ProgrammeStatus]), name="programme_status"),
            models.CheckConstraint(
                condition=Q(status__in=[ProgrammeStatus.MERGING.value, ProgrammeStatus.DISCARDED.value]) | ~Q(instance="") & ~Q(result=""),
                name="programme_is_merged",
            ),
            models.UniqueConstraint(
                fields=["region_path", "year"], condition=Q(status=ProgrammeStatus.MERGING.value), name="programme_one_merging_a_year"
            ),
            models.UniqueConstraint(
                fields=["region_path", "year"], condition=Q(status=ProgrammeStatus.ADOPTED.value), name="programme_one_adopted_a_year"
            ),
            models.CheckConstraint(
                condition=Q(round=0, opinions_by__isnull=True, awaited=[]) | Q(round__gte=1, opinions_by__isnull=False),
                name="programme_round_has_its_term",
            ),
            models.CheckConstraint(condition=~Q(status=ProgrammeStatus.ADOPTED.value) | Q(awaited=[]), name="programme_adopted_when_heard"),
            models.CheckConstraint(
                condition=Q(status=ProgrammeStatus.ADOPTED.value) | Q(published_on__isnull=True), name="programme_published_when_adopted"
            ),
        )

    def __str__(self) -> str:
        return f"{self.region_path} {self.year} {self.status}"


class ProgrammeVersion(models.Model):
    """What the engine answered, then every amendment. `parent`: the version that undoing leads to, 0 if none. `board` is the digest
    of the board that people see, `wishes` all that hold (engines/planning, `amend`), `what` the amendment in words.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField()
    parent = models.SmallIntegerField()
    what = models.CharField(max_length=400)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    result = models.CharField(max_length=80)
    board = models.CharField(max_length=80)
    summary = models.JSONField()
    wishes = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="version_once"),
            models.CheckConstraint(condition=Q(number__gte=1, parent__gte=0, parent__lt=F("number")), name="version_follows_its_parent"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} v{self.number}"


class Opinion(models.Model):
    """意见征集 (GX-4.4): one department, its last word. `silent`: it said nothing in time, which is consent; the clock wrote it.
    `decision`: what the coordinator made of its wish when the rounds were used up, and why; `accepted` whether it is met.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="opinions")
    department = models.CharField(max_length=40)
    stance = models.CharField(max_length=10)
    note = models.CharField(max_length=400, blank=True)
    round = models.SmallIntegerField(default=1)
    silent = models.BooleanField(default=False)
    accepted = models.BooleanField(null=True)
    decision = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "department"], name="opinion_once_per_department"),
            models.CheckConstraint(condition=Q(stance__in=[stance.value for stance in Stance]), name="opinion_stance"),
            models.CheckConstraint(condition=Q(stance=Stance.AGREE.value) | ~Q(note=""), name="opinion_says_why"),
            models.CheckConstraint(condition=Q(silent=False) | Q(stance=Stance.AGREE.value), name="opinion_silence_is_consent"),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, decision="")
                | (Q(accepted__isnull=False) & ~Q(stance=Stance.AGREE.value) & ~Q(decision="")),
                name="opinion_decided_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.department} {self.stance}"
