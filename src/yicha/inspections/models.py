"""行政检查: one inspection per visit, one task per department. What a task must have before it can be submitted stands as constraints."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual

from yicha.draws.types import LossReason
from yicha.inspections.types import (
    AssistanceGround,
    CompanionRole,
    DeliveryWay,
    DocumentKind,
    EvidenceKind,
    InspectionStatus,
    ObjectionGround,
    ObjectionStatus,
    Outcome,
    PointResult,
    TaskStatus,
)
from yicha.planning.models import Visit

HANDLED = (TaskStatus.SIGNED.value, TaskStatus.CHECKING.value, TaskStatus.SUBMITTED.value, TaskStatus.CONCLUDED.value)
PICTURES = (EvidenceKind.PHOTO.value, EvidenceKind.SAMPLE.value)
DONE = (TaskStatus.SUBMITTED.value, TaskStatus.CONCLUDED.value)


class ArrayLength(models.Func):
    function = "cardinality"
    output_field = models.IntegerField()


class Inspection(models.Model):
    """`code` is what the officers show and the firm scans: nobody enters without it (R-PROC-3). `enterprise_digest` is that of the secret
    code on the notice by which the firm reads its own pages; the code itself stands on the paper only.
    """

    number = models.CharField(max_length=40)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, unique=True)
    status = models.CharField(max_length=10, default=InspectionStatus.SCHEDULED.value)
    notice = models.CharField(max_length=80, blank=True)
    notified_at = models.DateTimeField(null=True)
    enterprise_digest = models.CharField(max_length=64, blank=True)
    enterprise_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    started_by = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=400, blank=True)
    stopped_because = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=60, blank=True)  # where the phone was at the door, if it was let say so
    no_code_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="inspection_number"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in InspectionStatus]), name="inspection_status"),
            models.CheckConstraint(condition=~Q(code=""), name="inspection_has_a_code"),
            models.CheckConstraint(
                condition=Q(notice="", notified_at=None) | ~Q(notice="") & Q(notified_at__isnull=False), name="inspection_notice_whole"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[InspectionStatus.STARTED.value, InspectionStatus.STOPPED.value, InspectionStatus.CLOSED.value])
                | Q(started_at__isnull=False) & ~Q(started_by="") & ~Q(notice=""),
                name="inspection_starts_with_scan_in",
            ),
            models.UniqueConstraint(fields=["enterprise_digest"], condition=~Q(enterprise_digest=""), name="inspection_one_code"),
            models.CheckConstraint(
                condition=Q(enterprise_digest="", enterprise_until=None) | ~Q(enterprise_digest="") & Q(enterprise_until__isnull=False),
                name="inspection_enterprise_code_ends",
            ),
            models.CheckConstraint(
                condition=~Q(status=InspectionStatus.CANCELLED.value) | ~Q(cancelled_because=""), name="inspection_cancelled_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status=InspectionStatus.STOPPED.value) | ~Q(stopped_because=""), name="inspection_stopped_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.number


class DepartmentTask(models.Model):
    """部门处置: what one department asks, finds and concludes. `answers` as recorded; `officers` who checked.

    `holder` is the account that signed for it, or has taken it over: who answers for the department's part.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="tasks")
    department = models.CharField(max_length=40)
    place = models.SmallIntegerField()  # the lead department stands at 1
    min_officers = models.SmallIntegerField()
    status = models.CharField(max_length=10, default=TaskStatus.WAITING.value)
    holder = models.CharField(max_length=40, blank=True)
    signed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    answers = models.JSONField(default=list)
    officers = ArrayField(models.CharField(max_length=40), default=list)
    note = models.CharField(max_length=1000, blank=True)
    submitted_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=400, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True, db_default="")  # this part alone; else the inspection says why

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "department"], name="task_once_per_department"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in TaskStatus]), name="task_status"),
            models.CheckConstraint(condition=Q(min_officers__gte=1), name="task_wants_officers"),
            models.CheckConstraint(
                condition=~Q(status__in=HANDLED) | ~Q(holder="") & Q(signed_at__isnull=False), name="task_handled_by_who_signed_for_it"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DONE)
                | Q(outcome__in=[outcome.value for outcome in Outcome], submitted_at__isnull=False)
                & Q(GreaterThanOrEqual(ArrayLength("officers"), F("min_officers"))),
                name="task_submitted_with_outcome_and_officers",
            ),
            models.CheckConstraint(
                condition=~Q(status=TaskStatus.CONCLUDED.value) | Q(concluded_at__isnull=False), name="task_concluded_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_because="") | Q(status=TaskStatus.WITHDRAWN.value), name="task_withdrawn_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.department}"


