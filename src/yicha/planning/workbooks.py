"""The workbooks of 计划行 and of this year's past checks (contract §2): columns, reading, templates, exports."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from yicha.kernel.tables import (
    DAY,
    FLAG,
    PERIOD,
    RATIO,
    SIDS,
    WEIGHTS,
    Column,
    Draft,
    Intake,
    Level,
    RawRows,
    Reading,
    Record,
    Settlement,
    choice,
    integer,
    items,
    settled,
    write_rows,
    write_template,
)
from yicha.planning.types import DepartmentLine, LineRow, PastCheck
from yicha.subjects.workbooks import SCOPE_QUERY

TITLE, HISTORY_TITLE = "计划行", "本年度已检查"
EVERYTHING = "TRUE"
NO_REASON = "未说明原因"
SELECTIONS = {"随机": "random", "名单": "list", "全覆盖": "full", "random": "random", "list": "list", "full": "full"}
MODES = {
    "现场": "onsite",
    "抽样": "sampling",
    "书面": "written",
    "网络": "online",
    "onsite": "onsite",
    "sampling": "sampling",
    "written": "written",
    "online": "online",
}
TOKENS = ("dept:", "class:")
COLUMNS = (
    Column("department", "部门", required=True, aliases=("计划部门", "所属部门", "实施部门"), max_length=100, example="市场监督管理局"),
    Column("line_id", "计划行编号", required=True, aliases=("计划编号", "行编号"), max_length=60, example="SC-01", note="整个文件中不重复"),
    Column("item_code", "事项编码", required=True, max_length=100, example="01310001000100"),
    Column("item_name", "事项名称", required=True, aliases=("检查事项", "事项"), example="餐饮服务食品安全检查"),
    Column("check_class", "检查类别", required=True, max_length=100, example="食品安全", note="同一企业同一类别一年一次"),
    Column(
        "scope_query",
        "对象范围",
        SCOPE_QUERY,
        aliases=("范围条件",),
        max_length=4_000,
        example="scope LIKE '%餐饮%' AND town <> '未知'",
        note="必填（名单可留空）：TRUE 为全部；可用列名、= <> < > IN BETWEEN LIKE IS NULL AND OR NOT、has_tag('标签')",
    ),
    Column("selection", "抽取方式", choice(SELECTIONS), required=True, aliases=("选取方式",), example="随机"),
    Column(
        "ratio",
        "比例",
        RATIO,
        aliases=("抽查比例", "抽取比例"),
        example="A:2%;B:5%;C:100%;D:100%",
        note="随机时填：5% 或按信用类别；只填最少户数的按法定比例",
    ),
    Column("min_count", "最少户数", integer(0, 10_000_000), max_length=12),
    Column(
        "weights",
        "权重",
        WEIGHTS,
        aliases=("抽取权重",),
        max_length=200,
        example="重点监管:3",
        note="随机时可填：标签:倍数，签号按倍数加重，用分号隔开",
    ),
    Column("list", "名单", SIDS, max_length=32_767, note="名单时填：主体编号，用分号隔开"),
    Column("window", "时间窗", PERIOD, required=True, aliases=("检查时间", "检查时段"), max_length=60, example="2026-04-01/2026-06-30"),
    Column("mode", "方式", choice(MODES), aliases=("检查方式",), example="现场", note="留空为现场"),
    Column("announced", "是否预告", FLAG, example="是", note="留空为是；否 = 依法不预先告知"),
    Column("minutes", "现场分钟", integer(1, 10_000), max_length=10, example="60", note="留空为60"),
    Column("skills", "资格", items(), aliases=("资格要求",), max_length=1_000, note="用分号隔开，每项至少一人具备"),
    Column("min_officers", "最少人数", integer(1, 100), max_length=10, example="2", note="留空为2"),
    Column("mergeable", "可合并", FLAG, example="是", note="留空为是；否 = 单独上门，须写理由"),
    Column("reason", "不合并理由", max_length=400),
    Column("not_with", "不得同时", items(), max_length=2_000, note="计划行编号、部门或检查类别，用分号隔开"),
    Column("lead_rank", "牵头顺位", integer(1, 99), max_length=10, note="数小者优先牵头"),
    Column("exemption", "豁免", aliases=("豁免依据",), note="不计入频次上限的法律依据，写明法律、法规、规章的名称，如《消防法》第五十三条"),
    Column("campaign", "专项行动", aliases=("专项行动文号",), max_length=100, note="属于专项行动的填批准文号"),
    Column("secret_because", "不预告依据", max_length=200, note="不预告的须填：依法不公开的依据"),
    Column("first_wave", "第一批占比", integer(1, 99), max_length=10, note="分两批的填：占抽取数的百分之几"),
    Column("second_from", "第二批日期", DAY, max_length=40, note="分两批的填：从这一天起公开、安排其余的，在时间窗内"),
    Column("onsite_because", "到场理由", max_length=200, note="非现场可查的事项到场检查须填"),
)
HISTORY_COLUMNS = (
    Column("sid", "主体编号", required=True, aliases=("统一社会信用代码",), max_length=64, example="9199999931412580XT"),
    Column("check_class", "检查类别", required=True, max_length=100, example="食品安全"),
    Column("department", "部门", required=True, aliases=("检查部门", "检查机关"), max_length=100, example="省市场监督管理局"),
    Column("level", "层级", aliases=("检查层级",), max_length=20, example="省"),
    Column("date", "日期", DAY, required=True, aliases=("检查日期",), max_length=40, example="2026-02-03"),
)


def read_plans(source: RawRows) -> Reading[DepartmentLine]:
    """Read plan lines, of one department or of many."""
    intake = Intake(COLUMNS, source)
    drafts = [_line_draft(record) for record in intake.records()]
    _name_tokens(drafts)
    return settled(intake, drafts, Settlement({}))


def write_plans(path: Path, rows: Iterable[DepartmentLine]) -> None:
    """`.xlsx`, or `.csv` by the ending of the path; reading it gives the rows again."""
    write_rows(path, TITLE, COLUMNS, rows, _line_values)


def write_plans_template(path: Path) -> None:
    write_template(path, TITLE, COLUMNS)


def read_history(source: RawRows) -> Reading[PastCheck]:
    """Read the checks already done this year, superiors' included. Without a 层级 it is empty text."""
    intake = Intake(HISTORY_COLUMNS, source)
    drafts = [_past_check_draft(record) for record in intake.records()]
    return settled(intake, drafts, Settlement({}))


