from datetime import datetime

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.levels.actions._telling import told
from yicha.levels.models import Whistle
from yicha.levels.rules import whistles as rules
from yicha.levels.states import WHISTLE_TRANSITIONS
from yicha.levels.types import EscalateWhistle, LevelPermission, MusterStatus, WhistleEscalated, WhistleStatus
from yicha.orgs.queries import departments
from yicha.orgs.types import DepartmentKind


@use_case(may=LevelPermission.ESCALATE, clause="LYG-5.3")
def escalate_whistle(actor: Actor, command: EscalateWhistle, at: datetime, /) -> WhistleEscalated:
    """逾期上报: when the time is over, the heads of the silent and the joint office are told. The clock does it."""
    row = fetch(actor, Whistle.objects.all(), clause="LYG-5.3", pk=command.whistle)
    row.status = step(WHISTLE_TRANSITIONS, WhistleStatus(row.status), "escalate", clause="LYG-5.3")
    silent = tuple(row.musters.filter(status=MusterStatus.ASKED).order_by("pk").values_list("department", flat=True))
    rules.require_over(at, row.report_by, silent)
    row.save()
    notify(_told(actor, row, silent, at), at)
    return WhistleEscalated(row.pk, silent)


def _told(actor: Actor, row: Whistle, silent: tuple[str, ...], at: datetime) -> list[Message]:
    known = departments(actor, at.date())
    offices = [one.code for one in known if one.kind is DepartmentKind.LEAD_OFFICE and row.region_path.startswith(one.region_path)]
    said = Message("", "吹哨逾期", f"{row.number} 逾期未报到：{row.place}", f"/levels/{row.pk}/")
    return told(said, silent, at, (Role.DEPARTMENT_HEAD,)) + told(said, offices, at, (Role.COORDINATOR,))
