from datetime import date, datetime

from django.urls import reverse

from yicha.duties.queries import departments_of, require_covered
from yicha.followups.models import Circular, CircularReceipt
from yicha.followups.queries import spread_of
from yicha.followups.rules import follow_ups
from yicha.followups.rules import spread as rules
from yicha.followups.types import Circulate, Circulated, FollowUpPermission, SpreadProblem
from yicha.kernel.actor import Actor, Role
from yicha.kernel.notifications import Message, notify
from yicha.kernel.numbers import document_number
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import holders, place_name


@use_case(may=FollowUpPermission.CIRCULATE, clause="LYG-4.4b")
def circulate(actor: Actor, command: Circulate, at: datetime, /) -> Circulated:
    """报告政府并通报: what the program counted at enough subjects; who is told answers with a receipt."""
    require_covered(actor, command.region_path, "LYG-4.4b")
    follow_ups.require_own(actor, command.department)
    today = working_days().day_of(at)
    recipients = tuple(dict.fromkeys(command.recipients))
    known = departments_of(command.region_path, today)
    rules.require_told(command.government, recipients, known, command.department, command.words)
    spread = spread_of(actor, command.region_path, at, command.item_code, command.point)
    least = norms_in_force(command.region_path, today).whole(NormCode.SPREAD_SUBJECTS)
    rules.require_spread(spread.subjects, least)
    row = _write(command, spread, least, today, at)
    CircularReceipt.objects.bulk_create(CircularReceipt(circular=row, department=code) for code in recipients)
    _tell(row, recipients, at)
    return Circulated(row.pk, row.number, row.subjects, recipients)


def _write(command: Circulate, spread: SpreadProblem, least: int, today: date, at: datetime) -> Circular:
    return Circular.objects.create(
        region_path=command.region_path,
        department=command.department,
        item_code=command.item_code,
        point=command.point,
        content=spread.content,
        subjects=spread.subjects,
        least=least,
        since=spread.since,
        government=command.government.strip(),
        words=command.words.strip(),
        issued_at=at,
        number=document_number(f"{place_name(command.region_path)}通报", "circular", command.region_path, today.year),
    )


def _tell(row: Circular, recipients: tuple[str, ...], at: datetime) -> None:
    link = reverse("followups:circular", args=[row.pk])
    names = {name for role in (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD) for name in holders(role, recipients, at)}
    notify([Message(name, "收到通报，请回执", f"{row.number} · {row.content}", link) for name in sorted(names)], at)
