"""镇街巡查: what a town saw from outside. What was recorded stays; only the whistle that it led to comes to it."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [
        ("levels", "0003_numbers"),
        ("subjects", "0005_sorted_lists"),
        ("kernel", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Patrol",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", db_index=True, max_length=80)),
                ("place", models.CharField(max_length=200)),
                ("patrolled_by", models.CharField(max_length=40)),
                ("patrolled_on", models.DateField()),
                ("found", models.CharField(blank=True, max_length=1000)),
                ("recorded_by", models.CharField(max_length=60)),
                ("recorded_at", models.DateTimeField()),
                (
                    "subject",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="subjects.subject"),
                ),
                (
                    "whistle",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="patrol", to="levels.whistle"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("place", ""), _negated=True), name="patrol_says_where"),
                    models.CheckConstraint(
                        condition=models.Q(("whistle", None), models.Q(("found", ""), _negated=True), _connector="OR"),
                        name="patrol_whistles_about_something",
                    ),
                ],
            },
        ),
        GuardedTable("levels_patrol"),
        KeptTable("levels_patrol"),
    ]
