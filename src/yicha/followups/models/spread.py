"""通报 of a problem that many have, and its receipts."""

from django.db import models
from django.db.models import F, Q


class Circular(models.Model):
    """`least` is the norm of that day: fewer subjects are no problem of an industry or a region."""

    number = models.CharField(max_length=60)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    item_code = models.CharField(max_length=60)
    point = models.CharField(max_length=60)
    content = models.CharField(max_length=1000)
    subjects = models.IntegerField()
    least = models.SmallIntegerField()
    since = models.DateField()
    government = models.CharField(max_length=100)
    words = models.CharField(max_length=2000)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="circular_number_once"),
            models.CheckConstraint(condition=Q(subjects__gte=F("least"), least__gte=2), name="circular_of_what_many_have"),
            models.CheckConstraint(condition=~Q(government="") & ~Q(words=""), name="circular_says_what_and_to_whom"),
        )

    def __str__(self) -> str:
        return self.number


class CircularReceipt(models.Model):
    circular = models.ForeignKey(Circular, models.PROTECT, related_name="receipts")
    department = models.CharField(max_length=40)
    measures = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["circular", "department"], name="circular_receipt_once"),
            models.CheckConstraint(
                condition=Q(at=None, measures="") | Q(at__isnull=False) & ~Q(measures=""), name="circular_receipt_whole"
            ),
        )

    def __str__(self) -> str:
        return f"{self.circular_id} {self.department}"
