"""意见征集 in rounds, each with its term; silence is written by the clock; what is not agreed is decided."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("draws", "0002_guard"),
        ("planning", "0006_simulations"),
    ]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="accepted",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="opinion",
            name="decision",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="opinion",
            name="round",
            field=models.SmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="opinion",
            name="silent",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="programme",
            name="awaited",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None),
        ),
        migrations.AddField(
            model_name="programme",
            name="opinions_by",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="programme",
            name="round",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(condition=Q(silent=False) | Q(stance="agree"), name="opinion_silence_is_consent"),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=Q(accepted__isnull=True, decision="") | (Q(accepted__isnull=False, stance="adjust") & ~Q(decision="")),
                name="opinion_decided_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=Q(round=0, opinions_by__isnull=True, awaited=[]) | Q(round__gte=1, opinions_by__isnull=False),
                name="programme_round_has_its_term",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(condition=~Q(status="adopted") | Q(awaited=[]), name="programme_adopted_when_heard"),
        ),
    ]
