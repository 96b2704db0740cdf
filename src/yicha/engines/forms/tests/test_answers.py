"""Verdicts and flaws: what can be answered, and what cannot be asked."""

from decimal import Decimal

import pytest

from yicha.engines.forms import AnswerKind, CheckPoint, Limit, PointResult, Proof, Sample, ShownIf, flaws, likeness, verdict, words_key
from yicha.engines.forms.points import Evidence
from yicha.engines.forms.tests.makers import point

COLD = point("1", "冷藏温度", kind=AnswerKind.NUMBER, limit=Limit("℃", Decimal(0), Decimal(8)))
METHOD = point("2", "经营方式", kind=AnswerKind.CHOICE, choices=("自制", "外购", "无证"), failing=("无证",))


@pytest.mark.parametrize(
    ("asked", "value", "comes_to"),
    [
        (point("1"), "pass", PointResult.PASS),
        (point("1"), "fail", PointResult.FAIL),
        (COLD, "8", PointResult.PASS),
        (COLD, "0", PointResult.PASS),
        (COLD, "8.1", PointResult.FAIL),
        (COLD, "-0.5", PointResult.FAIL),
        (COLD, "not_checked", PointResult.NOT_CHECKED),
        (METHOD, "外购", PointResult.PASS),
        (METHOD, "无证", PointResult.FAIL),
        (METHOD, "not_applicable", PointResult.NOT_APPLICABLE),
        (point("3", kind=AnswerKind.TEXT), "见情况", PointResult.PASS),
        (point("4", kind=AnswerKind.NUMBER, limit=Limit("米", least=Decimal("1.1"))), "1.1", PointResult.PASS),
    ],
)
def test_what_an_answer_comes_to(asked: CheckPoint, value: str, comes_to: PointResult) -> None:
    assert verdict(asked, value) is comes_to


@pytest.mark.parametrize(("asked", "value"), [(COLD, "八度"), (COLD, "NaN"), (METHOD, "借用"), (point("1"), "好")])
def test_what_is_no_answer(asked: CheckPoint, value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the kinds of answers have no words in common
        verdict(asked, value)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((point("1"), point("1")), "编号重复"),
        ((CheckPoint("1", " "),), "没有编号或内容"),
        ((point("1", question="licence"),), "同问编号"),
        ((point("1", kind=AnswerKind.NUMBER),), "数值题要有单位"),
        ((point("1", limit=Limit("℃", most=Decimal(8))),), "数值题要有单位"),
        ((point("1", kind=AnswerKind.NUMBER, limit=Limit("", most=Decimal(8))),), "没有单位"),
        ((point("1", kind=AnswerKind.NUMBER, limit=Limit("℃")),), "没有上限也没有下限"),
        ((point("1", kind=AnswerKind.NUMBER, limit=Limit("℃", Decimal(9), Decimal(8))),), "下限高于上限"),
        ((point("1", kind=AnswerKind.CHOICE, choices=("甲", "甲")),), "至少两个"),
        ((point("1", choices=("甲", "乙")),), "至少两个"),
        ((point("1", failing=("丙",)),), "不在选项里"),
        ((point("1", sample=Sample(0, "种")),), "抽查要写明"),
        ((point("1", proofs=(Proof(Evidence.PHOTO, 0),)),), "至少为 1"),
        ((point("1", shown_if=ShownIf("9", "pass")),), "不存在"),
        ((METHOD, point("1", shown_if=ShownIf("2", "借用"))), "不可能出现"),
        ((point("9", kind=AnswerKind.TEXT), point("1", shown_if=ShownIf("9", "pass"))), "不可能出现"),
        ((point("1", shown_if=ShownIf("1", "pass")),), "绕成了圈"),
        ((point("1", shown_if=ShownIf("2", "pass")), point("2", shown_if=ShownIf("1", "fail"))), "绕成了圈"),
    ],
)
def test_what_cannot_be_asked(wrong: tuple[CheckPoint, ...], said: str) -> None:
    assert said in " ".join(flaw.message for flaw in flaws(wrong))


def test_a_form_with_everything_has_no_flaw() -> None:
    chained = point("3", shown_if=ShownIf("2", "自制"), sample=Sample(2, "种"), proofs=(Proof(Evidence.PHOTO),), question="Q-1")
    assert flaws((COLD, METHOD, chained, point("4", shown_if=ShownIf("1", "fail")), point("5", shown_if=ShownIf("3", "pass")))) == ()


def test_words_count_without_spaces_and_closing_marks() -> None:
    assert words_key("是否 公示，许可证？") == words_key("是否公示许可证")
    assert words_key("是否公示许可证") != words_key("是否公示执照")
    assert likeness("安全出口畅通", "安全出口 畅通。") == 1
    assert likeness("安全出口畅通", "价格公示") == 0
    assert (likeness("甲", "乙"), likeness("甲", "甲。")) == (0, 1)
