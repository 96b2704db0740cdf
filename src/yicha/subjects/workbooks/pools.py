"""The workbook of 专项库: its columns, reading into `PoolEntry`, template and export."""

from collections.abc import Callable, Iterable
from pathlib import Path

from yicha.kernel.tables import DAY, SIDS, VERBATIM, Column, Draft, Layout, Record, write_rows, write_template
from yicha.subjects.types import PoolEntry

TITLE = "专项库"
LONGEST = 32_767  # characters of a cell
COLUMNS = (
    Column("name", "名称", VERBATIM, required=True, aliases=("专项库", "专项库名称"), max_length=40, example="预付卡商户"),
    Column("rule", "条件", VERBATIM, max_length=4_000, example="has_tag('预付卡')", note="条件和名单只填一样"),
    Column("sids", "名单", SIDS, aliases=("主体编号",), max_length=LONGEST, note="主体编号，多个用分号隔开"),
    Column("first_day", "从哪天起", DAY, required=True, aliases=("有效", "起期"), max_length=40, example="2026-03-05", note="今天或以后"),
    Column("basis", "依据", VERBATIM, required=True, max_length=200, example="青市监发〔2026〕3号"),
)


def pool_layout(doubt: Callable[[PoolEntry], str]) -> Layout[PoolEntry]:
    """`doubt`: what speaks against a row; nothing, if the register says the same."""
    return Layout(TITLE, COLUMNS, draft=lambda record: _draft(record, doubt))


def _draft(record: Record, doubt: Callable[[PoolEntry], str]) -> Draft[PoolEntry]:
    if record.refused:
        return Draft(record, record.values.get("name", ""), None)
    said = {name: value for name, value in record.values.items() if value is not None}
    row = PoolEntry(**said | {"sids": tuple(sorted(set(said.get("sids", ()))))})
    if why := doubt(row):
        record.note("not_allowed", why, "name")
    return Draft(record, row.name, row)


def fits(rows: Iterable[PoolEntry]) -> bool:
    """Whether every list goes into a cell of a workbook; a longer one is written as CSV."""
    return all(len(SIDS.show(row.sids)) <= LONGEST for row in rows)


def write_pools(path: Path, rows: Iterable[PoolEntry]) -> None:
    """Reading it gives the rows again."""
    write_rows(path, TITLE, COLUMNS, rows)


def write_pools_template(path: Path) -> None:
    write_template(path, TITLE, COLUMNS)
