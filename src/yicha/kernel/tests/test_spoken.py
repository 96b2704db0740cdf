"""A refusal in English: constants by the catalogue, sentences with values by their pattern."""

import json

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from yicha.kernel.problems import answer, of_refusal
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.kernel.spoken import spoken


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("没有这个页面", "There is no such page"),
        ("还差承诺：市监、消防", "Commitments missing: 市监、消防"),
        ("计划行 L-3：检查人员不得少于 2 人", "Line L-3: at least 2 officers"),
        ("撤销检查必须说明原因", "Cancelling a visit needs a reason"),  # the value has a translation of its own
        ("作废抽取必须说明原因", "A draw is voided only with a reason"),  # a sentence of its own comes before a pattern
        ("谁也没有写过的话", "谁也没有写过的话"),
        ("", ""),
    ],
)
def test_in_english(chinese: str, english: str) -> None:
    with override("en"):
        assert spoken(chinese) == english
    assert spoken(chinese) == chinese


def test_braces_in_a_value_are_no_holes() -> None:
    with override("en"):
        assert spoken("还差承诺：{0}") == "Commitments missing: {0}"


def test_an_answer_speaks_the_language_of_the_request() -> None:
    refusal = RuleBroken("还差承诺：市监", clause="YX-2.7b", exits=(Exit("等参与方提交承诺"),))
    request = RequestFactory().get("/api/v1/x", headers={"accept": "application/json"})
    with override("en"):
        told = json.loads(answer(request, of_refusal(refusal)).content)
        assert (told["title"], told["detail"]) == ("Against the rules", "Commitments missing: 市监")
        assert told["exits"] == [{"what": "Wait for the commitments", "need": ""}]
    told = json.loads(answer(request, of_refusal(NotPermitted("请先登录"))).content)
    assert (told["title"], told["detail"]) == ("没有权限", "请先登录")
