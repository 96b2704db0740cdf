from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable


class Migration(migrations.Migration):
    dependencies = [("permits", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="ConcludedCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sid", models.CharField(db_index=True, max_length=64)),
                ("department", models.CharField(max_length=40)),
                ("inspection", models.BigIntegerField()),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("inspection", "department"), name="concluded_check_once")],
            },
        ),
        GuardedTable("permits_concludedcheck"),
        AppendOnlyTable("permits_concludedcheck"),
    ]
