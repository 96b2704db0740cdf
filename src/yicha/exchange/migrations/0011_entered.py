import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0010_backflow")]

    operations = [
        migrations.AddField(
            model_name="record",
            name="follows",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="exchange.record"),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows", None),
                    models.Q(models.Q(("given_by", ""), _negated=True), models.Q(("table", "check_action"), _negated=True)),
                    _connector="OR",
                ),
                name="exchange_measure_was_entered",
            ),
        ),
    ]
