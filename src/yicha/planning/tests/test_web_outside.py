"""The screens of what stands outside the plan: filings with codes, late ones, campaigns, who is not to be disturbed."""

from datetime import date, timedelta
from typing import ClassVar

import pytest

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.clock import now
from yicha.kernel.testing import NOW, REGION, clock_at
from yicha.planning.queries import campaigns, deferred, filings, filings_waiting, plan_of, spared, visits_for_cause, year_left
from yicha.planning.rules.sparing import whole_year
from yicha.planning.testing import YEAR, make_county
from yicha.planning.tests.test_web import ELSEWHERE, clerk, office, person, text
from yicha.planning.types import CampaignStatus, FilingStatus
from yicha.shell.testing import acting
from yicha.subjects.queries import subject
from yicha.subjects.testing import subject_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
TODAY = NOW.date()
SID = subject_row(3).sid
CAMPAIGN = {"name": "燃气安全专项行动", "reason": "餐饮场所用气事故多发", "first_day": f"{YEAR}-12-01", "last_day": f"{YEAR}-12-20"}
APPROVAL = {"approver": "青禾县人民政府", "number": "青政发〔2026〕3号", "decided_on": TODAY.isoformat(), "approved": "yes"}
SPARING = {"subject": SID, "first_day": TODAY.isoformat(), "last_day": f"{YEAR}-12-31", "basis": "青政办〔2026〕9号", "reason": "信用A类"}


@pytest.fixture
def county() -> None:
    make_county()


def asked(days: int = 10, **more: str) -> dict[str, str]:
    day = TODAY + timedelta(days=days)
    return {"subject": SID, "item": "SCJG-I", "visit_on": day.isoformat(), "minutes": "60", "reason": "群众反映集中"} | more


class TestFilings:
    def test_what_is_late_is_offered_the_next_plan_and_goes_there(self) -> None:
        answer = clerk().post("/plans/unplanned/new/", asked(2))
        assert answer.status_code == 422
        assert "编入后续计划" in text(answer)
        assert filings(SYSTEM) == []
        assert clerk().post("/plans/unplanned/new/", asked(2, defer="yes")).status_code == 303
        (row,) = filings(SYSTEM)
        assert (row.status, row.plan_year) == (FilingStatus.DEFERRED, YEAR)
        assert deferred(SYSTEM, REGION, YEAR, "SCJG") == [row]
        assert f"{YEAR}年计划" in text(clerk().get("/plans/unplanned/?status=deferred"))

    def test_what_is_in_time_is_not_offered_to_wait(self) -> None:
        assert "编入后续计划" not in clerk().get("/plans/unplanned/new/").content.decode()
        answer = clerk().post("/plans/unplanned/new/", asked(defer="yes"))
        assert answer.status_code == 422
        assert "还来得及报备" in text(answer)

    def test_a_code_with_evidence_needs_no_consent(self) -> None:
        assert clerk().post("/plans/unplanned/new/", asked(exemption="superior", evidence="省里要求")).status_code == 422
        assert clerk().post("/plans/unplanned/new/", asked(exemption="superior", evidence="苏应急〔2026〕12号")).status_code == 303
        (row,) = filings(SYSTEM)
        shown = text(clerk().get("/plans/unplanned/"))
        assert "国家、省组织的专项检查 · 苏应急〔2026〕12号" in shown
        assert "免同意，可排入" in shown
        assert "答复" not in text(office().get("/plans/unplanned/"))
        assert filings_waiting(SYSTEM, REGION) == []
        assert clerk().post(f"/plans/unplanned/{row.id}/visit/").status_code == 303
        assert filings(SYSTEM)[0].status is FilingStatus.PLANNED

    def test_the_conference_is_told_what_stands_in_the_way(self) -> None:
        office().post("/spared/new/", SPARING)
        clerk().post("/plans/unplanned/new/", asked())
        (row,) = filings(SYSTEM)
        assert "无事不扰清单上" in text(office().get(f"/plans/unplanned/{row.id}/decide/"))


class TestCauses:
    CAUSE: ClassVar = {"source": "request", "reference": "企业申请〔2026〕7号"}

    def test_the_enterprises_own_wish_leads_to_a_visit_that_names_it(self) -> None:
        assert "有因检查" in text(clerk().get("/plans/unplanned/"))
        assert clerk().post("/plans/unplanned/causes/new/", asked() | self.CAUSE).status_code == 303
        shown = text(clerk().get("/plans/unplanned/causes/"))
        assert "企业自己申请" in shown
        assert "企业申请〔2026〕7号" in shown
        assert "未抽取" in shown
        assert "企业申请〔2026〕7号" in text(office().get("/plans/unplanned/causes/"))
        assert "企业申请〔2026〕7号" not in text(clerk("XF").get("/plans/unplanned/causes/"))

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"reference": " "}, "还没填"),
            ({"source": "recheck"}, "recheck"),
            ({"visit_on": "2020-01-01"}, "日期已过"),
            ({"item": "X"}, "X"),
        ],
        ids=["no paper", "a recheck follows an order", "yesterday", "no such item"],
    )
    def test_what_cannot_be_is_said_at_the_form(self, said: dict[str, str], why: str) -> None:
        answer = clerk().post("/plans/unplanned/causes/new/", asked() | self.CAUSE | said)
        assert answer.status_code == 422
        assert why in text(answer)
        assert visits_for_cause(SYSTEM, REGION, YEAR) == []

    def test_only_a_clerk_plans_it(self) -> None:
        assert office().get("/plans/unplanned/causes/new/").status_code == 403


