"""One department's part of a visit, locked."""

from yicha.inspections.models import DepartmentTask, Inspection
from yicha.kernel.jurisdiction import absent


def part_of(inspection: Inspection, department: str, clause: str) -> DepartmentTask:
    found = DepartmentTask.objects.select_for_update().filter(inspection=inspection, department=department).first()
    return found if found is not None else absent(clause)
