"""A document that came by a workbook has no text of its own yet; a draft always has one."""

from django.db import migrations, models
from django.db.models import PROTECT


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_limits")]
    operations = [
        migrations.AlterField("policy", "file", models.ForeignKey("kernel.filerecord", PROTECT, null=True, related_name="+")),
        migrations.AddConstraint(
            "policy",
            models.CheckConstraint(
                condition=models.Q(status__in=["issued", "repealed"]) | models.Q(file__isnull=False), name="policy_draft_has_its_text"
            ),
        ),
    ]
