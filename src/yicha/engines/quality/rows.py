"""Rules of quality for one row, in six families. A row is text by column; empty text is “not said”, and only `Complete` minds that.

    complete    a column says something
    format      it is not too long, matches a pattern, or its check digit holds
    code        it is a value of a code table
    logic       it stands in a relation to another column, or has at least so many parts
    reference   it names something that exists
    unique      no other row says the same in these columns

Rules are data: a layout makes them (`rules_of` of whoever uses this), `faults_of` judges a row as it is entered, `tables.failing`
judges millions with the same meaning. Dates and moments are ISO text of one length, so their order is that of the text. `when` binds a
rule to the rows in which a column has a value.

Patterns are those that Python, RE2 and Java read alike: classes, counts, groups, no look-around, ASCII digits.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from yicha.engines.quality.codes import uscc_check_holds

Row = Mapping[str, str]
PARTS: Final = ","  # between the parts of one column


class Family(StrEnum):
    """The six, in the order in which a person mends them."""

    COMPLETE = "complete"
    FORMAT = "format"
    CODE = "code"
    LOGIC = "logic"
    REFERENCE = "reference"
    UNIQUE = "unique"


class Relation(StrEnum):
    """How a column stands to another one; of equal length, as ISO moments are."""

    AFTER = "after"
    NOT_BEFORE = "not_before"


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is unique in a set of rules, `column` the one that is to be mended, `message` what a person reads."""

    name: str
    family: Family
    column: str
    message: str
    when: tuple[str, str] | None = None  # only where this column has this value
    most: int = 0  # format: characters
    pattern: str = ""  # format: the whole text
    uscc: bool = False  # format: a 统一社会信用代码 whose check digit holds
    values: frozenset[str] = frozenset()  # code
    relation: Relation | None = None  # logic
    other: str = ""  # logic: the column it is compared with
    parts: int = 0  # logic: at least so many
    register: str = ""  # reference: the name of what it has to stand in
    columns: tuple[str, ...] = ()  # unique: these together


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one column of a row."""

    rule: str
    family: Family
    column: str
    value: str
    message: str


def faults_of(row: Row, rules: Sequence[Rule], known: Mapping[str, Collection[str]], taken: Collection[str] = ()) -> list[Fault]:
    """All faults of a row, in the order of the rules. `known`: register → its values; `taken`: `key_of` of the other rows."""
    return [
        Fault(rule.name, rule.family, rule.column, row.get(rule.column, ""), rule.message)
        for rule in rules
        if _concerns(row, rule) and not _holds(row, rule, known, taken)
    ]


def key_of(row: Row, rule: Rule) -> str:
    """What must not come twice under a rule of the family unique; empty where a column says nothing."""
    said = [row.get(column, "") for column in rule.columns]
    return "\x1f".join([rule.name, *said]) if all(said) else ""


def _concerns(row: Row, rule: Rule) -> bool:
    return rule.when is None or row.get(rule.when[0], "") == rule.when[1]


def _holds(row: Row, rule: Rule, known: Mapping[str, Collection[str]], taken: Collection[str]) -> bool:
    text = row.get(rule.column, "")
    if rule.family is Family.COMPLETE:
        return bool(text)
    if rule.family is Family.UNIQUE:
        return key_of(row, rule) not in taken
    return not text or _is_right(text, row, rule, known)


def _is_right(text: str, row: Row, rule: Rule, known: Mapping[str, Collection[str]]) -> bool:
    match rule.family:
        case Family.FORMAT:
            return _is_formed(text, rule)
        case Family.CODE:
            return text in rule.values
        case Family.REFERENCE:
            return text in known[rule.register]
        case _:
            return _is_logical(text, row.get(rule.other, ""), rule)


def _is_formed(text: str, rule: Rule) -> bool:
    if rule.most and len(text) > rule.most:
        return False
    if rule.pattern and not _compiled(rule.pattern).fullmatch(text):
        return False
    return not rule.uscc or is_uscc(text)


def is_uscc(text: str) -> bool:
    """Whether a text is a 统一社会信用代码: eighteen of its signs, and the check digit holds."""
    return _compiled(USCC).fullmatch(text) is not None and uscc_check_holds(text)


def _is_logical(text: str, other: str, rule: Rule) -> bool:
    if rule.parts:
        return text.count(PARTS) + 1 >= rule.parts
    if not other:
        return True
    return text > other if rule.relation is Relation.AFTER else text >= other


USCC: Final = "[0-9A-HJ-NPQRTUWXY]{18}"


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
