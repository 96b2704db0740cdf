import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_witnesses"),
        ("orgs", "0007_programs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", max_length=80)),
                ("reason", models.CharField(max_length=200)),
                ("requested_by", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("status", models.CharField(default="asked", max_length=10)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("opinion", models.CharField(blank=True, max_length=200)),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.entry")),
            ],
            options={
                "indexes": [models.Index(fields=["region_path", "-asked_at"], name="redaction_asked")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("status__in", ["asked", "done", "declined"])), name="redaction_status"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="redaction_has_a_reason"),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("requested_by")), _negated=True), name="redaction_by_two_persons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", ""), ("status", "asked")),
                            models.Q(models.Q(("status", "asked"), _negated=True), models.Q(("decided_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="redaction_decided_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "declined"), _negated=True), fields=("entry",), name="redaction_asked_once"
                    ),
                ],
            },
        ),
        GuardedTable("orgs_redaction"),
        KeptTable("orgs_redaction"),
    ]
