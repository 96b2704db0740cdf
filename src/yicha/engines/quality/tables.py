r"""The rules of `rows` on tables of millions, through ibis: DuckDB on one machine, the same expressions on Spark for a province.

Wants the extra `analytics`. A table holds text in every column that a rule names; NULL is “not said”, as empty text is.

**Meaning.** `failing` adds one truth value a rule: this row breaks it. For each row and rule it is what `rows.faults_of` says of the
row, where `taken` holds the keys of the other rows; a test compares the two on rows made at random, and nightly Spark with DuckDB. So
lengths count characters, comparisons are those of code points, and patterns are bound at both ends by ``\A`` and ``\z``, since ``$``
would let a last line break through in Java.

**Cost.** One pass over the columns that are named, one hash table for each register and each rule of uniqueness.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, and_
from typing import TypeAlias

import ibis
from ibis.expr import types as ir

from yicha.engines.quality.codes import ALPHABET, BASE, WEIGHTS
from yicha.engines.quality.rows import PARTS, USCC, Family, Relation, Rule

Registers: TypeAlias = Mapping[str, ir.Table]
VALUE = "value"  # the one column of a register


def failing(table: ir.Table, rules: Sequence[Rule], registers: Registers) -> ir.Table:
    """The table with a column of truth for each rule, by the rule's name. `registers`: tables of one column, `value`."""
    found, extra = _said(table, rules), list[str]()
    for rule in rules:
        if rule.family in {Family.REFERENCE, Family.UNIQUE}:
            found = _marked(found, rule, registers)
            extra.append(_mark(rule))
    return found.mutate(**{rule.name: _fails(found, rule) for rule in rules}).drop(*extra)


def counted(table: ir.Table, rules: Sequence[Rule], registers: Registers, by: str) -> ir.Table:
    """谁提供谁负责: for each value of the column `by` its `rows`, how many are `faulty`, and for each rule how many break it."""
    found = failing(table, rules, registers)
    breaks = {rule.name: found[rule.name].cast("int64").sum() for rule in rules}
    faulty = reduce(add, (found[rule.name].cast("int64") for rule in rules)) > 0
    return found.group_by(by).aggregate(rows=found.count(), faulty=faulty.cast("int64").sum(), **breaks)


def _said(table: ir.Table, rules: Sequence[Rule]) -> ir.Table:
    """NULL is empty text, so that no rule answers “unknown”."""
    named = {name for rule in rules for name in (rule.column, rule.other, *rule.columns, *(rule.when or ())[:1]) if name}
    return table.mutate(**{name: table[name].fill_null("") for name in sorted(named)})


def _mark(rule: Rule) -> str:
    return f"{rule.name}?"


def _marked(table: ir.Table, rule: Rule, registers: Registers) -> ir.Table:
    """A column that is NULL where a register does not know the value, or where no other row says the same."""
    columns = (rule.column,) if rule.family is Family.REFERENCE else rule.columns
    if rule.family is Family.REFERENCE:
        other = registers[rule.register].select(VALUE).distinct().rename({rule.column: VALUE})
    else:
        counted_keys = table.group_by(columns).aggregate(times=table.count())
        other = counted_keys.filter(counted_keys.times > 1).drop("times")
    named = other.rename({f"{_mark(rule)}{name}": name for name in columns}).mutate(**{_mark(rule): ibis.literal(1)})
    on = [table[name] == named[f"{_mark(rule)}{name}"] for name in columns]
    return table.left_join(named, on).drop(*(f"{_mark(rule)}{name}" for name in columns))


def _fails(table: ir.Table, rule: Rule) -> ir.BooleanValue:
    broken = _breaks(table, rule)
    return broken if rule.when is None else (table[rule.when[0]] == rule.when[1]) & broken


def _breaks(table: ir.Table, rule: Rule) -> ir.BooleanValue:
    text = table[rule.column]
    if rule.family is Family.COMPLETE:
        return text == ""
    if rule.family is Family.UNIQUE:
        return table[_mark(rule)].notnull() & reduce(and_, (table[name] != "" for name in rule.columns))
    return (text != "") & _is_wrong(table, text, rule)


def _is_wrong(table: ir.Table, text: ir.StringValue, rule: Rule) -> ir.BooleanValue:
    match rule.family:
        case Family.FORMAT:
            return ~_is_formed(text, rule)
        case Family.CODE:
            return ~text.isin(sorted(rule.values))
        case Family.REFERENCE:
            return table[_mark(rule)].isnull()
        case _:
            return _is_illogical(table, text, rule)


def _is_formed(text: ir.StringValue, rule: Rule) -> ir.BooleanValue:
    wanted = [ibis.literal(value=True)]
    if rule.most:
        wanted.append(text.length() <= rule.most)
    if rule.pattern:
        wanted.append(_matches(text, rule.pattern))
    if rule.uscc:
        wanted.append(_is_uscc(text))
    return reduce(and_, wanted)


def _matches(text: ir.StringValue, pattern: str) -> ir.BooleanValue:
    return text.re_search(rf"\A(?:{pattern})\z")


def _is_uscc(text: ir.StringValue) -> ir.BooleanValue:
    """GB 32100: the weighted sum of all eighteen signs is a multiple of 31."""
    signs = ibis.literal(ALPHABET)
    total = reduce(add, (signs.find(text.substr(place, 1)) * weight for place, weight in enumerate(WEIGHTS)))
    return _matches(text, USCC) & (total % BASE == 0)


def _is_illogical(table: ir.Table, text: ir.StringValue, rule: Rule) -> ir.BooleanValue:
    if rule.parts:
        return text.length() - text.replace(PARTS, "").length() + 1 < rule.parts
    other = table[rule.other]
    broken = text <= other if rule.relation is Relation.AFTER else text < other
    return (other != "") & broken
