"""Who hears that a draw is to be made void, read its fallback, or had its sealed list read: the legal supervisors of its region."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from yicha.draws.models import Draw
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.notifications import Message, notify
from yicha.orgs.queries import departments, holders


def tell_supervisors(draw: Draw, title: str, reason: str, at: datetime) -> None:
    """Once each, in the program."""
    codes = [one.code for one in departments(SYSTEM, timezone.localdate(at)) if one.region_path == draw.region_path]
    link = reverse("draws:draw", args=[draw.pk])
    notify([Message(account, title, reason, link) for account in holders(Role.LEGAL_SUPERVISOR, codes, at)], at)
