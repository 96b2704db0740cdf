"""Who hears of a decision on a visit under way: its officers, the heads of its departments, and the subject."""

from datetime import datetime

from django.urls import reverse

from yicha.inspections.models import Inspection
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.notifications import Message, notify
from yicha.orgs.queries import accounts_of_officers, holders, holders_for
from yicha.planning.queries import visit


def tell(actor: Actor, inspection: Inspection, title: str, reason: str, at: datetime) -> None:
    """Once each, in the program."""
    planned = visit(SYSTEM, inspection.visit_id)
    text = f"{planned.name} · {inspection.number} · {actor.name}：{reason}"
    officers = accounts_of_officers({one.cert_no for one in planned.officers})
    heads = holders(Role.DEPARTMENT_HEAD, planned.departments, at)
    subject = holders_for(planned.sid, at)
    office, site = reverse("inspections:visit", args=[inspection.pk]), reverse("inspections:site", args=[inspection.pk])
    links = dict.fromkeys(heads, office) | dict.fromkeys(officers, site) | dict.fromkeys(subject, "/")
    notify([Message(account, title, text, link) for account, link in links.items()], at)