class Answer(models.Model):
    """What was found on one question of the merged form, for every department that asks it. A trigger keeps it once the firm has signed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=16)
    result = models.CharField(max_length=14)
    value = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    officer = models.CharField(max_length=40)
    at = models.DateTimeField()
    op = models.CharField(max_length=32, blank=True, db_default="")  # of a phone, that said so; empty: said here
    differs = models.BooleanField(default=False, db_default=False)  # 两人所记不同: nobody signs

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "question"], name="answer_once_per_question"),
            models.CheckConstraint(condition=Q(result__in=[result.value for result in PointResult]), name="answer_result"),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.question}: {self.result}"


class EvidenceItem(models.Model):
    """A piece in the chain of its inspection: `chain` holds `previous`, so none can be taken out or put between. `digest` is of the
    original, `copy` of what is shown of a photograph; `position` only where the phone gave one.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="evidence")
    place = models.SmallIntegerField()
    kind = models.CharField(max_length=10, default=EvidenceKind.PHOTO.value)
    question = models.CharField(max_length=16)
    note = models.CharField(max_length=400, blank=True)
    position = models.CharField(max_length=30, blank=True)
    file = models.UUIDField()
    digest = models.CharField(max_length=80)
    previous = models.CharField(max_length=64, blank=True)
    chain = models.CharField(max_length=64)
    copy = models.CharField(max_length=80, blank=True)
    receipt = models.CharField(max_length=200)
    officer = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "place"], name="evidence_one_chain"),
            models.UniqueConstraint(fields=["inspection", "file"], name="evidence_once"),
            models.CheckConstraint(
                condition=Q(place=1, previous="") | Q(place__gt=1) & ~Q(previous=""), name="evidence_links_to_the_one_before"
            ),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in EvidenceKind]), name="evidence_kind"),
            models.CheckConstraint(condition=~Q(kind__in=PICTURES) | ~Q(copy=""), name="evidence_picture_has_a_copy"),
            models.CheckConstraint(condition=~Q(kind=EvidenceKind.SAMPLE.value) | ~Q(note=""), name="evidence_sample_says_what"),
            models.CheckConstraint(condition=~Q(receipt=""), name="evidence_has_a_receipt"),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.place}"


class SiteRecord(models.Model):
    """现场检查笔录, locked: signed by who was there for the firm, or its refusal with a reason and a witness (R-PROC-5); of an off-site
    check nobody signs, which a trigger binds to the visit.
    """

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="record")
    person = models.CharField(max_length=60)
    position = models.CharField(max_length=60, blank=True)
    strokes = models.TextField(blank=True)
    refused_because = models.CharField(max_length=400, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    off_site = models.BooleanField(default=False, db_default=False)  # locked by the officer: nobody of the firm stood there
    recusal = models.CharField(max_length=400, blank=True)
    statement = models.CharField(max_length=1000, blank=True)
    questions = models.SmallIntegerField()
    failed = models.SmallIntegerField()
    evidence = models.SmallIntegerField()
    fingerprint = models.CharField(max_length=64)
    officer = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(strokes="") & Q(refused_because="", witness="") & ~Q(person="")
                | Q(strokes="") & ~Q(refused_because="") & ~Q(witness="")
                | Q(off_site=True, strokes="", refused_because="", witness="", person=""),
                name="record_signed_or_refused_before_a_witness",
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.fingerprint[:12]}"


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


class Document(models.Model):
    """文书, as made: `values` is the exact text of what it says, `fingerprint` its SHA-256, `digest` that of the PDF. A record that has not
    changed makes no second edition.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    edition = models.SmallIntegerField()
    number = models.CharField(max_length=60)
    values = models.TextField()
    fingerprint = models.CharField(max_length=64)
    digest = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "kind", "edition"], name="document_edition"),
            models.UniqueConstraint(fields=["inspection", "kind", "fingerprint"], name="document_says_something_new"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in DocumentKind]), name="document_kind"),
            models.CheckConstraint(condition=Q(edition__gte=1) & ~Q(digest=""), name="document_whole"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.edition}"


class Delivery(models.Model):
    """送达, once for a document: whoever leaves it where it is refused has a witness, every way but the direct one says how."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="delivery")
    way = models.CharField(max_length=10)
    place = models.CharField(max_length=200)
    recipient = models.CharField(max_length=60)
    witness = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(way__in=[way.value for way in DeliveryWay]), name="delivery_way"),
            models.CheckConstraint(condition=~Q(place="") & ~Q(recipient="") & ~Q(by=""), name="delivery_whole"),
            models.CheckConstraint(condition=~Q(way=DeliveryWay.LEFT.value) | ~Q(witness=""), name="delivery_left_before_a_witness"),
            models.CheckConstraint(condition=Q(way=DeliveryWay.DIRECT.value) | ~Q(note=""), name="delivery_says_how"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} {self.way}"
