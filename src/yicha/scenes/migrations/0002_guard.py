from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("scenes", "0001_initial"), ("kernel", "0002_guard")]
    operations = [GuardedTable("scenes_scene"), KeptTable("scenes_scene")]
