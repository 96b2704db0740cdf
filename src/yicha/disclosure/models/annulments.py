"""What fell after it was published."""

from django.db import models
from django.db.models import F, Q

from yicha.disclosure.models.results import Publication
from yicha.disclosure.types import AnnulmentKind


class Annulment(models.Model):
    """Of one publication, once. Rows are added and stay."""

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="annulment")
    kind = models.CharField(max_length=10)
    organ = models.CharField(max_length=100)
    number = models.CharField(max_length=100)
    decided_on = models.DateField()
    reason = models.CharField(max_length=400)
    withdraw_by = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in AnnulmentKind]), name="annulment_kind"),
            models.CheckConstraint(
                condition=~Q(organ="") & ~Q(number="") & ~Q(reason="") & Q(withdraw_by__gte=F("decided_on")), name="annulment_says_by_whom"
            ),
        )

    def __str__(self) -> str:
        return self.number
