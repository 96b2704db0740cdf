"""The page of the day, the inbox, the search."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yicha.kernel.access import actor_of, public, requires
from yicha.kernel.actions.read_notification import read_notification
from yicha.kernel.actor import Role
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.notifications import inbox
from yicha.kernel.types import KernelPermission, ReadNotification
from yicha.orgs.actions.urge_department import urge_department
from yicha.orgs.types import OrgPermission, UrgeDepartment
from yicha.shell.answers import see_other
from yicha.shell.types import address
from yicha.subjects.types import SubjectPermission
from yicha.today.queries import day_of, find
from yicha.today.types import Tab

MOST = 100
LONGEST = 60


@require_safe
@public("who has not signed in is shown the way to do so")
def today(request: HttpRequest) -> HttpResponse:
    """A firm's day is its next check."""
    actor = actor_of(request)
    if actor.role is Role.ENTERPRISE and (home := address("firm:home")):
        return redirect(home)
    if not actor.id or not actor.may(KernelPermission.READ_NOTIFICATION):
        return redirect(address("orgs:choose_post") if actor.id else address("orgs:sign_in") or "/public/")
    asked = request.GET.get("tab", "")
    tab = Tab(asked) if asked in set(Tab) else Tab.WAITING
    return render(request, "today/today.html", {"day": day_of(actor, tab, now()), "tab": tab})


@require_safe
@requires(KernelPermission.READ_NOTIFICATION)
def notices(request: HttpRequest) -> HttpResponse:
    return render(request, "today/notices.html", {"rows": inbox(actor_of(request), MOST)})


@require_POST
@requires(KernelPermission.READ_NOTIFICATION)
def open_notice(request: HttpRequest, notification: UUID) -> HttpResponse:
    """Noted as read, then the page it speaks of."""
    actor = actor_of(request)
    row = next((row for row in inbox(actor, MOST) if row.id == notification), None)
    read_notification(actor, ReadNotification(notification), now())
    return see_other(row.link if row and url_has_allowed_host_and_scheme(row.link, None) else address("today:notices"))


@require_POST
@requires(OrgPermission.URGE)
def urge(request: HttpRequest) -> HttpResponse:
    """催办 a matter of the list 督办; what it says is what stands there."""
    actor, at = actor_of(request), now()
    wanted = (request.POST.get("matter", ""), request.POST.get("owner", ""))
    row = next((row for row in day_of(actor, Tab.OVERDUE, at).rows if row.matter and (row.matter, row.owner) == wanted), None)
    if row is None:
        absent("GX-4.4")
    command = UrgeDepartment(actor.region, row.owner, row.matter, f"{row.title} {row.note}", row.href)
    urge_department(actor, command, at)
    messages.success(request, _("已催办：%(kind)s") % {"kind": row.title})
    return see_other(f"{reverse('today:today')}?tab=overdue")


@require_safe
@requires(SubjectPermission.READ)
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST]
    return render(request, "today/search.html", {"q": text, "groups": find(actor_of(request), text, now())})
