"""Who looked at a sealed list, and what for: a trail."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable


class Migration(migrations.Migration):
    dependencies = [("draws", "0004_replacement"), ("kernel", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="SealedReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=150)),
                ("purpose", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                (
                    "draw",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sealed_readings", to="draws.draw"),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("account", ""), _negated=True), models.Q(("purpose", ""), _negated=True)),
                        name="sealed_reading_says_who_and_why",
                    )
                ],
            },
        ),
        GuardedTable("draws_sealedreading"),
        AppendOnlyTable("draws_sealedreading"),
    ]