def test_the_next_possible_day_lies_behind_the_list_of_no_disturbance() -> None:
    before = year_left(SYSTEM, subject(SYSTEM, SID), TODAY)
    assert (before.earliest.year, before.reopens) == (YEAR, date(YEAR + 1, 1, 1))
    office().post("/spared/new/", SPARING)
    left = year_left(SYSTEM, subject(SYSTEM, SID), TODAY)
    assert (left.earliest, left.reopens) == (date(YEAR + 1, 1, 1), date(YEAR + 1, 1, 1))


class TestCampaigns:
    def test_it_goes_from_proposal_to_the_public(self) -> None:
        assert clerk().post("/campaigns/new/", CAMPAIGN).status_code == 303
        (row,) = campaigns(SYSTEM, REGION)
        page = f"/campaigns/{row.id}/"
        assert "登记批准" not in text(clerk().get(page))
        assert office().post(f"{page}decide/", APPROVAL | {"number": "口头"}).status_code == 422
        assert office().post(f"{page}decide/", APPROVAL).status_code == 303
        assert "待公布" in text(office().get("/campaigns/"))
        assert office().post(f"{page}publish/").status_code == 303
        assert campaigns(SYSTEM, REGION)[0].status is CampaignStatus.PUBLISHED
        assert "已公布" in text(clerk().get("/campaigns/"))

    def test_a_line_is_put_under_it_by_form(self) -> None:
        line = {
            "item": "SCJG-I",
            "selection": "random",
            "ratio": "50%",
            "first_day": CAMPAIGN["first_day"],
            "last_day": CAMPAIGN["last_day"],
        }
        asked = line | {
            "mode": "onsite",
            "minutes": "60",
            "min_officers": "2",
            "mergeable": "on",
            "announced": "on",
            "campaign": APPROVAL["number"],
        }
        assert clerk().post(f"/plans/years/{YEAR}/lines/", asked).status_code == 422  # not approved, so not offered
        clerk().post("/campaigns/new/", CAMPAIGN)
        (row,) = campaigns(SYSTEM, REGION)
        office().post(f"/campaigns/{row.id}/decide/", APPROVAL)
        assert clerk().post(f"/plans/years/{YEAR}/lines/", asked | {"first_day": f"{YEAR}-11-01"}).status_code == 422
        assert clerk().post(f"/plans/years/{YEAR}/lines/", asked).status_code == 303
        found = plan_of(SYSTEM, REGION, YEAR, "SCJG")
        assert found is not None
        assert [one.campaign for one in found.lines] == [APPROVAL["number"]]

    def test_refusing_says_why(self) -> None:
        clerk().post("/campaigns/new/", CAMPAIGN)
        (row,) = campaigns(SYSTEM, REGION)
        assert office().post(f"/campaigns/{row.id}/decide/", {"approved": "no"}).status_code == 422
        assert office().post(f"/campaigns/{row.id}/decide/", {"approved": "no", "reason": "与已有行动重复"}).status_code == 303
        assert campaigns(SYSTEM, REGION)[0].status is CampaignStatus.REFUSED

    def test_the_rules_of_a_proposal_are_said_at_the_form(self) -> None:
        assert clerk().post("/campaigns/new/", CAMPAIGN | {"last_day": "2027-01-03"}).status_code == 422
        assert office().get("/campaigns/new/").status_code == 403

    def test_foreign_is_as_unknown_and_enterprises_see_nothing(self) -> None:
        clerk().post("/campaigns/new/", CAMPAIGN)
        (row,) = campaigns(SYSTEM, REGION)
        foreign = office(ELSEWHERE)
        for pk in (row.id, row.id + 999):
            assert foreign.get(f"/campaigns/{pk}/").status_code == 404
            assert foreign.post(f"/campaigns/{pk}/publish/").status_code == 404
        assert acting(person(Role.ENTERPRISE)).get("/campaigns/").status_code == 403


class TestSparing:
    def test_an_entry_is_made_and_ended_with_reasons(self) -> None:
        assert office().get("/spared/new/").status_code == 200
        assert office().post("/spared/new/", SPARING | {"basis": ""}).status_code == 422
        assert office().post("/spared/new/", SPARING).status_code == 303
        (row,) = spared(SYSTEM, REGION, *whole_year(YEAR))
        assert (row.sid, row.last_day) == (SID, date(YEAR, 12, 31))
        assert row.name in text(clerk().get("/spared/"))
        clock_at(NOW + timedelta(days=1))
        assert office().post(f"/spared/{row.id}/end/", {"reason": " "}).status_code == 409
        assert office().post(f"/spared/{row.id}/end/", {"reason": "列入经营异常"}).status_code == 303
        (row,) = spared(SYSTEM, REGION, *whole_year(YEAR))
        assert (row.ended_because, row.last_day < now().date()) == ("列入经营异常", True)
        assert "已移出：列入经营异常" in text(clerk().get("/spared/"))
        assert office().post(f"/spared/{row.id}/end/", {"reason": "再移一次"}).status_code == 404

    def test_only_the_conferences_office_decides(self) -> None:
        assert clerk().get("/spared/new/").status_code == 403
        assert office(ELSEWHERE).post("/spared/999/end/", {"reason": "x"}).status_code == 404
