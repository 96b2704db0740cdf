from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenes", "0002_guard")]
    operations = [migrations.AddField("scene", "apart", models.JSONField(default=list))]
