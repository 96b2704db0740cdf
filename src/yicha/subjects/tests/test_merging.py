"""Registrations that are one subject: merged, followed everywhere, split again exactly."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.subjects.actions.add_identifier import add_identifier
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.actions.dismiss_duplicate import dismiss_duplicate
from yicha.subjects.actions.merge_subjects import merge_subjects
from yicha.subjects.actions.split_subject import split_subject
from yicha.subjects.actions.suggest_duplicates import suggest_duplicates
from yicha.subjects.actions.tag_subject import tag_subject
from yicha.subjects.models import Subject
from yicha.subjects.queries import (
    active_subject,
    active_subjects,
    doors_of,
    identifiers_of,
    merges_of,
    numbers_of,
    search,
    sids_of,
    subject,
    subjects_by_sid,
    suspicions,
)
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import (
    AddIdentifier,
    CloseSubject,
    DismissDuplicate,
    MergeSubjects,
    Scheme,
    SplitSubject,
    SuggestDuplicates,
    TagSubject,
)

pytestmark = pytest.mark.django_db
STEWARD = make_actor(Role.DATA_STEWARD)
THERE = make_actor(Role.DATA_STEWARD, region="62/6207/620798")
CODE, CODE2 = "9199999931412580XT", "91999999MA0000001N"
A, B, C, D = (subject_row(number).sid for number in range(4))
TODAY = NOW.date()


@pytest.fixture
def four() -> None:
    make_subjects(*(subject_row(number, name=name) for number, name in enumerate(("春风饭店", "春风酒楼", "春风小吃", "春风面馆"))))


def merged(survivor: str, other: str) -> None:
    merge_subjects(STEWARD, MergeSubjects(survivor, other, "同一户"), NOW)


def split(sid: str) -> None:
    split_subject(STEWARD, SplitSubject(sid, "不是同一户"), NOW)


def table() -> list[dict[str, Any]]:
    return [dict(row) for row in Subject.objects.order_by("sid").values()]


@pytest.mark.clause("YX-2.14")
@pytest.mark.usefixtures("four")
def test_a_merged_number_means_who_stands_for_it() -> None:
    add_identifier(STEWARD, AddIdentifier(B, Scheme.SIGN, "老地方"), NOW)
    merged(A, B)
    assert subject(STEWARD, B).sid == A
    assert active_subject(STEWARD, REGION, B, "").sid == A
    assert {sid: row.sid for sid, row in subjects_by_sid(STEWARD, [A, B, C]).items()} == {A: A, B: A, C: C}
    assert [row.sid for row in active_subjects(STEWARD, REGION, TODAY)] == [A, C, D]
    assert sids_of(STEWARD, A) == sids_of(STEWARD, B) == (A, B)
    assert numbers_of([B, "LOC:NOBODY"]) == {B: (A, B)}
    assert {found.sid for text in ("春风酒楼", "老地方", "ldf", B[-4:]) for found in search(STEWARD, text)} == {A}
    assert [one.code for one in identifiers_of(STEWARD, A)] == ["老地方"]
    assert [(one.merged, one.name) for one in merges_of(STEWARD, A)] == [(B, "春风酒楼")]


@pytest.mark.usefixtures("four")
def test_both_count_as_one_for_limits_and_for_tags() -> None:
    make_subjects(subject_row(4, sid=CODE, uscc=CODE))
    tag_subject(STEWARD, TagSubject(B, "学校周边", "现场", TODAY), NOW)
    merged(CODE, B)
    assert doors_of(subject(STEWARD, CODE), per_site=False) == doors_of(subject(STEWARD, CODE), per_site=True) == sorted([CODE, B])
    assert "学校周边" in next(row for row in active_subjects(STEWARD, REGION, TODAY) if row.sid == CODE).tags


@pytest.mark.usefixtures("four")
def test_an_import_of_a_merged_row_changes_nobodys_limits() -> None:
    merged(A, B)
    make_subjects(subject_row(1, name="春风酒楼", scope="新的范围"))
    row = Subject.objects.get(sid=B)
    assert (row.enterprise, row.merged_into_id, row.scope) == (A, A, "新的范围")
    make_subjects(subject_row(0, name="春风饭店", uscc=CODE))
    assert set(Subject.objects.filter(sid__in=[A, B]).values_list("enterprise", flat=True)) == {CODE}


@pytest.mark.usefixtures("four")
def test_what_was_merged_is_changed_where_it_counts() -> None:
    merged(A, B)
    for act in (
        lambda: close_subject(STEWARD, CloseSubject(B, "注销"), NOW),
        lambda: merged(B, C),
        lambda: merged(C, B),
        lambda: add_identifier(STEWARD, AddIdentifier(B, Scheme.SIGN, "招牌"), NOW),
    ):
        with pytest.raises(RuleBroken, match="已并入：春风饭店"):
            act()


@pytest.mark.usefixtures("four")
def test_what_cannot_be_one_is_not_merged() -> None:
    make_subjects(subject_row(5, sid=CODE, uscc=CODE), subject_row(6, sid=CODE2, uscc=CODE2))
    with pytest.raises(RuleBroken, match="两个信用代码都有效"):
        merged(CODE, CODE2)
    with pytest.raises(RuleBroken, match="不能与自己"):
        merged(A, A)
    with pytest.raises(NotFound):
        merge_subjects(THERE, MergeSubjects(A, B, "同一户"), NOW)
    with pytest.raises(NotFound):
        split(B)


ACTS = st.lists(st.tuples(st.sampled_from("ms"), st.sampled_from([A, B, C, D]), st.sampled_from([A, B, C, D])), max_size=12)


@pytest.mark.clause("YX-2.14")
@pytest.mark.usefixtures("four")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_splitting_restores_the_register_exactly_in_any_order(acts: list[tuple[str, str, str]]) -> None:
    """Whatever was merged and split in between: the same standing merges give the same table, and none gives the first one."""
    before, standing = table(), dict[str, str]()
    for what, one, other in acts:
        try:
            if what == "m":
                merged(one, other)
                standing[other] = one
            else:
                split(one)
                del standing[one]
        except (RuleBroken, NotFound):
            continue
        stands = {sid: row.sid for sid, row in subjects_by_sid(SYSTEM, [A, B, C, D]).items()}
        assert stands == {sid: root(standing, sid) for sid in (A, B, C, D)}
        assert [row["enterprise"] for row in table()] == [stands[sid] for sid in sorted(stands)]
    for sid in list(standing):
        split(sid)
    assert table() == before


def root(standing: dict[str, str], sid: str) -> str:
    return root(standing, standing[sid]) if sid in standing else sid


@pytest.mark.clause("YX-2.14")
def test_likely_duplicates_wait_for_a_person() -> None:
    make_subjects(
        subject_row(1, name="青禾县春风饭店有限公司", address="青禾县东川镇人民路12号"),
        subject_row(2, name="春风饭店", address="东川镇人民路12号"),
        subject_row(3, name="秋雨饭店", address="东川镇人民路12号"),
    )
    done = suggest_duplicates(STEWARD, SuggestDuplicates(REGION), NOW)
    assert (done.new, done.waiting) == (1, 1)
    assert [(one.left, one.right) for one in suspicions(STEWARD)] == [(B, C)]
    assert suspicions(THERE) == ()
    assert suggest_duplicates(STEWARD, SuggestDuplicates(REGION), NOW + timedelta(days=1)).new == 0


def test_what_was_dismissed_does_not_come_back_and_what_was_merged_waits_no_more() -> None:
    rows = [subject_row(number, name="春风饭店", address=f"东川镇人民路{street}号") for number, street in enumerate((12, 12, 99, 99))]
    make_subjects(*rows)
    suggest_duplicates(STEWARD, SuggestDuplicates(REGION), NOW)
    first = next(one for one in suspicions(STEWARD) if one.left == A)
    with pytest.raises(NotFound):
        dismiss_duplicate(THERE, DismissDuplicate(first.suspicion, "两处"), NOW)
    dismiss_duplicate(STEWARD, DismissDuplicate(first.suspicion, "两处场所"), NOW)
    merged(C, D)
    assert suggest_duplicates(STEWARD, SuggestDuplicates(REGION), NOW).waiting == 0


def test_who_has_no_code_is_compared_with_all_of_the_town() -> None:
    make_subjects(
        subject_row(1, name="望湖楼餐饮管理有限公司", sid=CODE, uscc=CODE, address="人民路1号"),
        subject_row(2, name="望湖楼餐饮管理"),
        subject_row(3, name="望湖楼餐饮管理", town="柳溪镇"),
        subject_row(5, name="望湖楼餐饮管理", address="湖滨路9号"),
        subject_row(4, name="秋雨小吃店"),
    )
    suggest_duplicates(STEWARD, SuggestDuplicates(REGION), NOW)
    asked = {frozenset((one.left, one.right)) for one in suspicions(STEWARD)}
    assert asked == {frozenset((CODE, C)), frozenset((C, subject_row(5).sid))}
