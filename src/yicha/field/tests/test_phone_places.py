"""Where the phone is: told when the officer ticks it and never else; the sign at the firm's door opens it too."""

import pytest
from playwright.sync_api import Page, expect

from yicha.field.tests.desk import Desk
from yicha.field.tests.phones import Phone, until
from yicha.field.tests.test_phone_visit import Phones, look, tap
from yicha.field.tests.visiting import HELP, POSITION

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones")]
SIGN = "QH0001/ABCDEFGH2345"


def located(phone: Phone) -> Page:
    phone.start()
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": POSITION["lat"] / 1e6, "longitude": POSITION["lon"] / 1e6, "accuracy": POSITION["m"]})
    return phone.sign_in()


@pytest.mark.parametrize("ticked", [True, False], ids=["ticked", "not ticked"])
def test_the_place_of_arrival_goes_along_if_it_is_ticked(ticked: bool, desk: Desk, phones: Phones) -> None:
    desk.visits["1"]["state"] = "待签收"
    phone = phones("a")
    page = located(phone)
    page.goto(f"{phone.address}#/v/1/code")
    if ticked:
        page.get_by_label("记下到达地点").check()
        expect(page.get_by_text("已取到位置，误差约 12 米")).to_be_visible()
    look(page, "30-arrival")
    tap(page, "button", "已亮码，入企")
    until(lambda: [op["gps"] for op in desk.seen if op["kind"] == "arrive"] == [POSITION if ticked else None])


def test_who_calls_for_help_says_what_and_where(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = located(phone)
    tap(page, "link", "求助")
    page.get_by_label("暴力抗法").check()
    page.get_by_label("在哪里（可不填）").fill(HELP["place"])
    page.get_by_label("附上手机位置").check()
    page.get_by_label("出了什么事").fill(HELP["words"])
    expect(page.get_by_text("已取到位置，误差约 12 米")).to_be_visible()
    look(page, "31-help")
    tap(page, "button", "请求支援")
    expect(page.get_by_text("联席办已收到")).to_be_visible()
    assert [(op["body"], op["gps"]) for op in desk.seen] == [(HELP, POSITION)]


def test_what_is_known_of_the_firm_is_read_at_the_door(desk: Desk, phones: Phones) -> None:
    """Earlier results, what is still to be put right, what the items rest on; and only the point that says so is called slight."""
    one = desk.visits["1"]
    one["subject"]["history"] = [
        {"no": "联综查〔2026〕3号", "on": "2026-01-09", "dept": "市监", "outcome": "corrected", "note": "没有纱窗"}
    ]
    one["recheck"] = [{"no": "责改〔2026〕2号", "dept": "市监", "fact": "后厨没有纱窗", "demand": "装好纱窗", "by": "2026-03-12"}]
    one["refs"] = [{"item": "餐饮服务食品安全检查", "dept": "市监", "basis": "《食品安全法》第一百一十条"}]
    slight = {"slight": [["标签标识不规范、不误导", "行政处罚法§33"]], "offences": ["《食品安全法》第一百二十五条"]}
    one["paths"] = one["paths"] | {"q/2": one["paths"]["q/2"] | slight}
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    desk.dark = True
    page.goto(f"{phone.address}#/v/1")
    page.get_by_text("还没改完的 1 件，看改了没有").click()
    page.get_by_text("以前查到什么（1）").click()
    expect(page.locator("#recheck")).to_contain_text("装好纱窗")
    expect(page.locator("#history")).to_contain_text("发现问题已责令改正")
    look(page, "32-before")
    for place, count in (("1", 0), ("2", 1)):
        page.goto(f"{phone.address}#/v/1/q/{place}")
        tap(page, "button", "不合格")
        expect(page.get_by_label("哪里不合格")).to_be_visible()
        expect(page.get_by_text("可以不罚")).to_have_count(count)
    look(page, "33-slight")
    page.goto(f"{phone.address}#/basis")
    page.get_by_text("餐饮服务食品安全检查").click()
    expect(page.get_by_text("《食品安全法》第一百一十条")).to_be_visible()
    look(page, "34-basis")
    page.goto(f"{phone.address}#/mine")
    expect(page.get_by_text("没有照片和视频", exact=False)).to_be_visible()


def test_the_sign_at_the_door_opens_it_without_a_network(desk: Desk, phones: Phones) -> None:
    desk.visits["1"] |= {"state": "待签收", "uscc": "", "facts": {"signs": [SIGN]}}
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    desk.dark = True
    page.goto(f"{phone.address}#/v/1/code")
    page.get_by_text("企业扫不了？").click()
    for shown, opens in ((f"https://yicha.example.cn/d/{SIGN[:-1]}7/", False), (f"https://yicha.example.cn/d/{SIGN}/", True)):
        page.locator("#code").fill(shown)
        tap(page, "button", "核对入企")
        expect(page.get_by_text("检查码不符，不得入企检查")).to_have_count(0 if opens else 1)
    desk.dark = False
    until(phone.send)
    assert [op["body"]["code"] for op in desk.seen] == [f"https://yicha.example.cn/d/{SIGN}/"]
