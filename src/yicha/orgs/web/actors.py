"""Who acts: asked anew for each request, so that what was taken away is gone at the next one."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from yicha.kernel.actor import NOBODY, Actor, Role
from yicha.kernel.clock import now
from yicha.kernel.permissions import permissions_of
from yicha.orgs.queries.accounts import SUBJECT, actor_for, person_for
from yicha.orgs.web.programs import program_of
from yicha.orgs.web.sessions import Enterprise, is_awake, send_marks, stays_alive

ENTERPRISE = "firm:"


class Actors:
    """Middleware, after Django's sessions. Sets `request.actor`; who brings no session costs no query. Programs bring a token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            at = now()
            actor = actor_of_session(request, at)
            request.actor = actor  # type: ignore[attr-defined]  # read by kernel.access.actor_of
            if actor.id:
                stays_alive(request, at)
        elif program := program_of(request, now()):
            request.actor = program  # type: ignore[attr-defined]  # read by kernel.access.actor_of
        response = self.get_response(request)
        send_marks(request, response)
        return response


def actor_of_session(request: HttpRequest, at: datetime) -> Actor:
    if not is_awake(request, at):
        return NOBODY
    if enterprise := request.session.get("enterprise"):
        return enterprise_actor(Enterprise(**enterprise))
    account, post = request.session.get("account", ""), request.session.get("post", 0)
    acting = actor_for(account, post, at) if post else None
    if acting and acting.permissions:
        return acting
    person = person_for(account)
    return person if person.permissions else NOBODY


def enterprise_actor(enterprise: Enterprise) -> Actor:
    """As `actor_for` makes it of an enterprise's post, without an account."""
    return Actor(
        id=f"{ENTERPRISE}{enterprise.sid}",
        name=enterprise.name,
        region=enterprise.region_path,
        department=f"{SUBJECT}{enterprise.sid}",
        role=Role.ENTERPRISE,
        permissions=permissions_of(Role.ENTERPRISE),
    )
