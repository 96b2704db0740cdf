"""年度计划, 计划行, 计划外报备, and what was checked before the programme began."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q

from yicha.planning.types import NO_CONSENT, FilingStatus, PlanStatus
from yicha.subjects.models import Subject

CITES_A_LAW = "《.+》"


class AnnualPlan(models.Model):
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    year = models.SmallIntegerField()
    department = models.CharField(max_length=40)
    status = models.CharField(max_length=10, default=PlanStatus.DRAFT.value)
    returned_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "year", "department"], name="plan_once_a_year_per_department"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in PlanStatus]), name="plan_status"),
        )

    def __str__(self) -> str:
        return f"{self.department} {self.year}"


class PlanLine(models.Model):
    """计划行. `ratio` is the text as filed; `not_with` pairs of (token, reason)."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="lines")
    line_id = models.CharField(max_length=60)
    item_code = models.CharField(max_length=60)
    item_name = models.CharField(max_length=200)
    check_class = models.CharField(max_length=60)
    scope_query = models.TextField()
    selection = models.CharField(max_length=10)
    window = DateRangeField()
    ratio = models.CharField(max_length=100, blank=True)
    min_count = models.IntegerField(default=0)
    weights = models.CharField(max_length=200, blank=True)
    sids = ArrayField(models.CharField(max_length=64), default=list)
    mode = models.CharField(max_length=10)
    announced = models.BooleanField()
    minutes = models.SmallIntegerField()
    skills = ArrayField(models.CharField(max_length=40), default=list)
    min_officers = models.SmallIntegerField()
    mergeable = models.BooleanField()
    reason = models.CharField(max_length=400, blank=True)
    not_with = models.JSONField(default=list)
    lead_rank = models.SmallIntegerField(null=True)
    secret_because = models.CharField(max_length=200, blank=True)
    onsite_because = models.CharField(max_length=200, blank=True)
    exemption = models.CharField(max_length=60, blank=True)
    campaign = models.CharField(max_length=100, blank=True)  # the number of the document that approved it
    first_wave = models.SmallIntegerField(default=0)  # per cent of the draw
    second_from = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(announced=True) | ~Q(secret_because=""), name="line_secret_says_why"),
            models.UniqueConstraint(fields=["plan", "line_id"], name="line_id_once_in_a_plan"),
            models.CheckConstraint(condition=Q(mergeable=True) | ~Q(reason=""), name="line_alone_says_why"),
            models.CheckConstraint(condition=Q(minutes__gte=1, min_officers__gte=1, min_count__gte=0), name="line_counts"),
            models.CheckConstraint(condition=Q(weights="") | Q(selection="random"), name="line_weights_are_drawn"),
            models.CheckConstraint(
                condition=Q(first_wave=0, second_from=None)
                | Q(
                    first_wave__range=(1, 99),
                    second_from__isnull=False,
                    selection="random",
                    min_count=0,
                    window__contains=F("second_from"),
                    window__startswith__lt=F("second_from"),
                ),
                name="line_waves_whole",
            ),
            models.CheckConstraint(condition=Q(selection__in=["random", "list", "full"]), name="line_selection"),
            models.CheckConstraint(condition=Q(mode__in=["onsite", "sampling", "written", "online"]), name="line_mode"),
            models.CheckConstraint(condition=Q(exemption="") | Q(exemption__regex=CITES_A_LAW), name="line_exemption_cites_a_law"),
        )

    def __str__(self) -> str:
        return self.line_id


class PastCheck(models.Model):
    """A check that was done, by whatever level: it uses up its class for the year (R-FREQ-1, R-FREQ-2)."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    sid = models.CharField(max_length=64)
    enterprise = models.CharField(max_length=64)
    check_class = models.CharField(max_length=60)
    department = models.CharField(max_length=80)
    level = models.CharField(max_length=20)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["sid", "check_class", "department", "on"], name="past_check_once"),)
        indexes = (models.Index(fields=["enterprise", "check_class", "on"], name="past_check_of_class"),)

    def __str__(self) -> str:
        return f"{self.sid} {self.check_class} {self.on}"


class Filing(models.Model):
    """计划外检查报备 (LYG-4.3b): filed in time and decided by the joint conference, unless a code exempts from its consent; or deferred.

    `exemption` is a `Ground`, `evidence` its document. `plan_year`: into whose plan it went because it was late.
    """

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=60)
    check_class = models.CharField(max_length=60)
    visit_on = models.DateField()
    minutes = models.SmallIntegerField()
    reason = models.CharField(max_length=400)
    filed_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=FilingStatus.FILED.value)
    decision = models.CharField(max_length=400, blank=True)
    exemption = models.CharField(max_length=20, blank=True)
    evidence = models.CharField(max_length=100, blank=True)
    plan_year = models.SmallIntegerField(null=True)
    again_because = models.CharField(max_length=400, blank=True)  # why what was checked not long ago is checked again (R-EVID-1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in FilingStatus]), name="filing_status"),
            models.CheckConstraint(
                condition=Q(exemption="", evidence="") | Q(exemption__in=[*NO_CONSENT]) & ~Q(evidence=""),
                name="filing_exempt_with_evidence",
            ),
            models.CheckConstraint(
                condition=Q(status=FilingStatus.DEFERRED.value) ^ Q(plan_year__isnull=True), name="filing_deferred_into_a_plan"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="filing_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.subject_id} {self.visit_on}"
