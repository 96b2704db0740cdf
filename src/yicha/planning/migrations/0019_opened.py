"""补入: why late work opened a door of its own. NULL of every other visit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0018_given_back")]
    operations = [migrations.AddField("visit", "opened_because", models.JSONField(null=True))]
