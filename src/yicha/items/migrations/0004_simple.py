"""简单事项 (LYG-5.5): what a department may entrust another with that comes anyway."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("items", "0003_one_owner")]
    operations = [migrations.AddField("item", "simple", models.BooleanField(db_default=False, default=False))]
