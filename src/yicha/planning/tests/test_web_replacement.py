"""递补 on the page: who was lost and what shows it, then a ceremony like any other, and everybody sees it."""

from datetime import timedelta

import pytest

from yicha.draws.queries import draw, drawn_lists, draws
from yicha.draws.testing import MINUTE, hold_ceremony
from yicha.draws.tests.test_ceremony import frozen
from yicha.draws.types import DrawStatus
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.clock import now
from yicha.kernel.testing import NOW, REGION, clock_at
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import DepartmentKind
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db

OFFICE, CLERK = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")


@pytest.fixture(autouse=True)
def county() -> None:
    clock_at(NOW + timedelta(hours=1))  # the first draw is over
    make_region()
    for code in ("SCJG", "SFJ"):
        make_department(code)
    make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
    put_norm(NormCode.WITNESSES_MIN, 0)


def drawn() -> int:
    pk = frozen().draw
    hold_ceremony(pk, NOW + MINUTE)
    return pk


def in_the_open(pk: int) -> str:
    lines = drawn_lists(REGION, draw(SYSTEM, pk).number, NOW.date()).lines
    return next(sid for sid in lines[0].drawn if not sid.endswith("0"))


def said(pk: int, **changes: str) -> dict[str, str | list[str]]:
    told: dict[str, str | list[str]] = {
        "lost": f"{in_the_open(pk)} 注销登记 2026-17",
        "reason": "CLOSED",
        "participants": ["SCJG", "SFJ"],
        "beacon_name": "双色球",
        "beacon_round": "2099149",
        "beacon_due": f"{now() + 4 * MINUTE:%Y-%m-%dT%H:%M}",
    }
    return told | changes


def test_the_coordinator_freezes_a_replacement_and_it_can_be_drawn() -> None:
    pk = drawn()
    address = f"/programmes/replace/{pk}/"
    assert address in acting(OFFICE).get(f"/draws/{pk}/").content.decode()
    assert "另抽同类" in acting(OFFICE).get(address).content.decode()
    answer = acting(OFFICE).post(address, said(pk))
    second = draws(SYSTEM, REGION)[-1]
    assert (answer.status_code, answer["Location"]) == (303, f"/draws/{second.id}/")
    assert (second.replaces, second.status) == (pk, DrawStatus.FROZEN)
    page = acting(OFFICE).get(f"/draws/{second.id}/").content.decode()
    assert "注销登记 2026-17" in page
    hold_ceremony(second.id, now())
    assert "60 家中抽出 1 家" in acting(OFFICE).get(f"/draws/{second.id}/").content.decode()


def test_everybody_sees_it_with_its_evidence_and_can_check_it() -> None:
    pk = drawn()
    acting(OFFICE).post(f"/programmes/replace/{pk}/", said(pk))
    second = draws(SYSTEM, REGION)[-1]
    hold_ceremony(second.id, now())
    page = acting(OFFICE).get(f"/public/draws/{second.number}/", {"who": in_the_open(pk)}).content.decode()
    assert 'data-behind="1"' in page
    assert "注销登记 2026-17" in page
    assert acting(OFFICE).get(f"/public/draws/{second.number}/files/first/result.json").status_code == 200


@pytest.mark.parametrize("lost", ["", "LOC:0001", "LOC:0001 " + "x" * 201])
def test_what_says_nothing_is_refused_at_the_field(lost: str) -> None:
    pk = drawn()
    assert acting(OFFICE).post(f"/programmes/replace/{pk}/", said(pk, lost=lost)).status_code == 422
    assert len(draws(SYSTEM, REGION)) == 1


def test_who_was_not_drawn_is_refused_with_the_reason() -> None:
    pk = drawn()
    answer = acting(OFFICE).post(f"/programmes/replace/{pk}/", said(pk, lost="LOC:9999 查无此户"))
    assert answer.status_code == 409
    assert "没有抽中或已经递补" in answer.content.decode()


def test_nobody_else_and_nobody_from_elsewhere() -> None:
    pk = drawn()
    assert acting(CLERK).get(f"/programmes/replace/{pk}/").status_code == 403
    assert acting(ELSEWHERE).get(f"/programmes/replace/{pk}/").status_code == 404
