"""文书 and how they were delivered."""

from django.db import models
from django.db.models import Q

from yicha.inspections.models.visits import Inspection
from yicha.inspections.types import DeliveryWay, DocumentKind


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
