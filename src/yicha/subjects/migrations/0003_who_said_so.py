from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("subjects", "0002_guard")]
    operations = [
        migrations.AddField(
            model_name=name, name="department", field=models.CharField(blank=True, default="", max_length=40), preserve_default=False
        )
        for name in ("identifier", "tagging", "pool")
    ]
