"""Whatever goes wrong, the answer is in the reader's language and form, and says what to do."""

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from ninja import NinjaAPI

from yicha.kernel.problems import speak_problems
from yicha.kernel.refusals import Exit, NotFound, NotPermitted, OutOfSpace, RuleBroken

ONCE = RuleBroken("今年已检查一次", clause="LYG-4.3d", exits=(Exit("有投诉举报线索的，可以立即检查", "线索编号"), Exit("报联席会议同意")))


def disk_full() -> DatabaseError:
    error = OperationalError("could not extend file")
    error.__cause__ = psycopg.errors.DiskFull()
    return error


RAISED: dict[str, tuple[Exception, int, str]] = {
    "rule": (ONCE, 409, "今年已检查一次"),
    "permission": (NotPermitted("无权"), 403, "无权"),
    "absent": (NotFound("没有"), 404, "没有"),
    "full": (OutOfSpace("磁盘已满"), 507, "磁盘已满"),
    "database full": (disk_full(), 507, "磁盘已满"),
    "database away": (OperationalError("connection refused"), 503, "稍后重试"),
    "connection lost": (InterfaceError("closed"), 503, "稍后重试"),
    "too long for its column": (DataError("value too long"), 422, "过长"),
    "too big": (RequestDataTooBig(), 413, "超过"),
    "django 404": (Http404("secret"), 404, "没有这个页面"),
    "django 403": (PermissionDenied("secret"), 403, "安全校验"),
    "django 400": (SuspiciousOperation("secret"), 400, "无法读取"),
    "fault": (ZeroDivisionError("secret"), 500, "联系系统管理员"),
}


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


handler400 = "yicha.kernel.problems.unreadable"
handler403 = "yicha.kernel.problems.forbidden"
handler404 = "yicha.kernel.problems.absent"
handler500 = "yicha.kernel.problems.broken"
api = NinjaAPI(urls_namespace="problems", docs_url=None, openapi_url=None)
speak_problems(api)


@api.get("/items/{number}")
def item(request: HttpRequest, number: int) -> int:
    raise ONCE


urlpatterns = [
    *(path(f"page/{name}", raising(error)) for name, (error, _, _) in RAISED.items()),
    *(path(f"api/{name}", raising(error)) for name, (error, _, _) in RAISED.items()),
    path("api/ninja/", api.urls),
]


@pytest.fixture
def client(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", RAISED)
def test_a_page_for_people(client: Client, name: str) -> None:
    answer = client.get(f"/page/{name}", headers={"accept": "text/html,*/*;q=0.8"})
    text = answer.content.decode()
    assert answer.status_code == RAISED[name][1]
    assert RAISED[name][2] in text
    assert "secret" not in text
    assert "Traceback" not in text
    assert 'role="alert"' in text


@pytest.mark.parametrize("name", RAISED)
@pytest.mark.parametrize("address", ["/api/{}", "/page/{}"])
def test_problem_json_for_programs(client: Client, name: str, address: str) -> None:
    answer = client.get(address.format(name), headers={"accept": "application/json"})
    problem = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == answer.status_code == RAISED[name][1]
    assert problem["type"] == "about:blank"
    assert RAISED[name][2] in problem["detail"]
    assert "secret" not in answer.content.decode()


def test_an_api_address_never_answers_with_a_page(client: Client) -> None:
    assert client.get("/api/rule", headers={"accept": "text/html"}).headers["Content-Type"] == "application/problem+json"


def test_the_refusal_says_what_is_allowed_instead(client: Client) -> None:
    problem = json.loads(client.get("/api/rule").content)
    assert problem["clause"] == "LYG-4.3d"
    assert problem["exits"] == [{"what": "有投诉举报线索的，可以立即检查", "need": "线索编号"}, {"what": "报联席会议同意", "need": ""}]
    page = client.get("/page/rule").content.decode()
    assert "LYG-4.3d" in page
    assert "报联席会议同意" in page


def test_text_of_strangers_is_escaped(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = (path("x", raising(RuleBroken("<script>alert(1)</script>"))),)
    assert "<script>" not in client.get("/x").content.decode()


def test_when_busy_it_says_when_to_come_back(client: Client) -> None:
    assert client.get("/page/database away").headers["Retry-After"] == "5"
    assert "Retry-After" not in client.get("/page/rule").headers


def test_no_refusal_is_kept_by_a_cache(client: Client) -> None:
    assert client.get("/page/rule").headers["Cache-Control"] == "no-store"


def test_ninja_speaks_the_same_language(client: Client) -> None:
    assert json.loads(client.get("/api/ninja/items/1").content)["clause"] == "LYG-4.3d"
    wrong = client.get("/api/ninja/items/one")
    problem = json.loads(wrong.content)
    assert (wrong.status_code, problem["status"]) == (422, 422)
    assert problem["errors"][0]["place"] == "path.number"
    assert client.get("/api/ninja/nothing").status_code == 404
