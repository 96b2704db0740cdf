"""Preview, confirm, undo: what was shown is what is done, and it can be taken back."""

from dataclasses import fields, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from yicha.draws.types import DrawKind, DrawStatus
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.actions.waive_check_digit import waive_check_digit
from yicha.imports.queries import History, as_json, import_row, preview_rows, problems
from yicha.imports.testing import bring_in, look_at
from yicha.imports.tests.sheets import CODES, WRONG, line, register, sheet
from yicha.imports.types import ConfirmImport, FieldChange, ImportState, RegisterKind, UndoImport, WaiveCheckDigit
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.events import to_text
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import Level, Verdict
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting
from yicha.subjects.actions.add_identifier import add_identifier
from yicha.subjects.actions.tag_subject import tag_subject
from yicha.subjects.queries import identifiers_of, registered, search, subject, subjects_by_sid, touched
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.tests.generated import ROWS
from yicha.subjects.types import AddIdentifier, Scheme, SubjectRow, TagSubject

pytestmark = pytest.mark.django_db

KIND = RegisterKind.SUBJECTS


@pytest.mark.clause("LYG-4.2")
def test_a_preview_changes_nothing_and_says_what_would_change() -> None:
    bring_in(sheet(line(1), line(2)))
    before = register()
    found = import_row(SYSTEM, KIND, look_at(sheet(line(1), line(2, "东川镇"), line(3), ["", CODES[4], "", ""])))
    assert register() == before
    assert (found.state, found.new, found.changed, found.unchanged, found.refused) == (ImportState.PREVIEWED, 1, 1, 1, 1)
    (changed,) = preview_rows(found, Verdict.CHANGED, 0, 10)
    assert (changed.number, changed.changes) == (3, (FieldChange("乡镇街道", "城关镇", "东川镇"),))
    (problem,) = problems(found)
    assert (problem.row, problem.code, problem.letter) == (5, "missing", "A")


@pytest.mark.clause("LYG-4.2 YX-2.7")
def test_confirming_does_what_was_shown() -> None:
    made = bring_in(sheet(line(1), line(2)))
    assert sorted(register()) == sorted(CODES[1:3])
    found = import_row(SYSTEM, KIND, made)
    assert (found.state, found.confirmed_by, found.name) == (ImportState.CONFIRMED, "system", "名录.csv")
    with pytest.raises(RuleBroken):
        confirm_import(SYSTEM, ConfirmImport(made), NOW)


def test_one_refused_row_keeps_the_file_out_unless_the_valid_ones_are_taken_with_a_reason() -> None:
    made = look_at(sheet(line(1), ["甲店", WRONG, "", ""]))
    for command in (ConfirmImport(made), ConfirmImport(made, accept_valid=True), ConfirmImport(made, reason="x")):
        with pytest.raises(RuleBroken):
            confirm_import(SYSTEM, command, NOW)
    assert register() == {}
    confirm_import(SYSTEM, ConfirmImport(made, accept_valid=True, reason="错的下周补"), NOW)
    assert list(register()) == [CODES[1]]


@pytest.mark.clause("LYG-4.2")
def test_a_check_digit_is_waived_by_a_person_with_a_reason() -> None:
    made = look_at(sheet(["甲店", WRONG, "", ""]))
    (problem,) = problems(import_row(SYSTEM, KIND, made))
    assert problem.waivable == WRONG
    for code, reason in ((WRONG, " "), (WRONG[:-1], "原件如此")):
        with pytest.raises(RuleBroken):
            waive_check_digit(SYSTEM, WaiveCheckDigit(made, code, reason), NOW)
    waive_check_digit(SYSTEM, WaiveCheckDigit(made, WRONG, "原件如此"), NOW)
    confirm_import(SYSTEM, ConfirmImport(made), NOW)
    assert list(register()) == [WRONG]


OLD = "110108000000016"


