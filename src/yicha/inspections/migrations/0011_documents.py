"""文书 and their delivery: added, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0010_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("edition", models.SmallIntegerField()),
                ("number", models.CharField(max_length=60)),
                ("values", models.TextField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "inspection",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="inspections.inspection"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(max_length=10)),
                ("place", models.CharField(max_length=200)),
                ("recipient", models.CharField(max_length=60)),
                ("witness", models.CharField(blank=True, max_length=60)),
                ("note", models.CharField(blank=True, max_length=400)),
                ("by", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="delivery", to="inspections.document"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("inspection", "kind", "edition"), name="document_edition"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("inspection", "kind", "fingerprint"), name="document_says_something_new"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["approval", "notice", "site_record", "sampling_receipt", "result_notice", "delivery_receipt", "case_file"],
                    )
                ),
                name="document_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__gte", 1), models.Q(("digest", ""), _negated=True)), name="document_whole"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["direct", "left", "mail", "electronic", "notice"])), name="delivery_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", ""), _negated=True), models.Q(("recipient", ""), _negated=True), models.Q(("by", ""), _negated=True)
                ),
                name="delivery_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("way", "left"), _negated=True), models.Q(("witness", ""), _negated=True), _connector="OR"),
                name="delivery_left_before_a_witness",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("way", "direct"), models.Q(("note", ""), _negated=True), _connector="OR"), name="delivery_says_how"
            ),
        ),
        GuardedTable("inspections_document"),
        GuardedTable("inspections_delivery"),
        AppendOnlyTable("inspections_document"),
        AppendOnlyTable("inspections_delivery"),
    ]
