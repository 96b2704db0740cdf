from datetime import datetime

from yicha.engines.deadlines import due
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import holders
from yicha.planning.models import Programme
from yicha.planning.queries import programme_files
from yicha.planning.rules import filing
from yicha.planning.states import PROGRAMME_TRANSITIONS
from yicha.planning.types import ConsultationOpened, OpenConsultation, PlanningPermission, ProgrammeStatus, Stance


@use_case(may=PlanningPermission.CONSULT, clause="GX-4.4 LYG-4.3a")
def open_consultation(actor: Actor, command: OpenConsultation, at: datetime, /) -> ConsultationOpened:
    """征集意见: every department of the programme is asked, in a further round those who did not agree; the term begins."""
    row = fetch(actor, Programme.objects.all(), clause="GX-4.4", pk=command.programme)
    row.status = step(PROGRAMME_TRANSITIONS, ProgrammeStatus(row.status), "consult", clause="GX-4.4")
    calendar = working_days()
    norms = norms_in_force(row.region_path, calendar.day_of(at))
    filing.require_round(row.round, norms.whole(NormCode.CONSULTATION_ROUNDS_MAX), row.awaited)
    asked = _wishing(row) if row.round else _departments(actor, row)
    filing.require_asked(asked)
    row.round += 1
    row.awaited = asked
    row.opinions_by = due(at, [norms.term(NormCode.CONSULTATION)], calendar).day
    row.save()
    told = {name for role in (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD) for name in holders(role, asked, at)}
    text = f"{row.year}年合并方案，{row.opinions_by} 前答复，逾期视为同意"
    notify([Message(name, "征集意见", text, f"/programmes/{row.pk}/") for name in sorted(told)], at)
    return ConsultationOpened(row.pk, row.round, tuple(asked), row.opinions_by)


def _departments(actor: Actor, row: Programme) -> list[str]:
    """Whose lines it merges."""
    instance, _answer = programme_files(actor, row.pk)
    return sorted({line.department for line in instance.lines.values()})


def _wishing(row: Programme) -> list[str]:
    wishes = row.opinions.filter(decision="").exclude(stance=Stance.AGREE)
    return list(wishes.order_by("department").values_list("department", flat=True))
