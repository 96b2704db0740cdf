"""接入系统: named by one administrator, admitted by another, known by the digest of its token."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from yicha.orgs.models.registers import ACTOR_LENGTH, Department, one_of
from yicha.orgs.types import ProgramStatus, Scope


class Program(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    name = models.CharField(max_length=60)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=20))
    until = models.DateField()
    status = models.CharField(max_length=10, default=ProgramStatus.PROPOSED.value)
    digest = models.CharField(max_length=64, blank=True)  # of the token; empty before it is admitted
    proposed_by = models.CharField(max_length=ACTOR_LENGTH)
    approved_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            one_of("status", ProgramStatus, "program_status"),
            UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="program_token_once"),
            CheckConstraint(condition=Q(scopes__len__gt=0, scopes__contained_by=[one.value for one in Scope]), name="program_scopes_known"),
            CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="program_by_two_persons"),
            CheckConstraint(
                condition=~Q(status=ProgramStatus.ACTIVE.value) | ~Q(approved_by="") & Q(digest__regex="^[0-9a-f]{64}$"),
                name="program_admitted_with_a_token",
            ),
            CheckConstraint(condition=~Q(status=ProgramStatus.ENDED.value) | ~Q(ended_because=""), name="program_ended_why"),
        )

    def __str__(self) -> str:
        return self.name
