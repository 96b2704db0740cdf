"""No text and no day reaches a column that it does not fit."""

from datetime import date

import pytest

from yicha.kernel.refusals import RuleBroken
from yicha.orgs.rules.inputs import require_days, require_reason, require_text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲", ""),
        ("甲" * 5, ""),
        ("㐂𠮷", ""),
        ("王　五", ""),
        ("", "不能为空"),
        (" 　", "不能为空"),
        ("甲" * 6, "至多 5"),
        ("甲\x00", "不可见"),
        ("甲\u202e", "不可见"),
        ("甲\n乙", "不可见"),
        ("甲\ud800", "不可见"),
    ],
)
def test_a_text_is_there_fits_and_can_be_seen(text: str, said: str) -> None:
    if not said:
        require_text(text, 5, "名称", "WS-2.2")
        return
    with pytest.raises(RuleBroken, match=said) as caught:
        require_text(text, 5, "名称", "WS-2.2")
    assert caught.value.clause == "WS-2.2"


def test_a_reason_is_a_text() -> None:
    require_reason("调离")
    with pytest.raises(RuleBroken, match="理由"):
        require_reason(" ")


@pytest.mark.parametrize(
    ("first_day", "last_day", "said"),
    [
        (date(2026, 1, 1), None, ""),
        (date(2026, 1, 1), date(2026, 1, 1), ""),
        (date(1900, 1, 1), date(2999, 12, 31), ""),
        (date(2026, 1, 2), date(2026, 1, 1), "早于"),
        (date.min, None, "超出范围"),
        (date(2026, 1, 1), date.max, "超出范围"),
    ],
)
def test_days_are_in_order_and_in_our_time(first_day: date, last_day: date | None, said: str) -> None:
    if not said:
        require_days(first_day, last_day, "LYG-4.2")
        return
    with pytest.raises(RuleBroken, match=said):
        require_days(first_day, last_day, "LYG-4.2")
