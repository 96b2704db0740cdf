"""An order with its lock, and who hears of it."""

from datetime import date, datetime

from django.urls import reverse

from yicha.duties.queries import departments_of
from yicha.followups.models import FollowUp, RectificationOrder
from yicha.followups.rules.follow_ups import require_own
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.numbers import document_number
from yicha.orgs.queries import holders, holders_for, subject_of
from yicha.subjects.queries import sids_of

CLAUSE = "LYG-4.4a"
BOTH = (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD)


def own_order(actor: Actor, pk: int) -> RectificationOrder:
    """For the department that gave it; its follow-up comes along, unlocked."""
    row = fetch(actor, RectificationOrder.objects.select_related("follow_up"), clause=CLAUSE, pk=pk)
    require_own(actor, row.follow_up.department)
    return row


def order_for(actor: Actor, pk: int) -> RectificationOrder:
    """As above, or for the firm that it was given to; another firm finds nothing."""
    row = fetch(actor, RectificationOrder.objects.select_related("follow_up"), clause=CLAUSE, pk=pk)
    own = subject_of(actor)
    if own and row.follow_up.subject_id not in sids_of(actor, own):
        absent(CLAUSE)
    if not own:
        require_own(actor, row.follow_up.department)
    return row


def order_number(row: FollowUp, on: date) -> str:
    department = departments_of(row.region_path, on).get(row.department)
    short = department.short_name or department.name if department else row.department
    return document_number(f"{short}责改", f"order:{row.department}"[:40], row.region_path, on.year)


def tell_department(row: RectificationOrder, title: str, text: str, at: datetime) -> None:
    link = reverse("followups:follow_up", args=[row.follow_up_id])
    names = {name for role in BOTH for name in holders(role, [row.follow_up.department], at)}
    notify([Message(name, title, f"{row.number} · {text}", link) for name in sorted(names)], at)


def tell_subject(row: RectificationOrder, title: str, text: str, at: datetime) -> None:
    names = holders_for(row.follow_up.subject_id, at)
    notify([Message(name, title, f"{row.number} · {text}", "/") for name in names], at)
