import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable

AUTO = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def _witness(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to="kernel.witness")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_demo_mark")]
    operations = [
        migrations.CreateModel(
            name="Witness",
            fields=[
                AUTO,
                ("key", models.CharField(max_length=300, unique=True)),
                ("url", models.CharField(max_length=300)),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                AUTO,
                ("witness", _witness("cosignatures")),
                ("log", models.CharField(blank=True, max_length=10)),
                ("size", models.BigIntegerField()),
                ("line", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("witness", "log", "size"), name="cosignature_once")]},
        ),
        migrations.CreateModel(
            name="WitnessSetback",
            fields=[
                AUTO,
                ("witness", _witness("setbacks")),
                ("log", models.CharField(blank=True, max_length=10)),
                ("size", models.BigIntegerField()),
                ("status", models.SmallIntegerField()),
                ("said", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
        ),
        GuardedTable("kernel_witness"),
        KeptTable("kernel_witness"),
        AppendOnlyTable("kernel_cosignature"),
        AppendOnlyTable("kernel_witnesssetback"),
    ]
