"""One visit in a browser, as its people live it: 390 × 844 for the officer, 1366 × 768 for the office; axe and the console say nothing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from tests.browser import Seen, scrolls_sideways, violations, watch
from tests.keyboard import tab_to
from yicha.inspections.queries import evidence, inspection, site_record
from yicha.inspections.testing import (
    PHOTOGRAPH,
    answer,
    enter_with_code,
    make_inspections,
    notify,
    officer,
    on_the_day,
    photograph,
    planned,
)
from yicha.inspections.tests.pages import HOST, serve, shifted
from yicha.inspections.types import EvidenceKind, InspectionRow, TaskStatus
from yicha.kernel.actor import SYSTEM, Role
from yicha.orgs.testing import make_actor

PHONE, OFFICE = {"width": 390, "height": 844}, {"width": 1366, "height": 768}

pytestmark = pytest.mark.usefixtures("beside_a_browser")


def faults(page: Page, seen: Seen) -> list[str]:
    """What is wrong with the page as it stands."""
    said = [error for error in seen.errors if "Cross-Origin-Opener-Policy" not in error and "409" not in error]
    return violations(page) + said + (["scrolls sideways"] if scrolls_sideways(page) else [])


def press(page: Page, words: str) -> None:
    """The main act of a phone's page, and wait for where it leads."""
    with page.expect_navigation():
        page.click(f".yc-phone-bar >> text={words}")
    page.wait_for_selector("main")


def settled(page: Page) -> None:
    """What was sent is answered and on the page: only now does it listen again."""
    page.wait_for_selector(".htmx-request, .htmx-swapping, .htmx-settling", state="detached")


