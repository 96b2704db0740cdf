import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable


class Migration(migrations.Migration):
    dependencies = [("exchange", "0009_unread")]

    operations = [
        migrations.CreateModel(
            name="Backflow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", max_length=80)),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="backflows", to="exchange.version"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region_path", "number"), name="backflow_number"),
                    models.UniqueConstraint(fields=("version", "region_path"), name="backflow_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="backflow_numbered"),
                ],
            },
        ),
        GuardedTable("exchange_backflow"),
        AppendOnlyTable("exchange_backflow"),
    ]
