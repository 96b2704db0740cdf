"""What phones brought is added to, never changed; a lane counts on and never goes."""

from django.db import migrations

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable

KEPT_AS_THEY_ARE = ("operation", "receipt", "decision", "quarantine", "pinnedform")


class Migration(migrations.Migration):
    dependencies = [("field", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        GuardedTable("field_lane"),
        KeptTable("field_lane"),
        *(guard(f"field_{name}") for name in KEPT_AS_THEY_ARE for guard in (GuardedTable, AppendOnlyTable)),
    ]
