"""Answers written down: of one visit, or of all that one request of a phone brings, which is one statement past the ORM."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from yicha.inspections.actions._site import Site, unsigned_sites
from yicha.inspections.queries import known_results, standing_forms
from yicha.inspections.rules.answers import adopts, judged, require_asked, require_known, require_sheets
from yicha.inspections.types import Answer, AnswersRecorded, Question, RecordAnswers
from yicha.kernel.actor import Actor

GIVEN = ("result", "value", "note", "officer", "at", "op", "differs", "adopted_from_id")
COLUMNS = ", ".join(("inspection_id", "question", *GIVEN))
WRITE = f"""
INSERT INTO inspections_answer ({COLUMNS})
SELECT {COLUMNS} FROM json_to_recordset(%s) AS said (inspection_id bigint, question text, result text, value text, note text, officer text,
    at timestamptz, op text, differs boolean, adopted_from_id bigint)
ON CONFLICT (inspection_id, question) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in GIVEN)}
"""  # noqa: S608 our own words


def write_answers(actor: Actor, sheets: Sequence[RecordAnswers], at: datetime) -> tuple[AnswersRecorded, ...]:
    """By as many statements for many visits as for one."""
    require_sheets([sheet.inspection for sheet in sheets])
    sites = unsigned_sites(actor, [sheet.inspection for sheet in sheets], at, "YX-2.4")
    forms = standing_forms(actor, [site.planned for site in sites.values()])
    given: dict[int, tuple[Answer, ...]] = {}
    rows: list[dict[str, Any]] = []
    for sheet in sheets:
        site = sites[sheet.inspection]
        form = {question.key: question for question in forms[site.planned.id]}
        require_asked([answer.question for answer in sheet.answers], form, site.departments)
        given[sheet.inspection] = tuple(judged(answer, form[answer.question]) for answer in sheet.answers)
        rows += _rows(site, form, given[sheet.inspection], at)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [json.dumps(rows, ensure_ascii=False)])
    return tuple(AnswersRecorded(pk, sites[pk].officer, answers) for pk, answers in given.items())


def _rows(site: Site, form: Mapping[str, Question], given: Sequence[Answer], at: datetime) -> Iterator[dict[str, Any]]:
    adopted = _adopted(site, tuple(form.values()), given)
    for answer in given:
        yield {
            "inspection_id": site.inspection.pk,
            "question": answer.question,
            "result": answer.result,
            "value": answer.value,
            "note": answer.note,
            "officer": answer.officer or site.officer,
            "at": (answer.moment or at).isoformat(),
            "op": answer.op,
            "differs": answer.differs,
            "adopted_from_id": adopted.get(answer.question),
        }


def _adopted(site: Site, form: Sequence[Question], given: Sequence[Answer]) -> dict[str, int]:
    """Question → the inspection whose result is taken over, as its words say."""
    notes = {answer.question: answer.note for answer in given if adopts(answer.note)}
    if not notes:
        return {}
    known = known_results(site.planned, form)
    require_known(notes, known)
    return {question: known[question].inspection for question in notes}
