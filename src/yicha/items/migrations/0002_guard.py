from django.db import migrations

from yicha.kernel.guard import GuardedTable


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial"), ("kernel", "0002_guard")]
    operations = [GuardedTable("items_item")]
