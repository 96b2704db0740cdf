"""For the tests of every room's screens: a client that acts as somebody, without a password."""

from typing import Any

from django.http import HttpRequest
from django.test import Client
from django.test.client import ClientHandler

from yicha.kernel.actor import Actor


class _Acting(ClientHandler):
    """No session is brought, so the sign-in middleware leaves the actor as it is."""

    actor: Actor

    def get_response(self, request: HttpRequest) -> Any:
        request.actor = self.actor  # type: ignore[attr-defined]  # read by kernel.access.actor_of
        return super().get_response(request)


def acting(actor: Actor, **headers: str) -> Client:
    """`acting(make_actor(Role.OFFICER)).get("/subjects/")`. Refusals come as pages, as people see them."""
    client = Client(headers={"Accept": "text/html", **headers})
    handler = _Acting(enforce_csrf_checks=False)
    handler.actor = actor
    client.handler = handler
    return client
