"""文件报送: what a department's own system puts into its folder, the same as over the interface.

{"table": "check_action", "rows": [{"number": "A1", "columns": {"check_date": "…"}}]}
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from yicha.exchange.rules.giving import MOST, require_numbered
from yicha.exchange.types import Drop, GivenRow
from yicha.kernel.refusals import Exit, RuleBroken

LONGEST: Final = 2000  # of a value
COLUMNS: Final = 100
ROWS: Final = 50_000


def read_drop(content: bytes) -> Drop:
    """YX-2.15: RuleBroken naming what cannot be read; nothing in it is believed half."""
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _unreadable("不是 JSON") from error
    if not isinstance(said, dict) or not isinstance(said.get("table"), str) or not isinstance(said.get("rows"), list):
        raise _unreadable("缺少 table 或 rows")
    if len(said["rows"]) > ROWS:
        raise _unreadable(f"多于 {ROWS} 行")
    rows = tuple(map(_row, said["rows"]))
    if len({row.number for row in rows}) < len(rows):
        raise _unreadable("行号重复")
    for piece in pieces(rows) if rows else [rows]:
        require_numbered(said["table"], [row.number for row in piece])
    return Drop(said["table"], rows)


def pieces(rows: tuple[GivenRow, ...]) -> Iterator[tuple[GivenRow, ...]]:
    """As many as one request holds."""
    return (rows[start : start + MOST] for start in range(0, len(rows), MOST))


def _row(row: Any) -> GivenRow:
    if not isinstance(row, dict) or not isinstance(row.get("number"), str) or not isinstance(row.get("columns"), dict):
        raise _unreadable("有的行没有 number 或 columns")
    said = row["columns"]
    if len(said) > COLUMNS or not all(isinstance(value, str) and len(value) <= LONGEST for value in said.values()):
        raise _unreadable(f"{row['number'][:40]} 的列过多、过长或不是文字")
    return GivenRow(row["number"], tuple((name[:100], value) for name, value in said.items()))


def _unreadable(what: str) -> RuleBroken:
    return RuleBroken(f"读不懂报送文件：{what}", clause="YX-2.15", exits=(Exit("按约定的格式重发"),))
