"""Norms and calendars as frozen values: as written in a file, and as in force on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from yicha.engines.deadlines import Term, Thresholds, Unit
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types.codes import NormCode
from yicha.norms.types.permissions import NormPermission

COUNTRY = ""
DICTIONARY = "dict."


class Tag(StrEnum):
    """How sure we are of a number (可信度)."""

    READ = "V"  # the text of the law or document was read
    SEEN = "S"  # seen in a running system, or at second hand
    REMEMBERED = "M"  # from memory, to be verified
    PROPOSED = "G"  # our own proposal


class NormUnit(StrEnum):
    """What an amount is counted in. The first five are those of a clock."""

    WORKING_DAY = "wd"
    NATURAL_DAY = "d"
    HOUR = "h"
    MONTH = "month"
    YEAR = "year"
    MINUTE = "minute"
    SECOND = "second"
    WEEK = "week"
    DAY = "day"
    COUNT = "count"
    CASE = "case"
    RECORD = "record"
    POST = "post"
    ROW = "row"
    BIT = "bit"
    MEGABYTE = "mb"
    YUAN = "yuan"
    PERCENT = "pct"
    DATE = "date"  # text MM-DD
    TEXT = "text"
    CODE = "code"


@dataclass(frozen=True)
class NormRow:
    """One norm during one period: `since` and `until` are its first and last day. An amount, or a text, or both."""

    code: str
    unit: NormUnit
    basis: str
    tag: Tag
    since: date
    amount: Decimal | None = None
    text: str = ""
    region_path: str = COUNTRY
    counted_from: str = ""
    until: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.code, self.region_path

    @property
    def said(self) -> tuple[object, ...]:
        """All but the period: a new period begins where this changes."""
        return self.amount, self.text, self.unit, self.counted_from, self.basis, self.tag

    @property
    def end(self) -> date:
        """The first day after the period; of one that is open, the end of time."""
        return date.max if self.until is None else self.until + timedelta(days=1)

    def holds_on(self, day: date) -> bool:
        return self.since <= day < self.end

    @property
    def whole(self) -> int:
        """The amount of a norm that is counted in whole things."""
        if self.amount is None or self.amount != int(self.amount):
            raise TypeError(f"{self.code} is not a whole number")
        return int(self.amount)

    @property
    def term(self) -> Term:
        """The norm as a term of the clock engine; ValueError if its unit is none of a clock's."""
        return Term(self.whole, Unit(self.unit))


@dataclass(frozen=True)
class NormsInForce:
    """All norms in force in a region on a day, code tables aside. A missing one is a refusal that says so, not a fault."""

    region_path: str
    on: date
    rows: Mapping[str, NormRow]

    def norm(self, code: str) -> NormRow:
        if code not in self.rows:
            raise missing(code, self.on)
        return self.rows[code]

    def whole(self, code: str) -> int:
        return self.norm(code).whole

    def text(self, code: str) -> str:
        return self.norm(code).text

    def term(self, code: str) -> Term:
        return self.norm(code).term

    @property
    def thresholds(self) -> Thresholds:
        """When the chip of a clock in days turns."""
        return Thresholds(self.whole(NormCode.CHIP_SOON), self.whole(NormCode.CHIP_NOW))


def missing(code: str, on: date) -> RuleBroken:
    return RuleBroken(f"参数 {code} 在 {on} 没有规定", exits=(Exit("请系统管理员导入法定参数", NormPermission.LOAD),))


@dataclass(frozen=True)
class ClauseRow:
    """One clause of the register: its code, where it stands, what it says in short, what the program does about it (English)."""

    code: str
    section: str
    says: str
    software: str


@dataclass(frozen=True)
class DayRow:
    """A day on which the calendar differs from Monday to Friday."""

    day: date
    working: bool
    name: str


@dataclass(frozen=True)
class YearRow:
    """The calendar of one year. Provisional (暂定): the State Council has not announced it yet."""

    year: int
    basis: str
    days: tuple[DayRow, ...]
    provisional: bool = False


@dataclass(frozen=True)
class DictionaryEntry:
    value: str
    label: str
    tag: Tag
    basis: str = ""
