from django.db import migrations

from yicha.kernel.guard import DROP_FUNCTIONS, FUNCTIONS, AppendOnlyTable, GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        GuardedTable("kernel_entry"),
        GuardedTable("kernel_payload"),
        KeptTable("kernel_payload"),
        AppendOnlyTable("kernel_entry"),
        AppendOnlyTable("kernel_leaf"),
        AppendOnlyTable("kernel_node"),
        AppendOnlyTable("kernel_checkpoint"),
        AppendOnlyTable("kernel_touch"),
        AppendOnlyTable("kernel_faileddelivery"),
        AppendOnlyTable("kernel_delivered"),
        GuardedTable("kernel_counter"),
        KeptTable("kernel_counter"),
        GuardedTable("kernel_filerecord"),
        GuardedTable("kernel_notification"),
        GuardedTable("kernel_dispatch"),
    ]
