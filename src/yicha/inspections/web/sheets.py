"""Lists as files."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from yicha.inspections.types import DeskRow
from yicha.inspections.web.labels import STATUSES
from yicha.inspections.web.names import Names
from yicha.kernel.archive import content_of
from yicha.kernel.tables import Sheet, write_workbook

HEADER = ("文号", "企业", "统一社会信用代码", "乡镇街道", "首日", "末日", "牵头部门", "其他部门", "状态", "已交部门", "部门数")


def write_visits(path: Path, rows: Sequence[DeskRow], names: Names) -> None:
    write_workbook(path, [Sheet("检查任务", HEADER, [_cells(row, names) for row in rows])])


def archive(rows: Sequence[DeskRow]) -> bytes:
    """The notices of rows that have one."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for row in rows:
            file.writestr(f"{row.first_day}_{row.number}.pdf", content_of(row.notice))
    return packed.getvalue()


def _cells(row: DeskRow, names: Names) -> tuple[str | int, ...]:
    days = (row.first_day.isoformat(), row.last_day.isoformat())
    others = "、".join(names.of(code for code in row.departments if code != row.lead))
    status = str(STATUSES[row.status][0])
    return row.number, row.name, row.uscc, row.town, *days, names.one(row.lead), others, status, row.submitted, row.parts
