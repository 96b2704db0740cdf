"""The register of 监管对象. One row is one door; what limits count by is the `enterprise` behind it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import NullIf

from yicha.subjects.types import SubjectKind, SubjectStatus

SELF_EMPLOYED = Q(etype="个体工商户") | Q(uscc__startswith="92")
SOCIAL = Q(uscc__startswith="51") | Q(uscc__startswith="52") | Q(uscc__startswith="53")
KIND = Case(
    When(~Q(declared_kind=""), then=F("declared_kind")),
    When(SELF_EMPLOYED, then=Value(SubjectKind.SELF_EMPLOYED.value)),
    When(SOCIAL, then=Value(SubjectKind.SOCIAL.value)),
    default=Value(SubjectKind.ENTERPRISE.value),
)


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
    other_words = SearchVectorField(null=True)  # shop signs, other numbers, registrations merged into this one
    declared_kind = models.CharField(max_length=20, blank=True)  # empty: as type and code say
    kind = models.GeneratedField(expression=KIND, output_field=models.CharField(max_length=20), db_persist=True)
    grid = models.CharField(max_length=60, blank=True)  # 网格
    moving_to = models.CharField(max_length=80, blank=True, db_collation="C")  # the path of the region that is to take it in
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # stands for it since they were found to be one

    class Meta:
        indexes = (
            GinIndex(fields=["tags"], name="subject_tags"),
            GinIndex(fields=["words"], name="subject_words"),
            GinIndex(fields=["other_words"], name="subject_other_words"),
            models.Index(fields=["town", "region_path"], name="subject_town"),
            models.Index(fields=["name"], name="subject_name"),
            models.Index(fields=["kind", "sid"], name="subject_by_kind"),  # these three: the list in the order of a column
            models.Index(fields=["industry", "sid"], name="subject_by_industry"),
            models.Index(NullIf("credit_class", Value("")), "sid", name="subject_by_credit_class"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(sid__regex=r"^[A-Z0-9][A-Z0-9:._-]*$"), name="subject_sid_form"),
            models.CheckConstraint(condition=Q(credit_class__in=["", "A", "B", "C", "D"]), name="subject_credit_class"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in SubjectStatus]), name="subject_state"),
            models.CheckConstraint(condition=Q(visit_cap__isnull=True) | Q(visit_cap__gte=0), name="subject_visit_cap"),
            models.CheckConstraint(
                condition=Q(declared_kind__in=["", *(kind.value for kind in SubjectKind)]), name="subject_declared_kind"
            ),
            models.CheckConstraint(
                condition=Q(state=SubjectStatus.MOVING.value) & ~Q(moving_to="") | ~Q(state=SubjectStatus.MOVING.value) & Q(moving_to=""),
                name="subject_moves_somewhere",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("sid")), name="subject_not_merged_into_itself"),
            # Of a merged one it is the survivor's, which the migration's trigger sees to.
            models.CheckConstraint(
                condition=Q(uscc="", enterprise=F("sid")) | (~Q(uscc="") & Q(enterprise=F("uscc"))) | Q(merged_into__isnull=False),
                name="subject_enterprise_is_uscc_or_sid",
            ),
        )

    def __str__(self) -> str:
        return self.sid
