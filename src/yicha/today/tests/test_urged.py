"""What waits too long is urged, and what the levels above and the campaigns leave waiting stands on the page of the day."""

from datetime import date, datetime, timedelta

import pytest

from yicha.disclosure.actions.record_annulment import record_annulment
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.testing import publish_results
from yicha.disclosure.types import AnnulmentKind, RecordAnnulment, WithdrawPublication
from yicha.engines.deadlines import Light
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.actions.mend_record import mend_record
from yicha.exchange.testing import map_part, match_items, name_subject
from yicha.exchange.types import MendRecord
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.queries import tasks_unsigned
from yicha.inspections.testing import carry_out, check, clean_results, make_inspections, officer, on_the_day, planned, start
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION
from yicha.levels.actions.claim_task import claim_task
from yicha.levels.actions.escalate_whistle import escalate_whistle
from yicha.levels.testing import make_task, make_whistle
from yicha.levels.types import ClaimTask, EscalateWhistle
from yicha.orgs.testing import make_actor, make_department
from yicha.orgs.types import DepartmentKind
from yicha.planning.actions.approve_campaign import approve_campaign
from yicha.planning.actions.propose_campaign import propose_campaign
from yicha.planning.actions.publish_campaign import publish_campaign
from yicha.planning.testing import YEAR, make_county
from yicha.planning.types import (
    ApproveCampaign,
    ProposeCampaign,
    PublishCampaign,
)
from yicha.shell.testing import acting
from yicha.today.queries import day_of
from yicha.today.types import Day, Tab

pytestmark = pytest.mark.django_db
OFFICE, CLERK, HEAD = (make_actor(role) for role in (Role.COORDINATOR, Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD))
STRANGER, SUPERVISOR = make_actor(Role.COORDINATOR, region="62/6299"), make_actor(Role.LEGAL_SUPERVISOR, "SFJ", name="supervisor")
BEFORE = datetime(YEAR - 1, 12, 1, 9, tzinfo=NOW.tzinfo)
MARCH = datetime(YEAR, 3, 2, 9, tzinfo=NOW.tzinfo)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.today.web.pages.now", lambda: NOW)


def day(actor: Actor, tab: Tab = Tab.WAITING, at: datetime = NOW) -> Day:
    return day_of(actor, tab, at)


def titles(actor: Actor, tab: Tab = Tab.WAITING, at: datetime = NOW) -> list[str]:
    return [row.title for row in day(actor, tab, at).rows]


@pytest.mark.clause("GX-4.4")
def test_what_is_overdue_is_urged_once_a_day_and_waits_for_the_urged() -> None:
    make_inspections()
    row = next(row for row in day(OFFICE, Tab.OVERDUE).rows if row.matter)
    asked = {"matter": row.matter, "owner": row.owner}
    assert acting(OFFICE).get("/urge/").status_code == 405
    assert acting(CLERK).post("/urge/", asked).status_code == 403
    assert acting(STRANGER).post("/urge/", asked).status_code == 404
    assert acting(OFFICE).post("/urge/", asked).status_code == 303
    assert acting(OFFICE).post("/urge/", asked).status_code == 409
    assert "今日已催" in acting(OFFICE).get("/?tab=overdue").content.decode()
    assert f"被催办：{row.title} {row.note}" in titles(make_actor(Role.DEPARTMENT_CLERK, row.owner))
    assert not any(one.matter for one in day(make_actor(Role.DEPARTMENT_CLERK, row.owner), Tab.OVERDUE).rows)


@pytest.mark.clause("R-SPEC-1")
def test_a_campaign_waits_for_its_decision_then_for_its_publication_and_is_overdue_after_its_month() -> None:
    make_county()
    days = (date(YEAR, 12, 1), date(YEAR, 12, 20))
    pk = propose_campaign(SYSTEM, ProposeCampaign(REGION, "SCJG", "冬季燃气", "事故多发", *days), NOW).campaign
    assert "核定专项行动：冬季燃气" in titles(OFFICE)
    assert not [title for title in titles(CLERK) if "专项行动" in title]
    command = ApproveCampaign(pk, approved=True, number="青政发〔2026〕1号", approver="青禾县人民政府", decided_on=NOW.date())
    approve_campaign(SYSTEM, command, NOW)
    row = next(row for row in day(OFFICE).rows if "专项行动" in row.title)
    assert (row.title, row.clause) == ("公布专项行动：冬季燃气", "R-SPEC-1")
    assert not any("专项行动" in title for title in titles(OFFICE, Tab.OVERDUE))
    late = NOW + timedelta(days=40)
    assert "专项行动公布" in titles(OFFICE, Tab.OVERDUE, late)
    publish_campaign(SYSTEM, PublishCampaign(pk), late)
    assert not [title for tab in (Tab.WAITING, Tab.OVERDUE) for title in titles(OFFICE, tab, late) if "专项行动" in title]


