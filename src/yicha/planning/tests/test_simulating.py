"""规则推演: exact on both sides, and the year stays as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from yicha.draws.queries import selected, selected_if
from yicha.draws.testing import next_issue
from yicha.engines.planning import Cause, Demand, Instance, Loss, Programme, Visit
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.norms.types import NormRow, NormUnit, Tag
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.planning import models
from yicha.planning.actions.ask_simulation import ask_simulation
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.actions.run_simulation import run_simulation
from yicha.planning.queries import programme, simulation
from yicha.planning.rules.demands import Demands
from yicha.planning.rules.instances import Material, PlanYear
from yicha.planning.rules.simulating import RANGES, changed, outlook, require_changes, shares
from yicha.planning.testing import PARTIES, SALT, YEAR, draw_year, line_row, make_county, make_plans, merge_year
from yicha.planning.types import AskSimulation, Change, DepartmentLine, FreezeYear, Outlook, Parameter, RunSimulation, SimulationRow

TABLES = (models.AnnualPlan, models.PlanLine, models.Programme, models.ProgrammeVersion, models.Visit, models.ClassUse, models.Filing)


def simulated(draw: int, *changes: Change) -> SimulationRow:
    asked = ask_simulation(SYSTEM, AskSimulation(draw, changes), NOW).simulation
    assert simulation(SYSTEM, asked).after is None
    run_simulation(SYSTEM, RunSimulation(asked), NOW)
    return simulation(SYSTEM, asked)


def outlooks(draw: int, *changes: Change) -> tuple[Outlook, Outlook]:
    row = simulated(draw, *changes)
    assert row.before
    assert row.after
    return row.before, row.after


def test_every_parameter_has_a_range_and_what_lies_outside_is_refused() -> None:
    assert set(RANGES) == set(Parameter)
    for parameter, (least, most) in RANGES.items():
        require_changes([Change(parameter, least)])
        for amount in (least - 1, most + 1):
            with pytest.raises(RuleBroken):
                require_changes([Change(parameter, amount)])
    for changes in ([], [Change(Parameter.CLASS_CAP, 1), Change(Parameter.CLASS_CAP, 2)]):
        with pytest.raises(RuleBroken):
            require_changes(changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([Change(Parameter.GAP_WEEKS, 4)], {}),
        ([Change(Parameter.QUOTA_A, 10)], {"A": Fraction(1, 10)}),
        ([Change(Parameter.QUOTA_B, 50)], {"B": Fraction(1, 2), "U": Fraction(1, 2)}),
    ],
)
def test_who_has_no_class_is_drawn_like_the_class_that_the_norm_names(changes: list[Change], expected: dict[str, Fraction]) -> None:
    assert shares(changes, "B") == expected


NORMS = shipped_norms_in_force("", date(YEAR, 1, 1))


def test_a_change_of_the_material_is_that_change_and_no_other() -> None:
    windows = [(date(YEAR, 3, 2), date(YEAR, 6, 26)), (date(YEAR, 1, 9), date(YEAR, 12, 25))]
    lines = [DepartmentLine("SCJG", line_row(number, window=window)) for number, window in enumerate(windows)]
    year = PlanYear.of(YEAR, shipped_working_days())
    material = Material(lines, {}, (), (), Demands((), ()), NORMS, year, date(YEAR, 1, 1))
    found = changed(material, [Change(Parameter.WIDER_WEEKS, 2), Change(Parameter.CLASS_CAP, 3), Change(Parameter.VISIT_CAP, 4)])
    assert [line.line.window for line in found.lines] == [
        (date(YEAR, 2, 16), date(YEAR, 7, 10)),
        (date(YEAR, 1, 1), date(YEAR, 12, 31)),
    ]
    assert [replace(line, line=replace(line.line, window=window)) for line, window in zip(found.lines, windows, strict=True)] == lines
    tried = NormRow("planning.class_cap", NormUnit.COUNT, "推演", Tag.PROPOSED, date.min, amount=Decimal(3))
    assert found.norms.rows == {
        **NORMS.rows,
        tried.code: tried,
        "planning.visits_per_year": replace(tried, code="planning.visits_per_year", amount=Decimal(4)),
    }
    assert changed(material, [Change(Parameter.GAP_WEEKS, 4)]).lines == lines


def test_the_figures_of_an_outlook() -> None:
    three, two, one = ("SCJG", "XFJY", "WSJK"), ("SCJG", "XFJY"), ("SCJG",)
    doors = [("A", three), ("A", two), ("A", one), ("A", one), ("B", two), ("B", one), ("C", one), ("D", one), ("E", one)]
    visits = [Visit(subject, week, (), team, "SCJG", door=True) for week, (subject, team) in enumerate(doors)]
    away = Visit("C", 3, (), two, None, door=False)
    lost = (Loss("1", Cause.CAPACITY), Loss("2", Cause.NO_WEEK), Loss("3", Cause.CAPACITY))
    asked = Instance((5,), (), {}, (), {}, {name: Demand(name, "L", "A") for name in "123"})
    assert outlook(asked, Programme((*visits, away), lost, 8, 2, {}, {})) == Outlook(
        demands=3, doors=9, lower_bound=8, unplaced=3, department_visits=13, often=(3, 1, 1), lost=(("capacity", 2), ("no_week", 1))
    )


@pytest.mark.django_db
class TestYear:
    @pytest.fixture
    def draw(self) -> int:
        """Two lines of a class each with one department, drawn by credit class."""
        make_county(12)
        by_class: dict[str, Any] = {"ratio": "A:50%;B:50%;C:50%;D:50%"}
        later = (date(YEAR, 9, 1), date(YEAR, 11, 27))
        make_plans(SCJG=(line_row(**by_class), line_row(2, window=later, **by_class)), XFJY=(line_row(department="XFJY", **by_class),))
        return draw_year()

    @pytest.mark.clause("GX-3.2", "R-FREQ-1")
    def test_a_higher_cap_of_a_class_places_what_had_no_place(self, draw: int) -> None:
        before, after = outlooks(draw, Change(Parameter.CLASS_CAP, 2))
        assert before.unplaced > 0
        assert sum(count for _, count in before.lost) == before.unplaced
        assert after.unplaced == 0
        assert before.demands == after.demands

    @pytest.mark.clause("R-FREQ-3")
    def test_a_cap_on_visits_keeps_people_away(self, draw: int) -> None:
        before, after = outlooks(draw, Change(Parameter.VISIT_CAP, 0))
        assert before.doors > 0
        assert (after.doors, after.unplaced) == (0, after.demands)

    @pytest.mark.clause("YX-2.7b")
    def test_other_shares_add_and_leave_out_exactly_whom_the_same_seed_names(self, draw: int) -> None:
        really = selected(SYSTEM, draw)
        more, fewer = (selected_if(SYSTEM, draw, dict.fromkeys("ABCDU", share)) for share in (Fraction(1), Fraction(1, 4)))
        for line, sids in really.items():
            assert set(fewer[line]) < set(sids) < set(more[line])
        assert selected_if(SYSTEM, draw, {}) == really
        before, after = outlooks(draw, *(Change(parameter, 100) for parameter in Parameter if parameter.startswith("draws.quota")))
        assert (before.demands, after.demands) == (sum(map(len, really.values())), sum(map(len, more.values())))

    def test_wider_windows_reach_further(self) -> None:
        """Two departments whose windows do not meet: wider, they come together."""
        make_county(4)
        spring, summer = line_row(selection="full", ratio=""), line_row(department="XFJY", selection="full", ratio="")
        first, last = spring.window
        make_plans(
            SCJG=(replace(spring, window=(first, first.replace(day=27))), line_row(9, check_class="食品安全", ratio="1%")),
            XFJY=(replace(summer, window=(last.replace(day=1), last)),),
        )
        before, after = outlooks(draw_year(), Change(Parameter.WIDER_WEEKS, 10))
        assert after.doors < before.doors

    def test_nothing_of_the_year_changes(self, draw: int) -> None:
        held = [list(table.objects.order_by("pk").values()) for table in TABLES]
        simulated(draw, Change(Parameter.LOAD_CEILING, 50), Change(Parameter.QUOTA_A, 100))
        assert [list(table.objects.order_by("pk").values()) for table in TABLES] == held

    def test_what_was_is_what_the_programme_says(self) -> None:
        make_county()
        make_plans()
        merged = programme(SYSTEM, merge_year().programme)
        before, after = outlooks(merged.draw, Change(Parameter.GAP_WEEKS, 8))
        assert before == after
        assert (before.doors, before.lower_bound) == (dict(merged.summary)["doors"], dict(merged.summary)["lower_bound"])

    def test_only_a_draw_that_was_held_can_be_tried(self) -> None:
        make_county()
        make_plans()
        frozen = freeze_year(SYSTEM, FreezeYear(REGION, YEAR, PARTIES, next_issue(REGION, YEAR), SALT), NOW).draw
        with pytest.raises(RuleBroken):
            ask_simulation(SYSTEM, AskSimulation(frozen, (Change(Parameter.CLASS_CAP, 2),)), NOW)
