"""Officers come in by the same way: departments by any of their names, leave and recusals only added, and back out again."""

import pytest

from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row, preview_rows, problems
from yicha.imports.testing import bring_in, look_at
from yicha.imports.types import RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM
from yicha.kernel.tables import Verdict
from yicha.kernel.testing import NOW
from yicha.orgs.queries.officers import known_officers
from yicha.orgs.testing import make_department, make_officers, make_region, officer_row

pytestmark = pytest.mark.django_db

KIND = RegisterKind.OFFICERS
HEADER = "执法证号,姓名,部门,证件有效期至,请假\n"


@pytest.fixture(autouse=True)
def department() -> None:
    make_region()
    make_department("SCJG")
    make_officers(officer_row(1, department="SCJG"))


def known() -> str:
    return officer_row(1).cert_no


def test_differences_are_shown_and_done_and_undone() -> None:
    before = known_officers([known()])[known()]
    text = f"{HEADER}{known()},{before.name},SCJG,2030-01-01,2026-12-01/2026-12-05\nQHX9,李某,SCJG,长期,\nQHX8,王某,没有的局,,\n"
    found = import_row(SYSTEM, KIND, look_at(text.encode(), kind=KIND))
    assert (found.new, found.changed, found.refused) == (1, 1, 1)
    assert [one.code for one in problems(found)] == ["unknown_code"]
    (row,) = preview_rows(found, Verdict.CHANGED, 0, 9)
    assert {change.label for change in row.changes} == {"证件有效期至", "请假"}
    made = bring_in(text.replace("QHX8,王某,没有的局,,\n", "").encode(), kind=KIND)
    assert set(known_officers([known(), "QHX9"])) == {known(), "QHX9"}
    undo_import(SYSTEM, UndoImport(made, "传错了"), NOW)
    assert known_officers([known(), "QHX9"]) == {known(): before}


def test_a_file_that_says_less_of_leave_lifts_none() -> None:
    bring_in(f"{HEADER}{known()},{officer_row(1).name},SCJG,,2026-12-01/2026-12-05\n".encode(), kind=KIND)
    again = import_row(SYSTEM, KIND, look_at(f"{HEADER}{known()},{officer_row(1).name},SCJG,,\n".encode(), kind=KIND))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
