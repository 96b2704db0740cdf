"""What was found: of one part, and which items most checks found something in, from which a scene is proposed (LYG-4.1)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from yicha.inspections import models
from yicha.inspections.types import ConcludedPart, FailedPoint, PointResult, TaskStatus
from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, read, within
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


def concluded_part(actor: Actor, inspection: int, department: str) -> ConcludedPart:
    """With its failed points as the forms of the day of the visit said them."""
    tasks = models.DepartmentTask.objects.filter(status=TaskStatus.CONCLUDED).select_related("inspection__visit")
    task = read(actor, tasks, clause="LYG-4.4a", path="inspection__region_path", inspection=inspection, department=department)
    visit, failed = task.inspection.visit, [answer for answer in task.answers if answer["result"] == PointResult.FAIL]
    items = items_in_force(actor, visit.region_path, visit.first_day, {answer["item_code"] for answer in failed})
    return ConcludedPart(
        inspection=task.inspection_id,
        number=task.inspection.number,
        region_path=task.inspection.region_path,
        department=department,
        sid=visit.subject_id,
        checked_at=task.submitted_at or absent(),  # a constraint of the table: it has both
        concluded_at=task.concluded_at or absent(),
        failed=tuple(_failed(answer, items.get(answer["item_code"])) for answer in failed),
    )


def _failed(answer: Mapping[str, Any], item: ItemRow | None) -> FailedPoint:
    """A point that the form no longer has keeps its code; an item without points is one question of its own name."""
    point = next((one for one in item.check_points if one.code == answer["point"]), None) if item else None
    content = point.content if point else item.name if item else answer["point"]
    basis = (point.basis if point else "") or (item.legal_basis if item else "")
    return FailedPoint(answer["item_code"], answer["point"], content, basis, answer["note"])
