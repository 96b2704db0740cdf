"""Which hash functions a draw is made with, and which departments drew it again: a trail."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable


class Migration(migrations.Migration):
    dependencies = [("draws", "0006_before_the_number"), ("kernel", "0002_guard")]
    operations = [
        migrations.AddField(model_name="draw", name="suite", field=models.SmallIntegerField(default=1)),
        migrations.CreateModel(
            name="Replay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("department", models.CharField(max_length=40)),
                ("bundle_number", models.CharField(max_length=64)),
                ("account", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                ("draw", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="replays", to="draws.draw")),
            ],
            options={
                "ordering": ("at", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "department"), name="replay_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bundle_number__regex", "^[0-9a-f]{64}$"),
                            models.Q(("department", ""), _negated=True),
                            models.Q(("account", ""), _negated=True),
                        ),
                        name="replay_says_what_and_who",
                    ),
                ],
            },
        ),
        GuardedTable("draws_replay"),
        AppendOnlyTable("draws_replay"),
    ]
