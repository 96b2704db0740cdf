"""Photographs become evidence of every kind: with words, a copy to be shown, and a signed receipt."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0009_field_log"),
    ]

    operations = [
        migrations.RenameField(
            model_name="siterecord",
            old_name="photos",
            new_name="evidence",
        ),
        migrations.AddField(
            model_name="siterecord",
            name="recusal",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="siterecord",
            name="statement",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.RemoveConstraint("photo", "photo_one_chain"),
        migrations.RemoveConstraint("photo", "photo_once"),
        migrations.RemoveConstraint("photo", "photo_links_to_the_one_before"),
        migrations.RenameModel("Photo", "EvidenceItem"),
        migrations.AlterField(
            model_name="evidenceitem",
            name="inspection",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="inspections.inspection"),
        ),
        migrations.AddField("evidenceitem", "kind", models.CharField(default="photo", max_length=10)),
        migrations.AddField("evidenceitem", "note", models.CharField(blank=True, max_length=400)),
        migrations.AddField("evidenceitem", "position", models.CharField(blank=True, max_length=30)),
        migrations.AddField("evidenceitem", "copy", models.CharField(blank=True, max_length=80)),
        migrations.AddField("evidenceitem", "receipt", models.CharField(default="", max_length=200), preserve_default=False),
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.UniqueConstraint(fields=("inspection", "place"), name="evidence_one_chain"),
        ),
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.UniqueConstraint(fields=("inspection", "file"), name="evidence_once"),
        ),
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", 1), ("previous", "")),
                    models.Q(("place__gt", 1), models.Q(("previous", ""), _negated=True)),
                    _connector="OR",
                ),
                name="evidence_links_to_the_one_before",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["photo", "video", "audio", "document", "sample"])), name="evidence_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("photo", "sample")), _negated=True), models.Q(("copy", ""), _negated=True), _connector="OR"
                ),
                name="evidence_picture_has_a_copy",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", "sample"), _negated=True), models.Q(("note", ""), _negated=True), _connector="OR"),
                name="evidence_sample_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.CheckConstraint(condition=models.Q(("receipt", ""), _negated=True), name="evidence_has_a_receipt"),
        ),
    ]
