"""Merging: known answers, a slow twin, and the properties that the docstring of the engine claims."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.forms import (
    AnswerKind,
    Evidence,
    Limit,
    Proof,
    Question,
    Ref,
    Sample,
    ShownIf,
    asked_now,
    merge,
    project,
    suspects,
    words_key,
)
from yicha.engines.forms.tests.makers import confirmed, forms, point, sheet
from yicha.engines.forms.tests.naive import alone, groups

VALUES = st.sampled_from(["pass", "fail", "not_applicable"])


def places(form: Sequence[Question]) -> set[frozenset[tuple[str, str, str]]]:
    return {frozenset((one.department, one.item, one.point.code) for one in question.asked) for question in form}


def essence(form: Sequence[Question]) -> dict[str, object]:
    """All that does not depend on the order of the sheets."""
    return {one.key: (frozenset(one.asked), one.samples, one.proofs, one.may_lack) for one in form}


def test_same_words_are_asked_once_for_both_departments() -> None:
    market = sheet("SCJG", point("1", "证照齐全？"), point("2", "台账完整"))
    fire = sheet("XF", point("1", "证照 齐全"), point("2", "通道畅通"))
    form = merge((market, fire))
    assert [(one.content, one.departments) for one in form] == [
        ("证照齐全？", ("SCJG", "XF")),
        ("台账完整", ("SCJG",)),
        ("通道畅通", ("XF",)),
    ]
    assert form[0].key == words_key("证照齐全")


def test_one_question_key_joins_other_words_and_parts_equal_ones() -> None:
    market = sheet("SCJG", point("1", "证照齐全", question="LICENCE"), point("2", "人员持证", question="STAFF-A"))
    fire = sheet("XF", point("1", "许可证有效", question="LICENCE"), point("2", "人员持证", question="STAFF-B"))
    assert [(one.key, len(one.asked)) for one in merge((market, fire))] == [("LICENCE", 2), ("STAFF-A", 1), ("STAFF-B", 1)]


def test_a_confirmation_lapses_when_a_point_is_reworded() -> None:
    market, fire = sheet("SCJG", point("1", "安全出口畅通")), sheet("XF", point("1", "疏散通道畅通"))
    same = [frozenset({Ref("SCJG-1", "1", words_key("安全出口畅通")), Ref("XF-1", "1", words_key("疏散通道畅通"))})]
    assert len(merge((market, fire), same)) == 1
    reworded = sheet("XF", point("1", "疏散通道畅通，没有堆物"))
    assert len(merge((market, reworded), same)) == 2


def test_what_is_answered_in_another_way_is_another_question() -> None:
    market = sheet("SCJG", point("1", "冷库温度", kind=AnswerKind.NUMBER, limit=Limit("℃", most=None, least=None)))
    health = sheet("WJ", point("1", "冷库温度"))
    same = [frozenset({Ref("SCJG-1", "1", words_key("冷库温度")), Ref("WJ-1", "1", words_key("冷库温度"))})]
    assert len(merge((market, health), same)) == 2


def test_the_strictest_wins() -> None:
    market = sheet("SCJG", point("1", "食品标签", sample=Sample(2, "种"), proofs=(Proof(Evidence.PHOTO),)))
    health = sheet(
        "WJ", point("1", "食品标签", sample=Sample(3, "种"), proofs=(Proof(Evidence.PHOTO, 2), Proof(Evidence.DOCUMENT)), may_lack=False)
    )
    (one,) = merge((market, health))
    assert one.samples == (Sample(3, "种"),)
    assert one.proofs == (Proof(Evidence.DOCUMENT), Proof(Evidence.PHOTO, 2))
    assert not one.may_lack


def test_a_shared_question_stays_open_for_who_asks_it_anyway() -> None:
    """市监 asks about the kitchen only of who cooks; 消防 asks it of everybody."""
    market = sheet("SCJG", point("1", "有热加工"), point("2", "油烟管道清洗", shown_if=ShownIf("1", "pass")))
    fire = sheet("XF", point("1", "油烟管道清洗"))
    form = merge((market, fire))
    assert [one.content for one in form] == ["有热加工", "油烟管道清洗"]  # what decides stands before
    cooks, pipe = form
    assert asked_now(form, {cooks.key: "not_applicable"}) == {cooks.key, pipe.key}
    given = {cooks.key: "not_applicable", pipe.key: "fail"}
    assert project(form, given) == {("SCJG", "SCJG-1", "1"): "not_applicable", ("XF", "XF-1", "1"): "fail"}


def test_two_departments_that_ask_in_opposite_order_close_no_circle() -> None:
    one = sheet("A", point("1", "甲"), point("2", "乙", shown_if=ShownIf("1", "pass")))
    other = sheet("B", point("1", "乙"), point("2", "甲", shown_if=ShownIf("1", "pass")))
    form = merge((one, other))
    assert len(form) == 2
    assert asked_now(form, {}) == {question.key for question in form}


def test_likely_the_same_is_shown_to_a_person() -> None:
    form = merge((sheet("A", point("1", "安全出口保持畅通")), sheet("B", point("1", "安全出口畅通"), point("2", "价格公示"))))
    assert [(one.content, other.content) for one, other in suspects(form)] == [("安全出口保持畅通", "安全出口畅通")]


@given(st.data())
def test_the_slow_twin_joins_the_same_points(data: st.DataObject) -> None:
    sheets = data.draw(forms())
    same = data.draw(confirmed(sheets))
    assert places(merge(sheets, same)) == groups(sheets, same)


@given(st.data())
def test_asking_twice_or_in_another_order_changes_nothing(data: st.DataObject) -> None:
    sheets = data.draw(forms())
    same = data.draw(confirmed(sheets))
    form = merge(sheets, same)
    assert merge((*sheets, *sheets), (*same, *same)) == form
    other_order = tuple(data.draw(st.permutations(sheets)))
    assert essence(merge(other_order, tuple(reversed(same)))) == essence(form)


@given(st.data())
def test_no_point_is_lost_and_keys_are_unlike(data: st.DataObject) -> None:
    sheets = data.draw(forms())
    form = merge(sheets, data.draw(confirmed(sheets)))
    asked = [(one.department, one.item, one.point) for question in form for one in question.asked]
    assert sorted(asked, key=str) == sorted(((one.department, one.item, each) for one in sheets for each in one.points), key=str)
    assert len({question.key for question in form}) == len(form)
    assert all(len(question.key) <= 16 for question in form)


@given(st.data())
def test_every_department_gets_what_its_own_form_would_say(data: st.DataObject) -> None:
    sheets = data.draw(forms())
    form = merge(sheets, data.draw(confirmed(sheets)))
    answers = data.draw(st.dictionaries(st.sampled_from([question.key for question in form]), VALUES))
    assert project(form, answers) == alone(sheets, form, answers)


@given(st.data())
def test_answering_what_is_asked_ends_with_every_point_answered_or_not_asked(data: st.DataObject) -> None:
    """One answers from the top; a question that opens later stands further below, or was seen before."""
    sheets = data.draw(forms())
    form = merge(sheets)
    answers: dict[str, str] = {}
    while open_now := asked_now(form, answers) - answers.keys():
        answers |= {key: data.draw(VALUES) for key in sorted(open_now)}
    assert {question.key for question in form if question.key in asked_now(form, answers)} == answers.keys()
