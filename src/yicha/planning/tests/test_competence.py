"""委托 and 园区下放 lower what the original department plans, and say so."""

from datetime import date

import pytest

from yicha.draws.queries import selected
from yicha.engines.draw.types import Cell
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.norms.workbooks import shipped_norms_in_force
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.testing import COUNTY, instrument
from yicha.orgs.types import LoadRegions, RegionRow
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.queries import competence_of, count_scope
from yicha.planning.rules.demands import demands_of, without_moved
from yicha.planning.rules.pools import CODES, DELEGATED, draw_lines, draw_subjects, members_of
from yicha.planning.testing import YEAR, draw_year, line_row, make_county, make_plans
from yicha.planning.types import DepartmentLine, FilePlan
from yicha.subjects.queries import active_subjects
from yicha.subjects.testing import make_subjects, subject_row

pytestmark = pytest.mark.django_db
GIVER, TAKER = "SCJG", "XFJY"
ITEM = f"{GIVER}-I"
PARK_TOWN, TOWN = "620799101", "园区镇"
WINDOW = (date(YEAR, 3, 2), date(YEAR, 6, 26))


@pytest.fixture
def county() -> None:
    make_county()
    load_regions(SYSTEM, LoadRegions("0" * 64, (RegionRow(PARK_TOWN, TOWN), RegionRow("620799102", "东川镇")), date(2020, 1, 1)), NOW)
    make_subjects(*(subject_row(number, town=TOWN) for number in range(100, 104)))


def moved(area: str = PARK_TOWN) -> None:
    given = instrument(from_department=GIVER, to_department=TAKER, area=area, items=(ITEM,), first_day=date(YEAR, 1, 1))
    delegate_power(SYSTEM, given, NOW)


def whole() -> DepartmentLine:
    return DepartmentLine(GIVER, line_row(department=GIVER, item_code=ITEM, scope_query="TRUE", window=WINDOW, ratio="100%"))


@pytest.mark.clause("GX-3.5")
@pytest.mark.usefixtures("county")
def test_the_count_is_lowered_and_says_who_plans_the_rest() -> None:
    before = count_scope(SYSTEM, REGION, whole(), NOW.date())
    moved()
    after = count_scope(SYSTEM, REGION, whole(), NOW.date())
    assert (before.subjects, before.moved) == (16, 0)
    assert (after.subjects, after.moved, after.takers) == (12, 4, (TAKER,))


@pytest.mark.clause("GX-3.5")
@pytest.mark.usefixtures("county")
def test_an_item_that_moved_in_the_whole_region_is_not_planned_by_who_gave_it() -> None:
    moved(COUNTY)
    with pytest.raises(RuleBroken, match=f"已委托或下放给 {TAKER}") as refused:
        file_plan(SYSTEM, FilePlan(REGION, YEAR, GIVER, (whole().line,)), NOW)
    assert refused.value.clause == "GX-3.5"


@pytest.mark.clause("GX-3.5")
@pytest.mark.usefixtures("county")
def test_subjects_of_the_area_are_excluded_with_the_reason() -> None:
    moved()
    competence, lines = competence_of(SYSTEM, REGION, date(YEAR, 1, 1)), [whole()]
    rows = active_subjects(SYSTEM, REGION, NOW.date())
    drawn = draw_lines(lines, shipped_norms_in_force("", WINDOW[0]))
    found = draw_subjects(drawn, members_of(lines, rows), lambda row, _: DELEGATED if competence.moved(lines[0], row) else "")
    cells = {one.sid: one.cells[0] for one in found}
    excluded = {sid for sid, cell in cells.items() if cell == Cell(excluded=DELEGATED)}
    assert excluded == {subject_row(number).sid for number in range(100, 104)}
    assert DELEGATED in CODES


@pytest.mark.usefixtures("county")
def test_nobody_of_the_area_is_drawn_and_nothing_is_demanded_there() -> None:
    moved()
    plan = {code: (line_row(department=code, item_code=f"{code}-I", scope_query="TRUE", window=WINDOW, ratio="100%"),) for code in (GIVER,)}
    make_plans(**plan)
    drawn = selected(SYSTEM, draw_year())
    towns = {row.sid: row.town for row in active_subjects(SYSTEM, REGION, NOW.date())}
    assert TOWN not in {towns[sid] for sids in drawn.values() for sid in sids}
    listed = DepartmentLine(GIVER, line_row(department=GIVER, item_code=ITEM, selection="list", sids=tuple(towns), window=WINDOW))
    register = {row.sid: row for row in active_subjects(SYSTEM, REGION, NOW.date())}
    asked = without_moved(demands_of([listed], {}, register, {}), [listed], register, competence_of(SYSTEM, REGION, date(YEAR, 1, 1)).moved)
    assert TOWN not in {towns[row.subject] for row in asked.rows}
    assert len(asked.rows) == 12
