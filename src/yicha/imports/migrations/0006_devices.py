"""监控设备 is a register that workbooks are imported into."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0005_wrote")]
    operations = [
        migrations.RemoveConstraint("import", "import_kind"),
        migrations.AddConstraint(
            "import",
            models.CheckConstraint(condition=models.Q(kind__in=["subjects", "officers", "devices"]), name="import_kind"),
        ),
    ]
