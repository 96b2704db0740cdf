"""Last year's plan as a draft, and the full-coverage cycle, on pages."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.items.testing import item_row, make_items
from yicha.items.types import ItemClass
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.queries import plan_of
from yicha.planning.testing import YEAR, make_county, make_plans
from yicha.planning.types import PastCheck, PlanStatus, RecordPastChecks
from yicha.shell.testing import acting
from yicha.subjects.testing import subject_row

CLERK, OFFICE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.COORDINATOR, "LXB")
NEXT = YEAR + 1
LAST, COVER = f"/plans/years/{NEXT}/last-year/", f"/plans/years/{NEXT}/coverage/"
ASKED = {"item": "SCJG-K", "cycle": "3", "scope_query": ""}
pytestmark = pytest.mark.usefixtures("county")


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_county(12)
        make_items(item_row(code="SCJG-K", department="SCJG", name="特种设备检查", check_class="特种设备", item_class=ItemClass.KEY))
        make_items(item_row(code="SCJG-G", department="SCJG", name="一般检查", check_class="一般", item_class=ItemClass.GENERAL))
        make_plans()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def county(_county: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class TestLastYear:
    def test_its_lines_are_drafted_a_year_later(self) -> None:
        assert "以上年计划为底稿" in acting(CLERK).get(f"/plans/?year={NEXT}").content.decode()
        assert f"{NEXT}-03-02" in acting(CLERK).get(LAST).content.decode()
        assert plan_of(SYSTEM, REGION, NEXT, "SCJG") is None
        assert acting(CLERK).post(LAST).status_code == 303
        draft = plan_of(SYSTEM, REGION, NEXT, "SCJG")
        assert draft is not None
        assert draft.status is PlanStatus.DRAFT
        assert [line.window for line in draft.lines] == [(date(NEXT, 3, 2), date(NEXT, 6, 26))]

    def test_what_stands_is_never_overwritten(self) -> None:
        acting(CLERK).post(LAST)
        assert acting(CLERK).post(LAST).status_code == 409

    def test_only_who_files(self) -> None:
        assert acting(OFFICE).get(LAST).status_code == 403
        assert acting(make_actor(Role.DEPARTMENT_CLERK, region="62/6208/620899")).get(LAST).status_code == 409


class TestCoverage:
    def test_whose_turn_it_is_becomes_a_list_of_the_plan(self) -> None:
        checks = tuple(PastCheck(subject_row(number).sid, "特种设备", "SCJG", "county", date(YEAR - 2, 5, 6)) for number in range(3))
        record_past_checks(SYSTEM, RecordPastChecks(REGION, "0" * 64, checks), NOW)
        shown = acting(CLERK).get(COVER, ASKED).content.decode()
        assert "12 户，3 年查遍" in shown
        assert f"{YEAR - 2}-05-06" in shown
        assert acting(CLERK).post(COVER, ASKED).status_code == 303
        filed = plan_of(SYSTEM, REGION, NEXT, "SCJG")
        assert filed is not None
        (line,) = filed.lines
        assert (line.selection, len(line.sids)) == ("list", 4)
        assert {check.sid for check in checks} < set(line.sids)

    def test_the_years_of_the_cycle_and_who_it_is_in_each(self) -> None:
        first = acting(CLERK).get(COVER, ASKED).context
        assert first["years"] == [(NEXT, 4, 0), (NEXT + 1, 4, 0), (NEXT + 2, 4, 0)]
        seen = [turn.sid for one, _, _ in first["years"] for turn, _ in acting(CLERK).get(COVER, ASKED | {"of": one}).context["rows"]]
        assert len(seen) == len(set(seen)) == 12
        assert acting(CLERK).get(COVER, ASKED | {"of": "1999"}).context["of"] == NEXT

    def test_a_condition_that_cannot_be_read(self) -> None:
        assert acting(CLERK).get(COVER, ASKED | {"scope_query": "DROP"}).status_code == 422

    def test_general_items_are_not_offered(self) -> None:
        assert "特种设备检查" in acting(CLERK).get(COVER).content.decode()
        assert acting(CLERK).get(COVER, ASKED | {"item": "SCJG-G"}).status_code == 422
        assert "没有重点事项" in acting(make_actor(Role.DEPARTMENT_CLERK, "NONE")).get(COVER).content.decode()

    def test_only_who_files(self) -> None:
        assert acting(OFFICE).get(COVER).status_code == 403
        assert acting(CLERK).get(COVER, ASKED).status_code == 200
        assert plan_of(SYSTEM, REGION, NEXT, "SCJG") is None
