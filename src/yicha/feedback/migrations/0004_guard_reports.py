from django.db import migrations

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_reports"), ("kernel", "0002_guard")]
    operations = [
        *(guard("feedback_doorreport") for guard in (GuardedTable, KeptTable)),
        *(guard(f"feedback_{table}") for table in ("doorphoto", "doorprogress") for guard in (GuardedTable, AppendOnlyTable)),
        GuardedTable("feedback_doorsender"),
    ]
