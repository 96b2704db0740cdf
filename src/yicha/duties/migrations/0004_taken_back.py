"""What an undone import had brought holds no more, and gives back what it had taken the place of."""

from django.contrib.postgres.fields import DateRangeField
from django.db import migrations, models
from django.db.models import PROTECT, Q

REMOVED = ("policy_status", "policy_draft_has_its_text", "policy_number_once")
ADDED = (
    models.CheckConstraint(condition=Q(status__in=["draft", "consulting", "issued", "repealed", "withdrawn"]), name="policy_status"),
    models.CheckConstraint(
        condition=Q(status__in=["issued", "repealed", "withdrawn"]) | Q(file__isnull=False), name="policy_draft_has_its_text"
    ),
    models.UniqueConstraint(fields=["region_path", "number"], condition=~Q(number="") & ~Q(status="withdrawn"), name="policy_number_once"),
)


class Migration(migrations.Migration):
    dependencies = [("duties", "0003_policies_by_workbook")]
    operations = [
        migrations.AddField("duty", "cut_by", models.ForeignKey("duties.duty", PROTECT, null=True, related_name="+")),
        migrations.AddField("duty", "uncut", DateRangeField(null=True)),
        migrations.AddField("duty", "uncut_because", models.CharField(max_length=200, blank=True, default=""), preserve_default=False),
        migrations.AddField(
            "minutes", "withdrawn_because", models.CharField(max_length=200, blank=True, default=""), preserve_default=False
        ),
        *(migrations.RemoveConstraint("policy", name) for name in REMOVED),
        *(migrations.AddConstraint("policy", constraint) for constraint in ADDED),
        migrations.RemoveConstraint("conflict", "conflict_status"),
        migrations.AddConstraint(
            "conflict",
            models.CheckConstraint(condition=Q(status__in=["open", "revised", "kept", "withdrawn"]), name="conflict_status"),
        ),
    ]
