"""Two versions of a code are never both in force: sixteen who publish at once, first the naive way, which must fail here."""

from datetime import date

import pytest
from django.db import DatabaseError, connection

from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.publish_items import publish_items
from yicha.items.testing import item_row, make_items
from yicha.items.types import ProposeItems, PublishItems, Revision
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, THREADS, Sql, actor, run_sql, storm

ROOT = actor(RUN_SQL)
OVERLAPS = """SELECT count(*) FROM items_item one JOIN items_item other ON one.code = other.code AND one.id < other.id
    AND one.valid && other.valid AND one.status IN ('published', 'withdrawn') AND other.status IN ('published', 'withdrawn')"""
NAIVE = """INSERT INTO items_item (region_path, code, version, status, first_day, valid, name, department, check_class, legal_basis,
        item_class, power_item_code, subject_kind, subjects, supervision_form, supervision_mode, authority_level, scope, process, result,
        catalogue_code, partners, shares, joint_version, off_site, ratio, crimes, check_points, materials, revision, because, round,
        proposed_at, decided_at, returned_because, withdrawn_because, overruled)
    SELECT %s, 'I404', %s, 'published', '2026-12-01', '[2026-12-01,)', 'x', 'SCJG', 'x', 'x', 'general', '', '', '', '', '', '', '{}', '',
        '', '', '{}', '{}', '', false, '', '{}', '[]', '[]', '', '', 1, now(), now(), '', '', ''
    WHERE NOT EXISTS (SELECT FROM items_item WHERE code = 'I404' AND status = 'published' AND valid && '[2026-12-01,)')"""


def overlaps() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        return int(cursor.fetchone()[0])


def insert(thread: int) -> str:
    try:
        run_sql(ROOT, Sql(NAIVE, (REGION, thread + 1)), NOW)
    except DatabaseError as no:
        return "item_one_in_force" if "item_one_in_force" in str(no) else str(no)
    return "done"


def test_check_then_insert_leaves_two_versions_in_force(own_database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE items_item DROP CONSTRAINT item_one_in_force")
    storm(insert)
    assert overlaps() > 0


def test_the_table_lets_one_of_them_in(own_database: str) -> None:
    """Past the use cases each waits for the others' rows: PostgreSQL ends some of them as deadlocks, which is a refusal too."""
    answers = [answer.partition("\n")[0] for answer in storm(insert)]
    assert "done" in answers  # who finds one already writes none, and is done too
    assert set(answers) <= {"done", "item_one_in_force", "deadlock detected"}
    assert overlaps() == 0


@pytest.mark.clause("WS-2.1", "R-ITEM-1")
def test_of_sixteen_who_publish_at_once_one_does(own_database: str) -> None:
    make_items(item_row(1))
    revised = item_row(1, name="新名", valid_from=date(2026, 12, 1))
    propose_items(SYSTEM, ProposeItems(REGION, "SCJG", (revised,), Revision.AMENDED, "修法"), NOW)

    def publish(_: int) -> str:
        try:
            publish_items(SYSTEM, PublishItems(REGION, "SCJG", ("I001",)), NOW)
        except RuleBroken:
            return "refused"
        return "published"

    answers = storm(publish)
    assert (answers.count("published"), answers.count("refused")) == (1, THREADS - 1)
    assert overlaps() == 0


@pytest.mark.clause("WY-5.2")
def test_of_sixteen_departments_that_want_one_code_one_gets_it(own_database: str) -> None:
    def propose(thread: int) -> str:
        row = item_row(9, department=f"D{thread}")
        try:
            propose_items(SYSTEM, ProposeItems(REGION, f"D{thread}", (row,)), NOW)
        except RuleBroken as no:
            return no.clause
        return "proposed"

    answers = storm(propose)
    assert answers.count("proposed") == 1
    assert set(answers) <= {"proposed", "WY-5.2", "WS-2.1"}


@pytest.mark.clause("WY-5.2")
@pytest.mark.django_db
def test_the_table_itself_keeps_a_code_with_its_department() -> None:
    make_items(item_row(1), item_row(2, department="XFJY"))
    with pytest.raises(DatabaseError, match="item_one_owner"):
        run_sql(ROOT, Sql("UPDATE items_item SET code = 'I001', version = 2, valid = 'empty' WHERE code = 'I002'"), NOW)
