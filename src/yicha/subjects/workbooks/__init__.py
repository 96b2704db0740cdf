"""The workbook of 监管对象 (contract §2, §3): its columns, reading into `SubjectRow`, template and export."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from yicha.engines.quality import (
    CodeFault,
    CodeReading,
    Entry,
    Kinship,
    Repeats,
    find_repeats,
    kinship,
    local_sid,
    normalised_name,
    read_code,
    registration_check_holds,
    tail_of,
)
from yicha.engines.scope import Column as ScopeColumn
from yicha.engines.scope import Kind as ScopeKind
from yicha.engines.scope import QueryRefused, parse_query
from yicha.kernel.tables import (
    DAY,
    NAME,
    PERIODS,
    Block,
    Column,
    Draft,
    Flaw,
    Kind,
    Layout,
    Level,
    RawRows,
    Reading,
    Record,
    choice,
    clean,
    decimal,
    integer,
    items,
    read_all,
    read_day,
    write_rows,
    write_template,
)
from yicha.subjects.types import SubjectRow

TITLE = "监管对象"
OLD_NUMBER = "原注册号"  # the old number of a subject without a code, kept beside the unknown columns
SID_LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:._-")
CREDIT_CLASSES = {f"{name}{ending}": name for ending in ("", "类", "级") for name in "ABCD"}
FAULTS = {
    CodeFault.DIGITS_LOST: "是科学计数法，后面的数字已丢失，请把该列设为文本后重新填写",
    CodeFault.LENGTH: "不是18位，请核对原件",
    CodeFault.LETTER: "含有统一社会信用代码不用的字母（I、O、S、V、Z）或符号，请核对原件",
    CodeFault.CHECK_DIGIT: "校验位不符，请核对原件",
}


def old_number(extra: Mapping[str, str]) -> str:
    """The 15-digit number that came with a row, in the column of codes or in one of its own; empty if there is none."""
    return read_code(extra[OLD_NUMBER]).registration if OLD_NUMBER in extra else ""


def _sid(text: str) -> str:
    written = clean(text).upper().replace(" ", "")
    if not set(written) <= SID_LETTERS or not written[0].isalnum():
        raise Flaw("bad_sid", f"“{written}”只能用字母、数字和 : . _ -")
    return written


def _code(text: str, waived: Collection[str] = ()) -> CodeReading | None:
    """Text without any digit is an empty cell. `waived`: codes that a person accepts though their check digit fails."""
    reading = read_code(text)
    if reading.fault is CodeFault.CHECK_DIGIT and reading.written in waived:
        return CodeReading(reading.written, uscc=reading.written)
    if reading.fault:
        likely = f"；可能是 {'、'.join(reading.suggestions)}" if reading.suggestions else ""
        raise Flaw("bad_uscc", f"“{reading.written}”{FAULTS[reading.fault]}{likely}")
    if reading.registration:
        doubt = "" if registration_check_holds(reading.registration) else "，且校验位不符"
        raise Flaw("old_number", f"“{reading.written}”是15位旧注册号{doubt}，另行保存", Level.WARNING, reading)
    return reading if reading.uscc else None


CODE = Kind(_code)
COLUMNS = (
    Column(
        "name",
        "主体名称",
        NAME,
        required=True,
        aliases=("企业名称", "单位名称", "机构名称", "名称", "监管对象名称", "市场主体名称", "经营主体名称"),
        example="青禾县好味道餐饮店",
        note="与登记名称一致",
    ),
    Column(
        "uscc",
        "统一社会信用代码",
        CODE,
        aliases=("信用代码", "社会信用代码", "统一代码"),
        max_length=60,
        example="9199999931412580XT",
        note="18位；没有的留空，15位旧注册号会另行保存",
    ),
    Column("sid", "主体编号", Kind(_sid), max_length=64, note="留空即用统一社会信用代码；同一企业有几处场所时每处一个编号"),
    Column("etype", "主体类型", aliases=("企业类型", "市场主体类型", "类型"), max_length=60, example="个体工商户"),
    Column("industry", "行业代码", aliases=("行业", "所属行业"), max_length=60, example="H6210", note="GB/T 4754"),
    Column("scope", "经营范围", aliases=("业务范围",), max_length=10_000, example="餐饮服务"),
    Column("province", "省", aliases=("省份",), max_length=40),
    Column("city", "市", aliases=("地市",), max_length=40),
    Column("county", "区县", aliases=("县", "县区", "县市区"), max_length=40, example="青禾县"),
    Column(
        "town",
        "乡镇街道",
        aliases=("乡镇", "街道", "所属乡镇", "所属街道", "所属乡镇街道", "镇街"),
        max_length=60,
        example="城关镇",
        note="留空为“未知”",
    ),
    Column(
        "address",
        "地址",
        aliases=("住所", "经营场所", "经营地址", "注册地址", "住所地", "详细地址"),
        max_length=400,
        example="青禾县城关镇人民路12号",
    ),
    Column("lon", "经度", decimal(-180, 180), aliases=("lng", "longitude"), max_length=20, lenient=True, note="度，小数"),
    Column("lat", "纬度", decimal(-90, 90), aliases=("latitude",), max_length=20, lenient=True, note="度，小数"),
    Column(
        "credit_class",
        "信用风险分类",
        choice(CREDIT_CLASSES),
        aliases=("信用分类", "信用等级", "信用风险等级"),
        max_length=20,
        example="B",
        note="留空为未分类，抽查比例按 B 类",
    ),
    Column("tags", "标签", items(40), aliases=("主体标签",), max_length=2_000, example="餐饮;学校周边", note="用分号隔开"),
    Column(
        "reg_date",
        "成立日期",
        DAY,
        aliases=("注册日期", "登记日期", "成立时间"),
        max_length=40,
        lenient=True,
        example="2019-05-06",
    ),
    Column("status", "状态", aliases=("登记状态", "经营状态"), max_length=40, example="存续"),
    Column("blocked", "安静期", PERIODS, max_length=2_000, example="2026-06-01/2026-06-10", note="起/止，多段用分号隔开，期间不上门"),
    Column("visit_cap", "年度上限", integer(0, 366), aliases=("年度检查上限",), max_length=10, note="一年最多上门次数"),
)


def scope_columns(table: str = "") -> tuple[ScopeColumn, ...]:
    """What a `scope_query` may ask of a subject. `table`: the quoted alias and a dot, if the query to the database needs one."""
    kinds = {
        "lon": (ScopeKind.NUMBER, "::numeric"),
        "lat": (ScopeKind.NUMBER, "::numeric"),
        "visit_cap": (ScopeKind.NUMBER, ""),
        "reg_date": (ScopeKind.DATE, "::date"),
        "tags": (ScopeKind.TAGS, ""),
    }
    asked = [(column, f'{table}"{column.name}"') for column in COLUMNS if column.name != "blocked"]
    return tuple(
        ScopeColumn(column.name, column.label, kinds[column.name][0], sql + kinds[column.name][1])
        if column.name in kinds
        else ScopeColumn(column.name, column.label, sql=f"NULLIF({sql}, '')")
        for column, sql in asked
    )


def _query(text: str) -> str:
    try:
        parse_query(text.strip(), ASKED)
    except QueryRefused as refused:
        raise Flaw("bad_query", str(refused)) from None
    return text.strip()


ASKED = scope_columns()
SCOPE_QUERY = Kind(_query)  # a cell with a condition over subjects, checked and kept as text


def read_subjects(
    source: RawRows,
    existing: Mapping[str, SubjectRow] | None = None,
    *,
    latest: date | None = None,
    waived: Collection[str] = (),
    one_of_each: bool = False,
) -> Reading[SubjectRow]:
    """Read a register.

    `existing`: the register as it stands, by sid, to tell new from changed. `latest`: the last day that a 成立日期 may be.
    `waived`: codes that a person has accepted, with a reason, though their check digit fails.
    `one_of_each`: rows of equal sid and equal name become one subject with a warning even if they differ (the command line);
    otherwise all but the first are refused.
    """
    return read_all(subject_layout(latest=latest, waived=waived, one_of_each=one_of_each), source, existing)


def subject_layout(*, latest: date | None = None, waived: Collection[str] = (), one_of_each: bool = False) -> Layout[SubjectRow]:
    """See `read_subjects`."""
    return Layout(
        TITLE,
        _columns(latest, waived),
        draft=_draft,
        meet=_note_other_name,
        block=_block,
        relate=_related,
        alike=_same_name if one_of_each else None,
        values=_values,
    )


def write_subjects(path: Path, rows: Iterable[SubjectRow]) -> None:
    """`.xlsx`, or `.csv` by the ending of the path; reading it gives the rows again."""
    write_rows(path, TITLE, COLUMNS, rows, _values)


def write_subjects_template(path: Path) -> None:
    write_template(path, TITLE, COLUMNS)


def _columns(latest: date | None, waived: Collection[str]) -> Sequence[Column]:
    kinds = {"uscc": Kind(lambda text: _code(text, waived))}
    if latest is not None:
        kinds["reg_date"] = Kind(lambda text: read_day(text, latest), date.isoformat)
    return [replace(column, kind=kinds.get(column.name, column.kind)) for column in COLUMNS]


def _draft(record: Record) -> Draft[SubjectRow]:
    values = record.values
    code: CodeReading = values.pop("uscc", None) or CodeReading()
    if not code.written and not record.has_problem("uscc"):
        record.note("no_uscc", "没有统一社会信用代码", "uscc", Level.WARNING)
    if code.registration:
        record.extra[OLD_NUMBER] = code.registration
    if "name" not in values or record.has_problem("uscc", Level.REFUSED):
        return Draft(record, "", None)
    sid = values.pop("sid", None) or code.uscc or local_sid(values["name"], values.get("address", ""))
    return Draft(record, sid, _row(sid, code.uscc, values))


def _note_other_name(draft: Draft[SubjectRow], known: SubjectRow) -> None:
    if draft.row is not None and kinship(normalised_name(known.name), normalised_name(draft.row.name)) is Kinship.OTHER:
        draft.record.note("renamed", f"名录库中的名称是“{known.name}”", "name", Level.WARNING)


def _block(draft: Draft[SubjectRow]) -> Block:
    entry = _entry(draft)
    return Block(tail_of(entry), loose=not entry.code)


def _related(drafts: Sequence[Draft[SubjectRow]]) -> list[tuple[int, ...]]:
    repeats = find_repeats([_entry(draft) for draft in drafts])
    for group in repeats.conflicts:
        _note_conflict([drafts[index] for index in group])
    for group in repeats.suspected:
        for index in group[1:]:
            drafts[index].record.note("suspected_duplicate", f"疑与{drafts[group[0]].where}是同一主体", "name", Level.WARNING)
    _note_shared_numbers(drafts)
    return _groups(repeats)


def _note_shared_numbers(drafts: Sequence[Draft[SubjectRow]]) -> None:
    """Of rows that bring one 原注册号 the first gets it, as it would from two files. A row that says the same again brings nothing."""
    holders: dict[str, Draft[SubjectRow]] = {}
    firsts = {draft.key: draft for draft in reversed(drafts) if draft.row is not None and not draft.record.refused}
    for draft in drafts:
        number = old_number(draft.record.extra) if firsts.get(draft.key) is draft else ""
        if number and (holder := holders.setdefault(number, draft)) is not draft:
            text = f"原注册号{number}与{holder.where}相同，只记在{holder.where}名下，疑是同一户"
            draft.record.note("suspected_duplicate", text, "name", Level.WARNING)


def _row(sid: str, uscc: str, values: Mapping[str, Any]) -> SubjectRow:
    shown = {name: f"{values[name]:f}" for name in ("lon", "lat") if name in values}
    if "reg_date" in values:
        shown["reg_date"] = values["reg_date"].isoformat()
    blocked = tuple((first.isoformat(), last.isoformat()) for first, last in values.get("blocked", ()))
    return SubjectRow(**{**values, **shown, "sid": sid, "uscc": uscc, "blocked": blocked})


def _values(row: SubjectRow) -> dict[str, Any]:
    days = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in row.blocked]
    numbers = {"lon": row.lon and Decimal(row.lon), "lat": row.lat and Decimal(row.lat)}
    return vars(row) | numbers | {"reg_date": row.reg_date and date.fromisoformat(row.reg_date), "blocked": days}


def _entry(draft: Draft[SubjectRow]) -> Entry:
    if draft.row is None:
        values = draft.record.values
        day = values["reg_date"].isoformat() if "reg_date" in values else ""
        return Entry("", values.get("name", ""), "", values.get("address", ""), day)
    row = draft.row
    return Entry(row.sid, row.name, row.uscc, row.address or "", row.reg_date or "")


def _note_conflict(drafts: Sequence[Draft[SubjectRow]]) -> None:
    named = [(draft, draft.row, normalised_name(draft.row.name)) for draft in drafts if draft.row]
    for draft, row, name in named:
        other, theirs, _ = next((each for each in named if kinship(each[2], name) is Kinship.OTHER), named[0])
        column = "uscc" if row.uscc == row.sid else "sid"
        draft.record.note("conflict", f"与{other.where}“{theirs.name}”的代码相同而名称不同，请核对代码属于谁", column)


def _same_name(left: SubjectRow, right: SubjectRow) -> bool:
    return normalised_name(left.name) == normalised_name(right.name)


def _groups(repeats: Repeats) -> list[tuple[int, ...]]:
    """A suspected group may hold whole groups of the same."""
    suspected = {index for group in repeats.suspected for index in group}
    return sorted([*repeats.suspected, *(group for group in repeats.same if group[0] not in suspected)])
