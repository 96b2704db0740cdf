"""镇街巡查, clause by clause, and its pages."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from pytest_bdd import parsers, scenarios, then, when

from yicha.kernel.actor import Actor, Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, REGION
from yicha.levels.actions.blow_whistle import blow_whistle
from yicha.levels.actions.record_patrol import record_patrol
from yicha.levels.queries import patrols, patrols_at, whistles
from yicha.levels.testing import OFFICE, SID, ZONE, patrol, whistle
from yicha.orgs.testing import make_actor
from yicha.planning.queries import year_left
from yicha.shell.testing import acting
from yicha.subjects.queries import subject

pytestmark = pytest.mark.usefixtures("county")
scenarios("features/patrols.feature")
CLERK = make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.ZONE_COMMAND, "DCZ", region="62/6208/620899")
WRONG: dict[str, dict[str, Any]] = {
    "没有地点": {"place": " "},
    "明天的": {"patrolled_on": NOW.date() + timedelta(days=1)},
    "替别的镇记的": {"who": CLERK},
}


@dataclass
class Story:
    patrol: int = 0
    refusal: Refusal | None = None

    def records(self, who: Actor = ZONE, **values: Any) -> None:
        try:
            self.patrol = record_patrol(who, patrol(**values), NOW).patrol
        except Refusal as refusal:
            self.refusal = refusal


@pytest.fixture
def story() -> Story:
    return Story()


@when("镇政府记一次巡查，没有发现")
def _(story: Story) -> None:
    story.records(found="")


@when(parsers.parse("镇政府记一次巡查，发现“{found}”"))
def _(story: Story, found: str) -> None:
    story.records(found=found)


@when(parsers.re("镇政府记一次巡查，(?P<what>没有地点|明天的|替别的镇记的)"))
def _(story: Story, what: str) -> None:
    story.records(**WRONG[what])


@when("从这次巡查吹哨")
def _(story: Story) -> None:
    try:
        blow_whistle(ZONE, whistle(patrol=story.patrol), NOW)
    except Refusal as refusal:
        story.refusal = refusal


@then("巡查记在这家企业名下，它今年的次数一次不少")
def _(story: Story) -> None:
    assert [(row.sid, row.found, row.whistle) for row in patrols_at(OFFICE, SID)] == [(SID, "", 0)]
    left = year_left(OFFICE, subject(OFFICE, SID), NOW.date())
    assert all(use.visit is not None for use in left.uses)


@then("巡查记着那次吹哨")
def _(story: Story) -> None:
    assert [row.whistle for row in patrols(OFFICE)] == [row.id for row in whistles(OFFICE)]


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


def test_from_the_patrol_to_the_whistle() -> None:
    said = {"area": REGION, "place": "北街夜市", "patrolled_on": NOW.date().isoformat(), "found": "占用通道", "subject": SID}
    town = acting(ZONE)
    assert town.get("/levels/patrols/new/").status_code == 200
    assert town.post("/levels/patrols/new/", said | {"place": ""}).status_code == 422
    assert town.post("/levels/patrols/new/", said).status_code == 303
    (row,) = patrols(OFFICE)
    assert f'href="/levels/new/?patrol={row.id}"' in town.get("/levels/patrols/?found=1").content.decode()
    assert f"?patrol={row.id}" not in acting(CLERK).get("/levels/patrols/").content.decode()  # who saw it whistles
    begun = town.get(f"/levels/new/?patrol={row.id}").content.decode()
    assert "占用通道" in begun
    called = {"area": REGION, "place": "北街夜市", "subject": SID, "matter": "占用通道", "departments": ["SCJG"], "patrol": str(row.id)}
    assert town.post("/levels/new/", called).status_code == 303
    assert "已吹哨" in town.get("/levels/patrols/").content.decode()
    assert acting(ELSEWHERE).get(f"/levels/new/?patrol={row.id}").status_code == 404
    assert patrols(ELSEWHERE) == []


@pytest.mark.parametrize("meant", ["name", "sid"])
def test_a_town_says_which_enterprise_as_people_call_it(meant: str) -> None:
    said = {"area": REGION, "place": "北街夜市", "patrolled_on": NOW.date().isoformat(), "found": ""}
    assert acting(ZONE).post("/levels/patrols/new/", said | {"subject": getattr(subject(OFFICE, SID), meant)}).status_code == 303
    assert [row.sid for row in patrols(OFFICE)] == [SID]


def test_whoever_is_not_meant_by_what_was_written_is_asked_for_again() -> None:
    said = {"area": REGION, "place": "北街夜市", "patrolled_on": NOW.date().isoformat(), "found": ""}
    refused = acting(ZONE).post("/levels/patrols/new/", said | {"subject": "查无此店"})
    assert (refused.status_code, patrols(OFFICE)) == (422, [])
    assert "名录里没有这家企业" in refused.content.decode()
