"""YX-2.7b, LYG-4.3a: late work joins a visit that stands, where that is lawful: a door less."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.queries import selected
from yicha.engines.planning import Demand, Instance, Line, Mode, Params, Subject
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.orgs.testing import make_actor, officer_row
from yicha.orgs.workbooks import available
from yicha.planning.actions.give_back_department import give_back_department
from yicha.planning.actions.notify_visit import notify_visit
from yicha.planning.actions.place_late import place_late
from yicha.planning.models import ClassUse
from yicha.planning.queries import given_back_work, officers_wanted, programme, visits
from yicha.planning.rules import late
from yicha.planning.rules.instances import PlanYear
from yicha.planning.rules.late import counts_enough, enough_for, late_demands, open_rows, team_can
from yicha.planning.rules.staffing import Roster
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans, staff_year
from yicha.planning.types import DemandRow, GiveBackDepartment, LatePlaced, NotifyVisit, OfficerRow, PlaceLate, VisitRow, VisitStatus
from yicha.shell.testing import acting

scenarios("features/late_joins.feature")

OPENS, LAST = date(YEAR, 12, 10), date(YEAR, 12, 31)
WINDOW, AFTER = (date(YEAR, 11, 23), LAST), (date(YEAR, 12, 14), LAST)
OFFICE = make_actor(Role.COORDINATOR, "LXB")
FIRST = "SCJG-01（第一批）"


@dataclass
class Story:
    programme: int
    draw: int
    before: dict[str, VisitRow] = field(default_factory=dict)
    done: LatePlaced | None = None

    def rows(self) -> dict[str, VisitRow]:
        return {row.number: row for row in visits(SYSTEM, REGION, programme=self.programme)}

    def place(self) -> None:
        self.done = place_late(SYSTEM, PlaceLate(self.programme), datetime(*OPENS.timetuple()[:3], 9, tzinfo=NOW.tzinfo))

    def second(self) -> set[str]:
        drawn = selected(SYSTEM, self.draw)
        return set(drawn["SCJG-01"]) - set(drawn[FIRST])

    def joined(self) -> list[tuple[VisitRow, VisitRow]]:
        """What took late work in, before and after."""
        assert self.done is not None
        after = self.rows()
        return [(self.before[number], after[number]) for number in self.done.joined]


@pytest.fixture
def county(db: None) -> None:
    make_county()


@given("市监局的计划行分两批，消防和市监另有各家都查的计划行，已抽取、合并、审定", target_fixture="story")
def _(county: None) -> Story:
    return written()


def written() -> Story:
    waves = line_row(window=WINDOW, first_wave=50, second_from=OPENS)
    whole: dict[str, Any] = {"selection": "full", "ratio": "", "window": AFTER}
    make_plans(
        SCJG=(waves, line_row(2, scope_query="sid < 'LOC:0000000000000008'", **whole)),
        XFJY=(line_row(department="XFJY", lead_rank=1, **whole),),
    )
    pk = adopt_year()
    story = Story(pk, programme(SYSTEM, pk).draw)
    story.before = story.rows()
    return story


@given("各次上门的执法人员已抽定")
def _(story: Story) -> None:
    staff_year(story.programme)
    story.before = story.rows()


@given("各家已收到通知")
def _(story: Story) -> None:
    for row in story.before.values():
        notify_visit(SYSTEM, NotifyVisit(row.id), NOW)
    story.before = story.rows()


@when("第二批的日子到了，联席办补入")
def _(story: Story) -> None:
    story.place()


@then("第二批各家不多一次上门，新来的事在原来那次")
def _(story: Story) -> None:
    assert story.done is not None
    assert (story.done.visits, len(story.done.joined), story.done.demands) == (0, 3, 3)
    assert story.rows().keys() == story.before.keys()
    assert {after.sid for _, after in story.joined()} == story.second()
    for was, now in story.joined():
        assert {one.line for one in now.demands} - {one.line for one in was.demands} == {"SCJG-01"}
        assert set(now.departments) == {"SCJG", "XFJY"}


@then("上门的日子一天不动")
def _(story: Story) -> None:
    assert all((now.first_day, now.last_day, now.lead) == (was.first_day, was.last_day, was.lead) for was, now in story.joined())


@then("有市监局人员的并入，人员一个不换")
def _(story: Story) -> None:
    able = {row.sid for row in story.before.values() if "SCJG" in row.departments} & story.second()
    assert able != set()
    assert all(now.officers == was.officers for was, now in story.joined())
    assert {now.sid for _, now in story.joined() if now.staffed} == able


@then("没有市监局人员的，人到齐以前不能通知")
def _(story: Story) -> None:
    waiting = [now for _, now in story.joined() if not now.staffed]
    assert [row.unmanned for row in waiting] == [("SCJG",)] * len(waiting) != []
    with pytest.raises(RuleBroken, match="新并入的部门还没有执法人员"):
        notify_visit(SYSTEM, NotifyVisit(waiting[0].id), NOW)
    assert officers_wanted(SYSTEM, story.programme, NOW.date())


@when("市监局的人员另行抽定")
def _(story: Story) -> None:
    staff_year(story.programme, datetime(*OPENS.timetuple()[:3], 10, tzinfo=NOW.tzinfo))


@then("两家部门都有人员，原来的人员一个不换")
def _(story: Story) -> None:
    assert all(now.staffed and set(was.officers) <= set(now.officers) for was, now in story.joined())
    assert not officers_wanted(SYSTEM, story.programme, NOW.date())


@given("市监局再派不出人")
def _(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late, "enough_for", lambda *_: False)  # when that is so, the table below says


@then("没有市监局人员的另行上门")
def _(story: Story) -> None:
    made = [row for number, row in story.rows().items() if number not in story.before]
    assert {row.sid for row in made} == story.second() - {now.sid for _, now in story.joined()} != set()


@then(parsers.parse("另行上门的写明：{why}"))
def _(story: Story, why: str) -> None:
    shown = [row for number, row in story.rows().items() if number not in story.before]
    assert shown
    told = {row.number: [one.chinese for one in row.opened_because or ()] for row in shown}
    assert all(why in "；".join(reasons) for reasons in told.values()), told
    assert all(row.opened_because is None for row in story.before.values())
    answer = acting(OFFICE).get(f"/programmes/{story.programme}/rows/?what=opened")
    assert answer.content.decode().count(why) == len(shown)
    board = acting(OFFICE).get(f"/programmes/{story.programme}/").content.decode()
    assert f"补入另来的 {len(shown)} 次" in board


@then("已通知的上门一次不变")
def _(story: Story) -> None:
    after = story.rows()
    assert story.done is not None
    assert story.done.joined == ()
    assert {number: after[number] for number in story.before} == story.before


def instance(line: Line, minutes: int) -> Instance:
    """The visit's own work, and late work of so many minutes."""
    lines = {"L": replace(line, minutes=minutes), "L0": replace(line, id="L0")}
    demands = {name: Demand(name, name[:-2], "S") for name in ("L/S", "L0/S")}
    return Instance((5,) * 53, ("SCJG",), lines, (), {"S": Subject("S", "")}, demands, Params())


