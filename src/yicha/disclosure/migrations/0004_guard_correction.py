from django.db import migrations

from yicha.kernel.guard import AppendOnlyTable, GuardedTable


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0003_correction"), ("kernel", "0002_guard")]
    operations = [GuardedTable("disclosure_correction"), AppendOnlyTable("disclosure_correction")]
