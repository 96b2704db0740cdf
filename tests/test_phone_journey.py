"""A phone without network and the real office: what was recorded in flight mode is the record of the visit, once the line is back."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import MISSING, chromium
from tests.served import Served
from yicha.field.tests.phones import Phone, playwright, until
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
PATIENCE = 90


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    if not chromium():
        pytest.skip(MISSING)
    yield from playwright()


def tap(page: Page, role: str, name: str) -> None:
    page.get_by_role(role, name=name).last.click()  # type: ignore[arg-type] # one of the roles


def answer_by_hand(page: Page) -> None:
    """What one tap to all of them cannot say: a number, a choice, words."""
    while page.get_by_role("link", name="接着检查").count():
        tap(page, "link", "接着检查")
        expect(page.locator("#asked")).to_be_visible()
        if page.locator("#value").count():
            page.fill("#value", "1")
        elif page.locator(".field-options button").count():
            page.locator(".field-options button").first.click()
        else:
            tap(page, "button", "合格")
        expect(page.locator(".field-saved")).to_be_visible()
        tap(page, "link", "目录")
        expect(page.locator(".field-lines").first).to_be_visible()


def cold_start(phone: Phone, password: str) -> float:
    """Seconds from the browser's start to the list of visits."""
    phone.kill()
    begun = time.monotonic()
    phone.start()
    phone.page.context.set_offline(True)
    phone.unlock(password)
    phone.page.locator(".field-visit").first.wait_for()
    return time.monotonic() - begun


@pytest.mark.nightly  # alone with the visit of the day, which test_field_journey.py takes each time
def test_a_phone_without_network_and_the_real_office(
    served: Served, play: Playwright, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    person = served.sign_ins[Role.OFFICER]
    phone = Phone(play, tmp_path / "a", served.at("/field/"))
    try:
        page = phone.start()
        phone.sign_in(person.username, person.password)
        phone.settled()
        page.reload()
        phone.unlock(person.password)
        page.context.set_offline(True)
        assert until(lambda: phone.send() is False)
        firm = page.locator(".field-visit h2").first.inner_text()
        tap(page, "link", "扫码入企")
        tap(page, "button", "已亮码，入企")
        expect(page.locator("h1")).to_have_text(firm)
        number = page.url.rpartition("/")[2]
        tap(page, "link", "其余全部合格")
        tap(page, "button", "问全部合格")
        expect(page.locator("h1")).to_have_text(firm)
        answer_by_hand(page)
        expect(page.locator("#line")).to_contain_text("份有网后自动上传")
        page.context.set_offline(False)
        assert until(phone.send, PATIENCE)
        states = phone.states()
        assert {state for _, state, _ in states} == {"applied"}, states
        page.goto(served.at(f"/check/{number}/"))
        expect(page.locator("h1")).to_have_text(firm)
        assert page.locator(".insp-lines .insp-pass").count() >= 1
        assert page.locator(".insp-lines .insp-open").count() == 0 or page.locator("details .insp-open").count() > 0
        record_property("cold_start_s", round(cold_start(phone, person.password), 2))
    finally:
        phone.kill()
