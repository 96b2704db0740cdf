"""A whole visit as an officer does it, on a phone that is not on the network; and what the phone says when something is amiss."""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import scrolls_sideways, violations
from yicha.field.tests.desk import ZONE, Desk
from yicha.field.tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones")]
Phones = Callable[..., Phone]
ENDS = ["order", "conclude", "conclude"]
KEPT = "async () => (await field.app.store.all('drafts')).some((row) => row.filled && row.filled.person && row.filled.person[0] === '甘禾')"
DRAWN = "#pad path:not(.field-pad-line)"
SHOTS = os.environ.get("YICHA_SHOTS", "")  # a folder: every step is kept there as a picture


def look(page: Page, name: str) -> None:
    """What holds of every screen."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))
    assert not scrolls_sideways(page), name
    assert violations(page) == [], name
    assert page.locator("h1").count() == 1, name
    small = page.evaluate(
        "() => [...document.querySelectorAll('button, summary, .yc-btn, input:not([type=radio]):not([type=checkbox]), .field-check')]"
        ".filter((one) => one.offsetParent && !one.closest('.visually-hidden') && !one.matches('.visually-hidden'))"
        ".map((one) => [one.textContent, one.getBoundingClientRect().height]).filter(([, height]) => height < 47.5)"
    )
    assert small == [], name


def tap(page: Page, role: str, name: str) -> None:
    page.get_by_role(role, name=name).last.click()  # type: ignore[arg-type] # one of the roles


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    for one in desk.visits.values():
        one["state"] = "待签收"
    desk.visits["1"]["parts"]["YJGL"]["by"] = "SCJG"
    return desk


def photograph(page: Page, folder: Path) -> None:
    file = folder / "shot.png"
    file.write_bytes(page.screenshot())  # any picture will do
    page.set_input_files("#photo", file)


def come_in(page: Page) -> None:
    look(page, "02-visits")
    tap(page, "link", "扫码入企")
    expect(page.locator(".field-qr svg path")).to_be_attached()
    look(page, "07-code")
    tap(page, "button", "已亮码，入企")
    expect(page.locator("h1")).to_have_text("青禾里餐饮店")
    look(page, "03-visit")


def fail_one(page: Page, folder: Path) -> None:
    tap(page, "link", "接着检查")
    expect(page.get_by_text("一次回答，3 家共用")).to_be_visible()
    tap(page, "button", "不合格")
    tap(page, "button", "下一问")
    expect(page.get_by_text("写明原因，这一问才算答完")).to_be_visible()
    page.get_by_label("哪里不合格").fill("灶间 1 具灭火器指针在红区，检验标签 2025年11月到期。")
    photograph(page, folder)
    expect(page.locator(".field-photo img")).to_be_visible()
    photograph(page, folder)
    expect(page.locator(".field-photo")).to_have_count(2)
    expect(page.get_by_text("已存本机", exact=False)).to_be_visible()
    strike_out(page)
    look(page, "06a-question")
    tap(page, "button", "下一问")


def strike_out(page: Page) -> None:
    """The second photograph, with a reason; a reason there must be."""
    ask = page.get_by_role("dialog")
    tap(page, "button", "划去 证 2")
    ask.get_by_role("button", name="划去").click()
    expect(ask).to_be_visible()
    look(page, "06d-strike")
    ask.get_by_label("为什么划去").fill("拍重了")
    ask.get_by_role("button", name="划去").click()
    expect(page.locator(".field-photo")).to_have_count(1)


def answer_the_others(page: Page) -> None:
    expect(page.locator("#asked")).to_have_text("从业人员有有效健康证明？")
    tap(page, "link", "其余全部合格")
    expect(page.locator(".field-list li")).to_have_count(1)  # a number is not all right by one tap
    look(page, "04-rest")
    tap(page, "button", "1 问全部合格")
    tap(page, "link", "接着检查")
    page.get_by_label("测得（℃）").fill("4.5")
    expect(page.get_by_text("已存本机", exact=False)).to_be_visible()
    page.wait_for_timeout(1500)
    look(page, "06c-number")
    tap(page, "button", "核对并签字")


def draw(page: Page) -> None:
    page.locator("#pad").focus()
    for key in ("Space", *["ArrowRight"] * 6, *["ArrowUp"] * 4, *["ArrowRight"] * 5, "Space"):
        page.keyboard.press(key)


def the_office_answers_meanwhile(phone: Phone) -> None:
    """What has been drawn stays, whether there is a line or none."""
    before = phone.page.locator(DRAWN).get_attribute("d")
    phone.send()
    expect(phone.page.locator(DRAWN)).to_have_attribute("d", before or "nothing was drawn")


def drawn_under_what_has_changed(phone: Phone, desk: Desk) -> None:
    """I-8: then it is gone, and he reads again."""
    draw(phone.page)
    the_office_answers_meanwhile(phone)
    desk.visits["1"]["heads"]["q/4"] = {"e" * 32: {"v": "pass", "note": "另看过", "value": ""}}
    desk.visits["1"]["version"] += 1
    assert phone.send()
    expect(phone.page.locator(DRAWN)).to_have_attribute("d", "")


def sign(page: Page) -> None:
    draw(page)
    page.get_by_label("现场负责人姓名").fill("甘禾")
    page.get_by_label("职务").fill("店长")
    look(page, "06b-sign")
    tap(page, "button", "签完锁定")
    expect(page.locator("h1")).to_have_text("部门结论")
    look(page, "08-conclude")


def order(phone: Phone) -> None:
    """LYG-4.4a: what was found is ordered to be put right; without a name and a demand nothing is given."""
    page = phone.page
    tap(page, "link", "责令改正")
    expect(page.get_by_label("违法事实")).to_have_value(
        "厨房灭火器数量足、在有效期内、压力正常？ 灶间 1 具灭火器指针在红区，检验标签 2025年11月到期。"
    )
    expect(page.get_by_label("违反的条款")).to_have_value("消防法 第十六条第一款第二项")
    look(page, "08a-order")
    tap(page, "button", "签收，下达")
    expect(page.get_by_text("事实、条款、要求和日期都要写")).to_be_visible()
    page.get_by_label("改正要求").fill("换上合格的灭火器")
    day = datetime.now(ZONE).date()
    page.get_by_label("改正期限").fill(f"{day + timedelta(days=91)}")
    page.get_by_label("复查日期").fill(f"{day + timedelta(days=12)}")
    tap(page, "button", "签收，下达")
    expect(page.get_by_text("改正期限从今天起，最迟", exact=False)).to_be_visible()
    page.get_by_label("改正期限").fill(f"{day + timedelta(days=10)}")
    page.get_by_label("现场负责人姓名").fill("甘禾")
    left_and_come_back(page, f"{day + timedelta(days=10)}")
    draw(page)
    the_office_answers_meanwhile(phone)
    tap(page, "button", "签收，下达")
    page.get_by_role("dialog").get_by_role("button", name="下达责令改正").click()
    expect(page.get_by_text("已当场责令改正")).to_be_visible()


def left_and_come_back(page: Page, correct_by: str) -> None:
    """Autosave ≤ 2 s: what was typed stands there again, whatever became of the screen; nothing of it is an operation yet."""
    page.wait_for_function(KEPT)
    there = page.url
    page.goto(there.partition("#")[0] + "#/mine")
    expect(page.locator("h1")).not_to_have_text("责令改正")
    page.goto(there)
    expect(page.get_by_label("改正要求")).to_have_value("换上合格的灭火器")
    expect(page.get_by_label("改正期限")).to_have_value(correct_by)
    expect(page.get_by_label("现场负责人姓名")).to_have_value("甘禾")


def conclude(page: Page, entrusted: str) -> None:
    """The own part, and then that of who has entrusted it (LYG-5.5)."""
    for part in ("市监", entrusted):
        expect(page.locator(".field-head p")).to_have_text(f"{part} · 青禾里餐饮店")
        look(page, f"09-conclude-{part}")
        tap(page, "button", "提交结论")
        page.get_by_role("dialog").get_by_role("button", name="提交结论").click()
    expect(page.locator(".field-head p")).to_have_text("本部门已结论")


def test_a_whole_visit_in_flight_mode_then_one_flush(waiting: Desk, phones: Phones, tmp_path: Path) -> None:
    phone = phones("a")
    page = phone.start()
    look(page, "01-door")
    phone.sign_in()
    phone.settled()
    phone.kill()
    waiting.dark = True
    page = phone.start()
    look(page, "01b-unlock")
    phone.unlock()
    expect(page.locator("#line")).to_contain_text("没网，照常检查")
    waiting.visits["1"]["heads"]["q/4"] = {"f" * 32: {"v": "pass", "note": "", "value": ""}}  # the fire brigade's own question
    waiting.visits["1"]["version"] += 1
    come_in(page)
    fail_one(page, tmp_path)
    answer_the_others(page)
    expect(page.get_by_text("还有 1 问没有答，问完再签")).to_be_visible()  # the other department's
    look(page, "06b-barred")
    assert waiting.seen == []
    waiting.dark = False
    assert phone.send()
    drawn_under_what_has_changed(phone, waiting)
    waiting.dark = True
    sign(page)
    order(phone)
    conclude(page, "应急")
    look(page, "10-after")
    waiting.dark = False
    assert phone.send()
    tap(page, "link", "我的")
    look(page, "11-mine")
    assert [op["kind"] for op in waiting.seen] == ["arrive", "photo", "photo", "void", "answer", "answer", "answer", "sign", *ENDS]
    assert [op["body"].get("dept") for op in waiting.seen[-len(ENDS) :]] == ["SCJG", "SCJG", "YJGL"]
    assert waiting.visits["1"]["parts"]["SCJG"]["order"]
    assert waiting.answers() == ["fail"]
    assert set(page.evaluate("async () => (await field.app.store.rows('ops')).map((row) => row.state)")) == {"applied"}
    assert [one["missing"] for one in waiting.visits["1"]["evidence"]] == [0, 0]
    assert phone.seen.errors == [error for error in phone.seen.errors if "ERR_" in error]
    expect(page.locator("#line")).to_contain_text("已连网，都传完了")


def test_on_another_day_nobody_enters_and_the_phone_says_so(waiting: Desk, phones: Phones) -> None:
    """LYG-4.3a: the office would review all of it as not started."""
    waiting.visits["1"]["window"] = {"first": "2099-03-02", "last": "2099-03-06", "starts_at": None}
    waiting.visits["2"]["window"] = {"first": "2026-01-05", "last": "2026-01-09", "starts_at": "2026-01-06T09:00:00+08:00"}
    del waiting.visits["3"]
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    phone.settled()
    expect(page.get_by_role("link", name="扫码入企")).to_have_count(0)
    tap(page, "link", "青禾里餐饮店")
    expect(page.get_by_text("还没到检查日（3-2 – 3-6），到那天才能入企")).to_be_visible()
    expect(page.get_by_role("link", name="亮码入企")).to_have_count(0)
    look(page, "12-too-early")
    page.goto(page.url + "/code")
    expect(page.get_by_text("还没到检查日", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name="已亮码，入企")).to_have_count(0)
    page.goto(page.url.replace("/1/code", "/2"))
    expect(page.get_by_text("检查日（1-6 09:00）已过，请联席办改期")).to_be_visible()


def test_what_is_known_is_taken_over_or_checked_again_with_a_reason(desk: Desk, phones: Phones) -> None:
    """R-EVID-1: 其余全部合格 leaves it out; a tap takes it over; 合格 anew wants to be said why."""
    note = "采用 联综查〔2026〕3号 的结果（2026-09-02）"
    known = {"no": "联综查〔2026〕3号", "on": "2026-09-02", "until": "2027-03-01", "value": "", "note": note}
    desk.visits["1"]["subject"]["recognised"] = {"q/2": known}
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    phone.settled()
    page.goto(page.url.partition("#")[0] + "#/v/1/rest")
    expect(page.locator("h1")).to_have_text("其余 1 问")
    page.goto(page.url.replace("/rest", "/q/2"))
    page.locator("#choice-pass").click()
    tap(page, "button", "下一问")
    expect(page.get_by_text("写明原因，这一问才算答完")).to_be_visible()
    expect(page.get_by_label("为什么还要再查")).to_be_focused()
    look(page, "13-known")
    tap(page, "button", "采用，不再查")
    expect(page.locator("#adopt")).to_have_attribute("aria-pressed", "true")
    tap(page, "button", "下一问")
    page.wait_for_url(lambda address: not address.endswith("/q/2"))
    assert phone.send()
    assert [op["body"]["note"] for op in desk.seen if op["path"] == "q/2"] == [note]


@pytest.mark.nightly
def test_a_cold_start_without_network_takes_three_seconds_at_most(
    desk: Desk, phones: Phones, record_property: Callable[[str, object], None]
) -> None:
    """U26: from no process at all to the list of thirty visits. The quickest of three: a busy machine is no defect."""
    desk.visits = {str(n): desk.visits["1"] | {"id": str(n)} for n in range(1, 31)}
    phone = phones("a")
    phone.start()
    phone.sign_in()
    phone.settled()
    desk.dark, took = True, []
    for _ in range(3):
        phone.kill()
        begun = time.monotonic()
        phone.start()
        phone.unlock().locator(".field-visit").nth(29).wait_for()
        took.append(time.monotonic() - begun)
    record_property("cold_start_s", round(min(took), 2))
    assert min(took) <= 3
