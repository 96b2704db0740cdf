"""One-time links, second factors, sessions, counted guesses."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("account", models.CharField(blank=True, max_length=40)),
                ("due", models.FloatField()),
                ("admitted", models.BooleanField()),
                ("failed", models.IntegerField(default=0)),
                ("turned_away", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="+", serialize=False, to="orgs.account"
                    ),
                ),
                ("sealed", models.CharField(max_length=300)),
                ("last_step", models.BigIntegerField()),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_key", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key")),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("account", models.CharField(blank=True, db_index=True, max_length=40)),
                ("began_at", models.DateTimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("until", models.DateTimeField()),
                ("two_persons", models.BooleanField()),
                ("drops_factor", models.BooleanField(default=False)),
                ("issued_by", models.CharField(max_length=80)),
                ("issued_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=80)),
                ("word_digest", models.CharField(blank=True, max_length=64)),
                ("used_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.account")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("ended_at", None)), fields=("account",), name="link_one_open"),
                    models.CheckConstraint(
                        condition=models.Q(("used_at", None), ("ended_at__isnull", False), _connector="OR"), name="link_used_is_over"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", models.F("issued_by")), _negated=True),
                            models.Q(("confirmed_by", models.F("account")), _negated=True),
                        ),
                        name="link_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at", None),
                            ("two_persons", False),
                            models.Q(models.Q(("confirmed_by", ""), _negated=True), models.Q(("word_digest", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="link_two_persons",
                    ),
                ],
            },
        ),
        GuardedTable("orgs_onetimelink"),
        KeptTable("orgs_onetimelink"),
        GuardedTable("orgs_secondfactor"),
    ]
