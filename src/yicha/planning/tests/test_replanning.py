"""GX-4.4, LYG-4.3e: when things have changed an adopted programme is planned anew, and nobody who was told is moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor, make_officers, officer_row
from yicha.planning.actions.adopt_replan import adopt_replan
from yicha.planning.actions.ask_replan import ask_replan
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.notify_visit import notify_visit
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.actions.run_replan import run_replan
from yicha.planning.queries import filing, officers_wanted, programme, replan_files, versions, visits
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans, staff_year
from yicha.planning.types import (
    AdoptReplan,
    AskReplan,
    Comparison,
    ConsentUnplanned,
    FileUnplanned,
    FilingStatus,
    NotifyVisit,
    PlanUnplanned,
    ReplanAdopted,
    ReplanKind,
    RunReplan,
    VisitRow,
    VisitStatus,
)
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.types import CloseSubject

scenarios("features/replanning.feature")

OFFICE = make_actor(Role.COORDINATOR, "LXB")
WINDOW = (date(YEAR, 12, 1), date(YEAR, 12, 31))
ILL = (date(YEAR, 12, 7), date(YEAR, 12, 18))
FIRST = date(YEAR, 11, 30)
SAID = "消防人员病休"


@dataclass
class Story:
    programme: int
    before: dict[str, VisitRow] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    done: ReplanAdopted | None = None
    refusal: Refusal | None = None
    filing: int = 0

    def rows(self) -> dict[str, VisitRow]:
        return {row.number: row for row in visits(SYSTEM, REGION, programme=self.programme)}

    def standing(self) -> dict[str, VisitRow]:
        return {number: row for number, row in self.rows().items() if row.status is not VisitStatus.CANCELLED}

    def ask(self) -> None:
        asked = ask_replan(OFFICE, AskReplan(self.programme, FIRST, SAID), NOW)
        run_replan(SYSTEM, RunReplan(asked.replan), NOW)
        self.asked.append(asked.replan)

    def adopt(self, place: int = -1, record: str = "联席会议纪要〔2026〕7号") -> None:
        try:
            self.done = adopt_replan(OFFICE, AdoptReplan(self.asked[place], record), NOW)
        except RuleBroken as refusal:
            self.refusal = refusal

    @property
    def found(self) -> Comparison:
        return replan_files(SYSTEM, self.asked[-1])[2]

    def that_week(self) -> set[str]:
        """Where the fire brigade is to come while it is ill."""
        return {one.number for one in self.before.values() if ILL[0] <= one.first_day <= ILL[1] and "XFJY" in one.departments}


def adopted(**values: Any) -> Story:
    """Everybody is visited by both departments together, in the week of the illness."""
    make_county()
    whole: dict[str, Any] = {"selection": "full", "ratio": "", "window": WINDOW} | values
    make_plans(SCJG=(line_row(**whole),), XFJY=(line_row(department="XFJY", lead_rank=1, **whole),))
    story = Story(adopt_year())
    story.before = story.rows()
    return story


def fall_ill(*leave: tuple[date, date], numbers: Sequence[int] = (100, 101, 102)) -> None:
    """Three of the four of the fire brigade; one alone cannot go. Without leave: somebody more."""
    make_officers(*(officer_row(number, department="XFJY", skills=(), leave=leave) for number in numbers))


@pytest.fixture(scope="module")
def county(once: None) -> Story:
    return adopted()


@pytest.fixture(autouse=True)
def opened(county: Story) -> Iterator[Story]:
    """As it was adopted; what a test changes, it changes for itself only."""
    with transaction.atomic():
        yield Story(county.programme, county.before)
        transaction.set_rollback(True)


@given("青禾县的计划已审定", target_fixture="story")
def _(opened: Story) -> Story:
    return opened


@given("各次上门的执法人员已抽定")
def _(story: Story) -> None:
    staff_year(story.programme)
    story.before = story.rows()


@given("消防队有三人在十二月中旬病休")
def _() -> None:
    fall_ill(ILL)


@given("消防人员十二月都不在岗")
def _() -> None:
    fall_ill(WINDOW, numbers=range(100, 104))


@when("消防队来了四名新人")
def _(story: Story) -> None:
    fall_ill(numbers=range(104, 108))
    story.before = story.standing()


@given("各家已收到通知")
def _(story: Story) -> None:
    for row in story.before.values():
        notify_visit(SYSTEM, NotifyVisit(row.id), NOW)


@given("有一家已注销")
def _(story: Story) -> None:
    close_subject(SYSTEM, CloseSubject(min(row.sid for row in story.before.values()), "注销登记"), NOW)


@given("卫健局报备过一项那一周的检查，联席会议已同意")
def _(story: Story) -> None:
    one = story.before[min(story.that_week())]
    story.filing = agreed(one.sid, one.last_day)


@given("卫健局报备过一项别的周的检查，联席会议已同意")
def _(story: Story) -> None:
    one = story.before[min(story.that_week())]
    story.filing = agreed(one.sid, one.last_day - timedelta(days=7))


@given("卫健局报备过一项那一周的检查，联席会议还没有意见")
def _(story: Story) -> None:
    one = story.before[min(story.that_week())]
    filed(one.sid, one.last_day)


def filed(sid: str, day: date) -> int:
    return file_unplanned(SYSTEM, FileUnplanned(REGION, "WSJK", sid, "WSJK-I", "公共卫生", day, 60, "疫情"), NOW).filing


def agreed(sid: str, day: date) -> int:
    number = filed(sid, day)
    consent_unplanned(SYSTEM, ConsentUnplanned(number, consent=True), NOW)
    return number


@when("卫健局自己安排了那项检查")
def _(story: Story) -> None:
    plan_unplanned(SYSTEM, PlanUnplanned(story.filing), NOW)


@when("消防队那一周病休再试算")
def _(story: Story) -> None:
    fall_ill(ILL)
    story.before = story.standing()
    story.ask()


@when("联席办试算")
@when("联席办再试算一次")
def _(story: Story) -> None:
    story.ask()


@when("联席办采用")
def _(story: Story) -> None:
    story.adopt()


@when("没有会议记录就采用")
def _(story: Story) -> None:
    story.adopt(record=" ")


@when("两份先后采用")
def _(story: Story) -> None:
    story.adopt(1)
    assert story.refusal is None
    story.adopt(0)


@when("那一周的一家收到通知")
def _(story: Story) -> None:
    notify_visit(SYSTEM, NotifyVisit(story.before[min(story.that_week())].id), NOW)


@then("没有要改动的上门")
def _(story: Story) -> None:
    assert story.found.changes == ()
    stands = replace(story.found.before, lower_bound=story.found.after.lower_bound)
    assert (story.found.after, story.found.replaced, story.found.made) == (stands, (), ())


@then("要改动的正是那一周的上门，写明人员不足")
def _(story: Story) -> None:
    moved = [one for one in story.found.changes if one.kind is ReplanKind.MOVED]
    assert {one.number for one in moved} == story.that_week() != set()
    assert all(one.why is not None and "人员不足" in one.why.chinese for one in moved)
    assert story.found.after.moved == len(moved)


@then("试算以后计划一次没动")
def _(story: Story) -> None:
    assert story.rows() == story.before


@then("原来的上门已撤，新排的都在消防人员到岗的周，一户仍是一次上门")
def _(story: Story) -> None:
    after = story.rows()
    assert all(after[number].status is VisitStatus.CANCELLED for number in story.that_week())
    assert {row.sid: row.demands for row in story.standing().values()}.keys() == {row.sid for row in story.before.values()}
    new = [row for number, row in after.items() if number not in story.before]
    assert [row for row in new if "XFJY" in row.departments and row.first_day <= ILL[1] and row.last_day >= ILL[0]] == []
    assert len(story.standing()) == len(story.before)


@then("其余上门连同人员一次不动")
def _(story: Story) -> None:
    after, gone = story.rows(), story.that_week()
    assert {number: row for number, row in story.before.items() if number not in gone} == {
        number: after[number] for number in story.before if number not in gone
    }


@then("新排的另抽执法人员")
def _(story: Story) -> None:
    assert officers_wanted(SYSTEM, story.programme, NOW.date())
    staff_year(story.programme)
    assert all(row.staffed for row in story.standing().values())
    assert versions(SYSTEM, story.programme)[0].what == f"重新排期：{SAID}"


@then("只有那一家的上门撤下，次数退还")
def _(story: Story) -> None:
    sid = min(row.sid for row in story.before.values())
    assert {row.sid for row in story.rows().values() if row.status is VisitStatus.CANCELLED} == {sid}
    assert {row.sid for row in story.before.values()} - {row.sid for row in story.standing().values()} == {sid}
    assert dict(programme(SYSTEM, story.programme).summary)["doors"] == len(story.before) - 1


@then("消防的事都没排上，市监的上门留在原周")
def _(story: Story) -> None:
    assert [one.kind for one in story.found.changes if one.kind is not ReplanKind.MOVED] == [ReplanKind.LOST] * 12
    weeks = {row.sid: (row.first_day, row.departments) for row in story.standing().values()}
    assert weeks == {row.sid: (row.first_day, ("SCJG",)) for row in story.before.values()}


@then("消防的事都并入已公布的上门，日子一天不动")
def _(story: Story) -> None:
    assert story.done is not None
    assert (len(story.done.joined), story.done.made, story.done.replaced, story.done.unplaced) == (12, 0, (), 0)
    assert (story.found.before.unplaced, story.found.after.doors) == (12, story.found.before.doors)
    after = story.standing()
    assert {number: row.first_day for number, row in after.items()} == {number: row.first_day for number, row in story.before.items()}
    assert all(set(row.departments) == {"SCJG", "XFJY"} for row in after.values())


@then("那一周的上门原周增加这一项，门数不变")
def _(story: Story) -> None:
    (change,) = story.found.changes
    assert (change.kind, change.number, change.items) == (ReplanKind.EXTENDED, min(story.that_week()), ("公共卫生（计划外报备）",))
    assert (story.found.after.doors, story.found.after.unplaced) == (story.found.before.doors, 0)


@then("那次上门三个部门同去，日子不变，报备已排")
def _(story: Story) -> None:
    number = min(story.that_week())
    before, after = story.before[number], story.standing()[number]
    assert set(after.departments) == {"SCJG", "XFJY", "WSJK"}
    assert (after.first_day, after.last_day, after.lead) == (before.first_day, before.last_day, before.lead)
    assert filing(SYSTEM, story.filing).status is FilingStatus.PLANNED
    assert story.done is not None
    assert story.done.filings == (story.filing,)


@then("经同意的那一天不换周")
def _(story: Story) -> None:
    joined = min(story.that_week())
    assert {one.number for one in story.found.changes} == story.that_week() - {joined} != set()


@then("只多一次上门，就在同意的那一天")
def _(story: Story) -> None:
    after = story.standing()
    (number,) = after.keys() - story.before.keys()
    day = filing(SYSTEM, story.filing).visit_on
    assert (after[number].first_day, after[number].last_day, after[number].departments) == (day, day, ("WSJK",))
    assert {key: after[key] for key in story.before} == story.before


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


def test_whatever_changes_nobody_who_was_told_is_moved(opened: Story) -> None:
    """Some were told, some officers fall ill, somebody closes: what stands of the others moves, of these nothing."""
    story = opened
    rows = sorted(story.before.values(), key=lambda row: row.number)
    for seed in range(3):
        chance = Random(seed)
        with transaction.atomic():
            told = {row.number for row in chance.sample(rows, 5)}
            for number in told:
                notify_visit(SYSTEM, NotifyVisit(story.before[number].id), NOW)
            ill = [(date(YEAR, 12, day), date(YEAR, 12, day + 6)) for day in sorted(chance.sample((1, 7, 14, 21), 2))]
            fall_ill(*ill, numbers=chance.sample(range(100, 104), 3))
            close_subject(SYSTEM, CloseSubject(chance.choice(rows).sid, "注销登记"), NOW)
            before = story.rows()
            story.ask()
            story.adopt()
            assert story.refusal is None
            after = story.rows()
            assert all(after[number] == before[number] for number in told)
            transaction.set_rollback(True)