@pytest.mark.clause("LYG-4.2")
@pytest.mark.parametrize("column", ["统一社会信用代码", "原注册号"])
def test_an_old_number_becomes_a_further_number_and_goes_with_the_undoing(column: str) -> None:
    made = look_at(sheet(["老供销社", "", "城关镇", "人民路1号"]))
    confirm_import(SYSTEM, ConfirmImport(made), NOW)
    (sid,) = register()
    again = look_at(f"主体名称,{column},乡镇街道,地址\n老供销社,{OLD},城关镇,人民路1号\n".encode())
    found = import_row(SYSTEM, KIND, again)
    assert (found.new, found.changed, found.unchanged) == (0, 1, 0)
    (changed,) = preview_rows(found, Verdict.CHANGED, 0, 10)
    assert changed.changes == (FieldChange("原注册号", "", OLD),)
    confirm_import(SYSTEM, ConfirmImport(again), NOW)
    assert [(one.scheme, one.code) for one in identifiers_of(SYSTEM, sid)] == [(Scheme.REGISTRATION, OLD)]
    assert [one.sid for one in search(SYSTEM, OLD[-4:])] == [sid]
    undo_import(SYSTEM, UndoImport(again, "传错了"), NOW)
    assert (identifiers_of(SYSTEM, sid), search(SYSTEM, OLD[-4:]), list(register())) == ((), [], [sid])


def test_an_old_number_comes_with_its_subject_once_and_leaves_with_it() -> None:
    content = sheet(["老供销社", OLD, "城关镇", "人民路1号"], line(1))
    made = bring_in(content)
    found = import_row(SYSTEM, KIND, look_at(content))
    assert (found.new, found.changed, found.unchanged) == (0, 0, 2)
    undo_import(SYSTEM, UndoImport(made, "传错了"), NOW)
    assert register() == {}


def test_an_old_number_of_another_stays_his_and_the_preview_says_so() -> None:
    made = bring_in(sheet(["老供销社", OLD, "城关镇", "人民路1号"]))
    (holder,) = register()
    other = look_at(sheet(["新供销社", OLD, "东川镇", "人民路2号"]))
    assert any(holder in one.message for one in problems(import_row(SYSTEM, KIND, other), Level.WARNING))
    confirm_import(SYSTEM, ConfirmImport(other), NOW)
    assert [len(identifiers_of(SYSTEM, sid)) for sid in register()].count(1) == 1
    undo_import(SYSTEM, UndoImport(other, "传错了"), NOW)
    assert [one.code for one in identifiers_of(SYSTEM, holder)] == [OLD]
    assert made


def test_of_two_rows_with_one_old_number_the_first_gets_it_and_the_preview_says_so() -> None:
    """As from two files, whatever pieces they are read in. What was there already has nothing else to change."""
    bring_in(sheet(["新供销社", "", "东川镇", "人民路2号"]))
    made = look_at(sheet(["老供销社", OLD, "城关镇", "人民路1号"], line(1), ["新供销社", OLD, "东川镇", "人民路2号"]))
    found = import_row(SYSTEM, KIND, made)
    assert (found.new, found.changed, found.unchanged) == (2, 0, 1)
    assert [(one.row, one.code) for one in problems(found, Level.WARNING) if OLD in one.message and "相同" in one.message] == [
        (4, "suspected_duplicate")
    ]
    confirm_import(SYSTEM, ConfirmImport(made), NOW)
    assert {register()[sid].name: [one.code for one in identifiers_of(SYSTEM, sid)] for sid in register()} == {
        "老供销社": [OLD],
        register()[CODES[1]].name: [],
        "新供销社": [],
    }


@pytest.mark.usefixtures("db")
def test_what_somebody_has_said_is_kept_whatever_is_undone() -> None:
    bring_in(sheet(line(1)))
    add_identifier(SYSTEM, AddIdentifier(CODES[1], Scheme.REGISTRATION, OLD), NOW)
    with pytest.raises(DatabaseError, match="rows are kept"), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("DELETE FROM subjects_identifier"), NOW)


def test_a_register_that_has_moved_since_is_looked_at_again() -> None:
    bring_in(sheet(line(1)))
    made = look_at(sheet(line(1, "东川镇"), line(2)))
    row = subject(SYSTEM, CODES[1])
    make_subjects(replace(row, address="别处"))
    with pytest.raises(RuleBroken, match="又有改动"):
        confirm_import(SYSTEM, ConfirmImport(made), NOW)
    assert list(register()) == [CODES[1]]


def test_a_subject_that_came_meanwhile_is_not_overwritten() -> None:
    made = look_at(sheet(line(2)))
    make_subjects(SubjectRow(CODES[2], "第2饭店", CODES[2]))
    with pytest.raises(RuleBroken, match="又有改动"):
        confirm_import(SYSTEM, ConfirmImport(made), NOW)


