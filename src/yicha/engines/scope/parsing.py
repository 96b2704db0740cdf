"""The text of a condition, parsed by sqlglot and admitted node by node.

Two sieves, because either alone has let something through in other systems: first every token must be one that the subset knows,
then every node of the tree, with every one of its arguments, must have a rule here. What has no rule is refused with its place.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from sqlglot import Token, TokenType, exp
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import ParseError, SqlglotError

from yicha.engines.scope.terms import (
    Bounds,
    Column,
    Compare,
    Condition,
    Constant,
    Every,
    HasTag,
    IsNull,
    Kind,
    Like,
    Not,
    Operator,
    QueryRefused,
    Scalar,
    Some,
    Within,
)

HAS_TAG = "has_tag"
UNKNOWN = "不能这样写；可用 = <> < <= > >= IN BETWEEN LIKE IS NULL AND OR NOT 和 has_tag"
NO_FUNCTIONS = "不能使用函数；标签写 has_tag('标签')"
NUMBER = re.compile(r"\d{1,15}(\.\d{1,15})?")
FULL_WIDTH = re.compile("[（）＝＜＞，‘’“”；％]")
TOKENS = {
    TokenType.L_PAREN,
    TokenType.R_PAREN,
    TokenType.COMMA,
    TokenType.STRING,
    TokenType.NUMBER,
    TokenType.IDENTIFIER,
    TokenType.VAR,
    TokenType.DASH,
    TokenType.EQ,
    TokenType.NEQ,
    TokenType.LT,
    TokenType.LTE,
    TokenType.GT,
    TokenType.GTE,
    TokenType.AND,
    TokenType.OR,
    TokenType.NOT,
    TokenType.IN,
    TokenType.BETWEEN,
    TokenType.LIKE,
    TokenType.IS,
    TokenType.NULL,
    TokenType.TRUE,
    TokenType.FALSE,
    TokenType.DATE,
}
OPERATORS: Mapping[type[exp.Expr], Operator] = {
    exp.EQ: Operator.EQ,
    exp.NEQ: Operator.NE,
    exp.LT: Operator.LT,
    exp.LTE: Operator.LE,
    exp.GT: Operator.GT,
    exp.GTE: Operator.GE,
}
MIRRORED = {Operator.LT: Operator.GT, Operator.LE: Operator.GE, Operator.GT: Operator.LT, Operator.GE: Operator.LE}


def parsed(text: str, columns: Iterable[Column], bounds: Bounds) -> Condition:
    """As ``parse_query`` of the package says."""
    if len(text) > bounds.characters:
        raise QueryRefused(f"条件最多{bounds.characters}个字", text, bounds.characters, bounds.characters)
    names = {key: column for column in columns for key in (column.name.casefold(), column.label)}
    tokens = _admitted_tokens(text, names, bounds)
    try:
        trees = Postgres().parser().parse_into(exp.Condition, tokens, text)
    except ParseError as error:
        raise _unreadable(text, error) from None
    except RecursionError:
        raise QueryRefused("括号或 NOT 套得太深", text, 0, 0) from None
    if len(trees) != 1 or trees[0] is None:
        raise QueryRefused("请写一个条件；不限范围写 TRUE", text, 0, len(text))
    return _Admission(text, names).condition(trees[0])


def _admitted_tokens(text: str, names: Mapping[str, Column], bounds: Bounds) -> list[Token]:
    try:
        tokens = Postgres().tokenize(text)
    except SqlglotError:
        raise QueryRefused("引号没有成对", text, text.rfind("'"), len(text)) from None
    depth = 0
    for token in tokens:
        wide = FULL_WIDTH.search(token.text) if token.token_type is not TokenType.STRING else None
        if wide:
            raise QueryRefused("括号、引号和运算符请用半角（英文）字符", text, token.start + wide.start(), token.end + 1)
        if token.token_type not in TOKENS and token.text.casefold() not in names:
            raise QueryRefused(UNKNOWN, text, token.start, token.end + 1)
        if token.comments:
            raise QueryRefused("条件中不能写注释", text, token.end + 1, len(text))
        depth += {TokenType.L_PAREN: 1, TokenType.NOT: 1, TokenType.R_PAREN: -1}.get(token.token_type, 0)
        if depth > bounds.depth:
            raise QueryRefused("括号或 NOT 套得太深", text, token.start, token.end + 1)
    return list(tokens)


def _unreadable(text: str, error: ParseError) -> QueryRefused:
    """Sqlglot says where it stopped by the words before and at the fault."""
    first = error.errors[0] if error.errors else {}
    words = str(first.get("highlight") or "")
    start = text.find(words, max(0, len(str(first.get("start_context") or "")) - 1)) if words else len(text)
    return QueryRefused("条件不完整或多了内容", text, max(start, 0), max(start, 0) + len(words))


class _Admission:
    """Rules by node: what has none is refused."""

    def __init__(self, text: str, names: Mapping[str, Column]) -> None:
        self.text = text
        self.names = names
        self.rules: Mapping[type[exp.Expr], Callable[[exp.Expr], Condition]] = {
            exp.And: lambda node: Every(tuple(map(self.condition, _chain(node)))),
            exp.Or: lambda node: Some(tuple(map(self.condition, _chain(node)))),
            exp.Not: lambda node: Not(self.condition(self._only(node)["this"])),
            exp.Paren: lambda node: self.condition(self._only(node)["this"]),
            exp.Boolean: lambda node: Constant(bool(node.this)),
            exp.Anonymous: self._has_tag,
            exp.In: self._within,
            exp.Between: self._between,
            exp.Like: self._like,
            exp.Is: self._is_null,
            **dict.fromkeys(OPERATORS, self._compare),
        }

    def condition(self, node: exp.Expr) -> Condition:
        rule = self.rules.get(type(node))
        if rule is None:
            raise self._refused(node, "这里需要一个条件" if isinstance(node, exp.Column | exp.Literal) else UNKNOWN)
        return rule(node)

    def _compare(self, node: exp.Expr) -> Condition:
        operator = OPERATORS[type(node)]
        sides = self._only(node, "expression")
        left, right = _bare(sides["this"]), _bare(sides["expression"])
        if isinstance(right, exp.Column) and not isinstance(left, exp.Column):
            left, right, operator = right, left, MIRRORED.get(operator, operator)
        column = self._asked(left)
        if not isinstance(right, exp.Column):
            return Compare(column, operator, self._literal(right, column))
        other = self._asked(right)
        if other.kind is not column.kind:
            raise self._refused(node, f"“{column.label}”与“{other.label}”不是同一类内容，不能比较")
        return Compare(column, operator, other)

    def _within(self, node: exp.Expr) -> Condition:
        column = self._asked(_bare(self._only(node, "expressions")["this"]))
        values: list[exp.Expr] = node.expressions
        if not values:
            raise self._refused(node, "IN 后面写 ('甲', '乙')")
        return Within(column, tuple(self._literal(value, column) for value in values))

    def _between(self, node: exp.Expr) -> Condition:
        only = self._only(node, "low", "high")
        column = self._asked(_bare(only["this"]))
        low, high = (self._literal(only[side], column) for side in ("low", "high"))
        return Every((Compare(column, Operator.GE, low), Compare(column, Operator.LE, high)))

    def _like(self, node: exp.Expr) -> Condition:
        only = self._only(node, "expression", "negate")
        column = self._asked(_bare(only["this"]))
        if column.kind is not Kind.TEXT:
            raise self._refused(node, f"“{column.label}”不是文字，不能用 LIKE")
        pattern = str(self._literal(only["expression"], column))
        if (len(pattern) - len(pattern.rstrip("\\"))) % 2:
            raise self._refused(only["expression"], "LIKE 的内容不能以反斜杠结尾")
        return _negated(Like(column, pattern), node)

    def _is_null(self, node: exp.Expr) -> Condition:
        only = self._only(node, "expression", "negate")
        if not isinstance(only["expression"], exp.Null):
            raise self._refused(node, "IS 后面只能写 NULL 或 NOT NULL")
        return _negated(IsNull(self._asked(_bare(only["this"]))), node)

    def _has_tag(self, node: exp.Expr) -> Condition:
        self._only(node, "expressions")
        arguments: list[exp.Expr] = node.expressions
        column = next((column for column in self.names.values() if column.kind is Kind.TAGS), None)
        if str(node.this).casefold() != HAS_TAG or column is None:
            raise self._refused(node, NO_FUNCTIONS)
        if len(arguments) != 1 or not isinstance(arguments[0], exp.Literal) or not arguments[0].is_string:
            raise self._refused(node, "写成 has_tag('标签')")
        return HasTag(column, arguments[0].this)

    def _asked(self, node: exp.Expr) -> Column:
        if not isinstance(node, exp.Column):
            raise self._refused(node, NO_FUNCTIONS if isinstance(node, exp.Func) else "这里需要一个列名")
        identifier = self._only(node)["this"]
        name = str(identifier.this) if isinstance(identifier, exp.Identifier) else ""
        column = self.names.get(name.casefold())
        if column is None:
            raise self._refused(node, "没有这一列")
        if column.kind is Kind.TAGS:
            raise self._refused(node, f"“{column.label}”只能用 has_tag('标签') 来问")
        return column

    def _literal(self, node: exp.Expr, column: Column) -> Scalar:
        value = self._scalar(_bare(node))
        if column.kind is Kind.DATE and isinstance(value, str):
            value = self._date(node, value)
        wanted = {Kind.TEXT: str, Kind.NUMBER: Decimal, Kind.DATE: date}[column.kind]
        if not isinstance(value, wanted):
            example = {Kind.TEXT: "'文字'", Kind.NUMBER: "数字", Kind.DATE: "DATE '2026-01-01'"}[column.kind]
            raise self._refused(node, f"“{column.label}”请与{example}比较")
        return value

    def _scalar(self, node: exp.Expr) -> Scalar:
        if isinstance(node, exp.Literal) and node.is_string and "\0" not in node.this:
            return str(node.this)
        if isinstance(node, exp.Literal) and NUMBER.fullmatch(node.this):
            return Decimal(node.this)
        if isinstance(node, exp.Neg) and isinstance(node.this, exp.Literal) and NUMBER.fullmatch(node.this.this):
            return -Decimal(node.this.this)
        if isinstance(node, exp.Cast) and node.to.is_type(exp.DataType.Type.DATE) and node.this.is_string:
            return self._date(node, node.this.this)
        raise self._refused(node, "查空值请写 IS NULL" if isinstance(node, exp.Null) else "这里需要一个文字、数字或日期")

    def _date(self, node: exp.Expr, text: str) -> date:
        try:
            return date.fromisoformat(text) if len(text) == len("2026-01-01") else date.fromisoformat("")
        except ValueError:
            raise self._refused(node, f"“{text}”不是日期，日期写成 DATE '2026-01-01'") from None

    def _only(self, node: exp.Expr, *more: str) -> Mapping[str, exp.Expr]:
        """Return the arguments of a node, of which none may be there that the rule does not know."""
        given = {key: value for key, value in node.args.items() if value}
        if given.keys() - {"this", *more}:
            raise self._refused(node, UNKNOWN)
        return given

    def _refused(self, node: exp.Expr, message: str) -> QueryRefused:
        return QueryRefused(message, self.text, *self._span(node))

    def _span(self, node: exp.Expr) -> tuple[int, int]:
        places = [part.meta for part in node.walk() if "start" in part.meta]
        if not places:
            return 0, len(self.text)
        return min(int(place["start"]) for place in places), max(int(place["end"]) for place in places) + 1


def _bare(node: exp.Expr) -> exp.Expr:
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def _chain(node: exp.Expr) -> Iterator[exp.Expr]:
    """Return the operands of ``a AND b AND …``, which the parser nests to the left as deep as the chain is long."""
    kind, operands = type(node), []
    while type(node) is kind:
        operands.append(node.expression)
        node = node.this
    return iter([node, *reversed(operands)])


def _negated(condition: Condition, node: exp.Expr) -> Condition:
    return Not(condition) if node.args.get("negate") else condition
