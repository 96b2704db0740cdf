"""What happens around a visit: objections, urgency, closed doors, companions, calls for help."""

from django.db import models
from django.db.models import F, Q

from yicha.draws.types import LossReason
from yicha.inspections.models.visits import Inspection
from yicha.inspections.types import AssistanceGround, CompanionRole, ObjectionGround, ObjectionStatus


class Objection(models.Model):
    """异议 before the visit, once. A trigger keeps the inspection 有异议 as long as it is open, and lets none be raised elsewhere."""

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="objection")
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    ground = models.CharField(max_length=20)
    words = models.CharField(max_length=400)
    caller = models.CharField(max_length=80, blank=True)
    raised_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=ObjectionStatus.OPEN.value)
    decision = models.CharField(max_length=400, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ground__in=[ground.value for ground in ObjectionGround]), name="objection_ground"),
            models.CheckConstraint(condition=~Q(words=""), name="objection_says_why"),
            models.CheckConstraint(
                condition=Q(status=ObjectionStatus.OPEN.value, decision="", decided_at=None)
                | Q(status__in=[ObjectionStatus.UPHELD.value, ObjectionStatus.DISMISSED.value], decided_at__isnull=False) & ~Q(decision=""),
                name="objection_decided_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.ground}"


class Urgency(models.Model):
    """情况紧急先入企 (R-PROC-1): approved afterwards or not, once. A trigger keeps every part from being concluded before that."""

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="urgency")
    entered_at = models.DateTimeField()
    approved = models.BooleanField(null=True)
    opinion = models.CharField(max_length=400, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(approved=None, opinion="", decided_by="", decided_at=None)
                | Q(approved__isnull=False, decided_at__gte=F("entered_at")) & ~Q(opinion="") & ~Q(decided_by=""),
                name="urgency_decided_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.approved}"


class Absence(models.Model):
    """对象不在: a trigger wants the photograph that shows it, and lets a visit under way end so with it alone."""

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="absence")
    ground = models.CharField(max_length=10)
    words = models.CharField(max_length=400)
    officer = models.CharField(max_length=40)
    at = models.DateTimeField()
    counted = models.BooleanField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ground__in=[ground.value for ground in LossReason]), name="absence_ground"),
            models.CheckConstraint(condition=~Q(words=""), name="absence_says_what_was_seen"),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.ground}"


class Companion(models.Model):
    """随行人员 (R-SUB-2): triggers keep him from being an officer of the visit, and from coming in after it began."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="companions")
    role = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    number = models.CharField(max_length=40)
    organ = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "number"], name="companion_once"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in CompanionRole]), name="companion_role"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(number=""), name="companion_has_name_and_number"),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.role}"


class Assistance(models.Model):
    """协助请求 (GX-4.3b): from the site, with its number; answered once."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="assistance")
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    number = models.CharField(max_length=40)
    ground = models.CharField(max_length=12)
    words = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=80, blank=True)
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=400, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="assistance_number"),
            models.CheckConstraint(condition=Q(ground__in=[ground.value for ground in AssistanceGround]), name="assistance_ground"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by="", answered_at=None)
                | ~Q(answer="") & ~Q(answered_by="") & Q(answered_at__isnull=False),
                name="assistance_answered_whole",
            ),
        )

    def __str__(self) -> str:
        return self.number
