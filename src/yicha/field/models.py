"""What came from phones, as it came. Nothing of it is ever changed: what becomes of it is another row."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yicha.engines.fieldlog import Kind, Status
from yicha.inspections.models import Inspection

DESK = "desk"  # an answer that was given in the office, noted as an operation so that phones can replace it


class Lane(models.Model):
    """One encrypted store of one officer on one phone. `seq`, `fp`: the last operation in order; `gaps`: numbers passed over by force."""

    id = models.CharField(max_length=32, primary_key=True)
    account = models.CharField(max_length=80, db_index=True)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    public_key = models.JSONField(null=True)  # none: a page without crypto.subtle
    app = models.CharField(max_length=40, blank=True)
    store = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    seq = models.IntegerField()
    fp = models.CharField(max_length=64, blank=True)
    gaps = ArrayField(models.IntegerField(), default=list)
    closed_because = models.CharField(max_length=400, blank=True)
    wipe = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(seq__gte=0), name="lane_counts_up"),
            models.CheckConstraint(condition=Q(wipe__in=["", "lock", "erase"]), name="lane_wipe"),
            models.CheckConstraint(condition=Q(wipe="") | ~Q(closed_because=""), name="lane_wiped_is_closed"),
        )

    def __str__(self) -> str:
        return self.id


class Operation(models.Model):
    """The exact text of one act (I-1, I-6). Unique by its id over all lanes: an act cannot count twice (I-2)."""

    op = models.CharField(max_length=32, unique=True)
    lane = models.ForeignKey(Lane, models.PROTECT, null=True, related_name="operations")
    seq = models.IntegerField()
    fp = models.CharField(max_length=64)
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="+")
    visit = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    path = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    officer = models.CharField(max_length=40, blank=True)  # certificate number
    first_moment = models.DateTimeField(null=True)
    about = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lane", "seq"], name="operation_number_once"),
            models.CheckConstraint(condition=Q(kind__in=[*(kind.value for kind in Kind), DESK]), name="operation_kind"),
            models.CheckConstraint(condition=Q(kind=DESK, lane=None) | ~Q(kind=DESK) & Q(lane__isnull=False), name="operation_of_a_lane"),
            models.CheckConstraint(
                condition=Q(first_moment=None) | Q(first_moment__lte=models.F("received_at")), name="operation_interval"
            ),
        )
        indexes = (models.Index(fields=["inspection", "id"], name="operation_of_visit"),)

    def __str__(self) -> str:
        return self.op


class Receipt(models.Model):
    """What was said of an operation, signed. One that is not final, and one that is: that never changes (I-5)."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="receipts")
    final = models.BooleanField()
    status = models.CharField(max_length=8)
    why = models.CharField(max_length=16, blank=True)
    detail = models.CharField(max_length=400, blank=True)
    text = models.TextField()
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operation", "final"], name="receipt_once"),
            models.CheckConstraint(
                condition=Q(final=False, status=Status.HELD.value)
                | Q(final=True, status__in=[Status.APPLIED.value, Status.CONFLICT.value, Status.REVIEW.value]),
                name="receipt_final_or_held",
            ),
        )

    def __str__(self) -> str:
        return f"{self.operation_id} {self.status}"


class Decision(models.Model):
    """待组长定, decided by a person with a reason; once."""

    operation = models.OneToOneField(Operation, models.PROTECT, related_name="decision")
    adopted = models.BooleanField()
    reason = models.CharField(max_length=400)
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="decision_says_why"),)

    def __str__(self) -> str:
        return f"{self.operation_id} {self.adopted}"


class Quarantine(models.Model):
    """Bytes that are no operation, or that claim a place that is taken: kept as they came (I-4, I-6)."""

    account = models.CharField(max_length=80)
    lane = models.CharField(max_length=32, blank=True)
    fp = models.CharField(max_length=64)
    why = models.CharField(max_length=16)
    content = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "lane", "fp", "why"], name="quarantine_once"),)

    def __str__(self) -> str:
        return f"{self.fp} {self.why}"


class PinnedForm(models.Model):
    """A form as phones were given it: path → hash of its question. What was answered under it can be judged under another."""

    name = models.CharField(max_length=80, primary_key=True)
    hashes = models.JSONField()

    def __str__(self) -> str:
        return self.name


class Chunk(models.Model):
    """A part of an original that has come; gone once the whole is kept."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    file = models.CharField(max_length=64)
    number = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["inspection", "file", "number"], name="chunk_once"),)

    def __str__(self) -> str:
        return f"{self.file}/{self.number}"


class Original(models.Model):
    """原件, whole: one object for each visit, however often it was photographed. What was said of it is signed and never changes."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")
    file = models.CharField(max_length=64)
    record = models.UUIDField()  # of the store of files
    attached = models.BooleanField()
    why_not = models.CharField(max_length=400, blank=True)
    text = models.TextField()
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["inspection", "file"], name="original_once"),
            models.CheckConstraint(condition=Q(attached=True) | ~Q(why_not=""), name="original_says_why_not"),
        )

    def __str__(self) -> str:
        return self.file
