"""政策文件, 监管资源 and 规则冲突 are registers that workbooks are imported into."""

from django.db import migrations, models

KINDS = ["subjects", "officers", "devices", "duties", "pools", "delegations", "policies", "resources", "conflicts"]


class Migration(migrations.Migration):
    dependencies = [("imports", "0007_lasting")]
    operations = [
        migrations.RemoveConstraint("import", "import_kind"),
        migrations.AddConstraint("import", models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="import_kind")),
    ]
