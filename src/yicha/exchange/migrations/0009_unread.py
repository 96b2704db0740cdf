import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("exchange", "0008_crossing")]

    operations = [
        migrations.CreateModel(
            name="UnreadReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("file", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("words", models.CharField(blank=True, max_length=400)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="exchange.partner"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partner", "file"), name="exchange_unread_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("words", "")),
                            models.Q(("settled_at__isnull", False), models.Q(("words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="exchange_unread_settled_how",
                    ),
                ],
            },
        ),
        GuardedTable("exchange_unreadreceipt"),
        KeptTable("exchange_unreadreceipt"),
    ]
