"""Codes as domain.md §1.1 checks them; which registrations may be one subject."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from yicha.engines.quality import CodeFault, CodeReading, read_code, registration_check_holds
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.subjects.rules.register import require_text
from yicha.subjects.types import Opening, Scheme

FAULTS: Final[Mapping[CodeFault, str]] = {
    CodeFault.DIGITS_LOST: "是科学计数法，后面的数字已丢失",
    CodeFault.LENGTH: "不是18位",
    CodeFault.LETTER: "含有信用代码不用的字母（I、O、S、V、Z）或符号",
    CodeFault.CHECK_DIGIT: "校验位不符",
}
REGISTRATION_LENGTH: Final = 15
CODE, ISSUER = 200, 60
LIKE: Final = 0.6  # of two names, from which on a person looks: 0.986 of such answers were right (engines/quality/likeness)
WAIVE: Final = Exit("核对原件后，写明理由照原件登记")


def checked_uscc(text: str, waived: str) -> str:
    """LYG-4.2: 18 characters of the standard's alphabet and its check digit; only the check digit can be waived, with a reason."""
    reading = read_code(text)
    if not reading.written:
        return ""
    if reading.fault is CodeFault.CHECK_DIGIT and waived.strip():
        return reading.written
    if reading.registration:
        raise RuleBroken("是15位旧注册号，请另记为原注册号", clause="LYG-4.2")
    if reading.fault:
        raise RuleBroken(_told(reading), clause="LYG-4.2", exits=(WAIVE,) if reading.fault is CodeFault.CHECK_DIGIT else ())
    return reading.uscc


def _told(reading: CodeReading) -> str:
    likely = f"；可能是 {'、'.join(reading.suggestions)}" if reading.suggestions else ""
    return f"“{reading.written}”{FAULTS[reading.fault] if reading.fault else ''}{likely}"


def checked_code(scheme: Scheme, text: str, waived: str) -> str:
    """LYG-4.2: an old number has 15 digits and a check digit, which can be waived with a reason; other codes only fit."""
    require_text(text, CODE, "编号或名称")
    code = " ".join(text.split())
    if scheme is not Scheme.REGISTRATION:
        return code
    digits = code.replace(" ", "")
    if len(digits) != REGISTRATION_LENGTH or not (digits.isascii() and digits.isdecimal()):
        raise RuleBroken("原注册号是15位数字", clause="LYG-4.2")
    if not registration_check_holds(digits) and not waived.strip():
        raise RuleBroken(f"“{digits}”校验位不符", clause="LYG-4.2", exits=(WAIVE,))
    return digits


def require_issuer(scheme: Scheme, issuer: str) -> None:
    """LYG-4.2: a number of a system or of a licence says whose it is."""
    if scheme in {Scheme.OWN_SYSTEM, Scheme.LICENCE}:
        require_text(issuer, ISSUER, "系统或许可名称")


def require_addable(scheme: Scheme) -> None:
    """LYG-4.2: former names and codes come from corrections, so that they have a day."""
    if scheme in {Scheme.FORMER_NAME, Scheme.FORMER_USCC}:
        raise RuleBroken("曾用名和原代码由更正产生", clause="LYG-4.2", exits=(Exit("到更正中改名称或代码"),))


def require_days(first: date | None, last: date | None) -> None:
    """LYG-4.2: a time ends on or after the day it begins."""
    if first is not None and last is not None and last < first:
        raise RuleBroken("结束日期早于开始日期", clause="LYG-4.2")


def require_openings(openings: Iterable[Opening]) -> None:
    """LYG-4.2: weekdays from Monday 1 to Sunday 7, and days that a year has."""
    for one in openings:
        if not one.weekdays or not set(one.weekdays) <= set(range(1, 8)) or len(set(one.weekdays)) != len(one.weekdays):
            raise RuleBroken("营业时间要有星期几，周一为 1，周日为 7", clause="LYG-4.2")
        for day in one.season:
            _require_day_of_year(day)


def _require_day_of_year(text: str) -> None:
    try:
        date.fromisoformat(f"2024-{text}")  # a leap year: 29 February is a day of some years
    except ValueError:
        raise RuleBroken(f"“{text}”不是一年里的日子，写作 05-01", clause="LYG-4.2") from None


def require_mergeable(survivor: tuple[str, str, str], merged: tuple[str, str, str]) -> None:
    """YX-2.14: of one region, two registrations, and not two valid codes: those are two enterprises. Each is (sid, region, code)."""
    if survivor[0] == merged[0]:
        raise RuleBroken("不能与自己合并", clause="YX-2.14")
    if survivor[1] != merged[1]:
        raise RuleBroken("不在同一地区，先办迁入", clause="YX-2.14 R-SUB-1")
    codes = {code for _, _, code in (survivor, merged) if code and read_code(code).uscc}
    if len(codes) > 1:
        raise RuleBroken("两个信用代码都有效，是两户", clause="YX-2.14", exits=(Exit("代码有误的，先更正代码"),))


def require_not_searching(waits: bool) -> None:  # noqa: FBT001 one fact
    """YX-2.14: one search at a time; what it finds is the same for everybody."""
    if waits:
        raise RuleBroken("正在查重", clause="YX-2.14", exits=(Exit("等它查完"),))


class Held(NamedTuple):
    """A registration as far as identity goes."""

    sid: str
    name: str
    uscc: str
    address: str | None
    reg_date: str | None
    town: str


def may_be_one(left: Held, right: Held) -> bool:
    """YX-2.14: of one town; two addresses, or two days of foundation, speak against it: many firms share a name."""
    days = {left.reg_date, right.reg_date} - {None, ""}
    return left.town == right.town and len(days) < 2 and not (left.address and right.address)  # noqa: PLR2004 two days


def roots(links: Mapping[str, str], sids: Iterable[str]) -> dict[str, str]:
    """YX-2.14: sid → who stands for it, following merges (merged → survivor) to the end. Merges never form a circle."""
    found = {}
    for sid in sids:
        root = sid
        while root in links:
            root = links[root]
        found[sid] = root
    return found
