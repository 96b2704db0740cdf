"""How the portal fared, day by day: measured, no state of anybody's business."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0005_articles"),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("looks", models.IntegerField(default=0)),
                ("missed", models.IntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=200)),
                ("looked_at", models.DateTimeField(null=True)),
                ("links", models.IntegerField(default=0)),
                ("dead", models.JSONField(default=list)),
                ("followed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("looks__gte", models.F("missed")), ("missed__gte", 0)), name="watch_missed_of_looks"
                    )
                ],
            },
        ),
    ]
