from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.planning.actions._versions import Recording
from yicha.planning.models import Programme, ProgrammeVersion
from yicha.planning.queries import programme_files
from yicha.planning.rules.amending import Draft, amended, in_words, wishes_of_plain
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import AmendProgramme, PlanningPermission, ProgrammeAmended, ProgrammeStatus


@use_case(may=PlanningPermission.AMEND, clause="GX-4.4 LYG-4.3a LYG-4.3d")
def amend_programme(actor: Actor, command: AmendProgramme, at: datetime, /) -> ProgrammeAmended:
    """固定、换周、拆分: the enterprise is solved anew at once under all limits; a version more."""
    row = fetch(actor, Programme.objects.all(), clause="GX-4.4", pk=command.programme)
    row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "amend", clause="GX-4.4")
    before = ProgrammeVersion.objects.filter(programme=row).latest("number")
    instance, programme = programme_files(actor, row.pk)
    recording = Recording(actor, row, instance, at)
    draft = Draft(instance, programme, wishes_of_plain(before.wishes))
    after = amended(draft, command, recording.words)
    subject = draft.visit(command.card).subject
    made = recording.next(before, draft, after, draft.sites(subject))
    version = recording.write(made, in_words(draft, command, recording.words))
    return ProgrammeAmended(row.pk, version.number, version.what, made.summary["doors"], made.summary["unplaced"])
