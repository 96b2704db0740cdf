"""The sheet of 抽取名额 for `draw run --quotas`: one row for each line to be drawn.

计划行编号 line_id · 比例 ratio (one share, or one for each credit class) · 最少户数 min_count · 对象范围 scope_query (empty: the whole
pool). A row needs a ratio or a least number; without a ratio the norm's quotas are drawn. The pool is a workbook of 监管对象. Where
officers are drawn too: 部门 department (empty in all rows: any officer) · 现场分钟 minutes · 资格 skills · 最少人数 min_officers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yicha.kernel.tables import (
    RATIO,
    Column,
    Draft,
    Intake,
    Ratio,
    RawRows,
    Reading,
    Record,
    Settlement,
    integer,
    items,
    settled,
    write_rows,
    write_template,
)
from yicha.subjects.workbooks import SCOPE_QUERY

TITLE = "抽取名额"
NO_RATIO = Ratio({})


@dataclass(frozen=True)
class QuotaRow:
    """How many of which subjects: of each stratum the share rounded up, at least `min_count`. Without a ratio: the norm's quotas."""

    line_id: str
    ratio: Ratio = NO_RATIO
    min_count: int = 0
    scope_query: str = "TRUE"
    department: str = ""
    minutes: int = 60
    skills: tuple[str, ...] = ()
    min_officers: int = 2


COLUMNS = (
    Column("line_id", "计划行编号", required=True, aliases=("编号",), max_length=60, example="SC-01"),
    Column(
        "ratio",
        "比例",
        RATIO,
        aliases=("抽查比例", "抽取比例"),
        example="A:2%;B:5%;C:100%;D:100%",
        note="5%，或按信用类别；只填最少户数的按法定比例",
    ),
    Column("min_count", "最少户数", integer(0, 10_000_000), max_length=12, example="1"),
    Column("scope_query", "对象范围", SCOPE_QUERY, max_length=4_000, example="scope LIKE '%餐饮%'", note="留空为全部"),
    Column("department", "部门", aliases=("所属部门", "实施部门"), max_length=100, note="抽取人员时填，与人员表写法一致"),
    Column("minutes", "现场分钟", integer(1, 10_000), max_length=10, note="留空为60"),
    Column("skills", "资格", items(), aliases=("资格要求",), max_length=1_000, note="用分号隔开，每项至少一人具备"),
    Column("min_officers", "最少人数", integer(1, 100), max_length=10, note="留空为2"),
)


def read_quotas(source: RawRows) -> Reading[QuotaRow]:
    """Read quotas, in the order of the sheet."""
    intake = Intake(COLUMNS, source)
    drafts = [_draft(record) for record in intake.records()]
    return settled(intake, drafts, Settlement({}))


def write_quotas(path: Path, rows: Iterable[QuotaRow]) -> None:
    """`.xlsx`, or `.csv` by the ending of the path; reading it gives the rows again."""
    write_rows(path, TITLE, COLUMNS, rows)


def write_quotas_template(path: Path) -> None:
    write_template(path, TITLE, COLUMNS)


def _draft(record: Record) -> Draft[QuotaRow]:
    if not record.values.keys() & {"ratio", "min_count"} and not record.has_problem("ratio"):
        record.note("missing", "须填比例或最少户数", "ratio")
    row = None if record.refused else QuotaRow(**record.values)
    return Draft(record, record.values.get("line_id", ""), row)
