"""YX-2.7b: a department takes the full bundle home, draws again, and says in public that it came to the same."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from yicha.draws.actions.confirm_replay import confirm_replay
from yicha.draws.models import Replay
from yicha.draws.queries import draw, replays
from yicha.draws.testing import MINUTE, hold_ceremony, make_void
from yicha.draws.tests.test_ceremony import frozen
from yicha.draws.tests.test_sealed import closed
from yicha.draws.types import ConfirmReplay
from yicha.engines.draw import unpack, verify
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.audit import reads
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import DepartmentKind
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db

OFFICE, HEAD, JUSTICE = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
ELSEWHERE = make_actor(Role.DEPARTMENT_HEAD, region="62/6208/620899")
OTHER = "ab" * 32


@pytest.fixture(autouse=True)
def county() -> None:
    make_region()
    for code in ("SCJG", "SFJ"):
        make_department(code)
    make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)


@pytest.fixture
def drawn() -> int:
    pk = frozen().draw
    hold_ceremony(pk, NOW + MINUTE)
    return pk


def take(who: Actor, pk: int, **said: str) -> tuple[int, bytes]:
    answer = acting(who).post(reverse("draws:full-bundle", args=[pk]), said)
    return answer.status_code, answer.content


@pytest.mark.clause("YX-2.7b")
def test_who_takes_the_full_bundle_is_recorded(drawn: int) -> None:
    status, content = take(HEAD, drawn)
    assert status == 200
    assert (verify(unpack(content)).kind, verify(unpack(content)).ok) == ("full", True)
    (read,) = reads(JUSTICE, since=NOW - timedelta(days=9999), until=NOW + timedelta(days=9999), about=f"draw:{drawn}")
    assert (read.actor, read.payload) == (HEAD.id, {"about": f"draw:{drawn}", "what": "完整抽取包", "reason": ""})
    assert take(OFFICE, drawn)[0] == 403
    assert take(ELSEWHERE, drawn)[0] == 404
    assert acting(HEAD).get(reverse("draws:full-bundle", args=[drawn])).status_code == 405
    assert take(HEAD, frozen().draw)[0] == 404


@pytest.mark.clause("YX-2.7b LYG-5.6")
def test_a_list_that_is_closed_goes_home_with_a_purpose_only() -> None:
    pk = closed()
    assert take(HEAD, pk, purpose="重演")[0] == 403
    status, content = take(JUSTICE, pk, purpose=" ")
    assert status == 409
    assert not content.startswith(b"PK")
    status, content = take(JUSTICE, pk, purpose="重演")
    assert (status, content[:2]) == (200, b"PK")
    assert "重演" in acting(JUSTICE).get(reverse("draws:sealed", args=[pk])).content.decode()
    assert "起可以取完整包" in acting(HEAD).get(reverse("draws:draw", args=[pk])).content.decode()


@pytest.mark.clause("YX-2.7b GX-3.2")
def test_a_department_says_in_public_that_it_came_to_the_same(drawn: int) -> None:
    row, address = draw(SYSTEM, drawn), reverse("draws:confirm-replay", args=[drawn])
    public = f"/public/draws/{row.number}/"
    assert "还没有部门确认重演相符" in Client().get(public).content.decode()
    assert acting(HEAD).post(address, {"bundle_number": OTHER}).status_code == 409
    assert acting(HEAD).post(address, {"bundle_number": "x"}).status_code == 409
    assert acting(HEAD).post(address, {"bundle_number": row.bundle_number.upper()}).status_code == 303
    assert acting(HEAD).post(address, {"bundle_number": row.bundle_number}).status_code == 409
    assert [one.department for one in replays(drawn)] == ["SCJG"]
    page = acting(HEAD).get(reverse("draws:draw", args=[drawn])).content.decode()
    assert "重演相符" in page
    assert "confirm-replay" not in page
    assert "confirm-replay" in acting(JUSTICE).get(reverse("draws:draw", args=[drawn])).content.decode()
    assert "SCJG" in Client().get(public, {"again": "1"}).content.decode()


def test_nobody_speaks_for_another_nor_of_what_is_void(drawn: int) -> None:
    number = draw(SYSTEM, drawn).bundle_number
    for who, department in ((HEAD, "SFJ"), (SYSTEM, "")):
        with pytest.raises(NotPermitted):
            confirm_replay(who, ConfirmReplay(drawn, department, number), NOW)
    with pytest.raises(NotPermitted):
        confirm_replay(OFFICE, ConfirmReplay(drawn, "LXB", number), NOW)
    with pytest.raises(NotFound):
        confirm_replay(ELSEWHERE, ConfirmReplay(drawn, "SCJG", number), NOW)
    make_void(drawn, "名录有误", NOW + timedelta(hours=1))
    with pytest.raises(RuleBroken, match="没有可以重演的结果"):
        confirm_replay(HEAD, ConfirmReplay(drawn, "SCJG", number), NOW)


def test_what_was_confirmed_is_kept(drawn: int) -> None:
    confirm_replay(HEAD, ConfirmReplay(drawn, "SCJG", draw(SYSTEM, drawn).bundle_number), NOW)
    with pytest.raises(RuleBroken, match="已经确认过"):
        confirm_replay(HEAD, ConfirmReplay(drawn, "SCJG", draw(SYSTEM, drawn).bundle_number), NOW)
    for statement in ("DELETE FROM draws_replay", "UPDATE draws_replay SET department = 'SFJ'"):
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(statement), NOW)
    assert Replay.objects.filter(draw__region_path=REGION).count() == 1
