"""A notary takes part in a draw from the own phone: a link, a secret that stays in that browser, revealed before the number is said.

Once they are there, none of the three touches a mouse: commitments, the sealing of the list and the seeds by Tab and Enter.
"""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import scrolls_sideways, violations
from tests.keyboard import enter, tab_to
from tests.served import PHONE, Served, signed_in, window
from yicha.kernel.actor import Role

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
NOTARY = "县公证处"
WALLS = ((1920, 1080), (1440, 900))
TOO_SMALL = """() => {
  const least = (0.999 * innerHeight * 28) / 1080;
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  while (words.nextNode()) {
    const place = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !place.getClientRects().length || place.closest("script, noscript, .visually-hidden")) continue;
    if (parseFloat(getComputedStyle(place).fontSize) < least) small.push(words.currentNode.data.trim());
  }
  return small;
}"""


def freeze_replacement(page: Page, served: Served) -> str:
    """Somebody who was drawn is gone: the office freezes a draw of its own for whoever comes instead. Its address."""
    page.goto(served.at("/public/draws/"))
    page.locator("tbody a").last.click()  # the first of all
    page.wait_for_url(re.compile(r"/public/draws/[^/]+/$"))
    lines = page.request.get(f"{page.url}files/result.json").json()["lines"]
    lost = next(line["drawn"][0] for line in lines if line["drawn"])
    number = page.url.rstrip("/").rpartition("/")[2]
    page.goto(served.at(f"/draws/?year={number.split('-')[1]}"))
    page.locator("tbody tr", has_text=number).get_by_role("link").click()
    page.get_by_role("link", name="递补").click()
    page.get_by_label("被递补的对象和依据").fill(f"{lost} 注销登记 2026-17")
    page.locator(f"input[name=participants][value='{served.sign_ins[Role.DEPARTMENT_HEAD].department}']").check()
    page.locator("summary", has_text="自己写一期").click()
    page.get_by_label("公共随机数来源").select_option("双色球")
    page.get_by_label("期号", exact=True).fill("2099001")
    page.get_by_label("何时公布", exact=True).fill("2099-01-01T21:15")
    page.get_by_role("button", name="冻结递补名单").click()
    page.wait_for_url(re.compile(r"/draws/\d+/$"))
    return page.url


def commit(page: Page) -> None:
    tab_to(page, words="生成秘密数")
    page.keyboard.press("Enter")
    enter(page, "提交承诺")


def fits(page: Page) -> None:
    assert not scrolls_sideways(page)
    assert violations(page) == []


def read_at_five_metres(page: Page) -> None:
    """ISO 9241-303 wants 16 minutes of arc, prefers 20 to 22. On a screen of 100 inches, 1.25 m high, 28 of 1,080 lines are 32 mm, at 5 m
    22 minutes: a Chinese character (0.92 of it) has 20, a figure (0.73) 16. And nothing that a key leads to is out of sight below.
    """
    for width, height in WALLS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(TOO_SMALL) == []
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert not scrolls_sideways(page)
    fits(page)


@pytest.mark.clause("GX-3.2 YX-2.7b")
def test_an_invited_party_commits_and_reveals_on_its_phone(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, Role.COORDINATOR) as (office, _), window(browser, PHONE) as phone:
        ceremony = freeze_replacement(office, served)
        office.get_by_text("邀请公证员、代表参与").click()
        office.get_by_label("受邀参与方").fill(NOTARY)
        office.get_by_role("button", name="生成邀请链接").click()
        link = office.locator(".draws-link").inner_text()
        page = phone.new_page()
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_contain_text(NOTARY)
        fits(page)
        commit(page)
        expect(page.locator("main")).to_contain_text("已承诺，等清单封存")
        fits(page)
        with signed_in(browser, served, Role.DEPARTMENT_HEAD) as (head, _):
            head.goto(ceremony)
            commit(head)
        office.goto(ceremony)
        enter(office, "封存清单")
        enter(page, "看看封存了没有")
        expect(page.locator("main")).to_contain_text("最迟 2099-01-01 21:15")
        expect(page.locator("main")).to_contain_text("已从这部手机取出秘密数")
        fits(page)
        enter(page, "交出种子")
        expect(page.locator("main")).to_contain_text("与承诺相符")
        fits(page)
        office.goto(f"{ceremony}screen/")
        expect(office.locator("body")).to_contain_text("此刻谁也算不出结果")
        read_at_five_metres(office)
        enter(office, "回到抽取页")
        enter(office, "原来的抽取")
        enter(office, "投到大屏")
        read_at_five_metres(office)
        enter(office, "回到抽取页")
