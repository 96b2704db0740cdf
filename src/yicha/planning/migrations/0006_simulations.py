import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [
        ("draws", "0002_guard"),
        ("planning", "0005_hours"),
    ]

    operations = [
        migrations.CreateModel(
            name="Simulation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", db_index=True, max_length=80)),
                ("year", models.SmallIntegerField()),
                ("asked_by", models.CharField(max_length=60)),
                ("asked_at", models.DateTimeField()),
                ("changes", models.JSONField()),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("draw", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="draws.draw")),
            ],
        ),
        GuardedTable("planning_simulation"),
        KeptTable("planning_simulation"),
    ]
