"""会商、通报: its clause, its pages, its limits."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from yicha.duties.actions.finish_follow_up import finish_follow_up
from yicha.duties.actions.record_minutes import record_minutes
from yicha.duties.queries import all_minutes, follow_ups_owed, minutes
from yicha.duties.testing import minutes as meeting
from yicha.duties.types import FinishFollowUp, MinutesKind, Task
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

pytestmark = pytest.mark.usefixtures("county")
CLERK, FIRE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
ELSEWHERE = make_actor(Role.DEPARTMENT_CLERK, "XFJY", region="62/6208/620899")


@pytest.mark.clause("WS-2.3")
def test_a_meeting_leaves_tasks_that_are_followed() -> None:
    made = record_minutes(CLERK, meeting(), NOW)
    assert made.number.startswith("会商〔2026〕")
    (task,) = follow_ups_owed(FIRE)
    with pytest.raises(NotPermitted):
        finish_follow_up(CLERK, FinishFollowUp(task.id, "已复核"), NOW)
    with pytest.raises(RuleBroken):
        finish_follow_up(FIRE, FinishFollowUp(task.id, " "), NOW)
    assert finish_follow_up(FIRE, FinishFollowUp(task.id, "已复核"), NOW + timedelta(days=20)).late
    assert follow_ups_owed(FIRE) == []
    with pytest.raises(RuleBroken, match="办结"):
        finish_follow_up(FIRE, FinishFollowUp(task.id, "再办"), NOW)


@pytest.mark.clause("WS-2.3")
def test_a_circular_has_a_number_of_its_own() -> None:
    assert record_minutes(CLERK, meeting(kind=MinutesKind.CIRCULAR, tasks=()), NOW).number == "通报〔2026〕1号"
    assert [row.open for row in all_minutes(SYSTEM, "口径")] == [()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"text": ""},
        {"parties": ()},
        {"parties": ("SCJG",)},
        {"parties": ("NONE",), "tasks": ()},
        {"tasks": (Task("XFJY", " ", NOW.date()),)},
        {"tasks": (Task("XFJY", "做", NOW.date() - timedelta(days=1)),)},
        {"tasks": (Task("SFJ", "做", NOW.date()),)},
    ],
)
def test_what_are_no_minutes(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        record_minutes(SYSTEM, meeting(**wrong), NOW)


def test_the_pages() -> None:
    client = acting(CLERK)
    said = {"kind": "meeting", "title": "统一口径", "held_on": "2026-11-20", "parties": ["XFJY"], "text": "按较严的一条"}
    assert client.get("/duties/minutes/new/").status_code == 200
    assert client.post("/duties/minutes/new/", said | {"tasks": "XFJY：复核"}).status_code == 422
    assert client.post("/duties/minutes/new/", said | {"tasks": "XFJY：复核：2026-12-01"}).status_code == 303
    (row,) = all_minutes(SYSTEM)
    page, (task,) = reverse("duties:minutes", args=[row.id]), row.open
    assert "统一口径" in client.get("/duties/minutes/?q=口径").content.decode()
    assert "办理结果" not in client.get(page).content.decode()
    finish = reverse("duties:finish", args=[row.id, task.id])
    assert acting(FIRE).post(finish, {"result": ""}).status_code == 422
    assert acting(FIRE).post(finish, {"result": "已复核"}).status_code == 303
    assert minutes(SYSTEM, row.id).open == ()
    assert acting(ELSEWHERE).get(page).status_code == acting(ELSEWHERE).post(finish, {"result": "x"}).status_code == 404


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE duties_minutes SET parties = '{}'",
        "UPDATE duties_followup SET done_at = now()",
        "UPDATE duties_followup SET department = ''",
        "DELETE FROM duties_minutes",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(attack: str) -> None:
    record_minutes(SYSTEM, meeting(), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)
