"""A program that calls: known by its token, never by a session, so that no browser can be made to call in its name."""

from hashlib import sha256
from hmac import compare_digest
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from yicha.kernel.actor import Actor

BEARER: Final = "Bearer "


def program_of(request: HttpRequest) -> Actor | None:
    """`Authorization: Bearer …`, of which `settings.YICHA_PROGRAMS` holds the SHA-256. It may what the site says, and nothing else."""
    said = request.headers.get("Authorization", "")
    if not said.startswith(BEARER):
        return None
    digest = sha256(said.removeprefix(BEARER).strip().encode()).hexdigest()
    found = [name for name, one in settings.YICHA_PROGRAMS.items() if compare_digest(one["token"], digest)]
    return _actor(found[0]) if found else None


def _actor(name: str) -> Actor:
    one = settings.YICHA_PROGRAMS[name]
    return Actor(f"program:{name}", name, one["region"], one["department"], permissions=frozenset(one["permissions"]))