@pytest.mark.clause("LYG-4.2")
def test_undoing_gives_the_register_as_it_was() -> None:
    bring_in(sheet(line(1), line(2)))
    before = register()
    made = bring_in(sheet(line(1, "东川镇"), line(2), line(3)))
    assert register() != before
    undo_import(SYSTEM, UndoImport(made, "传错了文件"), NOW)
    assert register() == before
    assert import_row(SYSTEM, KIND, made).undone_because == "传错了文件"
    with pytest.raises(RuleBroken):
        undo_import(SYSTEM, UndoImport(made, "传错了文件"), NOW)


def test_a_row_that_was_changed_since_cannot_be_undone() -> None:
    made = bring_in(sheet(line(1), line(2)))
    make_subjects(replace(subject(SYSTEM, CODES[1]), town="东川镇"))
    with pytest.raises(RuleBroken, match="又改过"):
        undo_import(SYSTEM, UndoImport(made, "传错了文件"), NOW)
    assert len(register()) == 2


def test_what_was_touched_is_found_as_by_looking_at_each_row() -> None:
    """The naive twin fetches the rows and compares them one by one. Every column counts, and a row that is gone or another region's."""
    brought = make_subjects(*(subject_row(number, tags=("重点",), blocked=(("2026-06-01", "2026-06-10"),)) for number in range(4)))
    said = {row.sid: to_text(row) for row in brought}

    def twin(region: str) -> str | None:
        held = registered(region, list(said))
        return next((row.sid for row in brought if held.get(row.sid) != row), None)

    assert touched(REGION, said) is twin(REGION) is None
    otherwise: dict[str, Any] = {
        "visit_cap": 3,
        "tags": ("重点", "重点"),
        "blocked": (),
        "credit_class": "",
        "town": "城关镇",
        "reg_date": "2026-01-01",
    }
    changes = [field.name for field in fields(SubjectRow) if field.name not in {"sid", "uscc"}]
    for name in changes:
        make_subjects(replace(brought[2], **{name: otherwise.get(name, "9")}))
        assert touched(REGION, said) == twin(REGION) == brought[2].sid, name
        make_subjects(brought[2])
    gone = said | {subject_row(9).sid: to_text(subject_row(9))}
    assert (touched(REGION, gone), touched("62/6299", said), twin("62/6299")) == (subject_row(9).sid, brought[0].sid, brought[0].sid)


@pytest.mark.parametrize("examples", [4, pytest.param(100, marks=pytest.mark.nightly)])
@pytest.mark.clause("LYG-4.2")
def test_a_register_that_left_comes_in_again_as_it_is(examples: int) -> None:
    load_shipped()
    clerk = acting(make_actor(Role.DEPARTMENT_CLERK))

    @settings(max_examples=examples, deadline=None, phases=[Phase.generate])
    @given(st.lists(ROWS, min_size=1, max_size=6, unique_by=lambda row: row.sid), st.sampled_from(["", "?sort=-name"]))
    def check(rows: list[SubjectRow], order: str) -> None:
        with transaction.atomic():
            make_subjects(*(replace(row, reg_date=row.reg_date and min(row.reg_date, f"{NOW:%Y-%m-%d}")) for row in rows))
            found = import_row(SYSTEM, KIND, look_at(clerk.post(f"/subjects/export/{order}").content, "名录.xlsx"))
            assert (found.new, found.changed, found.unchanged, found.refused) == (0, 0, len(rows), 0)
            transaction.set_rollback(True)

    check()


def test_the_repeats_of_a_file_are_found_across_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        line(1),
        line(2),
        line(1),
        ["第2饭店", CODES[2], "东川镇", "人民路2号"],
        ["别的店", CODES[3], "", ""],
        ["大酒楼", CODES[3], "", ""],
    ]
    whole = as_json(import_row(SYSTEM, KIND, look_at(sheet(*rows))))
    monkeypatch.setattr("yicha.imports.actions._staging.PIECE", 1)
    assert as_json(import_row(SYSTEM, KIND, look_at(sheet(*rows)))) == whole
    assert [(one["row"], one["code"], one["level"]) for one in whole["problems"]] == [
        (4, "duplicate_in_file", "warning"),
        (5, "duplicate_in_file", "refused"),
        (6, "conflict", "refused"),
        (7, "conflict", "refused"),
    ]
    assert (whole["rows"], whole["new"], whole["unchanged"], whole["refused"]) == (6, 2, 1, 3)


