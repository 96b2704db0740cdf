"""删除申请: which entry of the trail is to lose its content, who asked, who decided."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from yicha.kernel.models import Entry
from yicha.orgs.models.registers import ACTOR_LENGTH, one_of
from yicha.orgs.types import RedactionStatus


class Redaction(models.Model):
    """Nobody takes out what he asked to have taken out; one question at a time about one entry."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    region_path = models.CharField(max_length=80, db_collation="C")
    reason = models.CharField(max_length=200)
    requested_by = models.CharField(max_length=ACTOR_LENGTH)
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=RedactionStatus.ASKED.value)
    decided_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    opinion = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            one_of("status", RedactionStatus, "redaction_status"),
            CheckConstraint(condition=~Q(reason=""), name="redaction_has_a_reason"),
            CheckConstraint(condition=~Q(decided_by=F("requested_by")), name="redaction_by_two_persons"),
            CheckConstraint(
                condition=Q(status=RedactionStatus.ASKED.value, decided_by="") | ~Q(status=RedactionStatus.ASKED.value) & ~Q(decided_by=""),
                name="redaction_decided_by_somebody",
            ),
            UniqueConstraint(fields=["entry"], condition=~Q(status=RedactionStatus.DECLINED.value), name="redaction_asked_once"),
        )
        indexes = (Index(fields=["region_path", "-asked_at"], name="redaction_asked"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.status}"
