"""YX-2.7b: a door that late work opens says why; of visits that are not announced it says nothing. No database."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from yicha.engines.planning import Demand, Instance, Officer, Params, Programme, Subject, Visit
from yicha.kernel.testing import NOW
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.orgs.testing import officer_row
from yicha.orgs.workbooks import available
from yicha.planning.rules.boards import Filed
from yicha.planning.rules.instances import PlanYear
from yicha.planning.rules.late import Joining
from yicha.planning.rules.opening import Opening
from yicha.planning.rules.staffing import Roster
from yicha.planning.testing import YEAR
from yicha.planning.tests.test_late_joins import LINE, OPENS, ROW, WINDOW
from yicha.planning.types import VisitRow, VisitStatus

NEW, STANDS = Visit("S", 51, ("L/S",), ("SCJG",), "SCJG", door=True), Visit("S", 50, ("L0/S",), ("SCJG",), "SCJG", door=True)
AFTER_ITS_FIRST_DAY = (OPENS.replace(day=OPENS.day + 1), WINDOW[1])


def told(*rows: VisitRow, window: Any = WINDOW) -> list[str]:
    officers = available((officer_row(number, department="SCJG", skills=("a", "b")) for number in (1, 2)), YEAR)
    at_hand = Roster(officers, shipped_norms_in_force("", OPENS.replace(month=1, day=1)), PlanYear.of(YEAR, shipped_working_days()))
    lines = {"L": LINE, "L0": replace(LINE, id="L0")}
    demands = {name: Demand(name, name[:-2], "S") for name in ("L/S", "L0/S")}
    whole = Instance((5,) * 53, ("SCJG",), lines, tuple(engine_officers()), {"S": Subject("S", "")}, demands, Params())
    joining = Joining(whole, (), {"L": window}, (), at_hand)
    names = {"L": Filed("检查", "random"), "L0": Filed("检查", "random")}
    found = Opening(joining, Programme((STANDS, NEW), (), 2, 0, {}, {}), rows, names, {"SCJG": "市监"}, YEAR).because([NEW])
    return [one.code for one in found[NEW]]


def engine_officers() -> list[Officer]:
    return [Officer(f"O{number}", "SCJG", 2000, ("a", "b")) for number in (1, 2)]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (ROW, ["officers"]),
        (replace(ROW, status=VisitStatus.NOTIFIED), ["locked"]),
        (replace(ROW, starts_at=datetime(YEAR, 12, 14, 9, tzinfo=NOW.tzinfo)), ["timed"]),
        (replace(ROW, officers=()), ["drawing"]),
        (replace(ROW, demands=(replace(ROW.demands[0], exemption="ENV"),)), ["uncounted"]),
        (replace(ROW, announced=False), []),
        (replace(ROW, status=VisitStatus.CANCELLED), []),
        (replace(ROW, sid="T"), []),
    ],
    ids=["officers", "notified", "timed", "drawing", "uncounted", "not announced", "cancelled", "elsewhere"],
)
def test_each_visit_that_stands_gives_one_reason(row: VisitRow, found: list[str]) -> None:
    assert told(row) == found


def test_the_days_of_a_visit_that_begins_before_the_window_are_a_reason() -> None:
    assert told(ROW, window=AFTER_ITS_FIRST_DAY) == ["window"]
