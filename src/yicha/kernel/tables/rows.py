"""What passes between the readers of files, the rooms' columns and the writers."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class RawRow(NamedTuple):
    """One row as the spreadsheet shows it: every cell as text, dates in ISO, `number` from 1."""

    sheet: str
    number: int
    cells: list[str]


@dataclass(frozen=True)
class RawRows:
    """The rows of one file, to be gone through once; rows without any content are left out."""

    file: str
    rows: Iterable[RawRow]


MENDS = {
    "missing": "填上这一格",
    "bad_uscc": "对照营业执照填 18 位代码，该列设为文本",
    "duplicate_in_file": "只留一行，其余删去",
    "conflict": "查清代码属于谁，改正另一户的代码",
    "unknown_code": "换成代码表里的写法",
    "too_long": "缩短这一格",
    "bad_encoding": "重新填写这一格，另存为 UTF-8",
    "bad_number": "填一个数字",
    "held": "照名录里的写；要改的在页面上结束后另行登记",
    "overlap": "改期间，或者只留一行",
    "not_allowed": "按原因改正",
    "bad_sid": "只用字母、数字和 : . _ -",
    "bad_date": "写成 2026-03-05",
    "bad_query": "改正条件",
    "formula": "去掉开头的符号，填文字或数值",
    "no_uscc": "有代码的补上，没有的不用改",
    "old_number": "有新代码的换成 18 位，没有的不用改",
    "renamed": "确认改了名就不用改，否则改正名称",
    "suspected_duplicate": "是同一户就只留一行，不是就不用改",
}


class Level(StrEnum):
    REFUSED = "refused"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """Something wrong with a cell. `column` is the header's text, `letter` the spreadsheet's; both empty if the whole row is meant."""

    sheet: str
    row: int
    column: str
    letter: str
    code: str
    message: str
    level: Level = Level.REFUSED

    @property
    def place(self) -> str:
        """Where in the row, for people; empty if the whole row is meant."""
        return f"{self.letter}列“{self.column}”" if self.letter else ""

    @property
    def mend(self) -> str:
        """What to do about it."""
        return MENDS.get(self.code, "核对后改正")

    @property
    def line(self) -> str:
        """For people, on one line."""
        return f"{self.sheet} 第{self.row}行 {self.place}：{self.message}".replace(" ：", "：")


class Flaw(Exception):  # noqa: N818 it says what a cell has, nothing failed
    """Raised by a parser of cells. A warning keeps `value` in place of what was written."""

    def __init__(self, code: str, message: str, level: Level = Level.REFUSED, value: object = None) -> None:
        self.code, self.message, self.level, self.value = code, message, level, value
        super().__init__(message)
