"""What a norm and a calendar must be, which norm holds, and how a new file changes what is known. Pure."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from yicha.engines.deadlines import Unit
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.norms.types import COUNTRY, DICTIONARY, NormRow, NormsInForce, NormUnit, YearRow

CLAUSE = "WS-2.3 GX-2.4"
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)+")
PATH = re.compile(r"([0-9]+(/[0-9]+)*)?")
DECIMALS = Decimal("0.0001")  # what the column keeps: more would make every load a change
LARGEST = Decimal(10) ** 10
FRIDAY = 5
LEAP_YEAR = 2024
CLOCK_UNITS = frozenset(unit.value for unit in Unit)


@dataclass(frozen=True)
class Revision:
    """What must be done to one norm's periods, by their first day. A withdrawn one never came into force."""

    added: tuple[NormRow, ...]
    ended: tuple[NormRow, ...]
    withdrawn: tuple[NormRow, ...]
    unchanged: int

    @property
    def changes(self) -> int:
        return len(self.added) + len(self.ended) + len(self.withdrawn)


def regions_above(region_path: str) -> list[str]:
    """The whole country, then each region down to the one named: `62/6207` gives `["", "62", "62/6207"]`."""
    parts = region_path.split("/") if region_path else []
    return [COUNTRY, *("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))]


def in_force(rows: Iterable[NormRow], region_path: str, on: date) -> NormsInForce:
    """Of each norm the most local one valid on that day; code tables aside."""
    found: dict[str, NormRow] = {}
    depth = {path: number for number, path in enumerate(regions_above(region_path))}
    for row in sorted((row for row in rows if row.region_path in depth), key=lambda row: depth[row.region_path]):
        if row.holds_on(on) and not row.code.startswith(DICTIONARY):
            found[row.code] = row
    return NormsInForce(region_path, on, found)


def by_key(rows: Iterable[NormRow]) -> Mapping[tuple[str, str], Sequence[NormRow]]:
    """The periods of each norm in each region, in order."""
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.since):
        found[row.key].append(row)
    return found


def ruled_above(known: Container[tuple[str, str]], key: tuple[str, str]) -> bool:
    """Whether a region above has said something of this norm, so that the place has gone by it."""
    code, region_path = key
    return any((code, path) in known for path in regions_above(region_path)[:-1])


def revision(known: Sequence[NormRow], wanted: Sequence[NormRow], today: date, *, above: bool = False) -> Revision:
    """From what is known of one norm in one place to what a file says of it. What held there before today stays as it was.

    Before the file's first day, and before today, what is known stands; from then on, what the file says. Only a norm of which nobody
    has ruled yet, there or in a region above (`above`), comes with its past.
    """
    cut = max(today, wanted[0].since) if known or above else date.min
    target = _merged([*_before(known, cut), *_from(wanted, cut)])
    before, after = {row.since: row for row in known}, {row.since: row for row in target}
    kept = [since for since, row in before.items() if since in after and after[since].said == row.said]
    return Revision(
        added=tuple(row for since, row in after.items() if since not in kept),
        ended=tuple(after[since] for since in kept if after[since].end != before[since].end),
        withdrawn=tuple(row for since, row in before.items() if since not in kept),
        unchanged=sum(after[since].end == before[since].end for since in kept),
    )


def _before(rows: Iterable[NormRow], cut: date) -> list[NormRow]:
    last = cut - timedelta(days=1) if cut > date.min else cut
    return [replace(row, until=last) if row.end > cut else row for row in rows if row.since < cut]


def _from(rows: Iterable[NormRow], cut: date) -> list[NormRow]:
    return [replace(row, since=max(row.since, cut)) for row in rows if row.end > cut]


def _merged(rows: Iterable[NormRow]) -> list[NormRow]:
    """One period where two that say the same touch."""
    found: list[NormRow] = []
    for row in rows:
        if found and found[-1].said == row.said and found[-1].end == row.since:
            found[-1] = replace(found[-1], until=row.until)
        else:
            found.append(row)
    return found


def require_sound(rows: Iterable[NormRow]) -> None:
    """WS-2.3: a number of the law has a basis, a unit that fits it and a period."""
    for row in rows:
        fault = _fault(row)
        if fault:
            raise RuleBroken(f"参数 {row.code}（{row.region_path or '全国'}，{row.since} 起）：{fault}", clause=CLAUSE)


def _fault(row: NormRow) -> str:
    checks = {
        "编码格式不对": bool(CODE.fullmatch(row.code)),
        "地区路径格式不对": bool(PATH.fullmatch(row.region_path)),
        "缺少依据": bool(row.basis.strip()),
        "既没有数值也没有文字": row.amount is not None or bool(row.text),
        "数值超出范围或小数多于四位": row.amount is None or _fits(row.amount),
        "期限须为非负整数": row.unit.value not in CLOCK_UNITS or (row.amount is not None and row.amount >= 0 and row.amount % 1 == 0),
        "日期须写作 月-日": row.unit is not NormUnit.DATE or _is_day_of_year(row.text),
        "止日早于起日": row.until is None or row.since <= row.until,
    }
    return next((fault for fault, holds in checks.items() if not holds), "")


def _fits(amount: Decimal) -> bool:
    return amount.is_finite() and abs(amount) < LARGEST and amount == amount.quantize(DECIMALS)


def _is_day_of_year(text: str) -> bool:
    try:
        datetime.strptime(f"{LEAP_YEAR}-{text}", "%Y-%m-%d")  # noqa: DTZ007 only asked whether there is such a day
    except ValueError:
        return False
    return True


def require_one_at_a_time(rows: Iterable[NormRow]) -> None:
    """WS-2.3: a norm says one thing on one day in one place."""
    for periods in by_key(rows).values():
        for first, second in pairwise(periods):
            if second.since < first.end:
                where = first.region_path or "全国"
                raise RuleBroken(f"参数 {first.code}（{where}）在 {second.since} 有两行同时有效", clause=CLAUSE)


def require_own_place(actor: Actor, rows: Iterable[NormRow]) -> None:
    """GX-2.4: one's own region and those below it are one's own to rule; what holds above is law to be written down."""
    above = set(regions_above(actor.region))
    for row in rows:
        if not (row.region_path in above or actor.covers(row.region_path)):
            raise NotPermitted(f"{row.region_path} 不在 {actor.name} 的管辖范围", clause=CLAUSE)


def require_calendar(years: Iterable[YearRow]) -> None:
    """LYG-4.3b: only days that differ from Monday to Friday, each once, in or next to its year."""
    seen: set[date] = set()
    for year in years:
        for row in year.days:
            if row.working == (row.day.isoweekday() <= FRIDAY):
                raise RuleBroken(f"{row.day} 与周一至周五的常规相同，不必列出", clause="LYG-4.3b")
            if row.day in seen or row.day.year != year.year:
                raise RuleBroken(f"{row.day} 在日历中重复，或不属于 {year.year} 年", clause="LYG-4.3b")
            seen.add(row.day)


def require_past_kept(known: YearRow, wanted: YearRow, today: date) -> None:
    """LYG-4.3b: an announced year stays announced, and its days that are over stay as they were."""
    if known.provisional:
        return
    if wanted.provisional:
        raise RuleBroken(f"{known.year} 年的安排已经公布，不能改为暂定", clause="LYG-4.3b")
    over = [{(row.day, row.working) for row in year.days if row.day < today} for year in (known, wanted)]
    if over[0] != over[1]:
        raise RuleBroken(f"{known.year} 年 {today} 以前的日历不能再改", clause="LYG-4.3b")
