"""法定参数 on screen: everybody in an office reads them, the system administrator lays down what the place has ruled."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW, REGION
from yicha.norms.queries import calendar_years, norm
from yicha.norms.testing import load_shipped, put_norm
from yicha.norms.types import NormUnit
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

TODAY = NOW.date()
LATER = TODAY + timedelta(days=30)
CODE = "clock.unplanned_filing"
ADDRESS, CHANGE = f"/norms/{CODE}/", f"/norms/{CODE}/change/"
RULED = {"amount": "7", "text": "", "basis": "青禾县〔2026〕3号第五条", "since": LATER.isoformat()}
NEXT = TODAY.year + 5
YEAR = f"- {{year: {NEXT}, basis: 国办发明电〔2030〕7号, holidays: [{{name: 元旦, off: {NEXT}-01-01/{NEXT}-01-01}}]}}"

pytestmark = [pytest.mark.django_db, pytest.mark.clause("WS-2.3", "GX-2.4")]


@pytest.fixture(autouse=True)
def shipped() -> None:
    load_shipped()


def as_(role: Role, region: str = REGION) -> Client:
    return acting(make_actor(role, region=region))


def sent(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("calendar.yaml", content)}


def test_an_office_reads_what_holds_and_on_what_basis() -> None:
    page = as_(Role.DEPARTMENT_CLERK).get("/norms/", {"q": CODE}).content.decode()
    assert CODE in page
    assert norm(CODE, REGION, TODAY).basis in page
    assert "clock.law_change_task" not in page
    assert as_(Role.DEPARTMENT_CLERK).post(CHANGE, RULED).status_code == 403


def test_an_amount_is_written_as_people_write_it() -> None:
    put_norm("test.ten", 10, NormUnit.WORKING_DAY)
    page = as_(Role.SYSTEM_ADMIN).get("/norms/test.ten/").content.decode()
    assert "10 个工作日" in page
    assert 'value="10"' in page


def test_a_place_rules_from_a_day_on_and_for_itself_only() -> None:
    before = norm(CODE, REGION, TODAY)
    assert as_(Role.SYSTEM_ADMIN).post(CHANGE, RULED).status_code == 303
    assert norm(CODE, REGION, LATER).amount == 7
    assert norm(CODE, REGION, LATER).unit is before.unit
    assert norm(CODE, REGION, TODAY) == before
    assert norm(CODE, "62/6207/620798", LATER) == before
    assert "青禾县〔2026〕3号第五条" in as_(Role.COORDINATOR).get(ADDRESS).content.decode()
    assert "青禾县〔2026〕3号第五条" not in as_(Role.COORDINATOR, "62/6207/620798").get(ADDRESS).content.decode()


@pytest.mark.parametrize("wrong", [{"amount": ""}, {"amount": "-1"}, {"basis": ""}, {"since": "昨天"}])
def test_what_says_nothing_or_without_basis_is_said_at_the_form(wrong: dict[str, str]) -> None:
    answer = as_(Role.SYSTEM_ADMIN).post(CHANGE, RULED | wrong)
    assert answer.status_code == 422
    assert norm(CODE, REGION, LATER).region_path == ""


def test_nobody_rules_for_days_that_are_over() -> None:
    past = (TODAY - timedelta(days=1)).isoformat()
    assert as_(Role.SYSTEM_ADMIN).post(CHANGE, RULED | {"since": past}).status_code == 422
    assert norm(CODE, REGION, TODAY).region_path == ""


def test_what_no_norm_is_called_is_absent() -> None:
    assert as_(Role.COORDINATOR).get("/norms/clock.none_such/").status_code == 404
    assert as_(Role.SYSTEM_ADMIN).post("/norms/clock.none_such/change/", RULED).status_code == 404


def test_the_notice_of_a_year_is_loaded_once_it_is_out() -> None:
    assert as_(Role.SYSTEM_ADMIN).post("/norms/calendar/load/", sent(YEAR.encode())).status_code == 303
    assert [row.basis for row in calendar_years() if row.year == NEXT] == ["国办发明电〔2030〕7号"]
    assert "国办发明电〔2030〕7号" in as_(Role.DEPARTMENT_CLERK).get("/norms/calendar/").content.decode()
    assert as_(Role.DEPARTMENT_CLERK).post("/norms/calendar/load/", sent(YEAR.encode())).status_code == 403


@pytest.mark.parametrize("content", ["一年".encode("gb18030"), b"year: [", b"- {year: 2031}", b"x" * 200_000])
def test_a_file_that_is_no_calendar_changes_nothing(content: bytes) -> None:
    before = calendar_years()
    assert as_(Role.SYSTEM_ADMIN).post("/norms/calendar/load/", sent(content)).status_code == 422
    assert calendar_years() == before
