from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("lookups", "0001_initial"), ("kernel", "0002_guard")]
    operations = [GuardedTable("lookups_lookup"), KeptTable("lookups_lookup")]
