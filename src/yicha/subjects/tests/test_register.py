from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from yicha.kernel.actor import Actor
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.queries import active_subjects, subject, subjects_by_sid
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import CloseSubject, ImportSubjects, SubjectPermission, SubjectsImported

pytestmark = pytest.mark.django_db

STEWARD = actor(*SubjectPermission)
ELSEWHERE = actor(*SubjectPermission, region="62/6208/620899")
FULL = subject_row(
    7,
    uscc="91150821MA0Q000000",
    tags=("餐饮", "燃气"),
    blocked=(("2026-07-01", "2026-07-15"),),
    visit_cap=2,
    lon="107.1",
    reg_date="2020-02-29",
)


def imported(*numbers: int, who: Actor = STEWARD) -> SubjectsImported:
    return import_subjects(who, ImportSubjects(REGION, "a" * 64, tuple(subject_row(number) for number in numbers)), NOW)


@pytest.mark.clause("LYG-4.2 YX-2.7")
def test_what_goes_in_comes_out() -> None:
    make_subjects(FULL)
    assert subject(STEWARD, FULL.sid) == FULL
    assert active_subjects(STEWARD, REGION, NOW.date()) == [FULL]
    assert subjects_by_sid(STEWARD, [FULL.sid, "LOC:NONE"]) == {FULL.sid: FULL}


def test_limits_count_by_uscc_and_where_there_is_none_by_sid() -> None:
    assert (FULL.enterprise, subject_row(1).enterprise) == (FULL.uscc, subject_row(1).sid)


def test_importing_again_changes_nothing_and_says_so() -> None:
    assert imported(1, 2, 3) == SubjectsImported(REGION, "a" * 64, new=3, changed=0, unchanged=0)
    assert imported(1, 2, 3) == SubjectsImported(REGION, "a" * 64, new=0, changed=0, unchanged=3)


def test_only_what_differs_is_written() -> None:
    imported(1, 2)
    rows = (subject_row(1), replace(subject_row(2), credit_class="D"), subject_row(3))
    assert import_subjects(STEWARD, ImportSubjects(REGION, "b" * 64, rows), NOW) == SubjectsImported(REGION, "b" * 64, 1, 1, 1)
    assert subject(STEWARD, rows[1].sid).credit_class == "D"


def test_one_sid_twice_imports_nothing() -> None:
    with pytest.raises(RuleBroken, match="多次"):
        imported(1, 2, 1)
    assert active_subjects(STEWARD, REGION, NOW.date()) == []


def test_a_register_takes_nobody_away_from_another_region() -> None:
    make_subjects(subject_row(1), region_path=ELSEWHERE.region)
    with pytest.raises(RuleBroken, match="其他地区") as refusal:
        imported(1)
    assert refusal.value.clause == "R-SUB-1"
    assert refusal.value.exits


@pytest.mark.clause("LYG-4.2")
def test_a_closed_subject_is_drawn_no_more_but_stays() -> None:
    imported(1, 2)
    close_subject(STEWARD, CloseSubject(subject_row(1).sid, "注销"), NOW)
    assert [row.sid for row in active_subjects(STEWARD, REGION, NOW.date())] == [subject_row(2).sid]
    assert subject(STEWARD, subject_row(1).sid).name == subject_row(1).name
    with pytest.raises(RuleBroken, match="已经注销"):
        close_subject(STEWARD, CloseSubject(subject_row(1).sid, "注销"), NOW)


def test_another_region_sees_nothing_and_gets_the_same_answer_as_for_nothing() -> None:
    imported(1)
    answers = []
    for sid in (subject_row(1).sid, "LOC:NONE"):
        with pytest.raises(NotFound) as refusal:
            close_subject(ELSEWHERE, CloseSubject(sid, "x"), NOW)
        answers.append(str(refusal.value))
    assert answers[0] == answers[1]
    assert active_subjects(ELSEWHERE, REGION, NOW.date()) == []
    assert subjects_by_sid(ELSEWHERE, [subject_row(1).sid]) == {}
    with pytest.raises(NotFound):
        imported(5, who=ELSEWHERE)


def test_without_the_right_nothing() -> None:
    for refused in (lambda: imported(1, who=actor()), lambda: close_subject(actor(), CloseSubject("X", "x"), NOW)):
        with pytest.raises(NotPermitted):
            refused()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("enterprise = 'somebody else'", "subject_enterprise_is_uscc_or_sid"),
        ("credit_class = 'E'", "subject_credit_class"),
        ("visit_cap = -1", "subject_visit_cap"),
        ("sid = 'a b', enterprise = 'a b'", "subject_sid_form"),
        ("state = 'gone'", "subject_state"),
    ],
)
def test_the_table_refuses_what_makes_no_sense(change: str, constraint: str) -> None:
    imported(1)
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(f"UPDATE subjects_subject SET {change}"), NOW)
