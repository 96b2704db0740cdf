import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0006_given"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", db_index=True, max_length=80)),
                ("department", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=100)),
                ("address", models.CharField(max_length=300)),
                ("topics", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ("status", models.CharField(default="proposed", max_length=10)),
                ("proposed_by", models.CharField(max_length=100)),
                ("approved_by", models.CharField(blank=True, max_length=100)),
                ("ended_because", models.CharField(blank=True, max_length=400)),
                ("failures", models.SmallIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=200)),
                ("rests_until", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "active", "ended"])), name="exchange_subscription_status"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ended"), _negated=True),
                        fields=("region_path", "department", "address"),
                        name="exchange_subscription_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("topics__contained_by", ["result_published", "visits_assigned", "task_dispatched"]), ("topics__len__gt", 0)
                        ),
                        name="exchange_subscription_topics",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "active"), _negated=True),
                            models.Q(
                                models.Q(("approved_by", ""), _negated=True),
                                models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="exchange_subscription_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ended"), _negated=True), models.Q(("ended_because", ""), _negated=True), _connector="OR"
                        ),
                        name="exchange_subscription_ended_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.UUIDField(unique=True)),
                ("topic", models.CharField(max_length=20)),
                ("content", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("times", models.SmallIntegerField(default=0)),
                ("failures", models.SmallIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=200)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "subscription",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="exchange.subscription"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("next_try_at__isnull", False)), fields=["next_try_at"], name="exchange_message_waits")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("topic__in", ["result_published", "visits_assigned", "task_dispatched"])),
                        name="exchange_message_topic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_try_at__isnull", False), ("taken_at__isnull", False), _connector="OR"),
                        name="exchange_message_waits_or_was_taken",
                    ),
                ],
            },
        ),
        *(guard(table) for table in ("exchange_subscription", "exchange_message") for guard in (GuardedTable, KeptTable)),
    ]