def opened(found: Instance, row: VisitRow, *, drawing: bool = True) -> list[VisitRow]:
    team = (officer_row(number, department="SCJG", skills=("a", "b")) for number in (1, 2))
    at_hand = Roster(available(team, YEAR), shipped_norms_in_force("", date(YEAR, 1, 1)), PlanYear.of(YEAR, shipped_working_days()))
    named = [replace(one, cert_no=found.id) for one, found in zip(row.officers, at_hand.officers, strict=False)]
    return open_rows(found, [replace(row, officers=tuple(named))], {"L/S"}, at_hand, drawing=drawing)


@pytest.mark.usefixtures("county")
def test_a_class_that_was_given_back_counts_again_and_what_was_given_back_does_not_come_again() -> None:
    story = written()
    own = next(row for row in story.before.values() if row.sid in story.second() and "SCJG" in row.departments)
    give_back_department(SYSTEM, GiveBackDepartment(own.id, "SCJG", "人手不足"), NOW)
    story.place()
    assert story.done is not None
    assert own.number in story.done.joined
    use = ClassUse.objects.get(visit=own.id, check_class="食品安全")
    assert (use.given_back, use.slot) == (False, 1)
    give_back_department(SYSTEM, GiveBackDepartment(own.id, "SCJG", "人手不足"), NOW)
    assert ("SCJG-01", own.sid) in given_back_work(SYSTEM, story.programme)


