from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("kernel", "0002_guard")]
    operations = [GuardedTable("imports_import"), KeptTable("imports_import"), GuardedTable("imports_row")]
