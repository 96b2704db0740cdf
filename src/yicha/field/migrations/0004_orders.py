from django.db import migrations, models

KINDS = ["answer", "photo", "void", "note", "arrive", "sign", "refuse_sign", "conclude", "order", "help", "desk"]


class Migration(migrations.Migration):
    dependencies = [("field", "0003_originals")]
    operations = [
        migrations.RemoveConstraint("operation", "operation_kind"),
        migrations.AddConstraint("operation", models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="operation_kind")),
    ]
