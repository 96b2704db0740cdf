"""The one place where a refusal becomes an answer: RFC 9457 problem+json, or a page that says what is allowed instead.

The database being away is no fault of the request: 503 with Retry-After, so that nobody has to type anything again.
"""

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from yicha.kernel.access import actor_of
from yicha.kernel.refusals import NotSignedIn, OutOfSpace, Refusal
from yicha.kernel.spoken import spoken

RETRY_AFTER = "5"


@dataclass(frozen=True)
class Problem:
    status: int
    title: str
    detail: str = ""
    clause: str = ""
    exits: tuple[dict[str, str], ...] = ()
    errors: tuple[dict[str, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        """RFC 9457: what is empty is left out."""
        said = {name: value for name, value in asdict(self).items() if value}
        return {"type": "about:blank", **said}


BUSY = Problem(503, "暂时无法办理", "系统正忙或数据库暂时无法连接，请稍后重试，已填写的内容不会丢失")
BROKEN = Problem(500, "系统出错", "此事已记录，请联系系统管理员")
ABSENT = Problem(404, "没有找到", "没有这个页面")
FORBIDDEN = Problem(403, "没有权限", "请求未通过安全校验，请刷新页面后重试")
UNREADABLE = Problem(400, "请求有误", "请求内容无法读取")
UNFIT = Problem(422, "填写有误", "有内容过长或数值超出范围，请修改后重新提交")
TOO_LARGE = Problem(413, "内容过大", "请求内容超过允许的大小")


def to_sign_in(request: HttpRequest) -> HttpResponse | None:
    """A page that was looked at comes after signing in. Nothing else may be repeated without being asked: None."""
    if request.method != "GET" or _wants_data(request) or "HX-Request" in request.headers:
        return None
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")


def of_refusal(refusal: Refusal) -> Problem:
    exits = tuple(asdict(way) for way in refusal.exits)
    return Problem(refusal.status, refusal.title, refusal.message, refusal.clause, exits)


def of_exception(error: BaseException | None) -> Problem | None:
    """What the world should hear of it; None: nothing but that something is broken."""
    if isinstance(error, Refusal):
        return of_refusal(error)
    if isinstance(error, RequestDataTooBig):
        return TOO_LARGE
    if isinstance(error, DataError):
        return UNFIT
    if isinstance(error, DatabaseError) and isinstance(error.__cause__, psycopg.errors.DiskFull):
        return of_refusal(OutOfSpace("数据库磁盘已满，未保存任何内容，请联系系统管理员"))
    return BUSY if isinstance(error, OperationalError | InterfaceError) else None


def in_words(problem: Problem) -> Problem:
    """In the language of the request."""
    exits = tuple({name: spoken(words) for name, words in way.items()} for way in problem.exits)
    return replace(problem, title=spoken(problem.title), detail=spoken(problem.detail), exits=exits)


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    busy, problem = problem is BUSY, in_words(problem)
    if _wants_data(request):
        response: HttpResponse = JsonResponse(
            problem.plain(), status=problem.status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
        )
    else:
        signed_in = bool(actor_of(request).id)
        # The frame asks the database, which may be what is broken.
        told = {"problem": problem, "signed_in": signed_in, "framed": signed_in and problem.status < BROKEN.status}
        page = render_to_string("shell/refusal.html", told, request)
        response = HttpResponse(page, status=problem.status)
    response["Cache-Control"] = "no-store"
    if busy:
        response["Retry-After"] = RETRY_AFTER
    return response


def _wants_data(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.get_preferred_type(["text/html", "application/problem+json"]) != "text/html"


class Refusals:
    """Middleware: refusals of views. What other middleware meets comes to `broken`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotSignedIn) and (sent := to_sign_in(request)):
            return sent
        problem = of_exception(error)
        return answer(request, problem) if problem else None


def broken(request: HttpRequest) -> HttpResponse:
    """handler500"""
    return answer(request, of_exception(sys.exception()) or BROKEN)


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404"""
    return answer(request, ABSENT)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """handler403 and CSRF_FAILURE_VIEW"""
    return answer(request, FORBIDDEN)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400"""
    return answer(request, UNREADABLE)


def speak_problems(api: NinjaAPI) -> None:
    """Let a ninja API answer as everything else does."""
    for kind in (Refusal, ValidationError, HttpError, Http404):
        api.add_exception_handler(kind, _answer_api)


def _answer_api(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error, ValidationError):
        return answer(request, _of_validation(error))
    if isinstance(error, HttpError):
        return answer(request, Problem(error.status_code, UNREADABLE.title, str(error)))
    return answer(request, of_exception(error) or ABSENT)


def _of_validation(error: ValidationError) -> Problem:
    errors = tuple({"place": ".".join(map(str, fault["loc"])), "message": str(fault["msg"])} for fault in error.errors)
    return Problem(422, "填写有误", "请按提示修改后重新提交", errors=errors)
