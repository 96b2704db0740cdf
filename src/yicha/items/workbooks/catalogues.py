"""The workbook of another list of the same matters: national, provincial, of powers, or of a department's own system."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from yicha.items.types import CatalogueRow
from yicha.items.workbooks.points import LINES
from yicha.kernel.tables import Column, Draft, Intake, RawRows, Reading, Record, Settlement, settled, write_rows

TITLE: Final = "目录"
COLUMNS: Final = (
    Column(
        "code",
        "编码",
        required=True,
        aliases=("事项编码", "主项编码", "目录编码", "权力事项编码", "监管事项编码"),
        max_length=100,
        example="P0101",
    ),
    Column(
        "name",
        "名称",
        required=True,
        aliases=("事项名称", "主项名称", "监管事项名称", "权力事项名称"),
        max_length=400,
        example="食品经营监督检查",
    ),
    Column("legal_basis", "依据", LINES, aliases=("设定依据", "实施依据"), max_length=4_000, example="《食品安全法》第一百一十条"),
    Column("owner", "部门", aliases=("实施部门", "监管部门", "职能部门", "责任部门"), example="市场监督管理局"),
)


def read_catalogue(source: RawRows) -> Reading[CatalogueRow]:
    intake = Intake(COLUMNS, source)
    return settled(intake, [_draft(record) for record in intake.records()], Settlement({}))


def write_catalogue(path: Path, rows: Iterable[CatalogueRow]) -> None:
    write_rows(path, TITLE, COLUMNS, rows)


def _draft(record: Record) -> Draft[CatalogueRow]:
    row = None if record.refused else CatalogueRow(**record.values)
    return Draft(record, record.values.get("code", ""), row)
