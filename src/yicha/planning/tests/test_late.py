"""YX-2.7b, LYG-4.3a: what a replacement brings after adoption gets its visit, and its officers by a draw."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.actions.freeze_replacement import freeze_replacement
from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import drawn_lists, selected
from yicha.draws.testing import MINUTE, hold_ceremony, next_issue
from yicha.draws.types import FreezeReplacement, LossReason, LostSubject
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.actions.place_late import place_late
from yicha.planning.queries import late_waiting, officers_wanted, programme, visits
from yicha.planning.testing import PARTIES, YEAR, adopt_year, line_row, make_county, make_plans, staff_year
from yicha.planning.tests.filed import filings, plan
from yicha.planning.types import LatePlaced, PlaceLate, VisitRow, VisitStatus
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
scenarios("features/late.feature")

WINDOW = (date(YEAR, 12, 1), date(YEAR, 12, 31))
OFFICE, CLERK = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")


@dataclass
class Story:
    """A county whose programme is adopted; `lost` was drawn and closed, `came` was drawn instead."""

    programme: int
    draw: int
    second: int = 0
    lost: str = ""
    came: str = ""
    before: dict[str, VisitRow] = field(default_factory=dict)
    done: LatePlaced | None = None
    refusal: Refusal | None = None

    def replace(self) -> None:
        lines = drawn_lists(REGION, draw_of(SYSTEM, self.draw).number, NOW.date()).lines
        self.lost = next(sid for sid in lines[0].drawn)
        said = FreezeReplacement(
            self.draw, (LostSubject(self.lost, LossReason.CLOSED, "注销登记 2026-17"),), PARTIES, next_issue(REGION, YEAR)
        )
        self.second = freeze_replacement(SYSTEM, said, NOW).draw
        hold_ceremony(self.second, NOW + MINUTE)
        (self.came,) = selected(SYSTEM, self.second)["SCJG-01"]

    def place(self) -> None:
        try:
            self.done = place_late(SYSTEM, PlaceLate(self.programme), NOW)
        except RuleBroken as refusal:
            self.refusal = refusal

    def rows(self) -> dict[str, VisitRow]:
        return {row.number: row for row in visits(SYSTEM, REGION, programme=self.programme)}


def adopted() -> Story:
    make_county()
    make_plans(SCJG=(line_row(window=WINDOW),), XFJY=(line_row(department="XFJY", window=WINDOW),))
    pk = adopt_year()
    return Story(pk, programme(SYSTEM, pk).draw)


@given("青禾县的计划已审定，抽中的一家注销，递补已抽取", target_fixture="story")
def _() -> Story:
    story = adopted()
    story.replace()
    story.before = story.rows()
    return story


@given("各次上门的执法人员已抽定")
def _(story: Story) -> None:
    staff_year(story.programme)
    story.before = story.rows()


@given("递补来的对象在计划外安排了同类检查")
def _(story: Story) -> None:
    (filing,) = filings([story.came])
    assert plan(filing) == "planned"


@then("那一项没有补入，其余的照排")
def _(story: Story) -> None:
    assert story.done is not None
    assert (story.done.visits, story.done.demands, story.done.unplaced) == (1, 1, (f"SCJG-01/{story.came}",))


@given("联席办补入")
@when("联席办补入")
def _(story: Story) -> None:
    story.place()


@when("为没有人员的上门抽执法人员")
def _(story: Story) -> None:
    assert officers_wanted(SYSTEM, story.programme, NOW.date())
    staff_year(story.programme)


@then("递补来的对象有一次上门，在计划行的时间窗内")
def _(story: Story) -> None:
    (made,) = [row for number, row in story.rows().items() if number not in story.before]
    assert made.sid == story.came
    assert WINDOW[0] <= made.first_day <= made.last_day <= WINDOW[1]
    assert sorted(one.line for one in made.demands) == ["SCJG-01", "XFJY-01"]
    assert story.done is not None
    assert (story.done.visits, story.done.demands, story.done.unplaced) == (1, 2, ())


@then("注销的那家的上门已撤，写明是哪次递补")
def _(story: Story) -> None:
    gone = [row for row in story.rows().values() if row.status is VisitStatus.CANCELLED]
    assert [row.sid for row in gone] == [story.lost]
    assert story.done is not None
    assert story.done.withdrawn == (gone[0].number,)
    assert story.done.draw == draw_of(SYSTEM, story.second).number


@then("其余上门一次不动")
def _(story: Story) -> None:
    after = story.rows()
    assert {number: row for number, row in story.before.items() if row.sid != story.lost} == {
        number: after[number] for number, row in story.before.items() if row.sid != story.lost
    }


@then("每次上门都有执法人员，先抽定的一个不换")
def _(story: Story) -> None:
    after = story.rows()
    assert all(row.staffed for row in after.values() if row.status is not VisitStatus.CANCELLED)
    assert all(after[number].officers == row.officers for number, row in story.before.items())
    assert not officers_wanted(SYSTEM, story.programme, NOW.date())


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


def test_the_board_offers_it_and_then_no_more() -> None:
    story = adopted()
    address = f"/programmes/{story.programme}/"
    assert "补入新抽中的" not in acting(OFFICE).get(address).content.decode()
    story.replace()
    assert "补入新抽中的" in acting(OFFICE).get(address).content.decode()
    assert acting(CLERK).post(f"{address}late/").status_code == 403
    assert acting(ELSEWHERE).post(f"{address}late/").status_code == 404
    assert acting(OFFICE).get(f"{address}late/").status_code == 405
    answer = acting(OFFICE).post(f"{address}late/")
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert not late_waiting(SYSTEM, story.programme, NOW.date())
    assert acting(OFFICE).post(f"{address}late/").status_code == 409
