"""Which items most checks found something in: what a scene is proposed from (LYG-4.1)."""

from collections import Counter
from datetime import date

from yicha.inspections import models
from yicha.inspections.types import PointResult, TaskStatus
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.scenes.types import Finding

DONE = (TaskStatus.SUBMITTED, TaskStatus.CONCLUDED)


def most_problems(actor: Actor, region_path: str, since: date, on: date) -> list[Finding]:
    """Items in force, those with most problems first; one check counts once however many of its points fail."""
    tasks = models.DepartmentTask.objects.filter(inspection__region_path=region_path, status__in=DONE, submitted_at__date__gte=since)
    checks: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    for answers in within(actor, tasks, "inspection__region_path").values_list("answers", flat=True):
        checks.update({answer["item_code"] for answer in answers})
        problems.update({answer["item_code"] for answer in answers if answer["result"] == PointResult.FAIL})
    items = items_in_force(actor, region_path, on, set(problems))
    found = [
        Finding(code, items[code].name, items[code].department, checks[code], count) for code, count in problems.items() if code in items
    ]
    return sorted(found, key=lambda one: (-one.problems, one.checks, one.item_code))
