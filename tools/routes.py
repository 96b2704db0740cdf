"""Every address of the program with its mark, and the page that says who may use it (`tools/access.py` writes it)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import getclosurevars, isfunction, unwrap
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from yicha.config.roles import ROLES
from yicha.kernel.access import MARK, Access
from yicha.kernel.actor import Role
from yicha.orgs.types import ROLE_NAMES

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
VERSION = re.compile(r"-\d[\d.]*$")  # of an interface, in its name space
SHORT = dict(zip(ROLE_NAMES, "联科领组员法片园检数企系安审", strict=True))
HEAD = """# Who may use which address

Generated from the router and [the table of roles](../src/yicha/config/roles.py) by `python -m tools.access write`; a test holds it in step.
`●` may; everybody else is refused, and who is not signed in is asked to. A mark lets a person in by the role alone: which county and
which department one may touch is settled in the query and the use case behind it, and `tests/test_routes.py` tries every cell.

"""


@dataclass(frozen=True)
class Route:
    """One address, or one operation of an interface. `converters` turn a value into the part of the address that names it."""

    address: str
    name: str
    methods: tuple[str, ...]  # empty: the view takes what comes
    access: Access | None
    foreign: str  # why a view of another package needs no mark of ours
    converters: Mapping[str, Any]

    @property
    def room(self) -> str:
        return VERSION.sub("", self.name.rpartition(":")[0]) or "house"

    @property
    def who(self) -> frozenset[str]:
        """Roles that the mark lets in; of a public address all of them."""
        if self.access is None or self.access.reason:
            return frozenset(Role)
        return frozenset(role for role, held in ROLES.items() if held.intersection(map(str, self.access.permissions)))

    @property
    def is_public(self) -> bool:
        return bool(self.foreign) or (self.access is not None and bool(self.access.reason))

    @property
    def why(self) -> str:
        """Of a public address: why nobody is asked."""
        return self.foreign or (self.access.reason if self.access else "")

    def to(self, values: Mapping[str, Any]) -> str:
        """The address about these things."""
        return "/" + PARAMETER.sub(lambda found: str(self.converters[found[1]].to_url(values[found[1]])), self.address)


def all_routes() -> list[Route]:
    return list(_walk(get_resolver(), "", "", {}))


def _walk(resolver: URLResolver, prefix: str, space: str, converters: Mapping[str, Any]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        named = {**converters, **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, address, ":".join(filter(None, (space, pattern.namespace))), named)
        elif isinstance(pattern, URLPattern):
            yield from _routes(pattern, address, space, named)


def _routes(pattern: URLPattern, address: str, space: str, converters: Mapping[str, Any]) -> Iterator[Route]:
    view: Callable[..., Any] = getattr(pattern.callback, "func", pattern.callback)
    owner = getclosurevars(view).nonlocals.get("self") if isfunction(view) else None
    if isinstance(owner, PathView):
        for one in owner.operations:
            name = f"{space}:{one.operation_id or one.view_func.__name__}"
            yield Route(address, name, tuple(one.methods), getattr(one.view_func, MARK, None), _foreign(one.view_func), converters)
        return
    name = ":".join(filter(None, (space, pattern.name or "")))
    yield Route(address, name or address, methods_of(view), getattr(view, MARK, None), _foreign(view), converters)


def _foreign(view: Callable[..., Any]) -> str:
    if hasattr(view, MARK):
        return ""
    return next((why for start, why in settings.YICHA_FOREIGN_ROUTES.items() if unwrap(view).__module__.startswith(start)), "")


def methods_of(view: Callable[..., Any]) -> tuple[str, ...]:
    """What `require_http_methods` and its kin keep in their closure, wherever in the decorators they stand."""
    current: Any = view
    while current is not None:
        allowed = getclosurevars(current).nonlocals.get("request_method_list") if isfunction(current) else None
        if allowed:
            return tuple(method for method in allowed if method != "HEAD")
        current = getattr(current, "__wrapped__", None)
    return ()


def page() -> str:
    parts = [HEAD + " · ".join(f"{short} {ROLE_NAMES[role]}" for role, short in SHORT.items()) + "\n"]
    marked = sorted((one for one in all_routes() if not one.is_public), key=lambda one: (one.room, one.address, one.methods))
    for room, of_room in groupby(marked, key=lambda one: one.room):
        parts.append(f"\n## {room}\n\n" + table(list(of_room)))
    return "".join(parts) + "\n## Public\n\n" + public_table()


def table(routes: list[Route]) -> str:
    rows = ["| address | methods | of these permissions one | " + " | ".join(SHORT.values()) + " |", "|---|---|---|" + ":-:|" * len(SHORT)]
    for one in routes:
        permissions = "<br>".join(f"`{found}`" for found in map(str, one.access.permissions)) if one.access else "**none declared**"
        marks = " | ".join("●" if role in one.who and one.access else " " for role in SHORT)
        rows.append(f"| `/{one.address}` | {' '.join(one.methods) or 'any'} | {permissions} | {marks} |")
    return "\n".join(rows) + "\n"


def public_table() -> str:
    public = sorted((one for one in all_routes() if one.is_public), key=lambda found: (found.address, found.methods))
    rows = [f"| `/{one.address}` | {' '.join(one.methods) or 'any'} | {one.why} |" for one in public]
    return "\n".join(["| address | methods | why nobody is asked |", "|---|---|---|", *rows]) + "\n"
