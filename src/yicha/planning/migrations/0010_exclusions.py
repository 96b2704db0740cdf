import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [
        ("draws", "0004_replacement"),
        ("kernel", "0004_witnesses"),
        ("planning", "0009_line_reasons"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sid", models.CharField(max_length=64)),
                ("line_id", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=32)),
                ("draw", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="draws.draw")),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.entry")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("draw", "sid", "line_id"), name="exclusion_once_in_a_line")]},
        ),
        GuardedTable("planning_exclusion"),
        KeptTable("planning_exclusion"),
    ]
