from django.db import migrations

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable

CHANGING = ("exchange_record", "exchange_batch", "exchange_version")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        *(guard(table) for table in CHANGING for guard in (GuardedTable, KeptTable)),
        GuardedTable("exchange_receiptrecord"),
        AppendOnlyTable("exchange_receiptrecord"),
    ]