def draw(page: Page) -> None:
    """A signature, with the pointer."""
    box = page.locator("[data-pad]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    for step in range(8):
        page.mouse.move(box["x"] + 60 + 20 * step, box["y"] + (80 if step % 2 else 40))
    page.mouse.up()


@pytest.fixture
def row(browser: Browser, db: None) -> InspectionRow:
    """Made with the browser open: its connection is then the one of the pages."""
    made = make_inspections()[0]
    notify(made)
    return made


def test_an_officer_s_visit_from_the_door_to_the_result(row: InspectionRow, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type] # a size
    seen = watch(page)
    with shifted(on_the_day(row)):
        serve(page, officer(row, planned(row).lead))
        page.goto(f"{HOST}/check/")
        assert faults(page, seen) == []
        press(page, "扫码入企")
        page.fill("#id_code", row.code)
        assert faults(page, seen) == []
        press(page, "核对入企")
        assert faults(page, seen) == []
        press(page, "开始检查")
        page.click("#choice-fail")
        page.fill("#note", "标签不全")
        page.press("#note", "Tab")
        settled(page)
        page.set_input_files(".insp-camera input[name=file]", {"name": "现场.png", "mimeType": "image/png", "buffer": PHOTOGRAPH})
        page.wait_for_selector(".insp-photo")
        assert page.input_value("#note") == "标签不全"
        assert faults(page, seen) == []
        press(page, "其余全部合格")
        assert faults(page, seen) == []
        press(page, "1 问全部合格")
        for department in planned(row).departments[1:]:
            answer(row, department)
        press(page, "核对并签字")
        draw(page)
        page.fill("#id_person", "李掌柜")
        assert faults(page, seen) == []
        press(page, "签完锁定")
        assert faults(page, seen) == []
        press(page, "报领导核定")
        assert faults(page, seen) == []
    record = site_record(SYSTEM, row.id)
    assert record is not None
    assert re.fullmatch(r"M\d+ \d+( L\d+ \d+){8,}", record.strokes)
    assert len(evidence(SYSTEM, row.id)) == 1
    assert inspection(SYSTEM, row.id).tasks[0].status is TaskStatus.SUBMITTED


def test_a_place_goes_along_only_where_the_officer_presses_for_it(row: InspectionRow, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type] # a size
    page.add_init_script("""
        window.asked = 0;
        navigator.geolocation.getCurrentPosition = (told, failed) => {
            window.asked += 1;
            if (window.asked === 1) failed({}); else told({ coords: { latitude: 38.927544, longitude: 101.6653 } });
        };""")
    seen = watch(page)
    shot = FilePayload(name="现场.png", mimeType="image/png", buffer=PHOTOGRAPH)
    with shifted(on_the_day(row)):
        serve(page, officer(row, planned(row).lead))
        page.goto(f"{HOST}/check/{row.id}/code/")
        page.fill("#id_code", row.code)
        press(page, "核对入企")
        page.goto(f"{HOST}/check/{row.id}/1/")
        page.click("#choice-fail")
        settled(page)
        page.set_input_files(".insp-camera input[name=file]", shot)
        page.wait_for_selector(".insp-photo")
        settled(page)
        assert page.evaluate("window.asked") == 0
        for said in ("取不到位置", "38.92754,101.66530"):
            page.click(".insp-camera [data-locate]")
            page.wait_for_selector(f".insp-camera [data-located]:has-text('{said}')")
            assert faults(page, seen) == []
        page.set_input_files(".insp-camera input[name=file]", shot)
        page.wait_for_selector(".insp-photo >> nth=1")
        settled(page)
        assert page.input_value(".insp-camera [data-place]") == ""  # each time anew
        page.click(".insp-camera [data-locate]")
        page.wait_for_selector(".insp-camera [aria-pressed=true]")
        page.click(".insp-camera [data-locate]")
        assert page.input_value(".insp-camera [data-place]") == ""  # taken back
    assert [one.position for one in evidence(SYSTEM, row.id)] == ["", "38.92754,101.66530"]


def test_who_has_no_finger_on_the_glass_signs_by_keyboard(row: InspectionRow, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type] # a size
    with shifted(on_the_day(row)):
        serve(page, officer(row, planned(row).lead))
        page.goto(f"{HOST}/check/{row.id}/code/")
        page.fill("#id_code", row.code)
        press(page, "核对入企")
        page.goto(f"{HOST}/check/{row.id}/sign/")
        tab_to(page, "[data-pad]")
        for key in ("ArrowUp", "Space", "ArrowRight", "Shift+ArrowDown", "Space", "ArrowRight", "Space", "ArrowLeft"):
            page.keyboard.press(key)
        assert page.input_value("#id_strokes") == "M60 188 L60 188 L72 188 L72 191 M84 191 L84 191 L72 191"
        assert violations(page) == []
        tab_to(page, words="重写")
        page.keyboard.press("Enter")
        assert page.input_value("#id_strokes") == ""


def test_the_office_s_pages(row: InspectionRow, browser: Browser) -> None:
    page = browser.new_page(viewport=OFFICE)  # type: ignore[arg-type] # a size
    seen = watch(page)
    with shifted(on_the_day(row)):
        serve(page, make_actor(Role.DEPARTMENT_CLERK, planned(row).lead))
        for address in ("/visits/", f"/visits/{row.id}/", f"/visits/{row.id}/record/"):
            page.goto(f"{HOST}{address}")
            assert faults(page, seen) == []
        serve(page, make_actor(Role.LEGAL_SUPERVISOR, "SFJ"))
        page.goto(f"{HOST}/visits/{row.id}/cancel/")
        assert faults(page, seen) == []
        serve(page, make_actor(Role.DEPARTMENT_HEAD, planned(row).lead))
        page.goto(f"{HOST}/visits/review/")
        assert faults(page, seen) == []
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{HOST}/visits/{row.id}/record/")
        assert faults(page, seen) == []


def test_the_pages_of_papers_and_evidence(row: InspectionRow, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport=OFFICE)  # type: ignore[arg-type] # a size
    seen = watch(page)
    with shifted(on_the_day(row)):
        enter_with_code(row, row.code)
        photograph(row)
        photograph(row, PHOTOGRAPH + b"2", EvidenceKind.SAMPLE, "辣椒酱两瓶，批号A1")
        serve(page, make_actor(Role.DEPARTMENT_CLERK, planned(row).lead))
        page.goto(f"{HOST}/visits/{row.id}/documents/")
        page.click("tbody button:has-text('制作')")
        page.wait_for_selector("text=按现在的记录重做")
        for address in ("", "approval/delivery/"):
            page.goto(f"{HOST}/visits/{row.id}/documents/{address}")
            assert faults(page, seen) == []
            page.screenshot(path=tmp_path / f"office{len(address)}.png", full_page=True)
        page.goto(f"{HOST}/visits/{row.id}/evidence/1/original/")
        assert faults(page, seen) == []
        page.set_viewport_size(PHONE)  # type: ignore[arg-type] # as above
        serve(page, officer(row, planned(row).lead))
        for address in ("documents/", "1/"):
            page.goto(f"{HOST}/check/{row.id}/{address}")
            assert faults(page, seen) == []
            page.screenshot(path=tmp_path / f"phone{len(address)}.png", full_page=True)


def test_an_answer_that_does_not_arrive_is_counted_and_sent_again(row: InspectionRow, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type] # a size
    with shifted(on_the_day(row)):
        serve(page, officer(row, planned(row).lead))
        page.goto(f"{HOST}/check/{row.id}/code/")
        page.fill("#id_code", row.code)
        press(page, "核对入企")
        press(page, "开始检查")
        page.route("**/check/**", lambda route: route.abort())
        page.click("#choice-pass")
        page.wait_for_selector("text=没存上 1")
        page.unroute("**/check/**")
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_selector("#saved:has-text('已存')")
        assert "没存上" not in page.inner_text("[data-network]")
