from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0004_old_numbers")]
    operations = [
        migrations.AddIndex(
            model_name="row",
            index=models.Index(condition=models.Q(("verdict__in", ["new", "changed"])), fields=["key"], name="import_row_wrote"),
        )
    ]
