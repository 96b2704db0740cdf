"""Every route says who may use it, or the program does not start.

    @requires(CluePermission.READ)          @public("anyone may look at published results")
    def clue_list(request): ...             def results(request): ...

Of several permissions one is enough. The mark travels on the function, so ninja operations carry it as well.
Routes of other packages are named in `settings.YICHA_FOREIGN_ROUTES = {"allauth.": "…why…"}` by the module of their view.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from inspect import getclosurevars, isfunction
from typing import Any, TypeVar

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from yicha.kernel.actor import NOBODY, Actor
from yicha.kernel.permissions import holders_of
from yicha.kernel.refusals import Exit, NotPermitted, NotSignedIn

V = TypeVar("V", bound=Callable[..., Any])
MARK = "yicha_access"


@dataclass(frozen=True)
class Access:
    permissions: tuple[str, ...]
    reason: str = ""


def actor_of(request: HttpRequest) -> Actor:
    """The sign-in middleware sets it; nobody signed in is an actor without permissions."""
    found: Actor = getattr(request, "actor", NOBODY)
    return found


def source_of(request: HttpRequest) -> str:
    """The address that knocked, behind our own proxies and no further: what stands before them anybody may have written."""
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    behind = settings.YICHA_PROXIES
    return told[-behind] if behind and len(told) >= behind else str(request.META.get("REMOTE_ADDR", ""))


def requires(*permissions: str) -> Callable[[V], V]:
    if not permissions:
        raise TypeError("name a permission, or say @public and why")

    def decorate(view: V) -> V:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            actor = actor_of(request)
            if not any(actor.may(permission) for permission in permissions):
                raise _not_permitted(actor, permissions)
            return view(request, *args, **kwargs)

        setattr(checked, MARK, Access(permissions))
        return checked  # type: ignore[return-value] # wraps keeps the signature

    return decorate


def before_reading(*permissions: str) -> Callable[[HttpRequest], Actor]:
    """`router.post("/x", auth=before_reading(P))` beside `@requires(P)`: a program without the right hears so, whatever it has sent."""

    def permitted(request: HttpRequest) -> Actor:
        actor = actor_of(request)
        if not any(actor.may(permission) for permission in permissions):
            raise _not_permitted(actor, permissions)
        return actor

    return permitted


def _not_permitted(actor: Actor, permissions: tuple[str, ...]) -> NotPermitted:
    if not actor.id:
        return NotSignedIn("还没有登录，或登录已过期", exits=(Exit("登录后再试"),))
    return NotPermitted("您没有权限访问此页", exits=(Exit("请有权限的人员办理", holders_of(*permissions)),))


def public(reason: str) -> Callable[[V], V]:
    def decorate(view: V) -> V:
        setattr(view, MARK, Access((), reason))
        return view

    return decorate


def routes() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every (address, function) the program answers, ninja operations one by one."""
    yield from _walk("", get_resolver().url_patterns)


def _walk(prefix: str, patterns: list[Any]) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(address, pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield from _functions(address, getattr(pattern.callback, "func", pattern.callback))  # a partial hides its module


def _functions(address: str, callback: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    # ninja hides its operations in a closure; a test holds us to it, should a new version do otherwise.
    owner = getclosurevars(callback).nonlocals.get("self") if isfunction(callback) else None
    if not isinstance(owner, PathView):
        yield address, callback
        return
    for operation in owner.operations:
        yield f"{'|'.join(operation.methods)} {address}", operation.view_func


def undeclared_routes(**_: object) -> list[CheckMessage]:
    foreign = tuple(getattr(settings, "YICHA_FOREIGN_ROUTES", {}))
    missing = {
        address for address, function in routes() if not hasattr(function, MARK) and not function.__module__.startswith(foreign or ("\0",))
    }
    return [Error(f"route {address!r} declares neither permission nor public", id="yicha.E002") for address in sorted(missing)]
