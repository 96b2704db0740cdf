"""上门. The limits of the law stand here as constraints; the triggers of the migration only choose slots.

`enterprise` and `site` own the slots: the site is its sid where the region's norm counts per site, else it is empty and all sites of
the enterprise share. `counted` = the visit counts against the owner's limits: somebody stands at the door, and not every demand is
exempt or has a cause. `free` = a demand that does not count: exempt by law, triggered, or off-site. A demand that counts needs a class use
that counts and a visit that counts; composite foreign keys hold that, so nothing can slip under the slots.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from yicha.planning.models.plans import Filing, PlanLine
from yicha.planning.models.programmes import Programme
from yicha.planning.types import HoursRequestStatus, TriggerSource, VisitStatus
from yicha.subjects.models import Subject

GIVEN_BACK = Q(status=VisitStatus.CANCELLED.value)


class Visit(models.Model):
    number = models.CharField(max_length=64, unique=True)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="visits")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    week = models.SmallIntegerField()
    starts_at = models.DateTimeField(null=True)  # 排班: the hour, on one of its days
    ends_at = models.DateTimeField(null=True)
    lead = models.CharField(max_length=40)
    lead_appointed = models.BooleanField(default=False)  # 由政府指定牵头
    departments = ArrayField(models.CharField(max_length=40))
    door = models.BooleanField()
    announced = models.BooleanField()
    counted = models.BooleanField()
    status = models.CharField(max_length=10, default=VisitStatus.PUBLISHED.value)
    cancelled_because = models.CharField(max_length=400, blank=True)
    opened_because = models.JSONField(null=True)  # 补入: why late work opened a door, one reason for each visit that stood
    enterprise = models.CharField(max_length=64, editable=False, default="")  # these five are filled by the database
    site = models.CharField(max_length=64, editable=False, default="")
    year = models.SmallIntegerField(editable=False, default=0)
    cap = models.SmallIntegerField(null=True, editable=False)
    slot = models.SmallIntegerField(null=True, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[status.value for status in VisitStatus]), name="visit_status"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="visit_days"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(
                    door=True,
                    ends_at__gt=F("starts_at"),
                    starts_at__date__gte=F("first_day"),
                    starts_at__date__lte=F("last_day"),
                ),
                name="visit_hours_on_its_days",
            ),
            models.CheckConstraint(condition=Q(door=True) | Q(counted=False), name="visit_counts_at_a_door"),
            models.CheckConstraint(condition=~GIVEN_BACK | ~Q(cancelled_because=""), name="visit_cancelled_says_why"),
            models.UniqueConstraint(fields=["enterprise", "site", "year", "slot"], name="visit_slot_taken_once"),
            models.CheckConstraint(
                condition=Q(counted=False) | GIVEN_BACK | Q(cap__isnull=True) | Q(slot__gte=1, slot__lte=F("cap"), slot__isnull=False),
                name="visit_within_cap",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Slotted(models.Model):
    """What a cap counts, by enterprise or site and year. The database fills it."""

    enterprise = models.CharField(max_length=64, editable=False, default="")
    site = models.CharField(max_length=64, editable=False, default="")
    year = models.SmallIntegerField(editable=False, default=0)
    given_back = models.BooleanField(editable=False, default=False)
    cap = models.SmallIntegerField(null=True, editable=False)
    slot = models.SmallIntegerField(null=True, editable=False)

    class Meta:
        abstract = True


class ClassUse(Slotted):
    """One class of check at one visit: what “the same class once a year” counts."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="classes")
    check_class = models.CharField(max_length=60)
    free = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["visit", "check_class", "free"], name="class_once_in_a_visit"),
            models.UniqueConstraint(fields=["enterprise", "site", "year", "check_class", "slot"], name="class_slot_taken_once"),
            models.CheckConstraint(
                condition=Q(free=True) | Q(given_back=True) | Q(slot__gte=1, slot__lte=F("cap"), slot__isnull=False, cap__isnull=False),
                name="class_within_cap",
            ),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.check_class}"


