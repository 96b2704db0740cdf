"""Addresses that each break one promise, for the tests of the matrix itself."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from yicha.config.urls import urlpatterns as whole
from yicha.inspections.models import Inspection
from yicha.inspections.types import InspectionPermission
from yicha.kernel.access import MARK, Access, actor_of, public, requires
from yicha.kernel.jurisdiction import absent, within
from yicha.kernel.refusals import NotPermitted
from yicha.kernel.testing import sql
from yicha.orgs.types import OrgPermission


def exists(inspection: int) -> bool:
    return Inspection.objects.filter(pk=inspection).exists()


def seen(request: HttpRequest, inspection: int) -> bool:
    return within(actor_of(request), Inspection.objects.filter(pk=inspection)).exists()


@requires(InspectionPermission.READ)
def good(request: HttpRequest, inspection: int) -> HttpResponse:
    if not seen(request, inspection):
        absent()
    return HttpResponse("here it is")


@requires(InspectionPermission.READ)
def foreign_is_forbidden(request: HttpRequest, inspection: int) -> HttpResponse:
    if exists(inspection) and not seen(request, inspection):
        raise NotPermitted("not yours")
    return good(request, inspection)


@requires(InspectionPermission.READ)
def foreign_is_shown(request: HttpRequest, inspection: int) -> HttpResponse:
    if not exists(inspection):
        absent()
    return HttpResponse("whoever asks")


@requires(InspectionPermission.READ)
def unknown_is_found(request: HttpRequest, inspection: int) -> HttpResponse:
    return HttpResponse("nothing here")


def marked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The mark without its guard."""
    setattr(view, MARK, Access((str(OrgPermission.APPROVE_POST),)))
    return view


@marked
def mark_is_not_kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse("come in")


@marked
def nobody_is_let_in(request: HttpRequest) -> HttpResponse:
    if actor_of(request).id:
        raise NotPermitted("not you")
    return HttpResponse("come in")


@requires(InspectionPermission.READ)
def get_writes(request: HttpRequest) -> HttpResponse:
    sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    return HttpResponse("noted")


@public("to see a fault told")
def breaks(request: HttpRequest) -> HttpResponse:
    return HttpResponse(1 // 0)


@public("to see a guard that contradicts it told")
def public_asks(request: HttpRequest) -> HttpResponse:
    raise NotPermitted("not you")


@csrf_exempt
@requires(InspectionPermission.READ)
def form_without_token(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def unmarked(request: HttpRequest) -> HttpResponse:
    return HttpResponse("whose am I?")


api = NinjaAPI(title="broken", version="0.0.1", docs_url=None, urls_namespace="broken")


@api.get("/fails/{number}")
@requires(InspectionPermission.READ)
def fails(request: HttpRequest, number: int) -> int:
    return number // 0


def one(view: Callable[..., Any], *, about: str = "") -> Any:
    return path(f"{view.__name__}/{about}", view, name=view.__name__)


urlpatterns = [
    path("api/", api.urls),
    *whole,
    *(one(view, about="<int:inspection>/") for view in (good, foreign_is_forbidden, foreign_is_shown, unknown_is_found)),
    *(one(view) for view in (mark_is_not_kept, nobody_is_let_in, get_writes, breaks, public_asks, form_without_token, unmarked)),
]
handler404 = "yicha.kernel.problems.absent"
