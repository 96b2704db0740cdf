from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("permits", "0003_concluded_checks"),
    ]

    operations = [
        migrations.AlterField(model_name="permit", name="check_by", field=models.DateField(null=True)),
    ]
