"""A shop owner's evening, in a real browser on a phone: he sees who is coming, checks himself, rates the last visit, appeals; a passer-by
reports at his door. Requests are answered by the program in this very process, so that no server has to be started.
"""

from collections.abc import Iterator
from contextvars import copy_context
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django import DjangoDbBlocker

from tests.browser import scrolls_sideways, violations, watch
from yicha.disclosure.testing import publish_results
from yicha.feedback.queries import own_petitions, own_ratings
from yicha.feedback.types import PetitionKind
from yicha.inspections.testing import carry_out, make_inspections, notify, on_the_day, planned
from yicha.inspections.types import InspectionRow, Outcome
from yicha.orgs.testing import make_department
from yicha.orgs.types import DepartmentKind
from yicha.planning.testing import owner
from yicha.shell.testing import acting
from yicha.subjects.queries import mark_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
SITE = "http://yicha.test"
KEPT = ("Content-Type",)  # the rest is for a real server
MODULES = ("enterprise.web.pages", "enterprise.web.rating", "enterprise.web.petitions")


@pytest.fixture
def rows(
    browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[InspectionRow]]:
    """The first was carried out a week ago, the last is announced."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_inspections()
        make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
        done = carry_out(made[0])
        publish_results(done, Outcome.NO_PROBLEM)
        notify(made[-1])
        for module in MODULES:
            monkeypatch.setattr(f"yicha.{module}.now", lambda: on_the_day(done) + timedelta(days=7))
        yield [done, *made[1:]]
        transaction.set_rollback(True)


def answered_by(client: Client, page: Page) -> None:
    """Whatever the page asks for, the client answers."""

    def answer(route: Route) -> None:
        asked = route.request
        path = urlsplit(asked.url)._replace(scheme="", netloc="").geturl()
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/").partition("?")[0])
            route.fulfill(path=str(found)) if found else route.fulfill(status=404)
            return
        sent: dict[str, Any] = {"data": asked.post_data_buffer or b"", "content_type": asked.headers.get("content-type", "")}
        said = client.generic(asked.method, path, **sent, HTTP_HOST="localhost")
        if said.status_code == HTTPStatus.SEE_OTHER:  # the browser would follow it past the route
            said = client.get(said.headers["Location"], HTTP_HOST="localhost")
        headers = {name: value for name, value in said.headers.items() if name in KEPT}
        route.fulfill(status=said.status_code, headers=headers, body=b"".join(said) if said.streaming else said.content)

    here = copy_context()  # with the connection of this test in it; the browser's own greenlet has another
    page.route("**/*", lambda route: here.copy().run(answer, route))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    seen = watch(page)
    yield page
    context.close()
    assert seen.errors == []


def looked_at(page: Page, address: str) -> None:
    page.goto(SITE + address)
    assert not scrolls_sideways(page)
    assert violations(page) == []


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).last.click()


@pytest.mark.clause("R-PROC-6")
def test_a_shop_owner_has_his_say(rows: list[InspectionRow], phone: Page) -> None:
    who = owner(planned(rows[0]).sid)
    answered_by(acting(who), phone)
    looked_at(phone, "/firm/")
    for place in range(len(rows[0].tasks)):
        phone.locator(f"#id_grade{place}_3").check()
    press(phone, "封存评价")
    expect(phone.get_by_text("谢谢，评价已经封存")).to_be_visible()
    assert len(own_ratings(who)) == len(rows[0].tasks)
    assert violations(phone) == []
    looked_at(phone, "/firm/record/")
    with phone.expect_navigation():
        phone.get_by_role("link", name="申诉").first.click()
    phone.get_by_label("哪里不对").fill("当天设备已经换过，有发票")
    press(phone, "对结果申诉")
    expect(phone.get_by_text("等答复")).to_be_visible()
    assert [one.kind for one in own_petitions(who, on_the_day(rows[0]))] == [PetitionKind.APPEAL]


@pytest.mark.clause("LYG-4.3e")
def test_who_is_to_be_visited_checks_himself_first(rows: list[InspectionRow], phone: Page) -> None:
    answered_by(acting(owner(planned(rows[-1]).sid)), phone)
    looked_at(phone, "/firm/")
    with phone.expect_navigation():
        phone.get_by_role("link", name="先自查").click()
    phone.get_by_label("是否公示许可证").first.check()
    assert violations(phone) == []
    looked_at(phone, "/firm/door/")


@pytest.mark.clause("GX-5.4b")
def test_a_passer_by_reports_at_the_door(rows: list[InspectionRow], phone: Page) -> None:
    sid = planned(rows[0]).sid
    answered_by(Client(), phone)
    looked_at(phone, f"/d/{sid}/{mark_of(sid)}/")
    phone.get_by_label("看到了什么").fill("后门上锁")
    press(phone, "反映")
    number, secret = phone.locator("dd.yc-mono").all_inner_texts()
    assert violations(phone) == []
    looked_at(phone, "/public/receipt/")
    phone.get_by_label("回执号").fill(number)
    phone.get_by_label("查询码").fill(secret)
    press(phone, "查进度")
    expect(phone.get_by_text("联席办正在看")).to_be_visible()
    assert violations(phone) == []
