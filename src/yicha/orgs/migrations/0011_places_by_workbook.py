"""A department that an undone import had brought is on record with an empty time; its names may come again."""

from django.db import migrations
from django.db.models import Q, UniqueConstraint

NAMES = (("department_name", "name"), ("department_short_name", "short_name"))


class Migration(migrations.Migration):
    dependencies = [("orgs", "0010_task_scopes")]
    operations = [
        *(migrations.RemoveConstraint("department", name) for name, _field in NAMES),
        *(
            migrations.AddConstraint("department", UniqueConstraint(fields=["region", field], condition=Q(valid__isempty=False), name=name))
            for name, field in NAMES
        ),
    ]