@pytest.mark.clause("GX-4.4")
def test_what_nobody_signed_for_waits_for_its_department_and_is_urged() -> None:
    row = make_inspections()[0]
    lead, clerk = planned(row).lead, make_actor(Role.DEPARTMENT_CLERK, planned(row).lead)
    at = on_the_day(row) - timedelta(days=1)
    told = next(one for one in day_of(clerk, Tab.WAITING, at).rows if one.href == "/visits/tasks/")
    assert told.title == f"签收 {tasks_unsigned(clerk, at.date(), at.date() + timedelta(days=14 - at.weekday() - 1))[0].count} 个检查任务"
    assert told.clock is not None
    assert told.clock.light is Light.OVER
    assert lead in {one.owner for one in day_of(OFFICE, Tab.OVERDUE, at).rows if one.matter == "signing"}


@pytest.mark.clause("GX-4.4", "YX-2.12", "LYG-4.4c", "R-PUB-1")
def test_every_clock_of_a_result_is_urged() -> None:
    """Submitted and not confirmed, held back on its way up, waiting for the data bureau, annulled and still standing."""
    row, other = make_inspections()[:2]
    make_department("SJJ", name="数据局", kind=DepartmentKind.DATA_BUREAU)
    carry_out(row)
    match_items()
    lead, sid = planned(row).lead, planned(row).sid
    held = map_part(row, lead)
    assert "更正 1 条上报数据" in titles(make_actor(Role.DEPARTMENT_CLERK, lead), at=on_the_day(row, 14))
    start(other)
    check(other)
    late = planned(other).departments[0]
    record_results(officer(other, late), clean_results(other, late), on_the_day(other, 11))
    published = next(one for one in publish_results(row) if one.department == lead)
    fallen = RecordAnnulment(published.id, AnnulmentKind.REVOKED, "县政府", "1号", on_the_day(row).date() + timedelta(days=1), "程序违法")
    record_annulment(SYSTEM, fallen, on_the_day(row) + timedelta(days=1))
    at = on_the_day(other) + timedelta(days=60)
    told = {(one.title, one.matter, one.owner) for one in day(OFFICE, Tab.OVERDUE, at).rows}
    wanted = {("检查结果填报", "filing", late), ("上报数据更正", "mending", lead), ("撤回被撤销的结果", "withdrawals", lead)}
    assert wanted <= told
    name_subject(sid, invented_uscc(3))
    mend_record(make_actor(Role.DEPARTMENT_CLERK, lead), MendRecord(held.id), at)
    told = {(one.title, one.matter, one.owner) for one in day(OFFICE, Tab.OVERDUE, at).rows}
    assert ("上报数据推送", "push", "SJJ") in told
    assert "推送 1 条上报数据" in titles(make_actor(Role.DATA_STEWARD, "SJJ"), at=at)
    withdraw_publication(SYSTEM, WithdrawPublication(published.id, "被撤销"), at)
    assert not [one for one in day(OFFICE, Tab.OVERDUE, at).rows if one.matter == "withdrawals"]


class TestTheLevels:
    def test_a_whistle_waits_for_who_was_named_then_for_the_office(self) -> None:
        make_county()
        make_department("DCZ")
        made = make_whistle(departments=("SCJG",))
        assert [(row.title, row.href) for row in day(CLERK).rows] == [("报到：东川镇北街夜市", f"/levels/{made.whistle}/")]
        escalate_whistle(SYSTEM, EscalateWhistle(made.whistle), made.report_by)
        assert "吹哨逾期未报到：东川镇北街夜市" in titles(OFFICE)

    def test_a_task_from_above_waits_for_its_department(self) -> None:
        make_county()
        made = make_task()
        assert [(row.title, row.act) for row in day(CLERK).rows] == [("餐饮燃气安全联合检查", "认领")]
        claim_task(CLERK, ClaimTask(made.task, "SCJG"), NOW)
        assert [row.act for row in day(CLERK).rows] == ["办理"]
