"""What a condition is made of: frozen values between the text and its two compilations."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Scalar: TypeAlias = str | Decimal | date


class Kind(StrEnum):
    """What a column holds. TAGS is a set of words and is asked only by ``has_tag``."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TAGS = "tags"


class Operator(StrEnum):
    """Comparisons, as written in SQL."""

    EQ = "="
    NE = "<>"
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="

    @property
    def orders(self) -> bool:
        """It asks for an order, which for text depends on a collation."""
        return self not in {Operator.EQ, Operator.NE}


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be asked: ``name`` in English, ``label`` in Chinese.

    ``sql``: the expression that gives it in the database, by default the quoted name; it is trusted and never comes from a query.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    sql: str = ""

    @property
    def expression(self) -> str:
        """SQL text of the column."""
        return self.sql or f'"{self.name}"'


@dataclass(frozen=True, slots=True)
class Constant:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """``column operator value``; the value is a literal of the column's kind or another column of that kind."""

    column: Column
    operator: Operator
    value: Scalar | Column


@dataclass(frozen=True, slots=True)
class Within:
    """``column IN (values)``; never empty."""

    column: Column
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """``column LIKE pattern``; ``%`` any text, ``_`` one character, backslash takes the next character as it is."""

    column: Column
    pattern: str


@dataclass(frozen=True, slots=True)
class IsNull:
    """``column IS NULL``."""

    column: Column


@dataclass(frozen=True, slots=True)
class HasTag:
    """``has_tag('…')``: never NULL; a row without tags has none."""

    column: Column
    tag: str


@dataclass(frozen=True, slots=True)
class Not:
    """``NOT part``."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class IsTrue:
    """``part IS TRUE``: what is unknown counts as not so. No query says it; it stands for a set that a name means."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Every:
    """``part AND part AND …``."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """``part OR part OR …``."""

    parts: tuple["Condition", ...]


Condition: TypeAlias = Constant | Compare | Within | Like | IsNull | HasTag | Not | IsTrue | Every | Some


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a condition may ask: characters of the text, levels of brackets and NOT."""

    characters: int = 4_000
    depth: int = 32


BOUNDS = Bounds()


class QueryRefused(ValueError):  # noqa: N818 the query is refused; nothing went wrong
    """The text is not a condition of the subset; ``line`` and ``column`` count from 1, ``words`` are the words at fault."""

    def __init__(self, message: str, text: str, start: int, end: int) -> None:
        """Mark the fault at ``text[start:end]``."""
        self.message = message
        self.words = text[start:end]
        self.line = text.count("\n", 0, start) + 1
        self.column = start - (text.rfind("\n", 0, start) + 1) + 1
        place = f"第{self.line}行第{self.column}个字" + (f"“{self.words[:40]}”" if self.words else "")
        super().__init__(f"{place}：{message}")
