"""The forms of what this person may do about a matter now."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from yicha.followups.types import PUNISHABLE, FollowUpKind, FollowUpPermission, FollowUpRow, FollowUpStatus, OrderStatus
from yicha.followups.web import forms
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import officers_available
from yicha.planning.queries import items_held
from yicha.shell.forms import Form

TERM, LATER = timedelta(days=15), timedelta(days=20)
RECHECKED = (OrderStatus.DELIVERED, OrderStatus.ESCALATED, OrderStatus.REPORTED)
May = tuple[bool, FollowUpPermission, Callable[[], Form]]


def forms_of(
    actor: Actor, row: FollowUpRow, names: Mapping[str, str], slight: Mapping[str, str], refused: Mapping[str, Form]
) -> dict[str, Form | None]:
    """By name; None what is not to be done now, or not by this person."""
    own = actor.acts_for(row.department) and row.status is FollowUpStatus.OPEN
    offers = _of_matter(row, names, slight) | _of_order(actor, row)
    return {name: refused.get(name) or (make() if own and now_ and actor.may(may) else None) for name, (now_, may, make) in offers.items()}


def _of_matter(row: FollowUpRow, names: Mapping[str, str], slight: Mapping[str, str]) -> dict[str, May]:
    by_hand = row.kind not in {FollowUpKind.ORDER, FollowUpKind.DECISION}
    return {
        "decide": (row.kind is FollowUpKind.DECISION, FollowUpPermission.DECIDE, forms.DecideForm),
        "settle": (by_hand, FollowUpPermission.SETTLE, lambda: settle_form(row, names)),
        "educate": (row.kind in PUNISHABLE, FollowUpPermission.EDUCATE, lambda: educate_form(slight)),
        "drop": (row.order is None, FollowUpPermission.DROP, forms.ReasonForm),
    }


def _of_order(actor: Actor, row: FollowUpRow) -> dict[str, May]:
    order = row.order
    status = order.status if order else None
    recheck = status in RECHECKED and order is not None and order.visit is None
    return {
        "issue": (row.kind is FollowUpKind.ORDER and order is None, FollowUpPermission.ISSUE, lambda: issue_form(row)),
        "deliver": (status is OrderStatus.ISSUED, FollowUpPermission.DELIVER, deliver_form),
        "report": (status in RECHECKED, FollowUpPermission.REPORT, forms.ReportForm),
        "recheck": (recheck, FollowUpPermission.RECHECK, lambda: recheck_form(actor, row)),
        "conclude": (status in RECHECKED, FollowUpPermission.CONCLUDE, lambda: conclude_form(actor, row)),
        "withdraw": (status in {OrderStatus.ISSUED, OrderStatus.DELIVERED}, FollowUpPermission.WITHDRAW, forms.ReasonForm),
    }


def settle_form(row: FollowUpRow, names: Mapping[str, str], *args: Any) -> forms.SettleForm:
    if row.kind is not FollowUpKind.REFERRAL:
        return forms.SettleForm(*args)
    form = forms.ReferForm(*args)
    form.offer("recipient", [(code, name) for code, name in names.items() if code != row.department])
    return form


def educate_form(slight: Mapping[str, str], *args: Any) -> forms.EducateForm:
    form = forms.EducateForm(*args)
    form.offer("matter", list(slight.items()))
    return form


def issue_form(row: FollowUpRow, *args: Any) -> forms.IssueForm:
    """Filled from what the officers found; the clerk mends it."""
    today = now().date()
    found = [one.content + (f"：{one.note}" if one.note else "") for one in row.problems]
    initial = {
        "fact": "；".join(found)[:1000],
        "article": "；".join(dict.fromkeys(one.basis for one in row.problems if one.basis))[:400],
        "correct_by": today + TERM,
        "recheck_on": today + LATER,
    }
    return forms.IssueForm(*args, initial=initial)


def deliver_form(*args: Any) -> forms.DeliverForm:
    return forms.DeliverForm(*args, initial={"delivered_at": now()})


def recheck_form(actor: Actor, row: FollowUpRow, *args: Any) -> forms.RecheckForm:
    """Of the items that a problem was found in those that the department holds; else all that it holds."""
    held = items_held(actor, row.region_path, now().date())
    found = {one.item_code for one in row.problems} & set(held)
    form = forms.RecheckForm(*args, initial={"visit_on": row.order.recheck_on if row.order else None})
    form.offer("item", [(code, item.name) for code, item in held.items() if code in (found or set(held))])
    return form


def conclude_form(actor: Actor, row: FollowUpRow, *args: Any) -> forms.ConcludeForm:
    form = forms.ConcludeForm(*args)
    known = officers_available(actor, now().year)
    form.offer("officers", [(one.cert_no, f"{one.name} {one.cert_no}") for one in known if one.department == row.department])
    return form
