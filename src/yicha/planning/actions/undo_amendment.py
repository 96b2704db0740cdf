from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.models import Programme, ProgrammeVersion
from yicha.planning.rules.amending import require_newest, require_something_to_undo
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import PlanningPermission, ProgrammeAmended, ProgrammeStatus, UndoAmendment

LONGEST = 400


@use_case(may=PlanningPermission.AMEND, clause="GX-4.4")
def undo_amendment(actor: Actor, command: UndoAmendment, at: datetime, /) -> ProgrammeAmended:
    """撤销: what held before the last amendment holds again, as a new version; nothing is forgotten."""
    row = fetch(actor, Programme.objects.all(), clause="GX-4.4", pk=command.programme)
    row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "amend", clause="GX-4.4")
    newest = ProgrammeVersion.objects.filter(programme=row).latest("number")
    require_newest(command.version, newest.number)
    require_something_to_undo(newest.parent)
    back = ProgrammeVersion.objects.get(programme=row, number=newest.parent)
    row.result, row.summary = back.result, back.summary
    row.save()
    same = ProgrammeVersion.objects.filter(programme=row, result=newest.result, board=newest.board)
    deed = f"撤销：{same.earliest('number').what}"[:LONGEST]  # the amendment itself, though an undoing may have led back to it
    made = {"what": deed, "made_by": actor.name, "made_at": at, "wishes": back.wishes, "summary": back.summary}
    files = {"result": back.result, "board": back.board}
    number = newest.number + 1
    ProgrammeVersion.objects.create(programme=row, number=number, parent=back.parent, **made, **files)
    return ProgrammeAmended(row.pk, number, deed, back.summary["doors"], back.summary["unplaced"])
