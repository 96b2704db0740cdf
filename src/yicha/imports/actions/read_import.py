from collections import Counter
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from yicha.imports import rules
from yicha.imports.actions._staging import Staging
from yicha.imports.models import Import, Row
from yicha.imports.queries.history import reachable
from yicha.imports.queries.registers import Register, register_of
from yicha.imports.states import TRANSITIONS
from yicha.imports.types import ImportPermission, ImportRead, ImportState, ReadImport, RegisterKind
from yicha.kernel.actor import Actor
from yicha.kernel.command_line import BadInput
from yicha.kernel.files import path_of
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.tables import Intake, Verdict, read_rows
from yicha.kernel.tables.intake import counts
from yicha.kernel.use_case import use_case

WARNINGS = """
SELECT count(*) FROM imports_row, jsonb_array_elements(problems) AS problem WHERE import_id = %s AND problem->>'level' = 'warning'
"""


@use_case(may=ImportPermission.RUN, clause="LYG-4.2 YX-2.7")
def read_import(actor: Actor, command: ReadImport, at: datetime, /) -> ImportRead:
    """What the file would change, kept to be looked at. A file that cannot be read is kept with the reason. Reading again starts anew."""
    found = fetch(actor, reachable(actor), clause="LYG-4.2", pk=command.import_id)
    register = register_of(found.kind)
    rules.require_right(actor, register.permission)
    if found.state == ImportState.DROPPED:  # given up while it waited for the worker
        return ImportRead(found.pk, RegisterKind(found.kind), 0, 0, 0, 0)
    Row.objects.filter(file_import=found).delete()
    try:
        _read(found, register, at)
    except BadInput as bad:
        Row.objects.filter(file_import=found).delete()
        found.state, found.fault = step(TRANSITIONS, ImportState(found.state), "fail", clause="LYG-4.2"), bad.problem()
    else:
        found.state, found.fault = step(TRANSITIONS, ImportState(found.state), "read", clause="LYG-4.2"), {}
        _count(found)
    found.save()
    figures = (found.new, found.changed, found.unchanged, found.refused)
    return ImportRead(found.pk, RegisterKind(found.kind), *figures, str(found.fault.get("message", "")))


def _read(found: Import, register: Register[Any], at: datetime) -> None:
    waived = [waiver["code"] for waiver in found.waivers]
    layout = register.layout(found.region_path, timezone.localdate(at), waived)
    intake = Intake(layout.columns, read_rows(path_of(found.digest), name=found.name))
    staging = Staging(found, register, layout, intake)
    staging.stage()
    staging.relate()
    found.skipped, found.ignored_sheets = counts(intake.skipped), list(intake.ignored_sheets)


def _count(found: Import) -> None:
    rows = Row.objects.filter(file_import=found).order_by()
    by_verdict = Counter(dict(rows.values_list("verdict").annotate(Count("pk"))))
    found.new, found.changed, found.refused = (by_verdict[one] for one in (Verdict.NEW, Verdict.CHANGED, Verdict.REFUSED))
    found.unchanged = by_verdict[Verdict.UNCHANGED] + by_verdict[Verdict.REPEAT]
    with connection.cursor() as cursor:
        cursor.execute(WARNINGS, [found.pk])
        (found.warnings,) = cursor.fetchone()
