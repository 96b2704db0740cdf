"""The workbook of 政策文件: documents that are or were in force. Their text comes as a file of its own."""

from collections.abc import Iterable
from pathlib import Path

from yicha.duties.types import PolicyEntry
from yicha.duties.workbooks.words import DepartmentWords
from yicha.kernel.tables import DAY, VERBATIM, Column, Draft, Layout, items, write_rows, write_template

TITLE = "政策文件"
POLICY_COLUMNS = (
    Column("title", "文件名称", VERBATIM, required=True, aliases=("名称", "标题"), max_length=200, example="餐饮服务监督检查办法"),
    Column("number", "文号", VERBATIM, required=True, aliases=("发文字号",), max_length=80, example="青政办〔2026〕3号"),
    Column("issuer", "印发机关", VERBATIM, required=True, aliases=("发文机关",), max_length=100, example="青禾县人民政府办公室"),
    Column("issued_on", "印发日期", DAY, required=True, aliases=("发文日期",), max_length=40, example="2026-01-10"),
    Column("valid_to", "有效期至", DAY, max_length=40, note="留空为长期"),
    Column("department", "部门", required=True, aliases=("单位",), max_length=100, example="市场监督管理局", note="由谁保管"),
    Column("items", "事项编码", items(), aliases=("对应事项",), max_length=30_000, example="I001;I002", note="多个用分号隔开"),
    Column("repealed_because", "废止理由", VERBATIM, max_length=200, note="已废止的才填"),
)


def policy_layout(words: DepartmentWords[PolicyEntry]) -> Layout[PolicyEntry]:
    return Layout(
        TITLE,
        POLICY_COLUMNS,
        draft=lambda record: words.placed(record, PolicyEntry, ("department",)),
        meet=_meet,
        values=lambda row: words.said(row, row.title, ("department",)),
    )


def _meet(draft: Draft[PolicyEntry], known: PolicyEntry) -> None:
    """GX-4.1: a document that is registered is repealed on its page; a file does not rewrite it."""
    if draft.row is not None and draft.row != known:
        draft.record.note("held", "这个文号已经登记，内容不同", "number")


def write_policies(path: Path, rows: Iterable[PolicyEntry], words: DepartmentWords[PolicyEntry]) -> None:
    """Reading it gives the rows again."""
    write_rows(path, TITLE, POLICY_COLUMNS, rows, policy_layout(words).values)


def write_policies_template(path: Path) -> None:
    write_template(path, TITLE, POLICY_COLUMNS)
