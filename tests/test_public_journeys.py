"""People from the street, without JavaScript: a citizen finds a result, a reader an article with its history, a journalist the data, and
whoever holds a paper asks about it. The first page is small.
"""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import scrolls_sideways, violations
from tests.keyboard import enter, fill_in
from tests.served import DESK, PHONE, Served, sign_in, window
from yicha.kernel.actor import Role
from yicha.portal.web.pages import PAGE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
FIRST_PAGE = 150_000  # bytes with everything it loads (U39)


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    size = request.param
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, java_script_enabled=False, locale="zh-CN", accept_downloads=True
    )
    yield context.new_page()
    context.close()


def test_a_citizen_finds_a_result_and_where_to_object(page: Page, served: Served) -> None:
    """In large letters, by keyboard alone (U41)."""
    page.goto(served.at("/public/"))
    enter(page, "大字版")
    expect(page.locator("body")).to_have_css("font-size", "22px")
    name = page.locator(".portal-rows h3").first.inner_text()
    fill_in(page, "[type=search]", name[2:6])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    address = page.get_by_role("link", name=name).first.get_attribute("href")
    enter(page, selector=f'a[href="{address}"]')
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("main")).to_contain_text("第 1 版")
    expect(page.locator("main table").first).to_contain_text("《")
    enter(page, "对这次结果提异议")
    expect(page.locator("main")).to_contain_text("写上它")
    expect(page.locator("body")).to_have_css("font-size", "22px")


def test_a_citizen_narrows_turns_the_page_and_takes_the_list_along(page: Page, served: Served) -> None:
    page.goto(served.at("/public/"))
    page.get_by_role("searchbox").fill("青禾")
    page.get_by_role("button", name="查询").click()
    facet = page.locator(".portal-facets li:has(span)").first
    number = int(facet.locator("span").inner_text().replace(",", ""))
    facet.get_by_role("link").click()
    expect(page.locator("#count")).to_contain_text(f"{number} 条公示记录")
    address = page.get_by_role("link", name="下载 CSV").get_attribute("href")
    taken = list(csv.DictReader(io.StringIO(page.request.get(served.at(str(address))).text().removeprefix("\ufeff"))))
    assert len(taken) >= number
    page.goto(served.at("/public/?q=青禾"))
    if number > PAGE:
        page.get_by_role("link", name="下一页").click()
        expect(page.locator(".yc-pages")).to_contain_text(f"第 {PAGE + 1}–{2 * PAGE} 行")


