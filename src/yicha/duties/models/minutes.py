"""会商纪要 and 通报, with the tasks that follow."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yicha.duties.types import MinutesKind


class Minutes(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    number = models.CharField(max_length=40, unique=True)
    department = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    parties = ArrayField(models.CharField(max_length=40))
    text = models.TextField()
    withdrawn_because = models.CharField(max_length=200, blank=True)  # it came by an import that was undone

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in MinutesKind]), name="minutes_kind"),
            models.CheckConstraint(condition=Q(parties__len__gt=0), name="minutes_name_who_was_there"),
            models.CheckConstraint(condition=~Q(text=""), name="minutes_say_something"),
        )

    def __str__(self) -> str:
        return self.number


class FollowUp(models.Model):
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="follow_ups")
    region_path = models.CharField(max_length=80, db_collation="C")
    department = models.CharField(max_length=40, db_index=True)
    what = models.CharField(max_length=400)
    due_by = models.DateField()
    done_at = models.DateTimeField(null=True)
    result = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(department="") & ~Q(what=""), name="follow_up_has_an_owner"),
            models.CheckConstraint(condition=Q(done_at__isnull=True) | ~Q(result=""), name="follow_up_done_says_what"),
        )

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.department}"
