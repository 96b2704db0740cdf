from datetime import datetime

from django.urls import reverse

from yicha.duties.queries import departments_of
from yicha.followups.models import FollowUp
from yicha.followups.rules import follow_ups as rules
from yicha.followups.states import FOLLOW_UP_TRANSITIONS
from yicha.followups.types import FollowUpKind, FollowUpPermission, FollowUpSettled, FollowUpStatus, SettleFollowUp
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days
from yicha.orgs.queries import holders


@use_case(may=FollowUpPermission.SETTLE, clause="LYG-4.4a")
def settle_follow_up(actor: Actor, command: SettleFollowUp, at: datetime, /) -> FollowUpSettled:
    """移送、抄告、列入建议、公告: done, with the paper's number and who got it; a department of the county is told at once."""
    row = fetch(actor, FollowUp.objects.all(), clause="LYG-4.4a", pk=command.follow_up)
    rules.require_own(actor, row.department)
    kind, known = FollowUpKind(row.kind), departments_of(row.region_path, working_days().day_of(at))
    rules.require_settled_by_hand(kind)
    rules.require_recipient(kind, command.recipient, known, row.department)
    rules.require_words(command.reference, "文书编号")
    rules.require_words(command.words, "怎样办理的")
    row.status = step(FOLLOW_UP_TRANSITIONS, FollowUpStatus(row.status), "settle", clause="LYG-4.4a")
    row.recipient, row.reference, row.words, row.settled_at = command.recipient, command.reference, command.words.strip(), at
    row.save()
    if command.recipient in known:
        _tell(row, at)
    return FollowUpSettled(row.pk, kind, row.recipient, row.reference)


def _tell(row: FollowUp, at: datetime) -> None:
    link = reverse("followups:follow_up", args=[row.pk])
    names = {name for role in (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD) for name in holders(role, [row.recipient], at)}
    notify([Message(name, "收到抄告、移送", f"{row.reference} · {row.words}", link) for name in sorted(names)], at)
