"""申诉 and 信用修复."""

from django.db import models
from django.db.models import F, Q

from yicha.disclosure.models import Publication
from yicha.feedback.types import PetitionKind, PetitionStatus
from yicha.inspections.types import Outcome


class Petition(models.Model):
    """`concluded_by`: who had confirmed the result, copied so that the database can hold that somebody else decides."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    kind = models.CharField(max_length=10)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20)  # as it was found
    words = models.CharField(max_length=1000)
    raised_at = models.DateTimeField()
    concluded_by = models.CharField(max_length=80)
    status = models.CharField(max_length=10, default=PetitionStatus.OPEN.value)
    corrected = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=400, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in PetitionKind]), name="petition_kind"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in PetitionStatus]), name="petition_status"),
            models.CheckConstraint(condition=~Q(words=""), name="petition_says_why"),
            models.UniqueConstraint(fields=["publication", "kind"], condition=Q(status="open"), name="petition_one_open"),
            models.UniqueConstraint(fields=["publication"], condition=Q(kind="appeal"), name="petition_one_appeal"),
            models.CheckConstraint(
                condition=Q(status="open", decision="", decided_by="", decided_at=None)
                | (~Q(status="open") & ~Q(decision="") & ~Q(decided_by="") & Q(decided_at__isnull=False)),
                name="petition_decided_whole",
            ),
            models.CheckConstraint(condition=~Q(kind="appeal") | ~Q(decided_by=F("concluded_by")), name="petition_another_decides"),
            models.CheckConstraint(
                condition=Q(corrected="") | Q(kind="appeal", status="upheld", corrected__in=[outcome.value for outcome in Outcome]),
                name="petition_corrects_when_upheld",
            ),
            models.CheckConstraint(
                condition=~Q(kind="appeal", status="upheld") | (~Q(corrected="") & ~Q(corrected=F("outcome"))),
                name="petition_upheld_corrects",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.publication_id}"
