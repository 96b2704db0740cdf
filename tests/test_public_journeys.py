"""People from the street, without JavaScript: a citizen finds a result, a reader an article with its history, a journalist the data, and
whoever holds a paper asks about it. The first page is small.
"""

import csv
import io
import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.served import DESK, PHONE, Served

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
    page.goto(served.at("/public/"))
    name = page.locator(".portal-rows h3").first.inner_text()
    page.get_by_role("searchbox").fill(name[2:6])
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("main")).to_contain_text("第 1 版")
    expect(page.locator("main table").first).to_contain_text("《")
    page.get_by_role("link", name="对这次结果提异议").first.click()
    expect(page.locator("main")).to_contain_text("写上它")


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
    page.get_by_label("文号").fill("连综查〔2026〕1号")
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
