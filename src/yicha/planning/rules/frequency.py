"""What an item says of how often and how many (R-FREQ-3, WY-5.4): 频次上限 and 抽查比例 of the list bind the plan lines."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from yicha.engines.planning import Mode
from yicha.items.types import ItemClass, ItemRow
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.kernel.tables import Flaw, Ratio, parse_ratio
from yicha.planning.rules.demands import Demands
from yicha.planning.rules.exempting import EXEMPT, TRIGGERED
from yicha.planning.rules.pools import CLASSES, RANDOM
from yicha.planning.types import DepartmentLine, LineRow
from yicha.subjects.types import SubjectRow

NEXT_VERSION = Exit("事项清单已变的，先提出新版本", "WS-2.1")


def counts(line: LineRow) -> bool:
    """R-FREQ-4: somebody stands at the door, and no law exempts it."""
    return not line.exemption and Mode(line.mode).opens_door


def with_ratio(lines: Iterable[LineRow], items: Mapping[str, ItemRow]) -> tuple[LineRow, ...]:
    """WY-5.4: a random line that names no ratio is drawn by its item's, if that has one; else by the norms' of each credit class."""
    return tuple(
        replace(line, ratio=items[line.item_code].ratio)
        if line.selection == RANDOM and not line.ratio and _ratio_of(items.get(line.item_code))
        else line
        for line in lines
    )


def require_within_item(line: LineRow, item: ItemRow) -> None:
    """R-FREQ-3, WY-5.4: a line keeps its item's frequency and ratio; a general item's ratio is the most, a key item's the least."""
    if item.yearly_cap == 0 and counts(line):
        raise RuleBroken(
            f"计划行 {line.line_id}：事项 {item.code} 的频次上限是 0，不做计划检查",
            clause="R-FREQ-3",
            exits=(TRIGGERED, Exit("改为书面或网络检查"), EXEMPT, NEXT_VERSION),
        )
    if line.selection != RANDOM or line.exemption or not line.ratio:
        return
    asked, wanted, general = _read(line.ratio), _ratio_of(item), item.item_class is ItemClass.GENERAL
    if not (asked and wanted and _strays(asked, wanted, most=general)):
        return
    if general:
        raise RuleBroken(
            f"计划行 {line.line_id}：抽查比例 {line.ratio} 高于事项清单的 {item.ratio}",
            clause="WY-5.4",
            exits=(Exit("降低抽查比例"), EXEMPT, NEXT_VERSION),
        )
    raise RuleBroken(
        f"计划行 {line.line_id}：抽查比例 {line.ratio} 低于事项清单的 {item.ratio}",
        clause="WY-5.4",
        exits=(Exit("提高抽查比例"), EXEMPT, NEXT_VERSION),
    )


@dataclass(frozen=True)
class ItemCaps:
    """频次上限 by item code, for the limits that the year counts by: its cap of classes, per site or over all sites of an enterprise."""

    caps: Mapping[str, int]
    class_cap: int
    per_site: bool

    def binding(self, item_code: str) -> int | None:
        """An item whose cap is not below that of its class needs no choice here: the engine keeps the class."""
        cap = self.caps.get(item_code)
        return cap if cap is not None and cap < self.class_cap else None


def within_caps(found: Demands, lines: Iterable[DepartmentLine], subjects: Mapping[str, SubjectRow], caps: ItemCaps) -> Demands:
    """R-FREQ-3: of demands that count no more for one item at one enterprise, or site, than its cap; the first by number stay."""
    by_id = {line.line.line_id: line.line for line in lines}
    taken: Counter[tuple[str, str]] = Counter()
    kept = []
    for row in found.rows:
        line = by_id[row.line]
        cap = caps.binding(line.item_code)
        if cap is not None and counts(line):
            held = line.item_code, row.subject if caps.per_site else subjects[row.subject].enterprise
            taken[held] += 1
            if taken[held] > cap:
                continue
        kept.append(row)
    return replace(found, rows=tuple(kept))


def _ratio_of(item: ItemRow | None) -> Ratio | None:
    return _read(item.ratio) if item and item.ratio else None


def _read(written: str) -> Ratio | None:
    """None: nobody can read it, which the list of elements tells (YX-2.3)."""
    try:
        return parse_ratio(written)
    except Flaw:
        return None


def _strays(asked: Ratio, wanted: Ratio, *, most: bool) -> bool:
    """Only what is certain: a share of all strays from shares of classes if it lies beyond each that it is compared with."""
    if "" in wanted.shares:
        shares = list(asked.shares.values())
        return min(shares) > wanted.shares[""] if most else max(shares) < wanted.shares[""]
    return any(_beyond(asked.of(name), wanted.of(name), most=most) for name in CLASSES if name in wanted.shares)


def _beyond(asked: Fraction, wanted: Fraction, *, most: bool) -> bool:
    return asked > wanted if most else asked < wanted
