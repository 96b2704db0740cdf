"""Joint tasks between systems: the level above dispatches and asks, departments work; every step once, however often it is sent."""

import json
from typing import Any

import pytest
from django.test import Client

from yicha.inspections.queries import inspections
from yicha.inspections.testing import carry_out, planned
from yicha.kernel.actor import SYSTEM
from yicha.kernel.models import Entry
from yicha.kernel.testing import REGION
from yicha.levels.testing import SID, dispatch_file, make_task
from yicha.orgs.testing import make_department, make_program, make_region
from yicha.orgs.types import Scope

pytestmark = pytest.mark.usefixtures("county")
NUMBER, ADDRESS = "610000-2026-LH-0007", "/api/v1/tasks"
ABOVE, MARKET, FIRE = "a" * 43, "m" * 43, "f" * 43


@pytest.fixture(autouse=True)
def systems(county: None) -> None:
    make_program(ABOVE, Scope.TASKS, department="LXB")
    make_program(MARKET, Scope.TASK_WORK)
    make_program(FIRE, Scope.TASK_WORK, department="XFJY")


def send(token: str, step: str, status: int = 200, **said: Any) -> Any:
    return post(token, f"{ADDRESS}/{NUMBER}/{step}", json.dumps(said).encode(), status)


def post(token: str, address: str, body: bytes, status: int = 200) -> Any:
    answer = Client().post(address, body, content_type="application/json", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def dispatch(status: int = 200, **values: Any) -> Any:
    return post(ABOVE, ADDRESS, dispatch_file(**values), status)


def asked(token: str = ABOVE, number: str = NUMBER, status: int = 200) -> Any:
    answer = Client().get(f"{ADDRESS}/{number}", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status
    return answer.json()


def fetched(token: str, status: int = 200) -> Any:
    answer = Client().get(f"{ADDRESS}/{NUMBER}/part", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status
    return answer.json()


def standings() -> list[str]:
    return [one["status"] for one in asked()["supervisionProcess"]["taskDetails"]]


def test_the_whole_way_from_dispatch_to_feedback_with_the_record_of_the_check() -> None:
    row = next(one for one in inspections(SYSTEM, REGION) if "SCJG" in planned(one).departments)
    subjects = [{"type": "企业", "name": "一家", "credentialsValue": planned(row).sid}]
    assert dispatch(superviseObjects=subjects)["taskInfo"]["status"] == "分发"
    assert send(MARKET, "claim")["status"] == "claimed"
    send(MARKET, "execute", code=subjects[0]["credentialsValue"], visit=planned(row).number)
    assert send(MARKET, "end", 409, reason="查完了")["clause"] == "YX-2.8"
    carry_out(row)
    send(MARKET, "end", reason="查完了")
    assert send(MARKET, "feedback", suggestion="没有发现问题")["status"] == "fed_back"
    send(FIRE, "return", reason="不属我局职责")
    assert standings() == ["反馈", "退回"]
    (record,) = asked()["supervisionProcess"]["feedbackUnitInfo"]["admInspection"]
    assert (record["check_action_code"], record["implement_institution_code"]) == (row.number, "SCJG")


def test_the_same_again_changes_nothing_and_other_words_are_refused() -> None:
    first = dispatch()
    entries = Entry.objects.count()
    assert dispatch() == first
    assert dispatch(409, taskName="换了名字")["status"] == 409
    assert Entry.objects.count() == entries
    claimed = send(MARKET, "claim")
    assert send(MARKET, "claim") == claimed
    send(MARKET, "end", reason="都在外地")
    entries = Entry.objects.count()
    send(MARKET, "end", reason="都在外地")
    send(MARKET, "end", 409, reason="换了理由")
    send(MARKET, "return", 409, reason="不办了")
    assert Entry.objects.count() == entries


def test_a_step_out_of_turn_is_refused_as_on_the_page() -> None:
    dispatch()
    assert send(MARKET, "end", 409, reason="没查")["clause"] == "YX-2.8"
    send(MARKET, "feedback", 409, suggestion="好")
    send(MARKET, "claim")
    send(MARKET, "execute", 404, code="91610000MA99999999")
    send(MARKET, "execute", 404, code=SID, visit="NONE-SUCH")
    send(MARKET, "end", 422)
    assert dispatch(409, taskNo="X", taskStartTime="昨天")["clause"] == "YX-2.8"
    post(ABOVE, ADDRESS, b'{"taskInfo": 1}', 422)


def test_nobody_hears_of_a_task_that_is_not_his() -> None:
    make_task(unionDeptNo="SCJG", unionDeptName="")
    send(FIRE, "claim", 404)
    told = fetched(MARKET)
    assert (told["number"], told["part"]["status"]) == (NUMBER, "dispatched")
    assert told["subjects"][0].keys() == {"name", "code", "kind", "sid"}
    fetched(FIRE, 404)
    fetched(ABOVE, 403)
    make_region("620798", "邻县")
    make_department("LXX", "620798")
    stranger = "s" * 43
    make_program(stranger, Scope.TASKS, Scope.TASK_WORK, department="LXX", region_path="62/6207/620798")
    asked(stranger, status=404)
    send(stranger, "claim", 404)
    asked(number="NONE-SUCH", status=404)


def test_each_scope_opens_its_own_addresses_only() -> None:
    dispatch()
    send(ABOVE, "claim", 403)
    asked(MARKET, status=403)
    post(MARKET, ADDRESS, dispatch_file(), 403)
    assert Client().post(ADDRESS, dispatch_file(), content_type="application/json").status_code == 401
