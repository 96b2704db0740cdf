"""会商通报, 部门 and 区划 are registers that workbooks are imported into."""

from django.db import migrations, models

LATER = ["minutes", "departments", "regions"]
KINDS = ["subjects", "officers", "devices", "duties", "pools", "delegations", "policies", "resources", "conflicts", *LATER]


class Migration(migrations.Migration):
    dependencies = [("imports", "0008_duties_room")]
    operations = [
        migrations.RemoveConstraint("import", "import_kind"),
        migrations.AddConstraint("import", models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="import_kind")),
    ]