class OrganUse(Slotted):
    """One department at one visit, as far as it counts: what the cap of a department at an enterprise counts. The database writes it."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="organs")
    department = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["visit", "department"], name="organ_once_in_a_visit"),
            models.UniqueConstraint(fields=["enterprise", "site", "year", "department", "slot"], name="organ_slot_taken_once"),
            models.CheckConstraint(
                condition=Q(given_back=True) | Q(cap__isnull=True) | Q(slot__gte=1, slot__lte=F("cap"), slot__isnull=False),
                name="organ_within_cap",
            ),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.department}"


class ItemUse(Slotted):
    """One item at one visit, as far as it counts: what 频次上限 of the list counts (R-FREQ-3). The database writes it."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="items")
    item_code = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["visit", "item_code"], name="item_once_in_a_visit"),
            models.UniqueConstraint(fields=["enterprise", "site", "year", "item_code", "slot"], name="item_slot_taken_once"),
            models.CheckConstraint(
                condition=Q(given_back=True) | Q(cap__isnull=True) | Q(slot__gte=1, slot__lte=F("cap"), slot__isnull=False),
                name="item_within_cap",
            ),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.item_code}"


class VisitDemand(models.Model):
    """需求: why the visit takes place. Exactly one of plan line, filing, cause (R-PLAN-2)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="demands")
    use = models.ForeignKey(ClassUse, models.PROTECT, related_name="+")
    department = models.CharField(max_length=40)
    item_code = models.CharField(max_length=60)
    minutes = models.SmallIntegerField()
    skills = ArrayField(models.CharField(max_length=40), default=list)
    min_officers = models.SmallIntegerField()
    line = models.ForeignKey(PlanLine, models.PROTECT, null=True, related_name="+")
    filing = models.OneToOneField(Filing, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=10, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    exemption = models.CharField(max_length=60, blank=True)
    door = models.BooleanField()
    free = models.BooleanField()
    given_back = models.BooleanField(default=False, db_default=False)  # its department does not come: it stands in the next plan

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(line__isnull=False, filing__isnull=True, source="")
                | Q(line__isnull=True, filing__isnull=False, source="")
                | Q(line__isnull=True, filing__isnull=True, source__in=[source.value for source in TriggerSource]),
                name="demand_has_one_ground",
            ),
            models.CheckConstraint(condition=Q(source="") | ~Q(reference=""), name="demand_cause_has_a_reference"),
            models.CheckConstraint(
                condition=Q(free=True) & (~Q(exemption="") | ~Q(source="") | Q(door=False))
                | Q(free=False, exemption="", source="", door=True),
                name="demand_free_for_a_reason",
            ),
            models.UniqueConstraint(fields=["visit", "line"], name="demand_line_once_in_a_visit"),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.item_code}"


class VisitOfficer(models.Model):
    """Who goes: as drawn, in the order of the slots. `slot` 1 of the lead department leads the team.

    `during` are the visit's hours, kept by the database: nobody is at two doors at one hour.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="officers")
    department = models.CharField(max_length=40)
    slot = models.SmallIntegerField()
    cert_no = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    during = DateTimeRangeField(null=True, editable=False)

    class Meta:
        constraints = (
            ExclusionConstraint(
                expressions=[("cert_no", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)], name="officer_at_one_door"
            ),
            models.UniqueConstraint(fields=["visit", "department", "slot"], name="officer_slot_once"),
            models.UniqueConstraint(fields=["visit", "cert_no"], name="officer_once_in_a_visit"),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.cert_no}"


class HoursRequest(models.Model):
    """改期申请 (双预约): the enterprise asks once for another hour of a visit it was told of; the lead department grants or declines."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="hours_request")
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    wanted_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=HoursRequestStatus.OPEN.value)
    decision = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status=HoursRequestStatus.OPEN.value, decided_at=None, decision="")
                | Q(status=HoursRequestStatus.GRANTED.value, decided_at__isnull=False)
                | Q(status=HoursRequestStatus.DECLINED.value, decided_at__isnull=False) & ~Q(decision=""),
                name="hours_request_decided_whole",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hours_request_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.wanted_at}"
