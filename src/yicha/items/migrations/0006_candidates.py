from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from yicha.items.rules.matching import suggestions
from yicha.kernel.guard import GuardedTable


def found_already(apps: Any, schema_editor: Any) -> None:
    """Lists that were loaded before suggestions were kept; the use case does it from now on."""
    entries, items = apps.get_model("items", "CatalogueEntry"), apps.get_model("items", "Item")
    candidates = apps.get_model("items", "Candidate")
    lists = entries.objects.filter(present=True).order_by("region_path", "kind", "system")
    for place, kind, system in lists.values_list("region_path", "kind", "system").distinct():
        here = items.objects.filter(region_path=place, status="published").order_by("code", "-version").distinct("code")
        listed = lists.filter(region_path=place, kind=kind, system=system)
        found = suggestions(here.values_list("code", "name", "legal_basis"), listed.values_list("pk", "name", "legal_basis"))
        candidates.objects.bulk_create(candidates(entry_id=one.entry, code=one.code, score=one.score) for one in found)


class Migration(migrations.Migration):
    dependencies = [("items", "0005_level"), ("kernel", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("score", models.FloatField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="items.catalogueentry"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["code"], name="candidate_code")],
                "constraints": [models.UniqueConstraint(fields=("entry", "code"), name="candidate_once")],
            },
        ),
        migrations.RunPython(found_already, migrations.RunPython.noop),
        GuardedTable("items_candidate"),
    ]
