from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("followups", "0003_circulars")]
    operations = [
        migrations.RemoveConstraint("rectificationorder", "order_runs_from_its_delivery"),
        migrations.RenameField("rectificationorder", "receiver", "received_by"),
        migrations.AddConstraint(
            "rectificationorder",
            models.CheckConstraint(
                condition=models.Q(status__in=["issued", "withdrawn"])
                | models.Q(
                    way__in=["direct", "left", "post", "electronic", "notice"],
                    delivered_at__isnull=False,
                    delivered_at__gte=models.F("issued_at"),
                )
                & ~models.Q(received_by=""),
                name="order_runs_from_its_delivery",
            ),
        ),
    ]
