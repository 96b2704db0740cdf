"""对象范围 in words: who reads a plan, a scene or a pool need not read the condition it was written as."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yicha.engines.scope import Column, Condition, Kind, QueryRefused, parse_query
from yicha.engines.scope.terms import (
    Compare,
    Constant,
    Every,
    HasTag,
    IsNull,
    IsTrue,
    Like,
    Not,
    Operator,
    Scalar,
    Some,
    Within,
)
from yicha.subjects.workbooks import ASKED

NAMES = {
    "name": pgettext_lazy("对象范围", "名称"),
    "uscc": pgettext_lazy("对象范围", "统一社会信用代码"),
    "sid": pgettext_lazy("对象范围", "主体编号"),
    "etype": pgettext_lazy("对象范围", "主体类型"),
    "industry": pgettext_lazy("对象范围", "行业代码"),
    "scope": pgettext_lazy("对象范围", "经营范围"),
    "province": pgettext_lazy("对象范围", "省"),
    "city": pgettext_lazy("对象范围", "市"),
    "county": pgettext_lazy("对象范围", "区县"),
    "town": pgettext_lazy("对象范围", "乡镇街道"),
    "address": pgettext_lazy("对象范围", "地址"),
    "lon": pgettext_lazy("对象范围", "经度"),
    "lat": pgettext_lazy("对象范围", "纬度"),
    "credit_class": pgettext_lazy("对象范围", "信用风险分类"),
    "tags": pgettext_lazy("对象范围", "标签"),
    "reg_date": pgettext_lazy("对象范围", "成立日期"),
    "status": pgettext_lazy("对象范围", "状态"),
    "visit_cap": pgettext_lazy("对象范围", "年度上限"),
}
COMPARED = {
    Operator.EQ: pgettext_lazy("对象范围", "%(column)s是%(value)s"),
    Operator.NE: pgettext_lazy("对象范围", "%(column)s不是%(value)s"),
    Operator.LT: pgettext_lazy("对象范围", "%(column)s小于%(value)s"),
    Operator.LE: pgettext_lazy("对象范围", "%(column)s不超过%(value)s"),
    Operator.GT: pgettext_lazy("对象范围", "%(column)s大于%(value)s"),
    Operator.GE: pgettext_lazy("对象范围", "%(column)s不少于%(value)s"),
}
DATED = {
    Operator.LT: pgettext_lazy("对象范围", "%(column)s早于%(value)s"),
    Operator.LE: pgettext_lazy("对象范围", "%(column)s不晚于%(value)s"),
    Operator.GT: pgettext_lazy("对象范围", "%(column)s晚于%(value)s"),
    Operator.GE: pgettext_lazy("对象范围", "%(column)s不早于%(value)s"),
}
WILD = ("%", "_", "\\")


def scope_words(query: str) -> str:
    """The condition in words; as it stands where it cannot be read, or says nothing yet."""
    try:
        return told(parse_query(query, ASKED)) if query.strip() else query
    except QueryRefused:
        return query


def told(condition: Condition) -> str:
    """In words that say the same."""
    match condition:
        case Constant(value):
            return _("全部主体") if value else _("没有主体")
        case Every(parts):
            return _("，").join(_bracketed(part) for part in parts)
        case Some(parts):
            tags = [part.tag for part in parts if isinstance(part, HasTag)]
            return _tagged(tags) if len(tags) == len(parts) else _("，或").join(_bracketed(part) for part in parts)
        case Not(part):
            return _denied(part)
        case IsTrue(part):
            return told(part)
        case _:
            return _of_column(condition)


def _bracketed(part: Condition) -> str:
    """Within a chain: another chain needs brackets, unless it is only a choice of tags."""
    chain = isinstance(part, Every | Some) and not all(isinstance(one, HasTag) for one in part.parts)
    return _("（%s）") % told(part) if chain else told(part)


def _of_column(condition: Compare | Within | Like | IsNull | HasTag) -> str:
    named = {"column": _name(condition.column)}
    match condition:
        case Compare(column, operator, value):
            words = DATED.get(operator, COMPARED[operator]) if column.kind is Kind.DATE else COMPARED[operator]
            return str(words) % {**named, "value": _name(value) if isinstance(value, Column) else _value(value)}
        case Within(_column, values):
            return _("%(column)s是%(values)s") % {**named, "values": _either(values)}
        case Like(_column, pattern):
            return _like(named, pattern)
        case IsNull():
            return _("没有填%(column)s") % named
        case HasTag(_column, tag):
            return _tagged([tag])


def _denied(part: Condition) -> str:
    match part:
        case IsNull(column):
            return _("填了%(column)s") % {"column": _name(column)}
        case HasTag(_column, tag):
            return _("没有标签%s") % _value(tag)
        case Constant(value):
            return told(Constant(not value))
        case _:
            return _("不是（%s）") % told(part)


def _like(named: dict[str, str], pattern: str) -> str:
    before, after = pattern.startswith("%"), pattern.endswith("%") and len(pattern) > 1
    plain = pattern.removeprefix("%").removesuffix("%")
    if not plain or any(sign in plain for sign in WILD) or not (before or after):
        return _("%(column)s形如%(value)s") % {**named, "value": _value(pattern)}
    words = _("%(column)s含%(value)s") if before and after else _("%(column)s以%(value)s结尾") if before else _("%(column)s以%(value)s开头")
    return words % {**named, "value": _value(plain)}


def _tagged(tags: Sequence[str]) -> str:
    return _("有标签%s") % _either(tags)


def _either(values: Sequence[Scalar]) -> str:
    *first, last = map(_value, values)
    return _("%(first)s或%(last)s") % {"first": _("、").join(first), "last": last} if first else last


def _name(column: Column) -> str:
    return str(NAMES[column.name])


def _value(value: Scalar) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else _("“%s”") % value
