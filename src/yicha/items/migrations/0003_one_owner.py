import django.contrib.postgres.constraints
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("items", "0002_guard")]
    operations = [
        migrations.AddConstraint(
            model_name="item",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("region_path", "="), ("code", "="), ("department", "<>")], name="item_one_owner"
            ),
        ),
    ]
