import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("subjects", "0004_brought_by")]
    operations = [
        migrations.AddIndex("subject", models.Index(fields=["kind", "sid"], name="subject_by_kind")),
        migrations.AddIndex("subject", models.Index(fields=["industry", "sid"], name="subject_by_industry")),
        migrations.AddIndex(
            "subject",
            models.Index(
                django.db.models.functions.comparison.NullIf("credit_class", models.Value("")), "sid", name="subject_by_credit_class"
            ),
        ),
    ]
