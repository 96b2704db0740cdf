from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial"), ("kernel", "0002_guard")]
    operations = [GuardedTable("disclosure_publication"), KeptTable("disclosure_publication")]
