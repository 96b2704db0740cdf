from django.db import migrations, models

from yicha.kernel.guard import GuardedTable


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_guard"), ("orgs", "0005_urging")]

    operations = [
        migrations.CreateModel(
            name="ListChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=80)),
                ("listing", models.CharField(max_length=40)),
                ("off", models.JSONField(default=list)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("account", "listing"), name="list_choice_once")]},
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=80)),
                ("listing", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=20)),
                ("query", models.CharField(max_length=1000)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("account", "listing", "name"), name="saved_view_name")]},
        ),
        GuardedTable("orgs_listchoice"),
        GuardedTable("orgs_savedview"),
    ]
