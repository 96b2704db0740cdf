"""A random line may weigh who is drawn, by tag."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0007_consultation")]
    operations = [
        migrations.AddField("planline", "weights", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddConstraint(
            "planline",
            models.CheckConstraint(condition=models.Q(weights="") | models.Q(selection="random"), name="line_weights_are_drawn"),
        ),
    ]
