"""Imports and the rows they brought. A row keeps what the register held before, so that an import can be taken back."""

from django.db import models
from django.db.models import Q

from yicha.imports.types import ImportState, RegisterKind
from yicha.kernel.tables import Verdict


class Import(models.Model):
    kind = models.CharField(max_length=20)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    file = models.UUIDField()
    digest = models.CharField(max_length=80)
    size = models.BigIntegerField()  # bytes
    name = models.CharField(max_length=200)  # as the sender called the file
    by = models.CharField(max_length=80)
    department = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, default=ImportState.READING.value)
    new = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    warnings = models.IntegerField(default=0)
    skipped = models.JSONField(default=dict)
    ignored_sheets = models.JSONField(default=list)
    duplicate_groups = models.JSONField(default=list)
    waivers = models.JSONField(default=list)  # [{code, reason, by, at}]
    fault = models.JSONField(default=dict)
    confirmed_by = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    accepted_because = models.CharField(max_length=200, blank=True)
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in RegisterKind]), name="import_kind"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in ImportState]), name="import_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "undoing", "undone"]) | Q(confirmed_at__isnull=False),
                name="import_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=(~Q(state="confirming") | ~Q(confirmed_by="")) & (~Q(state="undoing") | ~Q(undone_by="")),
                name="import_asked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False) & ~Q(undone_because=""), name="import_undone_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def valid(self) -> int:
        return self.new + self.changed + self.unchanged


class Row(models.Model):
    """One row of a file, in its order. Rows that change nothing go when the import is confirmed."""

    file_import = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_column="import_id")
    sheet = models.CharField(max_length=100)
    number = models.IntegerField()  # as the spreadsheet shows it
    key = models.TextField()
    block = models.TextField()
    loose = models.BooleanField()
    verdict = models.CharField(max_length=10)
    row = models.JSONField(null=True)  # what the register would hold
    old = models.JSONField(null=True)  # what it holds
    extra = models.JSONField(default=dict)  # unknown columns, kept
    old_number = models.CharField(max_length=15, blank=True)  # 原注册号 that comes with the row and is nobody's yet
    said = models.JSONField(null=True)  # of a refused row: what could be read of it, as text
    problems = models.JSONField(default=list)

    class Meta:
        indexes = (
            models.Index(fields=["file_import", "verdict", "id"], name="import_row_verdict"),
            models.Index(fields=["key"], name="import_row_wrote", condition=Q(verdict__in=["new", "changed"])),
        )
        constraints = (
            models.CheckConstraint(condition=Q(verdict__in=[verdict.value for verdict in Verdict]), name="import_row_verdict_known"),
        )

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"
