"""Sixteen at once on one register: nothing is lost, nothing is done twice. The naive way loses."""

import pytest
from django.db import IntegrityError, connection, transaction

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row
from yicha.imports.testing import bring_in, look_at
from yicha.imports.tests.sheets import sheet
from yicha.imports.types import ConfirmImport, ImportState, RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql, storm
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.models import Subject
from yicha.subjects.queries import active_subjects
from yicha.subjects.testing import subject_row
from yicha.subjects.types import ImportSubjects, SubjectRow

pytestmark = pytest.mark.usefixtures("own_database")
EACH = 40
SHARED = tuple(subject_row(number) for number in range(10))


def own(writer: int) -> tuple[SubjectRow, ...]:
    return tuple(subject_row(1000 + writer * EACH + number) for number in range(EACH))


def held() -> set[str]:
    return {row.sid for row in active_subjects(SYSTEM, REGION, NOW.date())}


@pytest.mark.clause("LYG-4.2")
def test_sixteen_writers_lose_nothing() -> None:
    """Each brings its own rows and the same ten: every row is there, and the ten are new exactly once."""
    events = storm(lambda writer: import_subjects(SYSTEM, ImportSubjects(REGION, "0" * 64, SHARED + own(writer)), NOW))
    assert sum(event.new for event in events) == len(SHARED) + 16 * EACH
    assert sum(event.unchanged for event in events) == 15 * len(SHARED)
    assert held() == {row.sid for row in SHARED} | {row.sid for writer in range(16) for row in own(writer)}


def test_the_naive_way_loses() -> None:
    """Look, then insert what is missing, as scripts do: somebody's whole file fails on a row that another has just written."""

    def naive(writer: int) -> bool:
        mine = [row.sid for row in SHARED + own(writer)]
        known = set(Subject.objects.filter(sid__in=mine).values_list("sid", flat=True))
        values = ", ".join(
            f"('{sid}', '{REGION}', '{sid}', 'n', '', '', '', '[]', '{{}}', 'active', '', '')" for sid in mine if sid not in known
        )
        columns = "sid, region_path, enterprise, name, uscc, town, credit_class, blocked, tags, state, closed_because, words"
        try:
            with transaction.atomic():
                run_sql(actor(RUN_SQL), Sql(f"INSERT INTO subjects_subject ({columns}) VALUES {values}"), NOW)
        except IntegrityError:
            return False
        return True

    assert not all(storm(naive))
    assert len(held()) < len(SHARED) + 16 * EACH
    connection.close()


def test_one_preview_is_confirmed_once() -> None:
    made = look_at(sheet(["甲店", invented_uscc(1), "城关镇", ""]))

    def confirm(_: int) -> bool:
        try:
            confirm_import(SYSTEM, ConfirmImport(made), NOW)
        except RuleBroken:
            return False
        return True

    assert sorted(storm(confirm, 8)) == [False] * 7 + [True]


def test_undoing_and_changing_at_once_leave_one_of_the_two() -> None:
    """Either the import was taken back before the row changed, and the change brought the row anew, or it stays."""
    code = invented_uscc(1)
    made = bring_in(sheet(["甲店", code, "城关镇", ""]))

    def either(number: int) -> bool:
        try:
            if number:
                import_subjects(SYSTEM, ImportSubjects(REGION, "0" * 64, (SubjectRow(code, "甲店", code, town="东川镇"),)), NOW)
            else:
                undo_import(SYSTEM, UndoImport(made, "传错了"), NOW)
        except RuleBroken:
            return False
        return True

    undone, changed = storm(either, 2)
    assert changed
    assert held() == {code}
    assert undone == (import_row(SYSTEM, RegisterKind.SUBJECTS, made).state is ImportState.UNDONE)
