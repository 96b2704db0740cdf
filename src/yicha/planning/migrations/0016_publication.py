"""By when the annual programme has to be published, and when it was (R-PLAN-1)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0015_organs")]

    operations = [
        migrations.AddField("programme", "publish_by", models.DateField(null=True)),
        migrations.AddField("programme", "published_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=models.Q(("status", "adopted"), ("published_on__isnull", True), _connector="OR"),
                name="programme_published_when_adopted",
            ),
        ),
    ]
