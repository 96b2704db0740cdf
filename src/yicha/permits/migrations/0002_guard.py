from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("permits", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        *(guard(table) for table in ("permits_permit", "permits_permitkind") for guard in (GuardedTable, KeptTable)),
    ]
