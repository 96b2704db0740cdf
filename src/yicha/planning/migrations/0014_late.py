"""补入: which replacement the visits of a programme follow."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0013_recognition")]
    operations = [
        migrations.AddField(
            "programme",
            "taken_draw",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="draws.draw"),
        ),
    ]
