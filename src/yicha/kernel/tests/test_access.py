from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from ninja import NinjaAPI

from yicha.kernel.access import public, requires, routes
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.refusals import NotPermitted


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def read(request: HttpRequest) -> HttpResponse:
    return bare(request)


def api() -> NinjaAPI:
    return NinjaAPI(urls_namespace="t", docs_url=None, openapi_url=None)


def ninja_route() -> list[object]:
    made = api()
    made.get("/open")(public("t")(read))
    made.post("/open")(bare)
    return [path("x/", made.urls)]


@pytest.mark.parametrize("route", [[path("x/", bare)], ninja_route()], ids=["django", "ninja"])
def test_a_route_that_declares_nothing_stops_the_start(route: list[object], settings: Any) -> None:
    settings.ROOT_URLCONF = tuple(route)
    assert [found.id for found in run_checks(tags=["urls"])] == ["yicha.E002"]


def test_a_ninja_operation_beside_a_public_one_is_still_seen(settings: Any) -> None:
    settings.ROOT_URLCONF = tuple(ninja_route())
    (found,) = run_checks(tags=["urls"])
    assert "POST x/open" in found.msg


def test_a_declared_ninja_route_is_content(settings: Any) -> None:
    made = api()
    made.get("/thing")(requires("a.b.c")(read))
    settings.ROOT_URLCONF = (path("x/", made.urls),)
    settings.YICHA_FOREIGN_ROUTES = configured.YICHA_FOREIGN_ROUTES
    assert run_checks(tags=["urls"]) == []
    assert "GET x/thing" in [address for address, _ in routes()]


def test_foreign_routes_are_only_those_that_are_named(settings: Any) -> None:
    settings.ROOT_URLCONF = (path("x/", api().urls),)
    assert run_checks(tags=["urls"]) == []
    settings.YICHA_FOREIGN_ROUTES = {}
    assert [found.id for found in run_checks(tags=["urls"])] == ["yicha.E002"]


def test_our_own_routes_all_declare() -> None:
    assert run_checks(tags=["urls"]) == []
    assert "healthz" in [address for address, _ in routes()]


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (None, False),
        (Actor("u", "n"), False),
        (Actor("u", "n", permissions=frozenset({"a.b"})), False),
        (Actor("u", "n", permissions=frozenset({"a.b.c"})), True),
        (Actor("u", "n", permissions=frozenset({"d.e.f"})), True),
        (SYSTEM, True),
    ],
)
def test_a_declared_permission_is_also_demanded(actor: Actor | None, allowed: bool) -> None:
    view, request = requires("a.b.c", "d.e.f")(bare), RequestFactory().get("/")
    if actor:
        request.actor = actor  # type: ignore[attr-defined]
    if allowed:
        assert view(request).status_code == 200
    else:
        with pytest.raises(NotPermitted, match="登录" if actor is None else "没有权限"):
            view(request)


def test_no_permission_at_all_is_not_a_declaration() -> None:
    with pytest.raises(TypeError, match="public"):
        requires()


def test_the_version_is_the_package_s() -> None:
    told = (Path(__file__).parents[4] / "pyproject.toml").read_text()
    assert f'version = "{configured.YICHA_VERSION}"' in told
