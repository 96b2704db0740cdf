"""The workbook of 规则冲突: two provisions, who mends them, and of a settled one what came of it. Its number the register gives."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from yicha.duties.types import ConflictEntry, ConflictKind, ConflictStatus, Provision, ReportConflict, Settled
from yicha.duties.workbooks.words import DepartmentWords
from yicha.kernel.tables import DAY, VERBATIM, Column, Draft, Layout, choice, write_rows, write_template

TITLE = "规则冲突"
BY = ("owner", "found_by")
KINDS = choice({"不一致": ConflictKind.INCONSISTENT, "不衔接": ConflictKind.UNCONNECTED, **{one.value: one for one in ConflictKind}})
OUTCOMES = choice(
    {
        "待处理": ConflictStatus.OPEN,
        "已修订": ConflictStatus.REVISED,
        "保留": ConflictStatus.KEPT,
        **{one.value: one for one in ConflictStatus if one is not ConflictStatus.WITHDRAWN},
    }
)
CONFLICT_COLUMNS = (
    Column("title", "冲突在哪", VERBATIM, required=True, aliases=("名称",), max_length=200, example="餐饮场所疏散通道宽度两个数"),
    Column("kind", "类型", KINDS, required=True, example="不一致"),
    Column("first_source", "第一条规定", VERBATIM, required=True, max_length=200, example="《餐饮场所管理规定》第9条"),
    Column("first_text", "第一条原文", VERBATIM, required=True, max_length=4000, example="不少于1.1米"),
    Column("second_source", "第二条规定", VERBATIM, required=True, max_length=200, example="《小型场所消防要求》第4条"),
    Column("second_text", "第二条原文", VERBATIM, required=True, max_length=4000, example="不少于0.9米"),
    Column("description", "怎么不一致", VERBATIM, required=True, aliases=("说明",), max_length=2000, example="同一场所按两个数检查"),
    Column("found_by", "谁发现", required=True, aliases=("发现部门",), max_length=100, example="市场监督管理局"),
    Column("found_on", "发现日期", DAY, required=True, max_length=40, example="2026-01-10", note="处理期限从这天算"),
    Column("owner", "谁处理", required=True, aliases=("负责部门",), max_length=100, example="消防救援大队"),
    Column("status", "结果", OUTCOMES, required=True, example="待处理"),
    Column("reason", "处理理由", VERBATIM, max_length=2000, note="处理完的才填"),
    Column("document", "修订后的文件", VERBATIM, max_length=200, note="已修订的才填"),
    Column("item", "修订后的事项编码", VERBATIM, max_length=60),
    Column("closed_on", "处理日期", DAY, max_length=40, note="处理完的才填"),
)


def conflict_layout(words: DepartmentWords[ConflictEntry]) -> Layout[ConflictEntry]:
    return Layout(
        TITLE,
        CONFLICT_COLUMNS,
        draft=lambda record: words.placed(record, ConflictEntry, BY),
        meet=_meet,
        values=lambda row: words.said(row, row.title, BY),
    )


def _meet(draft: Draft[ConflictEntry], known: ConflictEntry) -> None:
    """GX-2.4b: what is registered is settled by its owner on its page; a file does not rewrite it."""
    if draft.row is not None and draft.row != known:
        draft.record.note("held", "这个冲突已经登记，内容不同", "title")


def write_conflicts(path: Path, rows: Iterable[ConflictEntry], words: DepartmentWords[ConflictEntry]) -> None:
    """Reading it gives the rows again."""
    write_rows(path, TITLE, CONFLICT_COLUMNS, rows, conflict_layout(words).values)


def write_conflicts_template(path: Path) -> None:
    write_template(path, TITLE, CONFLICT_COLUMNS)


def report_of(region_path: str, row: ConflictEntry) -> ReportConflict:
    """A row that says anything of an outcome says all of it, or is refused."""
    said = (row.reason, row.document, row.item, row.closed_on)
    settled = Settled(row.status, row.reason, row.closed_on or date.max, row.document, row.item)
    return ReportConflict(
        region_path=region_path,
        kind=row.kind,
        title=row.title,
        provisions=(Provision(row.first_source, row.first_text), Provision(row.second_source, row.second_text)),
        description=row.description,
        found_by=row.found_by,
        owner=row.owner,
        found_on=row.found_on,
        settled=None if row.status is ConflictStatus.OPEN and not any(said) else settled,
    )
