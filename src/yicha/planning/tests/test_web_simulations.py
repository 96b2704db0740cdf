"""The screen of 规则推演: asking, waiting, comparing; only for the conference's office, only of its own region."""

import pytest

from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.queries import upcoming_number
from yicha.draws.testing import hold_ceremony
from yicha.draws.types import BeaconPlan, FreezePool
from yicha.engines.draw import Cell, Heading, Line, Stratum, Subject, freeze_subjects, pack
from yicha.kernel.actor import SYSTEM
from yicha.kernel.archive import keep
from yicha.kernel.testing import NOW, REGION
from yicha.planning.actions.run_simulation import run_simulation
from yicha.planning.queries import simulations
from yicha.planning.testing import draw_year, make_county, make_plans
from yicha.planning.tests.test_web import ELSEWHERE, clerk, office, text
from yicha.planning.types import Change, Parameter, RunSimulation

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw() -> int:
    make_county()
    make_plans()
    return draw_year()


def draw_of_its_own() -> int:
    """A flying check: no line of it is a plan's."""
    heading = Heading(upcoming_number(REGION, 2026), "飞行检查")
    frame = freeze_subjects(heading, [Line("FX1", (Stratum("*", 1, 1),))], [Subject("S1", {0: Cell()})], bytes(32))
    digest = keep(SYSTEM, pack(frame.to_files()), "frame", "frame.zip", NOW)
    pk = freeze_pool(SYSTEM, FreezePool(REGION, 2026, digest, ("SFJ",), BeaconPlan()), NOW).draw
    hold_ceremony(pk, NOW)
    return pk


def test_it_is_asked_computed_and_compared(draw: int) -> None:
    assert "现在没有规定" in text(office().get("/programmes/simulations/"))
    assert office().post("/programmes/simulations/", {"draw": draw}).status_code == 422
    assert office().post("/programmes/simulations/", {"draw": draw_of_its_own(), "VISIT_CAP": "0"}).status_code == 422
    answer = office().post("/programmes/simulations/", {"draw": draw, "VISIT_CAP": "0"})
    assert answer.status_code == 303
    (row,) = simulations(SYSTEM, REGION, 9)
    assert row.changes == (Change(Parameter.VISIT_CAP, 0),)
    assert "hx-get" in office().get(answer["Location"]).content.decode()
    run_simulation(SYSTEM, RunSimulation(row.id), NOW)
    (row,) = simulations(SYSTEM, REGION, 9)
    assert row.before
    shown = office().get(answer["Location"])
    assert ("进门次数", row.before.doors, 0, -row.before.doors) in shown.context["compared"]
    assert "hx-get" not in office().get(f"{answer['Location']}state/").content.decode()
    assert f"进门 {row.before.doors} → 0 次" in text(office().get("/programmes/simulations/"))


def test_others_neither_ask_nor_see(draw: int) -> None:
    office().post("/programmes/simulations/", {"draw": draw, "CLASS_CAP": "2"})
    (row,) = simulations(SYSTEM, REGION, 9)
    for address in ("", f"{row.id}/", f"{row.id}/state/"):
        assert clerk().get(f"/programmes/simulations/{address}").status_code == 403
    foreign = office(ELSEWHERE)
    for pk in (row.id, row.id + 999):
        assert foreign.get(f"/programmes/simulations/{pk}/").status_code == 404
    assert foreign.post("/programmes/simulations/", {"draw": draw, "CLASS_CAP": "2"}).status_code == 422
