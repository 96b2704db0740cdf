from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_guard"),
        ("orgs", "0004_exports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Urging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", max_length=80)),
                ("department", models.CharField(max_length=40)),
                ("matter", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("link", models.CharField(max_length=200)),
                ("day", models.DateField()),
                ("urged_by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("department", "matter", "day"), name="urged_once_a_day")],
            },
        ),
        GuardedTable("orgs_urging"),
        AppendOnlyTable("orgs_urging"),
    ]
