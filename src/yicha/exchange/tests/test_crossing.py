"""多源比对 as an official reads it, and its page."""

from dataclasses import replace

import pytest
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.actions.compare_sources import compare_sources
from yicha.exchange.actions.explain_difference import explain_difference
from yicha.exchange.actions.take_records import take_records
from yicha.exchange.queries import crossed_by_provider, source_differences
from yicha.exchange.rules.crossing import labels
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.testing import given_row
from yicha.exchange.types import CompareSources, DifferenceStatus, ExchangePermission, ExplainDifference, TakeRecords
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.norms.queries import working_days
from yicha.orgs.testing import make_actor
from yicha.permits.testing import make_permits, permit_row
from yicha.shell.testing import acting, unlike_its_file
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.actions.reopen_subject import reopen_subject
from yicha.subjects.queries import facts_of
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import CloseSubject, CorrectSubject, ReopenSubject

scenarios("features/crossing.feature")
pytestmark = pytest.mark.usefixtures("county")
ROW = subject_row(1, sid=invented_uscc(5), uscc=invented_uscc(5), name="青禾第1餐饮店", address="人民路1号")
CLERK, FIRE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
PROGRAM = Actor("program:1", "业务系统", REGION, "SCJG", permissions=frozenset({ExchangePermission.GIVE}))
WHO = {"市场监管局": CLERK, "消防大队": FIRE}


@given("名录里有“青禾第1餐饮店”，在人民路1号")
def registered() -> None:
    make_subjects(ROW)


@given(parsers.parse("市场监管局的许可写的是“{name}”"))
def permitted(name: str) -> None:
    make_permits(permit_row(1, uscc=ROW.uscc, name=name), items=("SCJG-I",))


@given("夜里比对一次")
@when("夜里比对一次")
def compared() -> None:
    compare_sources(SYSTEM, CompareSources(REGION), NOW)


@when(parsers.parse("名录更正为“{name}”"))
def renamed(name: str) -> None:
    correct_subject(SYSTEM, CorrectSubject(ROW.sid, replace(facts_of(SYSTEM, ROW.sid), name=name), "执照"), NOW)


@given("名录里注销了这一户")
def closed() -> None:
    close_subject(SYSTEM, CloseSubject(ROW.sid, "已注销"), NOW)


@given("名录里恢复了这一户")
def opened() -> None:
    reopen_subject(SYSTEM, ReopenSubject(ROW.sid, "误注销"), NOW)


@given(parsers.parse("市场监管局的业务系统报来检查，地址“{address}”，结果“查无下落”"))
def checked(address: str) -> None:
    row = given_row("A1", administrative_cp=ROW.name, administrative_cp_ui_code=ROW.uscc, address_operating=address, check_result="4")
    take_records(PROGRAM, TakeRecords(REGION, "SCJG", CHECKS, (row,)), NOW)


@when(parsers.parse("{who}说明“{reason}”被拒绝，依据“{clause}”"))
def not_explained(who: str, reason: str, clause: str) -> None:
    with pytest.raises((RuleBroken, NotPermitted)) as refused:
        explain_difference(WHO[who], ExplainDifference(source_differences(SYSTEM)[0].id, reason), NOW)
    assert refused.value.clause == clause


@when(parsers.re("(?P<who>市场监管局)说明“(?P<reason>招牌名)”$"))
def explained(who: str, reason: str) -> None:
    explain_difference(WHO[who], ExplainDifference(source_differences(SYSTEM)[0].id, reason), NOW)


@then(parsers.parse("待核对{number:d}处：{label}，名录“{ours}”，部门“{theirs}”"))
def differs(number: int, label: str, ours: str, theirs: str) -> None:
    rows = source_differences(SYSTEM, DifferenceStatus.OPEN)
    assert [(labels()[row.rule], row.ours, row.theirs) for row in rows] == [(label, ours, theirs)] * number


@then(parsers.parse("由市场监管局核对，期限是{days:d}个工作日"))
def owed(days: int) -> None:
    (row,) = source_differences(SYSTEM)
    assert (row.department, working_days().working_days(NOW.date(), row.due)) == ("SCJG", days)


@then(parsers.re(r"待核对(?P<number>\d)处(，已(?P<how>一致|说明)(?P<other>\d)处)?$"))
def standing(number: str, how: str | None, other: str | None) -> None:
    counts = next(iter(crossed_by_provider(SYSTEM, NOW.date())), None)
    done = {"一致": counts.settled, "说明": counts.explained}.get(how or "", 0) if counts else 0
    assert (counts.open if counts else 0, done) == (int(number), int(other or 0))


@then("页面和成绩单上都看得到，别的部门看不到")
def shown() -> None:
    page, cards = reverse("exchange:differences"), reverse("exchange:scorecards")
    assert "光明街9号" in acting(CLERK).get(page).content.decode()
    assert "多源比对" in acting(CLERK).get(cards).content.decode()
    assert "光明街9号" not in acting(FIRE).get(page).content.decode()
    assert "光明街9号" in acting(make_actor(Role.DATA_STEWARD, "SJJ")).get(f"{page}?department=SCJG").content.decode()
    assert "与名录不一致" in acting(CLERK).get(reverse("today:today")).content.decode()
    assert "光明街9号" in acting(CLERK).get(f"{page}?sort=-rule").content.decode()
    assert unlike_its_file(acting(CLERK), f"{page}?sort=-rule") == []
    (row, _other) = source_differences(CLERK, DifferenceStatus.OPEN)
    address = reverse("exchange:explain_difference", args=[row.id])
    assert acting(FIRE).post(address, {f"{row.id}-reason": "招牌名"}).status_code == 404
    assert acting(CLERK).post(address, {f"{row.id}-reason": ""}).status_code == 422
    assert acting(CLERK).post(address, {f"{row.id}-reason": "新旧门牌"}).status_code == 303
    assert "新旧门牌" in acting(CLERK).get(f"{page}?status=explained").content.decode()
