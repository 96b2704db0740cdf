"""What a department's own system may give, and how a row of it is judged."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from yicha.engines.quality import Family, Rule, key_of
from yicha.exchange.rules.layouts import CHECKS, Layout
from yicha.exchange.types import GivenRow, Remark, TakeRecords
from yicha.kernel.refusals import Exit, RuleBroken

MOST: Final = 500  # rows of a request
NUMBER: Final = re.compile(r"[A-Za-z0-9._-]{1,40}")
DONE_ON: Final[Mapping[str, str]] = {  # the column that says when it was done
    CHECKS: "check_date",
    "punish_action": "punish_date",
    "force_action": "first_day",
    "other_action": "first_day",
}


def require_given(command: TakeRecords) -> None:
    """YX-2.15: a table that there is, rows that can be told apart, and not more than one request holds."""
    require_numbered(command.table, [row.number for row in command.rows])


def require_numbered(table: str, numbers: Sequence[str]) -> None:
    """YX-2.15: the same of rows that are only named."""
    if table not in DONE_ON:
        known = "、".join(DONE_ON)
        raise RuleBroken(f"没有这张上报表：{table}", clause="YX-2.15", exits=(Exit(f"改用 {known}"),))
    if not 0 < len(numbers) <= MOST:
        raise RuleBroken(f"一次报送 1 到 {MOST} 行", clause="YX-2.15")
    wrong = next((number for number in numbers if not NUMBER.fullmatch(number)), "")
    if wrong or not all(numbers):
        raise RuleBroken("行号由字母、数字和“._-”组成，至多 40 位", clause="YX-2.15")
    if len(set(numbers)) < len(numbers):
        raise RuleBroken("同一次报送里行号重复", clause="YX-2.15")


def require_known(numbers: Iterable[str], found: Collection[str]) -> None:
    """GX-5.2b: one number that was never given, and nothing is taken back."""
    strange = [number for number in numbers if number not in found]
    if strange:
        raise RuleBroken(f"没有报送过：{'、'.join(strange[:5])}", clause="GX-5.2b", exits=(Exit("核对行号后再撤回"),))


def require_ours(given_by: str, follows: int | None) -> None:
    """GX-5.3: what a system gave is mended in that system, what was entered where it was entered."""
    if follows:
        raise RuleBroken("这条是在页面上登记的", clause="GX-5.3", exits=(Exit("用“更正登记”"),))
    if given_by:
        raise RuleBroken("这条由业务系统报送", clause="GX-5.3", exits=(Exit("在该系统更正后重新报送"),))


def key_of_given(area: str, department: str, number: str) -> str:
    """YX-2.15: `cd_id`, the same for the same row however often it is given; no row of our own has a stroke in it."""
    return f"{area}/{department}/{number}"


def content_of(layout: Layout, row: GivenRow, ours: Mapping[str, str]) -> dict[str, str]:
    """YX-2.15, GX-5.3: all columns of the layout; who provides, where and when we say ourselves, whatever the row says."""
    said = dict(row.said)
    return {column.name: ours.get(column.name, said.get(column.name, "")) for column in layout.columns}


def strange_columns(layout: Layout, row: GivenRow) -> tuple[Remark, ...]:
    """GX-5.3: columns that the layout does not have, so that nothing is lost silently."""
    known = layout.labels
    return tuple(Remark(name[:100], "没有这一列", value[:100], Family.FORMAT) for name, value in row.said if name not in known)


def done_at(table: str, content: Mapping[str, str], at: datetime) -> datetime:
    """LYG-4.4c: when the clock of the push began: as the row says, now where that cannot be read or has still to come."""
    try:
        found = datetime.fromisoformat(content.get(DONE_ON[table], ""))
    except ValueError:
        return at
    return min(found.replace(tzinfo=at.tzinfo), at)


def repeated(rows: Sequence[Mapping[str, str]], rules: Iterable[Rule]) -> set[str]:
    """GX-5.3: keys of the family unique that more than one of these rows has."""
    unique = [rule for rule in rules if rule.family is Family.UNIQUE]
    keys = [key for rule in unique for row in rows if (key := key_of(row, rule))]
    return {key for key in keys if keys.count(key) > 1}


def keys_taken(rows: Collection[Mapping[str, str]], rules: Iterable[Rule]) -> set[str]:
    """GX-5.3: what other rows have said already."""
    return {key_of(row, rule) for rule in rules if rule.family is Family.UNIQUE for row in rows} - {""}
