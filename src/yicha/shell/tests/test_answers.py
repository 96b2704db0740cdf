"""What is answered to a form that was sent."""

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import override

from yicha.kernel.refusals import Exit, NotFound, Refusal, RuleBroken
from yicha.shell.answers import done, refused_at, see_other
from yicha.shell.forms import Form

MET = RuleBroken("承诺与规则不符", clause="GX-3.2")
WAYS = RuleBroken("承诺与规则不符", exits=(Exit("请重新提交"), Exit("改为现场参加")))


def form() -> Form:
    sent = Form({})
    assert sent.is_valid()
    return sent


def said(sent: Form) -> list[str]:
    return [str(fault) for fault in sent.errors.get(NON_FIELD_ERRORS, [])]


def refuse(refusal: Exception) -> None:
    raise refusal


def test_the_browser_fetches_the_page_anew() -> None:
    answer = see_other("/plans/?year=2027")
    assert (answer.status_code, answer["Location"]) == (303, "/plans/?year=2027")


@pytest.mark.parametrize(
    ("refusal", "line"),
    [(MET, "承诺与规则不符"), (WAYS, "承诺与规则不符。可以：请重新提交；改为现场参加")],
    ids=["without a way out", "with two"],
)
def test_what_a_rule_refuses_is_said_at_the_form_with_its_ways_out(refusal: RuleBroken, line: str) -> None:
    sent = form()
    with refused_at(sent):
        raise refusal
    assert said(sent) == [line]


def test_who_reads_english_hears_english() -> None:
    sent = form()
    with override("en"), refused_at(sent):
        raise WAYS
    assert said(sent)[0].count("; ") == 1
    assert "You may" in said(sent)[0]


@pytest.mark.parametrize("fault", [NotFound("没有找到"), ValueError("a fault of ours")], ids=["absent", "fault"])
def test_whatever_else_goes_wrong_is_not_hidden_in_a_form(fault: Exception) -> None:
    with pytest.raises(type(fault)), refused_at(form()):
        raise fault


def test_a_typed_name_that_does_not_exist_is_said_at_the_form() -> None:
    sent = form()
    with refused_at(sent, Refusal):
        raise NotFound("没有找到")
    assert said(sent) == ["没有找到"]


def test_done_says_whether_it_was_done() -> None:
    sent, acts = form(), list[str]()
    assert done(sent, lambda: acts.append("one"))
    assert (acts, said(sent)) == (["one"], [])
    assert not done(sent, lambda: refuse(MET))
    assert said(sent) == ["承诺与规则不符"]
