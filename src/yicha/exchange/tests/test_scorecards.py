"""谁提供谁负责: what a department provided, counted."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from yicha.engines.quality import Family
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.actions.mend_record import mend_record
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.actions.withdraw_record import withdraw_record
from yicha.exchange.queries import by_provider, faults_found, pushes_standing
from yicha.exchange.testing import built, map_part, name_subject, receipt
from yicha.exchange.types import MendRecord, ProviderCount, RecordRow, WithdrawRecord
from yicha.inspections.testing import on_the_day, planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

pytestmark = pytest.mark.usefixtures("county")
OFFICE, CLERK, FIRE = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
HEAD = make_actor(Role.DEPARTMENT_HEAD)
TODAY = NOW.date()
OFFICER, ELSEWHERE = make_actor(Role.OFFICER), make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")


@pytest.fixture
def two(county: list[InspectionRow]) -> list[RecordRow]:
    """The first was provided with faults and mended, the second was right at once."""
    first = map_part(county[0])
    name_subject(first.sid, invented_uscc(31))
    mend_record(SYSTEM, MendRecord(first.id), NOW)
    name_subject(planned(county[1]).sid, invented_uscc(32))
    return [first, map_part(county[1])]


def card(today: date = TODAY) -> ProviderCount:
    (one,) = by_provider(OFFICE, today)
    return one


def test_what_was_wrong_at_first_stays_counted(two: list[RecordRow]) -> None:
    assert (card().total, card().faultless, card().correct) == (2, 1, 0.5)
    counted = {(one.family, one.column): one.times for one in faults_found(OFFICE)}
    assert counted[Family.COMPLETE, "administrative_cp_ui_code"] == 1


def test_timely_is_who_was_accepted_by_the_last_day(two: list[RecordRow], county: list[InspectionRow]) -> None:
    first, second = two
    assert card(first.due).timely is None
    assert card(first.due + timedelta(days=200)).timely == 0.0
    batch = built().number
    take_receipt(SYSTEM, receipt(batch, accepted=[first.key]), on_the_day(county[0], 14))
    take_receipt(SYSTEM, receipt(batch, rejected=[(second.key, "", "退回")]), NOW)
    assert (card(first.due).in_time, card(first.due).late) == (1, 0)
    assert card(first.due).timely == 1.0
    assert next(one for one in faults_found(OFFICE) if one.family is None).reason == "退回"


def test_what_was_reported_is_not_late_when_it_is_taken_back(two: list[RecordRow]) -> None:
    first, long_after = two[0], two[0].due + timedelta(days=50)
    take_receipt(SYSTEM, receipt(built().number, accepted=[row.key for row in two]), NOW)
    withdraw_record(HEAD, WithdrawRecord(first.id, "检查对象登记错了"), NOW)
    assert card(long_after).late == 0
    assert [one.carry_by for one in pushes_standing(OFFICE)] == [None]
    assert "超" not in acting(CLERK).get(reverse("exchange:record", args=[first.id])).content.decode().partition("<main")[2]


def test_a_department_sees_its_own_card_and_a_stranger_none(two: list[RecordRow]) -> None:
    assert "SCJG" in acting(OFFICE).get("/exchange/quality/").content.decode()
    assert "行政相对人证件号码必填" in acting(CLERK).get("/exchange/quality/").content.decode()
    assert [*faults_found(FIRE), *by_provider(FIRE, NOW.date()), *faults_found(ELSEWHERE)] == []
    assert "还没有上报数据" in acting(FIRE).get("/exchange/quality/").content.decode()
    assert acting(OFFICER).get("/exchange/quality/").status_code == 403
