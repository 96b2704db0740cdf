"""What the database holds when the demo is done, as plain values: for tests of a program whose database goes with it."""

from collections import Counter
from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob

from yicha.disclosure.models import Publication
from yicha.draws.models import Draw
from yicha.inspections.models import DepartmentTask, Inspection
from yicha.kernel.ledger import latest_checkpoint, prove_inclusion, verifier_keys
from yicha.kernel.models import Entry, FailedDelivery, Leaf, Unsequenced
from yicha.planning.models import Visit

EVERY = 20  # so many entries have one with a proof
SAID = ("use_case", "event", "about", "actor", "role", "department", "key", "clause")


def collect() -> dict[str, Any]:
    leaves = list(Leaf.objects.select_related("entry").order_by("index"))
    return {
        "entries": [_entry(leaf) for leaf in leaves],
        "waiting": Unsequenced.objects.count(),
        "all_entries": Entry.objects.count(),
        "checkpoint": latest_checkpoint(),
        "keys": verifier_keys(),
        "proofs": {leaf.index: [one.hex() for one in prove_inclusion(leaf.entry_id).hashes] for leaf in leaves[::EVERY]},
        "draws": list(Draw.objects.order_by("pk").values_list("number", flat=True)),
        "visits": list(Visit.objects.order_by("number").values_list("number", flat=True)),
        "inspections": list(Inspection.objects.order_by("pk").values("id", "number", "visit_id", "status", "visit__number")),
        "tasks": list(DepartmentTask.objects.order_by("pk").values("inspection_id", "department", "status", "outcome")),
        "publications": list(Publication.objects.order_by("pk").values("inspection_id", "department", "status")),
        "jobs": Counter(ProcrastinateJob.objects.exclude(queue_name="clock").values_list("status", flat=True)),
        "failed_deliveries": list(FailedDelivery.objects.values_list("error", flat=True)),
    }


def _entry(leaf: Leaf) -> dict[str, Any]:
    entry = leaf.entry
    said = {name: getattr(entry, name) for name in SAID}
    return {**said, "run": str(entry.run), "cause": str(entry.cause or ""), "body": entry.body, "at": entry.at.isoformat()}
