"""Help as rows in the language of the reader. The numbers come from `norms`, as they are in force in a region on a day."""

from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import yaml
from django.utils.translation import gettext_lazy

from yicha.help.types import Article, Chapter, Guide, Parameter, Step, Term
from yicha.norms.queries import clauses, norms_in_force
from yicha.norms.types import ClauseRow, NormRow, NormsInForce, NormUnit, Tag

ENGLISH = "en"
UNIT_NAMES = {
    NormUnit.WORKING_DAY: gettext_lazy("%(amount)s个工作日"),
    NormUnit.NATURAL_DAY: gettext_lazy("%(amount)s日"),
    NormUnit.HOUR: gettext_lazy("%(amount)s小时"),
    NormUnit.MONTH: gettext_lazy("%(amount)s个月"),
    NormUnit.YEAR: gettext_lazy("%(amount)s年"),
    NormUnit.MINUTE: gettext_lazy("%(amount)s分钟"),
    NormUnit.WEEK: gettext_lazy("%(amount)s周"),
    NormUnit.DAY: gettext_lazy("%(amount)s天"),
    NormUnit.PERCENT: gettext_lazy("%(amount)s%%"),
}
SURE_NAMES = {
    Tag.READ: gettext_lazy("已核对原文"),
    Tag.SEEN: gettext_lazy("有公开实例，待核对原文"),
    Tag.REMEMBERED: gettext_lazy("待核对原文"),
    Tag.PROPOSED: gettext_lazy("本系统默认值，可由当地改"),
}
PLAIN_NAMES = {"enterprise": gettext_lazy("企业，各场所合并计算"), "site": gettext_lazy("每个场所")}


def article(code: str, language: str, region_path: str, on: date) -> Article | None:
    """One clause with its numbers; None if the register does not know it."""
    row = next((found for found in clauses() if found.code == code), None)
    if row is None:
        return None
    said = _seed("articles")["articles"].get(code, {})
    norms = norms_in_force(region_path, on) if said.get("norms") else None
    return _article(row, language, norms)


def chapters(language: str) -> tuple[Chapter, ...]:
    """All clauses of the register, without their numbers."""
    names = _seed("articles")["sections"]
    return tuple(
        Chapter(names[section[0]][_column(language)], tuple(_article(row, language, None) for row in rows))
        for section, rows in groupby(clauses(), key=lambda row: row.section)
    )


def terms(language: str) -> tuple[Term, ...]:
    word, says = ("en", "said") if language == ENGLISH else ("term", "says")
    return tuple(Term(row[word], row[says], row["clause"]) for row in _seed("terms"))


def guides(language: str) -> tuple[Guide, ...]:
    title, says = ("en", "said") if language == ENGLISH else ("title", "says")
    return tuple(Guide(row["role"], row[title], tuple(Step(one[says], one["clause"]) for one in row["steps"])) for row in _seed("guides"))


def _article(row: ClauseRow, language: str, norms: NormsInForce | None) -> Article:
    said = _seed("articles")["articles"].get(row.code, {})
    document = _seed("articles")["documents"][row.code.partition("-")[0]]
    english = language == ENGLISH
    return Article(
        code=row.code,
        title=said.get("en" if english else "title", row.code if english else row.says),
        text=said.get("text", row.says),
        document=document["en" if english else "name"],
        quoted=said.get("quoted", False),
        software=row.software.replace("**", "") if english else "",
        parameters=tuple(_parameters(said.get("norms", ()), language, norms)) if norms else (),
    )


def _parameters(codes: tuple[str, ...], language: str, norms: NormsInForce) -> list[Parameter]:
    labels = _seed("articles")["norms"]
    known = [norms.rows[code] for code in codes if code in norms.rows]
    return [Parameter(labels[row.code][_column(language)], _value(row), row.basis, row.since, str(SURE_NAMES[row.tag])) for row in known]


def _value(row: NormRow) -> str:
    if row.amount is None:
        return str(PLAIN_NAMES.get(row.text, row.text))
    amount = f"{row.amount.normalize():f}"
    return str(UNIT_NAMES[row.unit]) % {"amount": amount} if row.unit in UNIT_NAMES else amount


def _column(language: str) -> int:
    return int(language == ENGLISH)


@cache
def _seed(name: str) -> Any:
    return yaml.load(files("yicha.help").joinpath(f"seeds/{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
