"""YX-2.7b, LYG-4.3a: a line in two waves, drawn at once, planned one after the other."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.queries import bundle, public_zip, selected, to_check
from yicha.draws.queries import draw as draw_of
from yicha.engines.draw import public_of, verify
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.norms.workbooks import shipped_norms_in_force
from yicha.orgs.testing import make_actor
from yicha.planning.actions.place_late import place_late
from yicha.planning.queries import late_waiting, programme, visits
from yicha.planning.rules import pools
from yicha.planning.rules.filing import require_waves
from yicha.planning.rules.rollover import draft_of
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans
from yicha.planning.types import DepartmentLine, LineRow, PlaceLate, VisitRow
from yicha.shell.testing import acting

scenarios("features/waves.feature")

OPENS = date(YEAR, 12, 10)
WINDOW = (date(YEAR, 11, 23), date(YEAR, 12, 31))
FIRST = "SCJG-01（第一批）"
CLERK = make_actor(Role.DEPARTMENT_CLERK)


def in_waves(**values: Any) -> LineRow:
    plain: dict[str, Any] = {"window": WINDOW, "first_wave": 50, "second_from": OPENS}
    return line_row(**(plain | values))


@dataclass
class Story:
    programme: int = 0
    draw: int = 0
    refusal: Refusal | None = None

    def place(self, at: datetime) -> None:
        try:
            place_late(SYSTEM, PlaceLate(self.programme), at)
        except RuleBroken as refusal:
            self.refusal = refusal

    def rows(self) -> list[VisitRow]:
        return visits(SYSTEM, REGION, programme=self.programme)


@pytest.fixture
def county(db: None) -> None:
    make_county()


@given("市监局的计划行分两批，第一批占50%，已抽取、合并、审定", target_fixture="story")
def _(county: None) -> Story:
    make_plans(SCJG=(in_waves(),))
    pk = adopt_year()
    return Story(pk, programme(SYSTEM, pk).draw)


@when("第二批的日子到了，联席办补入")
def _(story: Story) -> None:
    assert late_waiting(SYSTEM, story.programme, OPENS)
    story.place(datetime(*OPENS.timetuple()[:3], 9, tzinfo=NOW.tzinfo))
    assert story.refusal is None
    assert not late_waiting(SYSTEM, story.programme, OPENS)


@when("第二批的日子没到，联席办补入")
def _(story: Story) -> None:
    day = OPENS - timedelta(days=1)
    story.place(datetime(*day.timetuple()[:3], 9, tzinfo=NOW.tzinfo))


@when(parsers.parse("报送分批的计划行，第一批占{pct:d}%，第二批从{day}"))
def _(story: Story, pct: int, day: str) -> None:
    try:
        require_waves(in_waves(first_wave=pct, second_from=date.fromisoformat(day)))
    except RuleBroken as refusal:
        story.refusal = refusal


@then("上门的是第一批")
def _(story: Story) -> None:
    drawn = selected(SYSTEM, story.draw)
    assert {row.sid for row in story.rows()} == set(drawn[FIRST])
    assert len(drawn[FIRST]) == 3
    assert len(drawn["SCJG-01"]) == 6
    assert to_check(SYSTEM, story.draw, OPENS - timedelta(days=1)) == {"SCJG-01": drawn[FIRST]}


@then("上门的是两批全部，第二批在那天以后")
def _(story: Story) -> None:
    drawn = selected(SYSTEM, story.draw)
    rows = story.rows()
    assert {row.sid for row in rows} == set(drawn["SCJG-01"])
    later = [row for row in rows if row.sid not in drawn[FIRST]]
    assert len(later) == 3
    assert all(OPENS < row.first_day <= row.last_day <= WINDOW[1] for row in later)


@then("抽取包各处核验成立")
def _(story: Story) -> None:
    full = bundle(SYSTEM, story.draw, public=False)
    assert verify(full).problems == []
    assert verify(public_of(full)).problems == []


@then("名单到第二批那天才公开")
def _(story: Story) -> None:
    number = draw_of(SYSTEM, story.draw).number
    with pytest.raises(NotFound):
        public_zip(REGION, number, OPENS - timedelta(days=1))
    assert public_zip(REGION, number, OPENS)


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@pytest.mark.parametrize("wrong", [{"selection": "full"}, {"min_count": 3}, {"second_from": None}, {"first_wave": 0}])
def test_what_is_not_drawn_at_random_or_not_whole_has_no_waves(wrong: dict[str, object]) -> None:
    with pytest.raises(RuleBroken, match="分批"):
        require_waves(in_waves(**wrong))
    require_waves(in_waves())
    require_waves(line_row())


@pytest.mark.usefixtures("county")
def test_the_database_holds_it_too() -> None:
    make_plans(SCJG=(in_waves(),))
    run_sql(actor(RUN_SQL), Sql("UPDATE planning_annualplan SET status = 'draft'"), NOW)
    for change in ("first_wave = 0", "second_from = NULL", "second_from = '2026-11-23'", "second_from = '2027-01-01'", "min_count = 3"):
        with pytest.raises(DatabaseError, match="line_waves_whole"), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(f"UPDATE planning_planline SET {change}"), NOW)


def test_two_lines_are_drawn_exactly_and_the_names_wait() -> None:
    line = DepartmentLine("SCJG", in_waves(ratio="A:5%;B:30%"))
    first, whole = pools.draw_lines([line], shipped_norms_in_force("", WINDOW[0]))
    assert (first.id, whole.id, whole.after, whole.opens) == (FIRST, "SCJG-01", FIRST, "2026-12-10")
    assert [(one.label, one.num, one.den) for one in first.strata[:2]] == [("A", 1, 40), ("B", 3, 20)]
    assert [(one.label, one.num, one.den) for one in whole.strata[:2]] == [("A", 1, 20), ("B", 3, 10)]
    assert pools.plan_ids([first, whole]) == {FIRST: "SCJG-01", "SCJG-01": "SCJG-01"}
    assert pools.names_open_from([line]) == pools.names_open_from([line], told=True) == OPENS
    secret = replace(line, line=replace(line.line, announced=False))
    assert pools.names_open_from([secret]) == date(YEAR + 1, 1, 1)


def test_a_year_later_the_second_wave_is_a_year_later() -> None:
    assert draft_of([in_waves()], YEAR + 1, {}).lines == ()


@pytest.mark.usefixtures("county")
def test_a_clerk_writes_both_into_the_form() -> None:
    said = {"item": "SCJG-I", "selection": "random", "ratio": "50%", "first_day": "2027-03-01", "last_day": "2027-11-30", "mode": "onsite"}
    said |= {"announced": "on", "minutes": "60", "min_officers": "2", "mergeable": "on"}
    address = f"/plans/years/{YEAR + 1}/lines/"
    for wrong in ({"first_wave": "50"}, {"second_from": "2027-07-01"}, {"first_wave": "50", "second_from": "2027-03-01"}):
        assert acting(CLERK).post(address, said | wrong).status_code == 422
    assert acting(CLERK).post(address, said | {"first_wave": "50", "second_from": "2027-07-01"}).status_code == 303
    page = acting(CLERK).get(f"/plans/?year={YEAR + 1}").content.decode()
    assert "2027" in page
