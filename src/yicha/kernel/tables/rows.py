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
    def line(self) -> str:
        """For people, on one line."""
        column = f" {self.letter}列“{self.column}”" if self.column else ""
        return f"{self.sheet} 第{self.row}行{column}：{self.message}"


class Flaw(Exception):  # noqa: N818 it says what a cell has, nothing failed
    """Raised by a parser of cells. A warning keeps `value` in place of what was written."""

    def __init__(self, code: str, message: str, level: Level = Level.REFUSED, value: object = None) -> None:
        self.code, self.message, self.level, self.value = code, message, level, value
        super().__init__(message)
