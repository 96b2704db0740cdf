from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from yicha.engines.forms import applying, verdict
from yicha.inspections.actions._part import part_of
from yicha.inspections.actions._site import on_site
from yicha.inspections.models import SiteRecord
from yicha.inspections.queries import answers, merged_form
from yicha.inspections.rules.results import require_outcome_fits
from yicha.inspections.rules.signing import require_signed
from yicha.inspections.rules.team import require_own_part, require_team_of
from yicha.inspections.states import TASK_TRANSITIONS
from yicha.inspections.types import (
    AnswerRow,
    InspectionPermission,
    PointAnswer,
    Question,
    RecordResults,
    ResultsRecorded,
    TaskStatus,
    values_of,
)
from yicha.kernel.actor import Actor
from yicha.kernel.events import canonical, to_plain
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.RECORD, clause="LYG-4.4a R-ITEM-2 R-SUB-3 R-PROC-5")
def record_results(actor: Actor, command: RecordResults, at: datetime, /) -> ResultsRecorded:
    """What one department makes of the signed record, by those who were drawn for it, or for whom it entrusted. Until the head
    concludes it may be mended.
    """
    moment = command.moment or at
    site = on_site(actor, command.inspection, moment, "LYG-4.4a")
    task = part_of(site.inspection, command.department, "LYG-4.4a")
    checked_by = task.entrusted_to or task.department
    require_own_part(actor, checked_by, "LYG-4.4a")
    task.status = step(TASK_TRANSITIONS, TaskStatus(task.status), "submit", clause="LYG-4.4a")
    require_signed(SiteRecord.objects.filter(inspection=site.inspection).exists())
    require_team_of(command.officers, checked_by, site.planned.officers, task.min_officers)
    own = tuple(_own(merged_form(actor, site.planned), answers(actor, site.inspection.pk), command.department))
    require_outcome_fits(command.outcome, own)
    task.outcome, task.answers, task.officers = command.outcome, [to_plain(answer) for answer in own], list(command.officers)
    task.note, task.submitted_at, task.returned_because = command.note, moment, ""
    task.save()
    digest = sha256(canonical(task.answers).encode()).hexdigest()
    return ResultsRecorded(site.inspection.pk, command.department, command.outcome, digest)


def _own(form: Sequence[Question], given: Mapping[str, AnswerRow], department: str) -> Iterator[PointAnswer]:
    """The answers as points of the department's own forms, each by its own limits; what was not asked is left out."""
    values = values_of(given)
    for question, one in applying(form, values):
        if one.department == department:
            answer = given[question.key]
            result = verdict(one.point, values[question.key])
            yield PointAnswer(one.item, one.point.code, result, answer.note, answer.value)
