from django.db import migrations, models
from django.db.models import Q

STATES = ["reading", "previewed", "unreadable", "confirming", "confirmed", "undoing", "undone", "dropped"]


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_guard")]
    operations = [
        migrations.RemoveConstraint(model_name="import", name="import_state"),
        migrations.AddConstraint(
            model_name="import", constraint=models.CheckConstraint(condition=Q(state__in=STATES), name="import_state")
        ),
        migrations.RemoveConstraint(model_name="import", name="import_confirmed_by_somebody"),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "undoing", "undone"]) | Q(confirmed_at__isnull=False),
                name="import_confirmed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=(~Q(state="confirming") | ~Q(confirmed_by="")) & (~Q(state="undoing") | ~Q(undone_by="")),
                name="import_asked_by_somebody",
            ),
        ),
    ]
