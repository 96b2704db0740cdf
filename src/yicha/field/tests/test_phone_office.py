"""The app and the real office: packages, judgement, receipts and originals are those of `/api/v1/field/`, not of the tests' desk."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from yicha.field.tests.acts import unsent_chunks
from yicha.field.tests.desk import Desk
from yicha.field.tests.phones import until
from yicha.field.tests.test_phone_visit import Phones, tap
from yicha.inspections.queries import site, site_record
from yicha.inspections.testing import PHOTOGRAPH, officer, on_the_day, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, PointResult
from yicha.kernel.actor import SYSTEM, Actor
from yicha.shell.testing import acting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones")]


@pytest.fixture(scope="module", autouse=True)
def beside_a_browser() -> Iterator[None]:
    """While it is open, this thread counts as asynchronous for Django."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def office(actor: Actor) -> Any:
    """Every request of the interface goes to the real one, as that officer."""
    client = acting(actor, Accept="application/json")

    def answer(route: Route) -> None:
        asked = route.request
        path = "/" + asked.url.split("/", 3)[3]
        said = client.generic(asked.method, path, asked.post_data_buffer or b"", asked.headers.get("content-type", "application/json"))
        route.fulfill(status=said.status_code, body=said.content, content_type=said.headers["Content-Type"])

    return answer


@pytest.fixture
def on_site(row: InspectionRow) -> Iterator[None]:
    with shifted(on_the_day(row)):
        yield


@pytest.mark.usefixtures("on_site")
def test_a_visit_recorded_in_flight_mode_is_the_record_of_the_inspection(row: InspectionRow, desk: Desk, phones: Phones) -> None:
    zhang = officer(row, planned(row).lead)
    phone = phones("a")
    page = phone.start()
    page.route("**/api/v1/field/**", office(zhang))
    phone.sign_in()
    expect(page.locator(".field-visit h2").first).to_have_text(planned(row).name)
    page.unroute("**/api/v1/field/**")
    desk.dark = True
    page.goto(f"{phone.address}#/v/{row.id}/code")
    tap(page, "button", "已亮码，入企")
    tap(page, "link", "接着检查")
    page.locator("#choice-fail").click()
    page.get_by_label("哪里不合格").fill("指针在红区")
    page.set_input_files("#photo", {"name": "shot.png", "mimeType": "image/png", "buffer": PHOTOGRAPH})
    expect(page.locator(".field-photo")).to_have_count(1)
    page.locator("#on").click()
    tap(page, "link", "其余全部合格")
    tap(page, "button", "问全部合格")
    expect(page.locator(".field-head p")).to_contain_text("还有 0 问")
    page.route("**/api/v1/field/**", office(zhang))
    until(phone.send, 60)
    assert {state for _, state, _ in phone.states()} == {"applied"}
    assert unsent_chunks(phone) == 0
    found = site(zhang, row.id, on_the_day(row))
    assert found.unanswered == ()
    assert [found.answers[one.key].note for one in found.failed] == ["指针在红区"]
    assert {one.result for one in found.answers.values()} == {PointResult.PASS, PointResult.FAIL}
    assert len(found.evidence) == 1
    assert site_record(SYSTEM, row.id) is None
