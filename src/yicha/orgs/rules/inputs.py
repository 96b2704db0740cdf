"""What every text and day must be, so that nothing reaches a column it does not fit."""

from datetime import date
from typing import Final

from yicha.kernel.refusals import RuleBroken

YEARS: Final = range(1900, 3000)
REASON: Final = 200


def require_text(text: str, limit: int, what: str, clause: str) -> None:
    if not text.strip():
        raise RuleBroken(f"{what}不能为空", clause=clause)
    if len(text) > limit:
        raise RuleBroken(f"{what}至多 {limit} 个字", clause=clause)
    if not text.replace("\u3000", "").isprintable():  # the wide space stands in names of two characters
        raise RuleBroken(f"{what}含有不可见的字符", clause=clause)


def require_reason(reason: str) -> None:
    """WY-5.8b: taking away or passing on a right needs a reason."""
    require_text(reason, REASON, "理由", "WY-5.8b")


def require_days(first_day: date, last_day: date | None, clause: str) -> None:
    """A span of days ends on or after the day it begins; None: no end."""
    if any(day.year not in YEARS for day in (first_day, last_day or first_day)):
        raise RuleBroken("日期超出范围", clause=clause)
    if last_day is not None and last_day < first_day:
        raise RuleBroken("结束日期早于开始日期", clause=clause)