def test_the_history_is_kept() -> None:
    first, second = bring_in(sheet(line(1))), bring_in(sheet(line(2)))
    look_at(sheet(line(3)))
    look_at(sheet(line(4)))
    assert [row.id for row in History(SYSTEM, KIND)][1:] == [second, first]
    assert subjects_by_sid(SYSTEM, [CODES[3]]) == {}


def test_a_column_that_the_file_does_not_have_says_nothing() -> None:
    bring_in(sheet(line(1), line(2)))
    again = import_row(SYSTEM, KIND, look_at(f"名称,信用代码\n第1饭店,{CODES[1]}\n第2酒楼,{CODES[2]}\n".encode()))
    assert (again.unchanged, again.changed) == (1, 1)
    (changed,) = preview_rows(again, Verdict.CHANGED, 0, 9)
    assert [change.label for change in changed.changes] == ["主体名称"]
    emptied = import_row(SYSTEM, KIND, look_at(f"名称,信用代码,地址\n第1饭店,{CODES[1]},\n".encode()))
    assert emptied.changed == 1


@pytest.mark.clause("LYG-4.2")
@pytest.mark.parametrize("kind", [DrawKind.SUBJECTS, DrawKind.OFFICERS])
def test_what_a_draw_stands_on_stays(kind: DrawKind, monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame of subjects that was frozen after the import holds its rows; one of officers, or one before it, does not."""
    made = bring_in(sheet(line(1)))
    frozen = SimpleNamespace(kind=kind, frozen_at=NOW, status=DrawStatus.FROZEN, number="D1")
    older = SimpleNamespace(kind=DrawKind.SUBJECTS, frozen_at=NOW - timedelta(days=1), status=DrawStatus.FROZEN, number="D0")
    void = SimpleNamespace(kind=DrawKind.SUBJECTS, frozen_at=NOW, status=DrawStatus.VOID, number="D2")
    monkeypatch.setattr("yicha.imports.queries.registers.draws", lambda *_: [older, void, frozen])
    if kind is DrawKind.SUBJECTS:
        with pytest.raises(RuleBroken, match="抽取 D1"):
            undo_import(SYSTEM, UndoImport(made, "传错了"), NOW)
        assert list(register()) == [CODES[1]]
    else:
        undo_import(SYSTEM, UndoImport(made, "传错了"), NOW)


def test_what_a_table_refers_to_stays() -> None:
    """Whoever names a new row by a foreign key has the last word, be it a room that this one has never heard of."""
    made = bring_in(sheet(line(1), line(2)))
    tag_subject(SYSTEM, TagSubject(CODES[1], "重点", "名单", NOW.date()), NOW)
    with pytest.raises(RuleBroken, match="用到"):
        undo_import(SYSTEM, UndoImport(made, "传错了"), NOW)


def test_a_past_check_keeps_its_subject() -> None:
    made = bring_in(sheet(line(1)))
    run_sql(SYSTEM, Sql(PAST, (REGION, CODES[1], CODES[1])), NOW)
    with pytest.raises(RuleBroken, match="检查记录"):
        undo_import(SYSTEM, UndoImport(made, "传错了"), NOW)


PAST = """
INSERT INTO planning_pastcheck (region_path, sid, enterprise, check_class, department, level, "on")
VALUES (%s, %s, %s, '食品', 'SCJG', 'county', '2026-01-05')
"""


def test_a_new_row_that_may_repeat_one_of_the_register_is_told_and_not_stopped() -> None:
    """Same name at the same place, and only one of the two has a code. Another place, or two codes, are two subjects."""
    bring_in(sheet(["晴川饭店", "", "城关镇", "人民路1号"], ["长渠药房", CODES[2], "城关镇", "渠南路2号"], ["白马超市", "", "东川镇", ""]))
    again = look_at(
        sheet(
            ["晴川饭店", CODES[1], "城关镇", "人民路1号"],
            ["长渠药房", CODES[3], "城关镇", "渠南路2号"],
            ["白马超市", CODES[4], "城关镇", ""],
        )
    )
    found = import_row(SYSTEM, KIND, again)
    assert (found.new, found.refused, found.warnings) == (3, 0, 1)
    (problem,) = problems(found)
    assert (problem.row, problem.code) == (2, "suspected_duplicate")
    assert "名录中的“晴川饭店”" in problem.message
