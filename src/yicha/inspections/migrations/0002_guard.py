from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        GuardedTable("inspections_inspection"),
        GuardedTable("inspections_departmenttask"),
        KeptTable("inspections_inspection"),
        KeptTable("inspections_departmenttask"),
    ]
