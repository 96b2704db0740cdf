"""R-SUB-3, YX-2.7b: who cannot come gives way to whom a draw of its own puts in his place."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.queries import draw
from yicha.draws.testing import hold_ceremony, next_issue
from yicha.engines.draw.types import Officer, Slot
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_department
from yicha.orgs.types import DepartmentKind
from yicha.planning.actions.freeze_relief import freeze_relief
from yicha.planning.actions.relieve_officer import relieve_officer
from yicha.planning.queries import is_relief, reliefs_of, visit
from yicha.planning.rules import relieving
from yicha.planning.testing import PARTIES, SALT, YEAR, staffed_visits
from yicha.planning.types import FreezeRelief, OfficerRow, RelieveOfficer, VisitRow, VisitStatus
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
scenarios("features/relieving.feature")

OFFICE, CLERK = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")


@dataclass
class Story:
    row: VisitRow
    draw: int = 0
    refusal: Refusal | None = None

    @property
    def lost(self) -> OfficerRow:
        return self.row.officers[0]

    def freeze(self, reason: str, cert_no: str = "") -> None:
        said = FreezeRelief(self.row.id, cert_no or self.lost.cert_no, reason, PARTIES, next_issue(REGION, YEAR), SALT)
        try:
            self.draw = freeze_relief(SYSTEM, said, NOW).draw
        except Refusal as refusal:
            self.refusal = refusal


@given("青禾县的执法人员已抽到各次上门", target_fixture="story")
def _() -> Story:
    return Story(staffed_visits()[0])


@given("本部门其他人都休假")
def _(story: Story) -> None:
    gone = "UPDATE orgs_officer SET in_post = false WHERE department_id = %s AND cert_no <> %s"
    run_sql(actor(RUN_SQL), Sql(gone, (story.lost.department, story.lost.cert_no)), NOW)


@given(parsers.parse("联席办因“{reason}”为第一次上门的一名执法人员办理换人"))
@when(parsers.parse("联席办因“{reason}”为第一次上门的一名执法人员办理换人"))
def _(story: Story, reason: str) -> None:
    story.freeze(reason)


@when("联席办为没抽中的人办理换人")
def _(story: Story) -> None:
    story.freeze("病假", "6207999999")


@when(parsers.parse("联席办因“{reason}”为第一次上门的一名执法人员办理换人，并举行抽取"))
def _(story: Story, reason: str) -> None:
    story.freeze(reason)
    assert story.refusal is None
    hold_ceremony(story.draw, NOW + timedelta(minutes=1))
    relieve_officer(SYSTEM, RelieveOfficer(story.draw), NOW + timedelta(minutes=2))


@then("接替的人是本部门的、原来不在这次上门的")
def _(story: Story) -> None:
    after = visit(SYSTEM, story.row.id).officers
    assert [(one.department, one.slot) for one in after] == [(one.department, one.slot) for one in story.row.officers]
    assert story.lost.cert_no not in {one.cert_no for one in after}
    assert after[0].cert_no not in {one.cert_no for one in story.row.officers}
    assert after[1:] == story.row.officers[1:]


@then("换人的原因和抽取都在案")
def _(story: Story) -> None:
    (told,) = reliefs_of(SYSTEM, story.row.id)
    assert (told.draw, told.cert_no, told.reason) == (story.draw, story.lost.cert_no, "病假")
    assert told.successor == visit(SYSTEM, story.row.id).officers[0].cert_no
    assert is_relief(story.draw)


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


PLANNED = VisitRow(
    *(1, "V1", REGION, 1, "S1", "甲店", "", "东川镇", 12, NOW.date(), NOW.date(), "SCJG", False, ("SCJG",), True, True),
    status=VisitStatus.PUBLISHED,
    demands=(),
    officers=(OfficerRow("SCJG", 1, "A", "甲"), OfficerRow("SCJG", 2, "B", "乙")),
)
FIT = Officer("C", "SCJG", 900, skills=("食品",))
SLOT = Slot("SCJG", 90, ("食品",))


class TestWhoMayCome:
    @pytest.mark.parametrize(
        "unfit",
        [
            replace(FIT, id="B"),
            replace(FIT, department="XFJY"),
            replace(FIT, skills=()),
            replace(FIT, recused=("S1",)),
            replace(FIT, absent=(12,)),
            replace(FIT, towns=("西川镇",)),
            replace(FIT, id="E"),
        ],
        ids=["of this visit", "of another department", "without the skill", "recused", "on leave", "of another town", "at another door"],
    )
    def test_each_hindrance_by_itself_keeps_away(self, unfit: Officer) -> None:
        with pytest.raises(RuleBroken):
            relieving.candidates([unfit], SLOT, PLANNED, {"E"})
        assert relieving.candidates([unfit, FIT], SLOT, PLANNED, {"E"}) == (FIT,)

    @pytest.mark.parametrize(("status", "may"), [(one, one in {VisitStatus.PUBLISHED, VisitStatus.NOTIFIED}) for one in VisitStatus])
    def test_only_a_visit_that_is_still_to_end(self, status: VisitStatus, *, may: bool) -> None:
        if may:
            assert relieving.lost_officer(replace(PLANNED, status=status), "A").name == "甲"
        else:
            with pytest.raises(RuleBroken):
                relieving.lost_officer(replace(PLANNED, status=status), "A")


@pytest.mark.clause("R-SUB-3")
class TestDatabase:
    def test_nobody_is_put_in_by_hand(self) -> None:
        row = staffed_visits()[0]
        put = "UPDATE planning_visitofficer SET cert_no = '6207999999' WHERE visit_id = %s AND cert_no = %s"
        with pytest.raises(DatabaseError, match="no draw puts"), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(put, (row.id, row.officers[0].cert_no)), NOW)


class TestPage:
    @pytest.fixture
    def row(self) -> VisitRow:
        row = staffed_visits()[0]
        make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
        return row

    def said(self, row: VisitRow, **changes: str) -> dict[str, str | list[str]]:
        told: dict[str, str | list[str]] = {
            "cert_no": row.officers[0].cert_no,
            "reason": "病假",
            "participants": list(PARTIES),
            "beacon_name": "双色球",
            "beacon_round": "2099149",
            "beacon_due": f"{NOW + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        }
        return told | changes

    def test_the_coordinator_asks_for_a_draw_of_one_post(self, row: VisitRow, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yicha.planning.web.reliefs.now", lambda: NOW)
        client, address, before = acting(OFFICE), f"/programmes/relieve/{row.id}/", Entry.objects.count()
        assert row.officers[0].name in client.get(address).content.decode()
        assert Entry.objects.count() == before
        assert client.post(address, self.said(row, reason="")).status_code == 409
        answer = client.post(address, self.said(row))
        assert answer.status_code == 303, answer.context["form"].errors
        (told,) = reliefs_of(SYSTEM, row.id)
        assert answer["Location"] == f"/draws/{told.draw}/"
        assert "病假" in client.get(address).content.decode()

    def test_the_next_issues_are_offered_with_their_hours(self, row: VisitRow, monkeypatch: pytest.MonkeyPatch) -> None:
        """YX-2.7b: nobody writes a number or an hour by hand that follows from the calendar."""
        monkeypatch.setattr("yicha.planning.web.reliefs.now", lambda: NOW)
        client, address = acting(OFFICE), f"/programmes/relieve/{row.id}/"
        shown = client.get(address).content.decode()
        assert "双色球 第 2026134 期 · 11月22日 星期日 21:15 公布" in shown
        assert re.search(r"drand 第 \d+ 期 · 11月20日 星期五 15:00 公布", shown)
        both = self.said(row, beacon_pick="双色球 2026134")
        assert "不要再自己写一期" in client.post(address, both).content.decode()
        picked = both | {"beacon_name": "", "beacon_round": "", "beacon_due": "", "fallback_pick": "大乐透 26134"}
        assert client.post(address, picked).status_code == 303
        beacon = draw(SYSTEM, reliefs_of(SYSTEM, row.id)[0].draw).beacon
        assert (beacon.name, beacon.round, beacon.due) == ("双色球", "2026134", datetime(2026, 11, 22, 21, 15, tzinfo=NOW.tzinfo))
        assert beacon.fallback is not None
        assert "双色球 第 2026134 期" not in client.get(address).content.decode()  # taken

    def test_nobody_else_and_nobody_from_elsewhere(self, row: VisitRow) -> None:
        assert acting(CLERK).get(f"/programmes/relieve/{row.id}/").status_code == 403
        assert acting(ELSEWHERE).get(f"/programmes/relieve/{row.id}/").status_code == 404
