from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0008_redactions")]
    operations = [
        *(
            migrations.AddField("exportrequest", name, models.CharField(blank=True, default="", max_length=length), preserve_default=False)
            for name, length in (("department", 40), ("file", 80), ("file_name", 120), ("fault", 200))
        ),
        migrations.AddField("exportrequest", "later", models.BooleanField(default=False)),
        migrations.AddField("exportrequest", "file_until", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "exportrequest",
            models.CheckConstraint(
                condition=models.Q(("later", False), ("status", "taken"), _connector="OR"), name="export_made_when_taken"
            ),
        ),
        migrations.AddConstraint(
            "exportrequest",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), ("file_name", ""), ("file_until", None)),
                    models.Q(("fault", ""), ("file_until__isnull", False), ("later", True), models.Q(("file", ""), _negated=True)),
                    _connector="OR",
                ),
                name="export_file_was_made_for_a_while",
            ),
        ),
    ]
