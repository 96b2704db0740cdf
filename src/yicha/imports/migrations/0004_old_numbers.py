from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0003_left_to_the_worker")]
    operations = [
        migrations.AddField(
            model_name="row",
            name="old_number",
            field=models.CharField(blank=True, default="", max_length=15),
            preserve_default=False,
        ),
    ]
