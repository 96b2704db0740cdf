from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0009_made_by_the_worker"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="program", name="program_scopes_known"),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.CheckConstraint(
                condition=models.Q(("scopes__contained_by", ["permits", "records", "tasks", "task_work"]), ("scopes__len__gt", 0)),
                name="program_scopes_known",
            ),
        ),
    ]
