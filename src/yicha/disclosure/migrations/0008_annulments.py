import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable

KINDS = ["changed", "revoked", "unlawful", "void"]


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0007_pictures"), ("kernel", "0002_guard")]

    operations = [
        migrations.AddField("publication", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Annulment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("organ", models.CharField(max_length=100)),
                ("number", models.CharField(max_length=100)),
                ("decided_on", models.DateField()),
                ("reason", models.CharField(max_length=400)),
                ("withdraw_by", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="annulment", to="disclosure.publication"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="annulment_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organ", ""), _negated=True),
                            models.Q(("number", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            ("withdraw_by__gte", models.F("decided_on")),
                        ),
                        name="annulment_says_by_whom",
                    ),
                ],
            },
        ),
        GuardedTable("disclosure_annulment"),
        AppendOnlyTable("disclosure_annulment"),
    ]
