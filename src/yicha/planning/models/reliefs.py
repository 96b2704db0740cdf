"""换人: why somebody was replaced at a visit, and by which draw."""

from django.db import models
from django.db.models import Q

from yicha.draws.models import Draw
from yicha.planning.models.visits import Visit


class Relief(models.Model):
    """A trigger lets an officer of a visit change only to the `successor` that stands here (R-SUB-3)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="reliefs")
    draw = models.OneToOneField(Draw, models.PROTECT, related_name="+")
    department = models.CharField(max_length=40)
    cert_no = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)
    frozen_at = models.DateTimeField()
    successor = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="relief_says_why"),
            models.CheckConstraint(condition=~Q(successor=models.F("cert_no")), name="relief_by_another"),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.cert_no}"
