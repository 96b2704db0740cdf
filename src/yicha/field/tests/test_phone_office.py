"""The app and the real office: packages, judgement, receipts and originals are those of `/api/v1/field/`, not of the tests' desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, Route, expect

from yicha.field.tests.acts import CHUNKS
from yicha.field.tests.conftest import PHONE_NORMS
from yicha.field.tests.desk import PASSWORD, Desk
from yicha.field.tests.phones import until
from yicha.field.tests.test_phone_visit import Phones, tap
from yicha.inspections.queries import site, site_record
from yicha.inspections.testing import PHOTOGRAPH, make_inspections, notify, officer, on_the_day, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, PointResult
from yicha.kernel.actor import SYSTEM, Actor
from yicha.norms.testing import put_norm
from yicha.shell.testing import acting

ALL_SENT = f"""async () => (await field.app.store.rows('ops')).every((row) => row.state !== 'sealed') && (await ({CHUNKS})()) === 0"""
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones"), pytest.mark.usefixtures("beside_a_browser")]


@pytest.fixture
def row(play: Playwright, db: None) -> InspectionRow:
    """Made with the browser open: its connection is then the one of the requests."""
    made = make_inspections()[0]
    notify(made)
    for name, value in PHONE_NORMS.items():
        put_norm(name, value)
    return made


class Office:
    """Requests of the interface wait until they are answered here: where the test has its transaction, as that officer."""

    def __init__(self, page: Page, actor: Actor) -> None:
        self.waiting: list[Route] = []
        self.client = acting(actor, Accept="application/json")
        page.route("**/api/v1/field/**", lambda route: self.waiting.append(route))  # noqa: PLW0108 playwright marks what it is given

    def answer(self) -> None:
        while self.waiting:
            route = self.waiting.pop(0)
            asked = route.request
            path, kind = "/" + asked.url.split("/", 3)[3], asked.headers.get("content-type", "application/json")
            packed = asked.headers.get("content-encoding", "")
            said = self.client.generic(asked.method, path, asked.post_data_buffer or b"", kind, HTTP_CONTENT_ENCODING=packed)
            route.fulfill(status=said.status_code, body=said.content, content_type=said.headers["Content-Type"])

    def until(self, page: Page, true: str) -> None:
        def so() -> object:
            self.answer()
            return page.evaluate(true)

        until(so, 60)


@pytest.fixture
def on_site(row: InspectionRow) -> Iterator[None]:
    with shifted(on_the_day(row)):
        yield


@pytest.mark.usefixtures("on_site")
def test_a_visit_recorded_in_flight_mode_is_the_record_of_the_inspection(row: InspectionRow, desk: Desk, phones: Phones) -> None:
    zhang = officer(row, planned(row).lead)
    phone = phones("a")
    page = phone.start()
    office = Office(page, zhang)
    page.get_by_label("账号").fill("zhang")
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    office.until(page, "() => field.app.fresh")
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
    expect(page).not_to_have_url(f"{phone.address}#/v/{row.id}/q/1")
    page.goto(f"{phone.address}#/v/{row.id}/rest")
    expect(page.locator("h1")).to_contain_text("其余")
    if page.get_by_role("button", name="问全部合格").count():
        tap(page, "button", "问全部合格")
    page.goto(f"{phone.address}#/v/{row.id}")
    expect(page.locator(".field-head p")).to_contain_text("还有 0 问")
    office = Office(page, zhang)
    page.evaluate("() => { field.app.send(); }")
    office.until(page, ALL_SENT)
    assert {state for _, state, _ in phone.states()} == {"applied"}
    found = site(zhang, row.id, on_the_day(row))
    assert found.unanswered == ()
    assert [found.answers[one.key].note for one in found.failed] == ["指针在红区"]
    assert {one.result for one in found.answers.values()} >= {PointResult.FAIL}
    assert len(found.evidence) == 1
    assert site_record(SYSTEM, row.id) is None