def test_what_was_held_before_is_not_late() -> None:
    week = instance(LINE, minutes=60)
    assert late_demands(week, [], {}, []) == {"L/S", "L0/S"}
    assert late_demands(week, [week.demands["L0/S"]], {}, [("L", "S")]) == set()


LINE = Line("L", "SCJG", "食品安全", Mode.ONSITE, 0, 52, minutes=60, items=("I",), skills=("a",), min_officers=2)
DEMAND = DemandRow("SCJG", "I", "食品安全", 60, 2, ("a", "b"), "L0", "", "", "")
ROW = VisitRow(
    1, "V1", REGION, 1, "S", "", "", "", 50, OPENS, LAST, "SCJG", False, ("SCJG",), True, True, VisitStatus.PUBLISHED, (DEMAND,),
    (OfficerRow("SCJG", 1, "C1", ""), OfficerRow("SCJG", 2, "C2", "")),
)  # fmt: skip


def test_a_team_takes_what_it_was_drawn_for() -> None:
    """Own department, no more officers, no skill more."""
    assert team_can(ROW, LINE)
    assert not team_can(ROW, replace(LINE, department="XFJY"))
    assert not team_can(ROW, replace(LINE, min_officers=3))
    assert not team_can(ROW, replace(LINE, skills=("c",)))
    assert not team_can(replace(ROW, lead_appointed=True), replace(LINE, lead_rank=1))


def test_it_joins_only_while_its_officers_have_the_time_and_no_draw_is_under_way() -> None:
    week = instance(LINE, minutes=60)
    assert [row.number for row in opened(week, ROW)] == ["V1"]
    assert opened(instance(LINE, minutes=5000), ROW) == []
    assert opened(week, replace(ROW, officers=())) == [] != opened(week, replace(ROW, officers=()), drawing=False)
    assert opened(week, replace(ROW, officers=ROW.officers[:1])) == []
    assert opened(week, replace(ROW, starts_at=datetime(2026, 12, 14, 9, tzinfo=NOW.tzinfo))) == []
    assert opened(week, replace(ROW, status=VisitStatus.NOTIFIED)) == []
    assert opened(week, replace(ROW, sid="T")) == []


@pytest.mark.parametrize(
    ("line", "team", "found"),
    [
        ({}, {}, True),
        ({"min_officers": 3}, {}, False),
        ({"skills": ("c",)}, {}, False),
        ({"minutes": 5000}, {}, False),
        ({"department": "WSJK"}, {}, False),
        ({}, {"recusals": ("S",)}, False),
        ({}, {"towns": ("安丰镇",)}, False),
    ],
    ids=["enough", "too few", "no skill", "no time", "another department", "recused", "elsewhere"],
)
def test_a_department_more_comes_only_where_officers_of_it_can_be_found(line: dict[str, Any], team: dict[str, Any], found: bool) -> None:
    officers = (officer_row(number, department="XFJY", **({"skills": ("a",)} | team)) for number in (1, 2))
    at_hand = Roster(available(officers, YEAR), shipped_norms_in_force("", date(YEAR, 1, 1)), PlanYear.of(YEAR, shipped_working_days()))
    asked = replace(LINE, **({"department": "XFJY"} | line))
    assert enough_for(at_hand, ROW, [asked], asked.department) is found


def test_what_counts_does_not_hide_behind_what_is_exempt() -> None:
    exempt = replace(ROW, demands=(replace(DEMAND, exemption="ENV"),))
    assert counts_enough(ROW, [LINE])
    assert not counts_enough(exempt, [LINE])
    assert counts_enough(exempt, [replace(LINE, exempt="ENV")])
