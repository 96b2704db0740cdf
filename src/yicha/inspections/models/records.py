"""What is written down of a visit: answers, the chain of evidence, the record that locks both."""

from django.db import models
from django.db.models import Q

from yicha.inspections.models.devices import Device
from yicha.inspections.models.visits import Inspection
from yicha.inspections.types import EvidenceKind, PointResult

PICTURES = (EvidenceKind.PHOTO.value, EvidenceKind.SAMPLE.value)
HANDED_IN = [EvidenceKind.PHOTO.value, EvidenceKind.DOCUMENT.value]


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
    adopted_from = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="+")  # 采用: which visit found it in order

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "question"], name="answer_once_per_question"),
            models.CheckConstraint(condition=Q(result__in=[result.value for result in PointResult]), name="answer_result"),
            models.CheckConstraint(
                condition=Q(adopted_from=None) | Q(result=PointResult.PASS.value), name="answer_adopts_what_is_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.question}: {self.result}"


class EvidenceItem(models.Model):
    """A piece in the chain of its inspection: `chain` holds `previous`, so none can be taken out or put between. `digest` is of the
    original, `copy` of what is shown of a photograph; `position` only where the phone gave one. What the enterprise itself handed in has
    neither officer nor question: a trigger takes it of an off-site check only.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="evidence")
    place = models.SmallIntegerField()
    kind = models.CharField(max_length=10, default=EvidenceKind.PHOTO.value)
    question = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=400, blank=True)
    position = models.CharField(max_length=30, blank=True)
    file = models.UUIDField()
    digest = models.CharField(max_length=80)
    previous = models.CharField(max_length=64, blank=True)
    chain = models.CharField(max_length=64)
    copy = models.CharField(max_length=80, blank=True)
    receipt = models.CharField(max_length=200)
    officer = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="+")
    unusable_because = models.CharField(max_length=200, blank=True, db_default="")  # of a device not reviewed: a trigger wants it said

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
            models.CheckConstraint(
                condition=~Q(officer="") & ~Q(question="") | Q(officer="", question="", kind__in=HANDED_IN) & ~Q(note=""),
                name="evidence_taken_or_handed_in",
            ),
            models.CheckConstraint(condition=Q(unusable_because="") | Q(device__isnull=False), name="evidence_unusable_of_a_device"),
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
