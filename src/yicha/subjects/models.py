"""The register of 监管对象. One row is one door; what limits count by is the `enterprise` behind it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from yicha.subjects.types import SubjectStatus


class Subject(models.Model):
    sid = models.CharField(primary_key=True, max_length=64)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    enterprise = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    uscc = models.CharField(max_length=18, blank=True)
    etype = models.CharField(max_length=60, null=True)  # noqa: DJ001 empty is NULL: scope queries follow SQL
    industry = models.CharField(max_length=60, null=True)  # noqa: DJ001
    scope = models.TextField(null=True)  # noqa: DJ001
    province = models.CharField(max_length=40, null=True)  # noqa: DJ001
    city = models.CharField(max_length=40, null=True)  # noqa: DJ001
    county = models.CharField(max_length=40, null=True)  # noqa: DJ001
    town = models.CharField(max_length=60)
    address = models.CharField(max_length=400, null=True)  # noqa: DJ001
    lon = models.CharField(max_length=20, null=True)  # noqa: DJ001
    lat = models.CharField(max_length=20, null=True)  # noqa: DJ001
    credit_class = models.CharField(max_length=1, blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list)
    reg_date = models.CharField(max_length=10, null=True)  # noqa: DJ001 ISO text as given: no day is made up
    status = models.CharField(max_length=40, null=True)  # noqa: DJ001 as the registrar writes it
    blocked = models.JSONField(default=list)
    visit_cap = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=10, default=SubjectStatus.ACTIVE.value)
    closed_because = models.CharField(max_length=200, blank=True)
    words = SearchVectorField()  # what the subject is found by: engines/search

    class Meta:
        indexes = (
            GinIndex(fields=["tags"], name="subject_tags"),
            GinIndex(fields=["words"], name="subject_words"),
            models.Index(fields=["town", "region_path"], name="subject_town"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(sid__regex=r"^[A-Z0-9][A-Z0-9:._-]*$"), name="subject_sid_form"),
            models.CheckConstraint(condition=Q(credit_class__in=["", "A", "B", "C", "D"]), name="subject_credit_class"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in SubjectStatus]), name="subject_state"),
            models.CheckConstraint(condition=Q(visit_cap__isnull=True) | Q(visit_cap__gte=0), name="subject_visit_cap"),
            models.CheckConstraint(
                condition=Q(uscc="", enterprise=F("sid")) | (~Q(uscc="") & Q(enterprise=F("uscc"))),
                name="subject_enterprise_is_uscc_or_sid",
            ),
        )

    def __str__(self) -> str:
        return self.sid
