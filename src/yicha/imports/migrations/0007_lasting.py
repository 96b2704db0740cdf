"""职责分工, 专项库 and 委托下放 are registers that workbooks are imported into."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0006_devices")]
    operations = [
        migrations.RemoveConstraint("import", "import_kind"),
        migrations.AddConstraint(
            "import",
            models.CheckConstraint(
                condition=models.Q(kind__in=["subjects", "officers", "devices", "duties", "pools", "delegations"]), name="import_kind"
            ),
        ),
    ]
