from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0007_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceDifference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", max_length=80)),
                ("sid", models.CharField(db_index=True, max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("rule", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=10)),
                ("department", models.CharField(max_length=40)),
                ("paper", models.CharField(max_length=100)),
                ("ours", models.CharField(max_length=400)),
                ("theirs", models.CharField(max_length=400)),
                ("status", models.CharField(default="open", max_length=10)),
                ("found_at", models.DateTimeField()),
                ("due", models.DateField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["region_path", "status", "due"], name="exchange_difference_board")],
                "constraints": [
                    models.UniqueConstraint(fields=("region_path", "sid", "rule", "source", "department"), name="exchange_difference_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "explained", "settled"])), name="exchange_difference_status"
                    ),
                    models.CheckConstraint(condition=models.Q(("source__in", ["permits", "records"])), name="exchange_difference_source"),
                    models.CheckConstraint(condition=models.Q(("department", ""), _negated=True), name="exchange_difference_has_an_owner"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("status", "open")),
                            models.Q(models.Q(("status", "open"), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="exchange_difference_closed_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "explained"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="exchange_difference_explained_why",
                    ),
                ],
            },
        ),
        GuardedTable("exchange_sourcedifference"),
        KeptTable("exchange_sourcedifference"),
    ]
