"""What a line would take, while it is typed: whom the year has had already, officers' days, and the reasons that are asked for."""

from datetime import date
from typing import Any

import pytest

from yicha.items.testing import item_row, make_items
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION, Sql, run_sql
from yicha.norms.testing import put_text
from yicha.norms.types import NormCode
from yicha.orgs.testing import make_actor
from yicha.planning.actions.draft_plan import draft_plan
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.queries import count_plan, count_scope, plan_sheet
from yicha.planning.testing import YEAR, line_row, make_county
from yicha.planning.tests.filed import ROOT
from yicha.planning.tests.test_web import LINE, text
from yicha.planning.types import DepartmentLine, DraftPlan, PastCheck, RecordPastChecks
from yicha.shell.testing import acting
from yicha.subjects.testing import subject_row

pytestmark = pytest.mark.django_db
CLERK = make_actor(Role.DEPARTMENT_CLERK)
COUNT, SPENT = (f"/plans/years/{YEAR}/{page}/" for page in ("count", "spent"))


@pytest.fixture(autouse=True)
def county() -> None:
    make_county()
    check = PastCheck(subject_row(3).sid, "食品安全", "省市场监督管理局", "省", date(YEAR, 2, 3))
    record_past_checks(SYSTEM, RecordPastChecks(REGION, "0" * 64, (check,)), NOW)


def said(address: str, **form: Any) -> str:
    answer = acting(CLERK).get(address, LINE | form)
    assert answer.status_code == 200
    return " ".join(text(answer).split())


@pytest.mark.clause("LYG-4.3d")
@pytest.mark.parametrize(
    ("form", "spent"),
    [
        ({}, 1),
        ({"selection": "list", "sids": f"{subject_row(3).sid};{subject_row(4).sid}"}, 1),
        ({"selection": "list", "sids": subject_row(4).sid}, 0),
        ({"word": "没有这种"}, 0),
        ({"mode": "written"}, 0),
        ({"exemption": "安全生产法第六十五条"}, 0),
        ({"first_day": f"{YEAR + 1}-03-02", "last_day": f"{YEAR + 1}-06-26"}, 0),
    ],
)
def test_whom_the_year_has_had_is_counted_and_listed(form: dict[str, str], spent: int) -> None:
    assert ("1 户本年度同类已查或已排" in said(COUNT, **form)) == bool(spent)
    listed = said(SPENT, **form)
    assert (subject_row(3).name in listed) == bool(spent)
    assert ("省市场监督管理局" in listed) == bool(spent)


def test_per_site_counts_the_site() -> None:
    put_text(NormCode.LIMITS_COUNT_PER, "site", region_path=REGION)
    assert "1 户本年度同类已查或已排" in said(COUNT)


def test_officers_days_are_told_against_what_the_department_has() -> None:
    """12 subjects, 2 officers, 60 minutes and 60 on the way: 48 hours of 5 a day are 10 days; four officers have far more."""
    shown = said(COUNT, selection="full")
    assert "10 人日" in shown
    assert "4 人，这段时间" in shown
    assert "人不够" not in shown
    assert "人不够" in said(COUNT, selection="full", minutes="480", first_day=f"{YEAR}-03-02", last_day=f"{YEAR}-03-06")


@pytest.mark.parametrize(
    ("form", "words"),
    [({"announced": ""}, "不事先通知须写明法律依据"), ({"announced": "", "secret_because": " "}, "不事先通知须写明法律依据")],
)
def test_secrecy_is_lawful_and_reasoned(form: dict[str, str], words: str) -> None:
    answer = acting(CLERK).post(f"/plans/years/{YEAR}/lines/", {key: value for key, value in (LINE | form).items() if value})
    assert answer.status_code == 422
    assert words in text(answer)


@pytest.mark.clause("R-MODE-1")
def test_off_site_comes_first() -> None:
    run_sql(ROOT, Sql("UPDATE items_item SET off_site = true WHERE code = %s", ("SCJG-I",)), NOW)
    client, address = acting(CLERK), f"/plans/years/{YEAR}/lines/"
    refused = client.post(address, LINE)
    assert refused.status_code == 422
    assert "非现场可查" in text(refused)
    assert client.post(address, LINE | {"onsite_because": "数据与投诉不符"}).status_code == 303
    assert client.post(address, LINE | {"mode": "online"}).status_code == 303


def test_others_do_not_count() -> None:
    for address in (COUNT, SPENT):
        assert acting(make_actor(Role.ENTERPRISE)).get(address, LINE).status_code == 403


def test_the_whole_plan_is_counted_before_it_is_filed() -> None:
    draft = draft_plan(CLERK, DraftPlan(REGION, YEAR, "SCJG", (line_row(), line_row(2, window=(date(YEAR, 9, 1), date(YEAR, 9, 30))))), NOW)
    one = count_scope(CLERK, REGION, DepartmentLine("SCJG", line_row()), NOW.date())
    visits, effort = count_plan(CLERK, REGION, "SCJG", plan_sheet(CLERK, draft.plan).lines, NOW.date())
    assert one.effort is not None
    assert (visits, effort.wanted) == (2 * one.visits, 2 * one.effort.wanted)
    assert effort.held > one.effort.held
    assert f"{visits} 次检查" in said(f"/plans/{draft.plan}/count/")
    assert f"/plans/{draft.plan}/count/" in acting(CLERK).get(f"/plans/{draft.plan}/").content.decode()


@pytest.mark.clause("R-MODE-1")
def test_what_can_be_checked_without_going_there_is_said_while_it_is_typed() -> None:
    make_items(item_row(code="SCJG-O", department="SCJG", name="年报公示检查", check_class="公示", off_site=True))
    assert "非现场可查" in said(COUNT, item="SCJG-O")
    assert "非现场可查" not in said(COUNT, item="SCJG-O", onsite_because="须看实物")
    assert "非现场可查" not in said(COUNT, item="SCJG-O", mode="online")
    assert "非现场可查" not in said(COUNT)
