"""What was accepted above goes back to where the subject is at home, once, and to nobody else."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange import jobs
from yicha.exchange.actions.flow_back import flow_back
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.actions.take_records import take_records
from yicha.exchange.actions.withdraw_given import withdraw_given
from yicha.exchange.queries import backflow, batches, records
from yicha.exchange.rules.backflow import columns_back, goes_to
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.testing import built, given_row, receipt
from yicha.exchange.types import ExchangePermission, FlowBack, RecordStatus, TakeRecords, WithdrawGiven
from yicha.inspections.testing import planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_department, make_program, make_region
from yicha.orgs.types import DepartmentKind, Scope
from yicha.shell.testing import acting
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.queries import facts_of
from yicha.subjects.types import CorrectSubject

scenarios("features/backflow.feature")

PROGRAM = Actor("program:1", "业务系统", REGION, "SCJG", permissions=frozenset({ExchangePermission.GIVE}))
STEWARD = make_actor(Role.DATA_STEWARD, "SJJ")
TOWNS = {"东关街道": "620799001", "西关街道": "620799002"}
CODE, TOKEN = invented_uscc(5), "t" * 43


def at_home(sid: str, town: str) -> None:
    correct_subject(SYSTEM, CorrectSubject(sid, replace(facts_of(SYSTEM, sid), uscc=CODE, town=town), "登记时漏填"), NOW)


def clerk(place: str) -> Actor:
    return make_actor(Role.DEPARTMENT_CLERK, TOWNS.get(place, "SCJG"))


@pytest.fixture
def sid(county: list[InspectionRow]) -> str:
    return planned(county[0]).sid


@given("东关街道和西关街道，市场监管局的检查A1在东关街道的企业")
def _(sid: str) -> None:
    for name, code in TOWNS.items():
        make_region(code, name)
        make_department(code, region=code, name=name, kind=DepartmentKind.TOWN_GOVERNMENT)
    at_home(sid, "东关街道")
    take_records(PROGRAM, TakeRecords(REGION, "SCJG", CHECKS, (given_row(administrative_cp_ui_code=CODE),)), NOW)


@given("企业所在乡镇不详")
def _(sid: str) -> None:
    at_home(sid, "")


@when("企业迁到西关街道")
def _(sid: str) -> None:
    at_home(sid, "西关街道")


@when("上级接收")
def accepted() -> None:
    built()
    rows = [row.key for row in records(SYSTEM)[:10] if row.status is RecordStatus.BATCHED]
    take_receipt(STEWARD, receipt(batches(SYSTEM)[0].number, accepted=rows), NOW)


@when("业务系统把结果改为“5”，上级接收")
def _() -> None:
    take_records(PROGRAM, TakeRecords(REGION, "SCJG", CHECKS, (given_row(administrative_cp_ui_code=CODE, check_result="5"),)), NOW)
    accepted()


@when("业务系统撤回，上级接收")
def _() -> None:
    withdraw_given(PROGRAM, WithdrawGiven(REGION, "SCJG", CHECKS, ("A1",), "报错了对象"), NOW)
    accepted()


@when("回流")
def _() -> None:
    jobs.flow(NOW)
    jobs.flow(NOW)


@then(parsers.re("(?P<place>[^0-9]+)收到(?P<rows>[0-9])行(，最后一行是“(?P<operation>.)”)?"))
def _(place: str, rows: str, operation: str | None) -> None:
    found = backflow(clerk(place), NOW.date())[:10]
    assert [row.number for row in found] == list(range(1, int(rows) + 1))
    assert operation is None or found[-1].operation == operation
    shown = acting(clerk(place)).get("/exchange/backflow/").content.decode()
    assert ("620799/SCJG/A1" in shown) is (int(rows) > 0)


@then("数据局看到1行")
def _() -> None:
    assert [(row.number, row.region_path) for row in backflow(STEWARD, NOW.date())[:5]] == [(1, REGION)]
    assert "青禾甲店" in acting(STEWARD).get("/exchange/backflow/").content.decode()


@pytest.mark.clause("GX-5.2b")
def test_a_towns_own_system_asks_from_where_it_left_off(sid: str) -> None:
    for name, code in TOWNS.items():
        make_region(code, name)
        make_department(code, region=code, name=name, kind=DepartmentKind.TOWN_GOVERNMENT)
        make_program(code.ljust(43, "t"), Scope.RECORDS, department=code, region_path=f"{REGION}/{code}")
    make_program(TOKEN, Scope.RECORDS)
    at_home(sid, "东关街道")
    rows = tuple(given_row(number, administrative_cp_ui_code=CODE) for number in ("A1", "A2"))
    take_records(PROGRAM, TakeRecords(REGION, "SCJG", CHECKS, rows), NOW)
    accepted()
    jobs.flow(NOW)
    east, west = (code.ljust(43, "t") for code in TOWNS.values())
    assert [(one["number"], one["operation"]) for one in asked(east)] == [(1, "i"), (2, "i")]
    assert asked(east)[0]["columns"]["administrative_cp_ui_code"] == CODE
    assert [one["key"] for one in asked(east, after=1)] == ["620799/SCJG/A2"]
    assert asked(west) == asked(TOKEN) == []
    with pytest.raises(RuleBroken):
        flow_back(SYSTEM, FlowBack(REGION), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("DELETE FROM exchange_backflow"), NOW)


def asked(token: str, after: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Client().get(f"/api/v1/backflow?after={after}", headers={"Authorization": f"Bearer {token}"}).json()
    return found


class TestRules:
    """Without a database."""

    @pytest.mark.parametrize(
        ("home", "earlier", "wanted"),
        [
            ("62/1/a", (), ("62/1/a",)),
            ("62/1/a", ("62/1/b",), ("62/1/a", "62/1/b")),
            ("", ("62/1/b",), ("62/1/b",)),
            ("", (), ("62/1",)),
            ("62/1/a", ("62/1",), ("62/1/a",)),
            ("62/2/a", (), ("62/1",)),
        ],
    )
    def test_where_it_goes(self, home: str, earlier: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        assert goes_to("62/1", home, earlier) == wanted

    @pytest.mark.parametrize(("nature", "kept"), [("1", False), ("2", True)])
    def test_the_number_of_a_person_stays(self, nature: str, kept: bool) -> None:
        said = {"administrative_cp_na": nature, "administrative_cp_ui_code": "X", "address_registered": "Y", "check_form": ""}
        assert ("administrative_cp_ui_code" in dict(columns_back(said))) is kept
        assert "check_form" not in dict(columns_back(said))
