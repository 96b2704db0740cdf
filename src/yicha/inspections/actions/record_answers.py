from collections.abc import Sequence
from datetime import datetime

from yicha.inspections import models
from yicha.inspections.actions._site import Site, unsigned_site
from yicha.inspections.queries import known_results, merged_form
from yicha.inspections.rules.answers import adopts, judged, require_asked, require_known
from yicha.inspections.types import Answer, AnswersRecorded, InspectionPermission, Question, RecordAnswers
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case

GIVEN = ["result", "value", "note", "officer", "at", "op", "differs", "adopted_from"]


@use_case(may=InspectionPermission.RECORD, clause="YX-2.4 LYG-4.4a R-ITEM-2")
def record_answers(actor: Actor, command: RecordAnswers, at: datetime, /) -> AnswersRecorded:
    """What is found, saved at once: one answer for all departments that ask the same. The last one counts until the firm has signed."""
    site = unsigned_site(actor, command.inspection, at, "YX-2.4")
    form = {question.key: question for question in merged_form(actor, site.planned)}
    require_asked([answer.question for answer in command.answers], form, site.departments)
    given = tuple(judged(answer, form[answer.question]) for answer in command.answers)
    adopted = _adopted(site, tuple(form.values()), given)
    models.Answer.objects.bulk_create(
        (
            models.Answer(
                inspection=site.inspection,
                question=answer.question,
                result=answer.result,
                value=answer.value,
                note=answer.note,
                officer=answer.officer or site.officer,
                at=answer.moment or at,
                op=answer.op,
                differs=answer.differs,
                adopted_from_id=adopted.get(answer.question),
            )
            for answer in given
        ),
        update_conflicts=True,
        update_fields=GIVEN,
        unique_fields=["inspection", "question"],
    )
    return AnswersRecorded(site.inspection.pk, site.officer, given)


def _adopted(site: Site, form: Sequence[Question], given: Sequence[Answer]) -> dict[str, int]:
    """Question → the inspection whose result is taken over, as its words say."""
    notes = {answer.question: answer.note for answer in given if adopts(answer.note)}
    if not notes:
        return {}
    known = known_results(site.planned, form)
    require_known(notes, known)
    return {question: known[question].inspection for question in notes}
