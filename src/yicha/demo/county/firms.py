"""The register of 青禾县: firms with their trades, codes, doors and quiet times."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from yicha.demo.county.chance import Chance
from yicha.demo.county.codes import COUNTY, organisation_body, unified_code
from yicha.demo.county.names import firm_name
from yicha.demo.county.regions import address_in, pick_town
from yicha.demo.county.seeds import Town, Trade, places, seasons, trades
from yicha.subjects.types import SubjectRow

_FORMS = {
    "individual": ("个体工商户", "92"),
    "company": ("有限责任公司", "91"),
    "sole": ("个人独资企业", "91"),
    "cooperative": ("农民专业合作社", "93"),
    "private": ("民办非企业单位", "52"),
    "public": ("事业单位", "12"),
}
_CREDIT = {"A": 73, "B": 19, "C": 5, "D": 3}
_UNCLASSIFIED = 4
_STATUS = {"存续": 970, "停业": 12, "注销": 10, "吊销": 8}
_QUIET_SHARE = {"school": 100, "golden": 60, "harvest": 55, "spring": 50, "fishing": 60, "annual": 70}
_OWN_QUIET, _LIMITED, _LIMITED_IN_PARK = 3, 2, 35
_FIRST_YEAR = 1996
_APPROVAL = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
_FREE = "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"


def make_subjects(seed: str, year: int) -> tuple[SubjectRow, ...]:
    """All doors, several sites of an enterprise each with its own, in the order of their sid."""
    names: set[str] = set()
    rows: list[SubjectRow] = []
    for trade in trades():
        for _ in range(trade.count):
            number = len(rows) + 1
            firm = _firm(Chance(seed, "firm", trade.key, number), trade, number, year, names)
            rows += [firm, *_sites(Chance(seed, "sites", firm.sid), trade, firm, names)]
    return tuple(sorted(rows, key=lambda row: row.sid))


def _firm(chance: Chance, trade: Trade, number: int, year: int, names: set[str]) -> SubjectRow:
    form, bare = chance.weighted(trade.forms), chance.percent(trade.bare)
    etype, kind = _FORMS[form]
    town = pick_town(chance, trade.rural)
    name = _new_name(chance, trade, form, town, names)
    uscc = "" if bare else unified_code(kind, organisation_body(chance, number))
    return SubjectRow(
        sid=uscc or f"{COUNTY}L{number:06d}",
        name=name,
        uscc=uscc,
        etype=etype,
        industry=trade.industry,
        scope=_scope(chance, trade),
        province=places().province,
        city=places().city,
        county=places().county,
        town=town.name,
        address=address_in(chance, town),
        credit_class="" if bare or form == "public" or chance.percent(_UNCLASSIFIED) else chance.weighted(_CREDIT),
        tags=_tags(chance, trade),
        reg_date=_founded(chance, year).isoformat(),
        status="存续" if form == "public" else chance.weighted(_STATUS),
        blocked=tuple(_quiet(chance, trade, year)),
        visit_cap=_cap(chance, town),
    )


def _new_name(chance: Chance, trade: Trade, form: str, town: Town, names: set[str]) -> str:
    attempt, name = 0, firm_name(chance, trade, form, town, 0)
    while name in names:
        attempt += 1
        name = firm_name(chance, trade, form, town, attempt)
    names.add(name)
    return name


def _sites(chance: Chance, trade: Trade, firm: SubjectRow, names: set[str]) -> Iterator[SubjectRow]:
    """Further places of the same enterprise: the same code, another door."""
    if not firm.uscc or firm.etype not in {"有限责任公司", "个人独资企业", "民办非企业单位"} or not chance.percent(trade.sites):
        return
    for place, town in enumerate(chance.some(places().towns, chance.between(1, 3)), 1):
        name = f"{firm.name}{town.short}{chance.pick(trade.site)}"
        if name not in names:
            names.add(name)
            tags = tuple(trade.site_tags) or firm.tags
            yield replace(firm, sid=f"{firm.sid}-{place:02d}", name=name, town=town.name, address=address_in(chance, town), tags=tags)


def _scope(chance: Chance, trade: Trade) -> str:
    """经营范围 in the wording of today's forms, or of the older ones."""
    permits = [*trade.permit[:1], *(item for item in trade.permit[1:] if chance.percent(60))]
    general = chance.some(trade.general, chance.between(1, len(trade.general)))
    if chance.percent(22):
        return "；".join(permits + general) + _APPROVAL
    permitted = f"许可项目：{'；'.join(permits)}。{_APPROVAL}" if permits else ""
    return f"{permitted}一般项目：{'；'.join(general)}。{_FREE}"


def _tags(chance: Chance, trade: Trade) -> tuple[str, ...]:
    further = [tag for tag, share in trade.sometimes.items() if chance.percent(share)]
    return tuple(dict.fromkeys([*trade.tags, *further]))


def _founded(chance: Chance, year: int) -> date:
    """Rather of late than long ago, and before the year begins."""
    founded = year - 1 - min(chance.below(year - _FIRST_YEAR), chance.below(year - _FIRST_YEAR))
    return date(founded, 1, 1) + timedelta(days=chance.below(365))


def _quiet(chance: Chance, trade: Trade, year: int) -> Iterator[tuple[str, str]]:
    if trade.quiet and chance.percent(_QUIET_SHARE[trade.quiet]):
        yield from (_period(year, span) for span in seasons()[trade.quiet])
    elif chance.percent(_OWN_QUIET):
        first = date(year, 3, 1) + timedelta(days=chance.below(240))
        yield first.isoformat(), (first + timedelta(days=chance.between(9, 27))).isoformat()


def _period(year: int, span: Sequence[str]) -> tuple[str, str]:
    first, last = span
    return f"{year}-{first}", f"{year}-{last}"


def _cap(chance: Chance, town: Town) -> int | None:
    """年度上限: the park promises its firms fewer visits."""
    return chance.between(1, 2) if chance.percent(_LIMITED_IN_PARK if town.short == "开发区" else _LIMITED) else None