def test_a_shop_owner_sees_why_it_was_drawn_and_recomputes_the_draw(page: Page, served: Served, tmp_path: Path) -> None:
    """Without a script nothing is recomputed in the page: the package and the program are taken home, and do as the page says."""
    page.goto(served.at("/public/draws/"))
    page.get_by_role("row").filter(has_text="抽被检查的企业").get_by_role("link").first.click()
    expect(page.get_by_text("重算要用脚本")).to_be_visible()
    expect(page.get_by_text("你的浏览器正在重算")).to_be_hidden()
    page.get_by_label("企业名称或代码").fill("青禾")
    page.locator(".portal-why").get_by_role("button", name="查").click()
    expect(page.locator(".portal-why article").first).to_contain_text("抽中")
    number = page.url.split("/draws/")[1].split("/")[0]
    for link, name in (("全部材料", f"{number}.zip"), ("独立验证程序 Python", "verify_draw.py")):
        with page.expect_download() as told:
            page.get_by_role("link", name=link).click()
        told.value.save_as(tmp_path / name)
    expect(page.locator("main")).to_contain_text(f"python3 verify_draw.py {number}.zip")
    done = subprocess.run([sys.executable, "verify_draw.py", f"{number}.zip"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.clause("YX-2.7b")
def test_a_page_that_was_kept_checks_a_draw_without_network(browser: Browser, served: Served, tmp_path: Path) -> None:
    """Who knows no command line keeps a page and the package, goes offline and opens one with the other."""
    with window(browser, PHONE) as phone:
        page = phone.new_page()
        page.goto(served.at("/public/draws/"))
        page.get_by_role("row").filter(has_text="抽被检查的企业").get_by_role("link").first.click()
        for link, name in (("全部材料", "bundle.zip"), ("核验网页", "verify_draw.html")):
            with page.expect_download() as told:
                page.get_by_role("link", name=link).click()
            told.value.save_as(tmp_path / name)
        phone.set_offline(True)
        content = bytearray((tmp_path / "bundle.zip").read_bytes())
        place = content.index(b'"cut":"') + 7
        content[place] = ord("1") if content[place] == ord("0") else ord("0")
        (tmp_path / "changed.zip").write_bytes(content)
        (tmp_path / "other.zip").write_bytes(b"PK")
        page.goto((tmp_path / "verify_draw.html").as_uri())
        for name, said in (("bundle.zip", "重算一致，核验通过"), ("changed.zip", "核验不通过"), ("other.zip", "不是抽取包")):
            page.get_by_label("抽取包").set_input_files(tmp_path / name)
            expect(page.get_by_role("status")).to_have_text(said)
        page.get_by_label("抽取包").set_input_files(tmp_path / "bundle.zip")
        expect(page.locator("#report")).to_contain_text("it holds")
        assert not scrolls_sideways(page)
        assert violations(page) == []


def test_who_stands_at_a_door_reports_and_follows_the_receipt(page: Page, served: Served) -> None:
    sign_in(page, served, Role.ENTERPRISE)
    page.goto(served.at("/firm/door/"))
    (address,) = set(re.findall(r"/d/[^/\s\"<]+/[A-Z0-9]+/", page.content()))
    page.context.clear_cookies()
    page.goto(served.at(address))
    page.get_by_label("看到了什么").fill("后厨的灭火器过期了")
    page.get_by_role("button", name="反映").click()
    number, secret = (one.inner_text() for one in page.locator("main .yc-mono").all()[:2])
    page.goto(served.at("/public/receipt/"))
    page.get_by_label("回执号").fill(number)
    page.get_by_label("查询码").fill(secret)
    page.get_by_role("button").last.click()
    expect(page.locator("main")).to_contain_text("后厨的灭火器过期了")


def test_a_reader_sees_what_was_corrected(page: Page, served: Served) -> None:
    page.goto(served.at("/public/"))
    page.get_by_role("link", name="工作动态").click()
    expect(page.locator("main")).not_to_contain_text("春季防火提醒")  # nobody but its writer has read it
    page.get_by_role("link", name="餐饮店一次查完五件事").click()
    expect(page.locator("article")).to_contain_text("少接待三次")
    page.get_by_text("第 1 版").last.click()
    expect(page.locator("main")).to_contain_text("少接待四次")


def test_a_journalist_follows_the_catalogue(page: Page, served: Served) -> None:
    page.goto(served.at("/public/data/"))
    address = page.get_by_role("link", name="catalogue.json").get_attribute("href")
    sets = {one["name"]: one for one in json.loads(page.request.get(served.at(str(address))).text())["datasets"]}
    results = sets["results"]
    schema = json.loads(page.request.get(results["schema"]).text())
    rows = list(csv.DictReader(io.StringIO(page.request.get(results["csv"]).text().removeprefix("\ufeff"))))
    assert rows
    assert list(rows[0]) == schema["items"]["required"]
    assert len(rows) == len(json.loads(page.request.get(results["json"]).text()))


def test_who_holds_no_paper_of_ours_is_told_so(page: Page, served: Served) -> None:
    page.goto(served.at("/public/documents/"))
    page.get_by_label("文号").fill("联综查〔2026〕1号")
    page.get_by_label("文书的 PDF").set_input_files({"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 forged"})
    page.get_by_role("button", name="核对").click()
    expect(page.locator("main")).to_contain_text("没有这样一份文书")


def test_the_first_page_is_small(browser: Browser, served: Served) -> None:
    """With scripts on: everything that it loads, as it comes over the wire."""
    context = browser.new_context(locale="zh-CN")
    page, sizes = context.new_page(), list[int]()
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(served.at("/public/"), wait_until="networkidle")
    context.close()
    assert 0 < sum(sizes) <= FIRST_PAGE, sizes
