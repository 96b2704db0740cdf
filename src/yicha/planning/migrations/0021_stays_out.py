"""Who wants to stay out is decided about too."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("planning", "0020_items")]
    operations = [
        migrations.RemoveConstraint("opinion", "opinion_decided_why"),
        migrations.AddConstraint(
            "opinion",
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, decision="") | (Q(accepted__isnull=False) & ~Q(stance="agree") & ~Q(decision="")),
                name="opinion_decided_why",
            ),
        ),
    ]
