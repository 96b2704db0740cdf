from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_guard"),
        ("orgs", "0003_sign_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("right", models.CharField(max_length=80)),
                ("address", models.CharField(max_length=2000)),
                ("words", models.CharField(max_length=400)),
                ("rows", models.IntegerField()),
                ("purpose", models.CharField(max_length=200)),
                ("region_path", models.CharField(db_collation="C", max_length=80)),
                ("requested_by", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("status", models.CharField(default="asked", max_length=10)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("expires_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["region_path", "-asked_at"], name="export_asked")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["asked", "released", "declined", "taken"])), name="export_status"
                    ),
                    models.CheckConstraint(condition=models.Q(("purpose", ""), _negated=True), name="export_has_a_purpose"),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("requested_by")), _negated=True), name="export_by_two_persons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["released", "declined", "taken"]), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="export_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["released", "taken"]), _negated=True), ("expires_at__isnull", False), _connector="OR"
                        ),
                        name="export_release_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at", None), models.Q(("status", "taken"), _negated=True)),
                            models.Q(("status", "taken"), ("taken_at__lt", models.F("expires_at"))),
                            _connector="OR",
                        ),
                        name="export_taken_in_time",
                    ),
                ],
            },
        ),
        GuardedTable("orgs_exportrequest"),
        KeptTable("orgs_exportrequest"),
    ]
