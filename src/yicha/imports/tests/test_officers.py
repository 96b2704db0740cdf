"""Officers come in by the same way: departments by any of their names, leave and recusals only added, and back out again."""

import pytest

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.drop_import import drop_import
from yicha.imports.actions.read_import import read_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import History, import_row, preview_rows, problems
from yicha.imports.testing import bring_in, look_at, open_file
from yicha.imports.types import ConfirmImport, DropImport, ImportState, ReadImport, RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound
from yicha.kernel.tables import Verdict
from yicha.kernel.testing import NOW
from yicha.orgs.queries.officers import known_officers
from yicha.orgs.testing import make_actor, make_department, make_officers, make_region, officer_row

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


def test_another_department_s_officers_are_nobody_s_business() -> None:
    clerk, other = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, department="XFJY")
    made = look_at(f"{HEADER}QHX9,李某,SCJG,,\n".encode(), kind=KIND, actor=clerk)
    assert import_row(clerk, KIND, made).new == 1
    assert list(History(other, KIND)) == []
    for attempt in (lambda: import_row(other, KIND, made), lambda: confirm_import(other, ConfirmImport(made), NOW)):
        with pytest.raises(NotFound):
            attempt()


def test_what_was_given_up_while_it_waited_is_not_read() -> None:
    made = open_file(f"{HEADER}QHX9,李某,SCJG,,\n".encode(), kind=KIND)
    drop_import(SYSTEM, DropImport(made), NOW)
    assert read_import(SYSTEM, ReadImport(made), NOW).new == 0
    assert import_row(SYSTEM, KIND, made).state is ImportState.DROPPED
