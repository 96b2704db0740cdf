"""How the office answers a phone: who may ask, and what a refusal looks like."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router
from ninja.errors import HttpError
from ninja.utils import check_csrf

from yicha.field.api.turns import Turns
from yicha.field.types import FieldPermission
from yicha.kernel.access import before_reading
from yicha.kernel.actor import Actor
from yicha.kernel.spoken import spoken

router = Router(tags=["field"])
WORK: Final = FieldPermission.WORK
SYNC: Final = "/api/v1/field/sync"
REFUSED = frozenset({401, 403, 404, 409, 413, 422, 426, 429, 503})
TITLES: Mapping[str, tuple[int, str]] = {
    "unreadable": (422, "内容不完整，自动重传"),
    "not_your_lane": (422, "这台手机的登记已失效，请重新登录"),
    "bad_chunk": (422, "照片没传完整，自动重传"),
    "too_large": (413, "内容过大"),
    "update": (426, "请更新后再传"),
    "busy": (429, "办公室忙，稍后自动再传"),
}
_may_work = before_reading(WORK)
TURNS = Turns()


def officer(request: HttpRequest) -> Actor:
    """Who may work in the field; what changes something also wants the token that only our own pages know."""
    actor = _may_work(request)
    if request.method not in {"GET", "HEAD"} and check_csrf(request) is not None:
        raise HttpError(403, "请求未通过安全校验，请刷新页面后重试")
    return actor


def in_turn(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """So many at once in this process, whatever five hundred phones want; the others are told when to come again, and lose nothing."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        with TURNS.turn() as now:
            return view(request) if now else _sent_away()

    return asked


def full_at_once(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before anybody is asked who he is, which took a fifth of what it takes to serve him."""

    def asked(request: HttpRequest) -> HttpResponse:
        return _sent_away() if request.path_info == SYNC and TURNS.are_taken() else answer(request)

    return asked


def _sent_away() -> HttpResponse:
    answer = problem("busy")
    answer["Retry-After"] = str(TURNS.come_again())
    return answer


def problem(code: str) -> JsonResponse:
    """RFC 9457 with the code of FIELD1 §12."""
    status, title = TITLES[code]
    plain = {"type": "about:blank", "status": status, "title": spoken(title), "code": code}
    response = JsonResponse(plain, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response
