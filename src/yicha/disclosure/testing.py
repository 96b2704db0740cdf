"""Makers for the tests of other rooms: results of a check, drafted and published."""

from datetime import timedelta

from yicha.disclosure.actions.draft_publication import draft_publication
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.queries import publications
from yicha.disclosure.types import DraftPublication, PublicationRow, PublishResult
from yicha.inspections.testing import on_the_day, planned
from yicha.inspections.types import InspectionRow, Outcome
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, made_once


@made_once
def draft_results(row: InspectionRow, outcome: Outcome = Outcome.NO_PROBLEM) -> list[PublicationRow]:
    """What each department of an inspection found on its day, as drafts."""
    for task in row.tasks:
        draft = DraftPublication(row.id, task.department, planned(row).sid, outcome, on_the_day(row, 11))
        draft_publication(SYSTEM, draft, NOW)
    return [one for one in publications(SYSTEM, REGION) if one.inspection == row.number]


@made_once
def publish_results(row: InspectionRow, outcome: Outcome = Outcome.NO_PROBLEM) -> list[PublicationRow]:
    """The same, and every department publishes a day later."""
    drafts = draft_results(row, outcome)
    for one in drafts:
        publish_result(SYSTEM, PublishResult(one.id), on_the_day(row, 11) + timedelta(days=1))
    return [one for one in publications(SYSTEM, REGION) if one.inspection == row.number]