def write_history(path: Path, rows: Iterable[PastCheck]) -> None:
    write_rows(path, HISTORY_TITLE, HISTORY_COLUMNS, rows, lambda row: vars(row) | {"date": row.on})


def write_history_template(path: Path) -> None:
    write_template(path, HISTORY_TITLE, HISTORY_COLUMNS)


def coded(row: DepartmentLine, written: Collection[str], code: str) -> DepartmentLine:
    """People write a department's name, also in 不得同时; tables hold its code. `written`: how people write the department of `code`."""
    tokens = tuple((f"dept:{code}" if token.removeprefix("dept:") in written else token, reason) for token, reason in row.line.not_with)
    return DepartmentLine(code, replace(row.line, not_with=tokens))


def _line_draft(record: Record) -> Draft[DepartmentLine]:
    values = record.values
    _require_what_selection_needs(record)
    if values.get("mergeable") is False and "reason" not in values:
        record.note("missing", "不可合并的应写明理由", "reason", Level.WARNING)
        values["reason"] = NO_REASON
    row = None if record.refused else DepartmentLine(values["department"], _line(values))
    return Draft(record, values.get("line_id", ""), row)


def _require_what_selection_needs(record: Record) -> None:
    values, selection = record.values, record.values.get("selection")
    if selection == "list" and not record.has_problem("scope_query"):
        values.setdefault("scope_query", EVERYTHING)
    if "scope_query" not in values and not record.has_problem("scope_query"):
        record.note("missing", "“对象范围”不能为空；全部写 TRUE", "scope_query")
    if selection == "list" and "list" not in values and not record.has_problem("list"):
        record.note("missing", "抽取方式为名单时，“名单”不能为空", "list")
    if selection != "random" and "weights" in values:
        record.note("unexpected", "只有随机抽取才有权重", "weights")
    if ("first_wave" in values) != ("second_from" in values):
        record.note("missing", "分批须写明第一批占比和第二批日期", "second_from" if "first_wave" in values else "first_wave")
    if selection == "random" and not values.keys() & {"ratio", "min_count"} and not record.has_problem("ratio"):
        record.note("missing", "抽取方式为随机时，须填比例或最少户数", "ratio")


def _line(values: Mapping[str, Any]) -> LineRow:
    kept = {name: value for name, value in values.items() if name not in {"department", "list", "not_with", "ratio", "weights"}}
    reason = values.get("reason", "")
    return LineRow(
        **kept,
        ratio=str(values.get("ratio", "")),
        weights=str(values.get("weights", "")),
        sids=values.get("list", ()),
        not_with=tuple((token, reason) for token in values.get("not_with", ())),
    )


def _line_values(row: DepartmentLine) -> Mapping[str, Any]:
    tokens = tuple(token for token, _ in row.line.not_with)
    own = {"department": row.department, "list": row.line.sids, "not_with": tokens, "first_wave": row.line.first_wave or None}
    return vars(row.line) | own


def _name_tokens(drafts: Sequence[Draft[DepartmentLine]]) -> None:
    """A bare word in 不得同时 is a line of this file, else a department, else a class; others are kept as the line they may be."""
    rows = [draft.row for draft in drafts if draft.row]
    lines = {row.line.line_id for row in rows}
    departments, classes = {row.department for row in rows}, {row.line.check_class for row in rows}
    for draft in drafts:
        if draft.row and draft.row.line.not_with:
            named = []
            for token, reason in draft.row.line.not_with:
                known = token in lines or token.startswith(TOKENS)
                if not known and token not in departments | classes:
                    draft.record.note("unknown_code", f"“{token}”不是本文件中的计划行、部门或检查类别", "not_with", Level.WARNING)
                prefix = "" if known else "dept:" if token in departments else "class:" if token in classes else ""
                named.append((prefix + token, reason))
            draft.row = replace(draft.row, line=replace(draft.row.line, not_with=tuple(named)))


def _past_check_draft(record: Record) -> Draft[PastCheck]:
    values = record.values
    if record.refused:
        return Draft(record, "", None)
    row = PastCheck(values["sid"].upper(), values["check_class"], values["department"], values.get("level", ""), values["date"])
    return Draft(record, f"{row.sid}|{row.check_class}|{row.department}|{row.level}|{row.on}", row)
