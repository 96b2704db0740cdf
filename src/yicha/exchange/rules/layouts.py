"""The layouts of the levels above, read from `seeds/layouts.yaml`, and the rules of quality that follow from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from yicha.engines.quality import Family, Relation, Rule
from yicha.exchange.types import Column
from yicha.kernel.refusals import RuleBroken

CHECKS, CHECK_NUMBER = "check_action", "check_action_code"
Dictionaries = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Layout:
    """One table of the level above, as it is from `since` on."""

    table: str
    name: str
    since: date
    columns: tuple[Column, ...]
    said: tuple[Mapping[str, Any], ...]  # the columns and rules as written
    more: tuple[Mapping[str, Any], ...]

    @property
    def labels(self) -> dict[str, str]:
        return {column.name: column.label for column in self.columns}

    @property
    def dictionaries(self) -> set[str]:
        return {column.dictionary for column in self.columns} - {""}


@cache
def layouts() -> tuple[Layout, ...]:
    written = yaml.safe_load(files("yicha.exchange").joinpath("seeds/layouts.yaml").read_text(encoding="utf-8"))
    return tuple(_layout(one, written["blocks"]) for one in written["layouts"])


def layout_of(table: str, on: date) -> Layout:
    """YX-2.15: the newest that holds on a day."""
    found = [one for one in layouts() if one.table == table and one.since <= on]
    if not found:
        raise RuleBroken(f"{on} 没有适用的上报表：{table}", clause="YX-2.15")
    return max(found, key=lambda one: one.since)


def _layout(said: Mapping[str, Any], blocks: Mapping[str, Any]) -> Layout:
    columns = [column for block in said["blocks"] for column in blocks[block]] + said["columns"]
    return Layout(said["table"], said["name"], said["since"], tuple(map(_column, columns)), tuple(columns), tuple(said["rules"]))


def _column(said: Mapping[str, Any]) -> Column:
    plain = {name: said[name] for name in ("dictionary", "register", "pattern", "need", "most", "several") if name in said}
    codes, offered = tuple(said.get("codes", {}).items()), tuple(said.get("offered", ()))
    return Column(said["name"], said["label"], said.get("from", ""), codes, offered=offered, **plain)


def rules_of(layout: Layout, dictionaries: Dictionaries) -> list[Rule]:
    """GX-5.3, GX-5.2b: the six families for a layout. `dictionaries`: the values of each code table on the day."""
    single = [rule for said in layout.said for rule in _column_rules(said, dictionaries)]
    return [*single, *(_rule(said) for said in layout.more)]


def _column_rules(said: Mapping[str, Any], dictionaries: Dictionaries) -> Iterable[Rule]:
    name, label = said["name"], said["label"]
    if said.get("need"):
        yield Rule(f"{name}.need", Family.COMPLETE, name, f"{label}必填")
    if said.get("most"):
        yield Rule(f"{name}.most", Family.FORMAT, name, f"{label}不能超过{said['most']}字", most=said["most"])
    if said.get("pattern"):
        yield Rule(f"{name}.form", Family.FORMAT, name, f"{label}格式不对", pattern=said["pattern"])
    if said.get("dictionary"):
        yield Rule(f"{name}.code", Family.CODE, name, f"{label}不在代码表内", values=dictionaries[said["dictionary"]])
    if said.get("register"):
        yield Rule(f"{name}.known", Family.REFERENCE, name, f"{label}查无此项", register=said["register"])


def _rule(said: Mapping[str, Any]) -> Rule:
    plain = dict(said) | {"family": Family(said["family"]), "columns": tuple(said.get("columns", ()))}
    if "relation" in plain:
        plain["relation"] = Relation(plain["relation"])
    if "when" in plain:
        plain["when"] = tuple(plain["when"])
    return Rule(**plain)
