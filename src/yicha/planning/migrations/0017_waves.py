"""分批: a line may be drawn in two waves; the waves of which day the visits of a programme follow."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("planning", "0016_publication")]
    operations = [
        migrations.AddField("programme", "taken_on", models.DateField(null=True)),
        migrations.AddField("planline", "first_wave", models.SmallIntegerField(default=0)),
        migrations.AddField("planline", "second_from", models.DateField(null=True)),
        migrations.AddConstraint(
            "planline",
            models.CheckConstraint(
                condition=Q(first_wave=0, second_from=None)
                | Q(
                    first_wave__range=(1, 99),
                    second_from__isnull=False,
                    selection="random",
                    min_count=0,
                    window__contains=F("second_from"),
                    window__startswith__lt=F("second_from"),
                ),
                name="line_waves_whole",
            ),
        ),
    ]
