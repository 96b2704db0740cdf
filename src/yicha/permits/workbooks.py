"""The workbook of 许可: what an approval system exports, or an office types."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from yicha.engines.quality import read_code
from yicha.kernel.tables import (
    DAY,
    LAST_DAY,
    NAME,
    Column,
    Draft,
    Flaw,
    Intake,
    Kind,
    RawRows,
    Reading,
    Record,
    Settlement,
    choice,
    settled,
    write_rows,
    write_template,
)
from yicha.permits.types import PermitRow, PermitStatus

TITLE = "许可"
STATUSES = {
    **dict.fromkeys(("有效", "存续", "valid"), PermitStatus.VALID),
    **dict.fromkeys(("注销", "撤销", "吊销", "失效", "撤回", "cancelled"), PermitStatus.CANCELLED),
}


def _code(text: str) -> str:
    reading = read_code(text)
    if reading.fault or not reading.uscc:
        raise Flaw("bad_uscc", f"“{reading.written}”不是有效的统一社会信用代码，请核对原件")
    return reading.uscc


COLUMNS = (
    Column(
        "number", "许可编号", required=True, aliases=("许可证编号", "证书编号", "许可文书号"), max_length=80, example="JY19904210000018"
    ),
    Column("kind", "许可类别编码", required=True, aliases=("许可类别", "许可事项编码"), max_length=40, example="SPJY"),
    Column(
        "name", "持有人名称", NAME, required=True, aliases=("企业名称", "经营者名称", "相对人名称", "名称"), example="青禾县好味道餐饮店"
    ),
    Column("uscc", "统一社会信用代码", Kind(_code), aliases=("信用代码", "社会信用代码"), max_length=60, example="9199999931412580XT"),
    Column("sid", "主体编号", max_length=64, note="留空即用统一社会信用代码；同一企业有几处场所时写场所的编号"),
    Column("issuer", "许可机关", required=True, aliases=("发证机关", "审批机关"), max_length=100, example="青禾县行政审批局"),
    Column("granted_on", "许可日期", DAY, required=True, aliases=("发证日期", "决定日期"), max_length=40, example="2026-03-02"),
    Column("valid_to", "有效期至", LAST_DAY, aliases=("有效期止", "截止日期"), max_length=40, example="2031-03-01", note="长期有效的留空"),
    Column("status", "状态", choice(STATUSES), aliases=("许可状态",), max_length=20, example="有效"),
    Column("town", "乡镇街道", aliases=("乡镇", "街道"), max_length=60),
    Column("address", "地址", aliases=("经营场所", "住所"), max_length=400),
    Column("scope", "许可范围", aliases=("经营项目", "经营范围"), max_length=2_000),
)


def read_permits(source: RawRows) -> Reading[PermitRow]:
    """A number twice with the same content is one permit with a warning."""
    intake = Intake(COLUMNS, source)
    drafts = [_draft(record) for record in intake.records()]
    return settled(intake, drafts, Settlement({}))


def write_permits_template(path: Path) -> None:
    write_template(path, TITLE, COLUMNS)


def write_permits(path: Path, rows: Iterable[PermitRow]) -> None:
    write_rows(path, TITLE, COLUMNS, rows, vars)


def _draft(record: Record) -> Draft[PermitRow]:
    values: dict[str, Any] = record.values
    row = None if record.refused else PermitRow(**values)
    return Draft(record, values.get("number", ""), row)
