"""People at the phone: two who differ, two who share one, one who leaves, one who guesses, one whose phone is taken away."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from yicha.field.tests.acts import answer, photograph
from yicha.field.tests.desk import PASSWORD, Desk
from yicha.field.tests.phones import until
from yicha.field.tests.test_phone_visit import Phones, look, tap

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones")]
STORES = "async () => (await indexedDB.databases()).map((found) => found.name)"

TRIES = """async () => { const [{ name }] = await indexedDB.databases();
  const end = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const db = await end(indexedDB.open(name)), row = await end(db.transaction('meta').objectStore('meta').get('tries'));
  db.close(); return row ? row.wrong : 0; }"""


def test_leaving_with_unsent_work_throws_nothing_away(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    desk.dark = True
    answer(phone, "fail")
    tap(page, "link", "我的")
    tap(page, "button", "退出登录")
    expect(page.get_by_role("dialog")).to_contain_text("还有 1 份没传")
    look(page, "14-leave")
    assert page.get_by_role("dialog").get_by_role("button").all_inner_texts() == ["现在传", "存成文件", "留在本机（加密）", "不退出"]
    tap(page, "button", "留在本机（加密）")
    expect(page.get_by_text("1 份没传，都在本机，已加密")).to_be_visible()
    desk.dark = False
    phone.unlock()  # the password opens the store, and a session too
    until(lambda: desk.answers() == ["fail"])


@pytest.mark.nightly
def test_a_session_that_ended_is_renewed_without_closing_anything(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    desk.inside = ""
    answer(phone, "fail")
    assert phone.send() is False
    expect(page.locator("#line")).to_contain_text("登录过期，记录还在本机")
    look(page, "15-expired")
    tap(page, "button", "登录")
    page.get_by_label("登录密码").fill(PASSWORD)
    tap(page, "button", "登录上传")
    until(lambda: desk.answers() == ["fail"])


@pytest.mark.nightly
def test_two_officers_share_a_phone_and_neither_reads_the_other(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    desk.dark = True
    answer(phone, "fail")
    page.evaluate("() => field.app.lock()")
    desk.dark = False
    tap(page, "button", "换人登录")
    phone.sign_in("bai")
    assert phone.states() == []
    tap(page, "link", "我的")
    expect(page.locator("h1")).to_have_text("白渠")
    tap(page, "button", "锁上")
    expect(page.get_by_text("这部手机上有 2 人的资料")).to_be_visible()
    assert "张禾" not in page.inner_text("body")
    look(page, "16-two")
    assert len(page.evaluate(STORES)) == 2
    assert all(name.startswith("field1-") and len(name) == 23 for name in page.evaluate(STORES))


@pytest.mark.nightly
def test_guessing_has_to_wait_and_erases_nothing(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    desk.dark = True
    answer(phone, "fail")
    page.reload()
    phone.ready()
    for n in range(10):
        expect(page.get_by_role("button", name="打开", exact=True)).to_be_enabled()
        page.get_by_label("登录密码").fill("a wrong one")
        page.get_by_role("button", name="打开", exact=True).click()
        until(lambda n=n: page.evaluate(TRIES) == n + 1)  # type: ignore[misc] # bound now
        expect(page.get_by_role("alert")).to_contain_text("口令不对")
    expect(page.get_by_role("button", name="打开", exact=True)).to_be_enabled()
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="打开", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("秒再试。记录都在")
    page.evaluate("() => { const real = Date.now; Date.now = () => real() + 31_000; }")
    phone.unlock()
    assert phone.states() == [[1, "sealed", ""]]


@pytest.mark.parametrize(("how", "left"), [("lock", 1), ("erase", 0)])
def test_a_lost_phone_is_ended_by_any_answer(how: str, left: int, desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.settled()
    phone.sign_in()
    answer(phone, "fail")
    desk.wiped = how
    page.evaluate("() => { field.app.send(); }")
    expect(page.locator("#main")).to_contain_text("本机已停用，请联系联席办")
    until(lambda: len(page.evaluate(STORES)) == left)
    if how == "erase":
        assert page.evaluate("() => caches.keys()") == []
    page.reload()
    phone.ready()
    expect(page.get_by_text("第一次在这部手机上登录")).to_be_visible()


def test_without_encryption_nothing_is_kept(phones: Phones) -> None:
    phone = phones("a")
    address = phone.address.replace("127.0.0.1", "field.test")
    page = phone.start("", "--host-resolver-rules=MAP field.test 127.0.0.1", address=address)
    assert page.evaluate("() => [isSecureContext, field.app.secure]") == [False, False]
    expect(page.get_by_role("link", name="联网检查")).to_have_attribute("href", "/check/")
    look(page, "17-plain")


@pytest.mark.nightly
def test_a_photograph_without_its_act_is_offered_and_never_swept(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    page.evaluate("() => { globalThis.fieldHalt = 'chunks-kept'; }")
    page.evaluate("() => { field.evidence.capture(field.app.store, '1', 'p/1', new Uint8Array(300000).buffer); }")
    until(lambda: page.evaluate("() => globalThis.fieldHalted"))
    phone.kill()
    page = phone.start()
    phone.unlock()
    expect(page.get_by_text("1 张照片没记完")).to_be_visible()
    look(page, "18-unfinished")
    tap(page, "button", "接着记")
    until(lambda: desk.visits["1"]["heads"].get("p/1"))
    expect(page.get_by_text("1 张照片没记完")).to_have_count(0)


def test_an_office_whose_clock_stands_elsewhere_closes_nobody_out(desk: Desk, phones: Phones) -> None:
    desk.now = "2026-01-05T09:00:00+08:00"
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    phone.settled()
    page.reload()
    phone.unlock()
    page.goto(f"{phone.address}#/v/1/q/2")
    expect(page.locator("#choice-pass")).to_be_visible()


@pytest.mark.nightly
def test_after_a_week_without_the_office_one_may_read_and_send(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.settled()
    phone.sign_in()
    answer(phone, "fail")
    phone.kill()
    desk.dark = True
    page = phone.start("{ const real = Date.now; Date.now = () => real() + 8 * 86_400_000; }")
    phone.unlock()
    expect(page.locator("#line")).to_contain_text("7 天没有连网，只能看")
    page.goto(f"{phone.address}#/v/1/q/2")
    expect(page.locator("#asked")).to_be_visible()
    assert page.locator("#choice-pass").count() == 0
    desk.dark = False
    until(phone.send)
    assert desk.answers() == ["fail"]
    expect(page.locator("#choice-pass")).to_be_visible()


@pytest.mark.nightly
def test_who_does_nothing_for_a_quarter_of_an_hour_is_locked_out(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    page.goto(f"{phone.address}#/v/1/q/2")
    page.locator("#choice-pass").click()
    expect(page.locator("#choice-pass")).to_have_attribute("aria-pressed", "true")
    page.evaluate("() => { const real = Date.now; Date.now = () => real() + 16 * 60_000; }")
    expect(page.get_by_text("打开本机资料")).to_be_visible(timeout=20_000)
    assert page.evaluate("() => field.app.store") is None
    phone.unlock()
    until(phone.send)
    assert desk.answers(path="q/2") == ["pass"]


def test_large_letters_english_and_sunlight(desk: Desk, phones: Phones) -> None:
    """200 % letters on a phone are 195 CSS pixels of width."""
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    assert photograph(phone, 200_000) == ""
    for width, name in ((390, "20"), (320, "21"), (195, "22")):
        page.set_viewport_size({"width": width, "height": 844 * width // 390})
        for place in ("#/", "#/v/1", "#/v/1/q/1", "#/v/1/code", "#/v/1/sign", "#/mine", "#/help", "#/basis", "#/box/unsent"):
            page.goto(f"{phone.address}{place}")
            page.wait_for_timeout(150)
            look(page, f"{name}-{place.strip('#/').replace('/', '-') or 'list'}")
        if width == 390:
            tap(page, "link", "我的")
            tap(page, "button", "日光")
            tap(page, "button", "English")
            expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert Path(phone.profile).exists()
