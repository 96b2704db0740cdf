"""What the tables refuse by themselves, and who may not."""

import pytest
from django.db import DatabaseError, connection, transaction

from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.actions.end_duty import end_duty
from yicha.duties.queries import dispute, lead_for, matrix
from yicha.duties.testing import duty, make_dispute, make_duty
from yicha.duties.types import EndDuty, Part
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor

pytestmark = pytest.mark.usefixtures("county")
STEWARD, CLERK = make_actor(Role.DATA_STEWARD, "SJJ"), make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.DATA_STEWARD, "SJJ", region="62/6208/620899")
COPY = "INSERT INTO duties_duty (region_path, item, step, department, part, share, valid, instrument, basis, ended_because) "


@pytest.mark.parametrize(
    "attack",
    [
        COPY + "SELECT region_path, item, step, 'SCJG', part, share, valid, instrument, basis, '' FROM duties_duty",
        COPY + "SELECT region_path, item, step, department, 'assist', 'x', valid, instrument, basis, '' FROM duties_duty",
        COPY + "SELECT region_path, item, 'plan', department, 'assist', '', valid, instrument, basis, '' FROM duties_duty",
        "UPDATE duties_duty SET basis = ''",
        "UPDATE duties_duty SET instrument = 'habit'",
        "UPDATE duties_duty SET valid = daterange(lower(valid), '2026-12-01')",
        "DELETE FROM duties_duty",
        "UPDATE duties_dispute SET interim_lead = ''",
        "UPDATE duties_dispute SET status = 'decided'",
        "UPDATE duties_party SET stance = 'lead'",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(attack: str) -> None:
    make_duty()
    make_dispute()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_harmless_change_is_let_through() -> None:
    """Otherwise the refusals above would say nothing."""
    make_duty()
    run_sql(actor(RUN_SQL), Sql("UPDATE duties_duty SET basis = 'x', valid = daterange(lower(valid), NULL)"), NOW)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_fixed_term_needs_somebody_after_it() -> None:
    with pytest.raises(RuleBroken, match="接手"), transaction.atomic():
        make_duty(last_day=NOW.date())
    make_duty()
    assert make_duty(area=f"{REGION}/620799101", department="WSJK", last_day=NOW.date()).duties


def test_who_leads_cannot_step_down_to_assist() -> None:
    make_duty()
    with pytest.raises(RuleBroken, match="接手"), transaction.atomic():
        make_duty(part=Part.ASSIST, share="配合", first_day=NOW.date())


def test_who_comes_to_lead_no_longer_assists() -> None:
    make_duty(part=Part.ASSIST, share="配合")
    make_duty(first_day=NOW.date())
    (row,) = [row for row in matrix(SYSTEM, REGION, NOW.date()).rows if row.item == "I001"]
    (cell,) = [cell for cell in row.cells if cell.step == "check"]
    assert cell.lead.department == "XFJY"
    assert cell.assisting == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"department": "NONE"},
        {"items": ("NONE",)},
        {"items": ()},
        {"steps": ("sing",)},
        {"steps": ()},
        {"basis": " "},
        {"part": Part.ASSIST, "share": ""},
        {"last_day": duty().first_day.replace(year=2025)},
    ],
)
def test_what_is_no_duty(wrong: dict[str, object]) -> None:
    with pytest.raises(RuleBroken):
        make_duty(**wrong)


def test_whose_business_it_is() -> None:
    done = assign_duty(STEWARD, duty(), NOW)
    with pytest.raises(NotPermitted):
        assign_duty(CLERK, duty(), NOW)
    with pytest.raises(NotFound):
        assign_duty(ELSEWHERE, duty(), NOW)
    with pytest.raises(NotFound):
        end_duty(ELSEWHERE, EndDuty(done.duties[0], NOW.date(), "x"), NOW)
    with pytest.raises(NotFound):
        lead_for(ELSEWHERE, "I001", REGION, "check", NOW.date())
    with pytest.raises(NotFound):
        dispute(ELSEWHERE, make_dispute().dispute)


def test_no_item_no_lead() -> None:
    assert lead_for(SYSTEM, "NONE", REGION, "check", NOW.date()) is None
