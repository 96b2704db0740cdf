"""The workbooks of 执法人员 (contract §2) and of 委托下放: their columns, reading into rows, template and export."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from yicha.kernel.tables import (
    DAY,
    LAST_DAY,
    NAME,
    PERIODS,
    SIDS,
    VERBATIM,
    Column,
    Draft,
    Kind,
    Layout,
    RawRows,
    Reading,
    Record,
    choice,
    clean,
    decimal,
    items,
    read_all,
    spoken,
    write_rows,
    write_template,
)
from yicha.orgs.rules.officers import absences, completed, is_certified
from yicha.orgs.types import DelegationEntry, DelegationKind, OfficerAvailable, OfficerRow, with_expertise

TITLE = "执法人员"
ID_TAIL = 4


def _id_tail(text: str) -> str:
    """No more of an identity number is kept than tells two people of one name apart."""
    return clean(text).upper().replace(" ", "")[-ID_TAIL:]


COLUMNS = (
    Column(
        "cert_no",
        "执法证号",
        Kind(lambda text: clean(text).upper().replace(" ", "")),
        required=True,
        aliases=("执法证件号", "执法证编号", "证号", "行政执法证号"),
        max_length=40,
        example="QH01001",
    ),
    Column("name", "姓名", NAME, required=True, aliases=("执法人员姓名", "人员姓名"), max_length=60, example="张某"),
    Column(
        "department",
        "部门",
        required=True,
        aliases=("所在部门", "所属部门", "执法部门", "单位", "所在单位"),
        max_length=100,
        example="市场监督管理局",
        note="与计划中的部门写法一致",
    ),
    Column("valid_to", "证件有效期至", LAST_DAY, aliases=("有效期", "有效期至", "证件有效期"), max_length=40, example="2027-12-31"),
    Column("skills", "资格", items(), aliases=("岗位资质", "资质", "专业资格"), max_length=1_000, example="食品检查员", note="用分号隔开"),
    Column(
        "days_per_week", "每周可用天数", decimal(0, 7), aliases=("每周天数",), max_length=10, example="5", note="留空为5；一天按300分钟"
    ),
    Column("towns", "区域", items(), aliases=("负责区域", "片区"), max_length=2_000, example="城关镇", note="乡镇街道，用分号隔开"),
    Column("recusals", "回避主体", SIDS, aliases=("回避",), max_length=20_000, note="主体编号，用分号隔开"),
    Column(
        "leave", "请假", PERIODS, aliases=("请假时间",), max_length=4_000, example="2026-02-01/2026-02-14", note="起/止，多段用分号隔开"
    ),
    Column("issuer", "发证机关", aliases=("证件发证机关",), max_length=80, example="青禾县人民政府"),
    Column("staff_no", "单位工号", aliases=("工号",), max_length=40),
    Column("gender", "性别", choice({"男": "男", "女": "女"}), max_length=4),
    Column("id_tail", "身份证", Kind(_id_tail), aliases=("身份证号", "身份证号码"), max_length=30, note="只留后四位"),
    Column("phone", "手机", aliases=("手机号", "手机号码", "联系电话"), max_length=20),
    Column("education", "学历和专业", aliases=("学历", "学历专业"), max_length=80),
    Column("job_kinds", "岗位大类", items(), max_length=1_000, note="用分号隔开"),
    Column("job_since", "岗位起始", DAY, aliases=("岗位起始日期",), max_length=40),
    Column("items", "执法事项范围", items(), aliases=("执法事项",), max_length=4_000, note="事项编码，用分号隔开"),
    Column("level", "层级", max_length=20),
    Column("duty", "职务", max_length=60),
    Column("expertise", "专家", items(), aliases=("专家类别",), max_length=1_000, note="哪方面的专家，用分号隔开"),
    Column("established", "在编", choice({"是": "是", "否": "否"}), aliases=("是否在编",), max_length=4),
)


def read_officers(source: RawRows, existing: Mapping[str, OfficerRow] | None = None) -> Reading[OfficerRow]:
    """Read a register of officers; `existing` by certificate number, to tell new from changed."""
    return read_all(officer_layout(), source, existing)


def officer_layout(departments: Mapping[str, str] | None = None) -> Layout[OfficerRow]:
    """`departments`: how they are written → code ("" if that is not clear). Rows then hold the code, as the register does; and what a
    row does not say of leave and recusals stays, as in `RegisterOfficers`.
    """
    if departments is None:
        return Layout(TITLE, COLUMNS, draft=_draft)
    return Layout(TITLE, COLUMNS, draft=lambda record: _placed(_draft(record), departments), merge=_with_known)


def _placed(draft: Draft[OfficerRow], departments: Mapping[str, str]) -> Draft[OfficerRow]:
    if draft.row is None:
        return draft
    code = departments.get(draft.row.department, "")
    if not code:
        draft.record.note("unknown_code", f"部门“{draft.row.department}”没有登记，或不止一个", "department")
    draft.row = in_order(replace(draft.row, department=code))
    return draft


def _with_known(known: OfficerRow, row: OfficerRow) -> OfficerRow:
    return in_order(replace(completed(known, row), leave=(*known.leave, *row.leave), recusals=(*known.recusals, *row.recusals)))


def in_order(row: OfficerRow) -> OfficerRow:
    """Each leave and recusal once, so that rows can be compared."""
    return replace(row, leave=tuple(sorted(set(row.leave))), recusals=tuple(sorted(set(row.recusals))))


def write_officers(path: Path, rows: Iterable[OfficerRow]) -> None:
    """`.xlsx`, or `.csv` by the ending of the path; reading it gives the rows again."""
    write_rows(path, TITLE, COLUMNS, rows)


def write_officers_template(path: Path) -> None:
    write_template(path, TITLE, COLUMNS)


def available(rows: Iterable[OfficerRow], year: int) -> tuple[OfficerAvailable, ...]:
    """As the query `officers_available`, of rows of a file: whoever has a certificate for a part of the year."""
    first_day, last_day = date(year, 1, 1), date(year, 12, 31)
    return tuple(
        OfficerAvailable(
            cert_no=row.cert_no,
            name=row.name,
            department=row.department,
            skills=with_expertise(row.skills, row.expertise),
            days_per_week=row.days_per_week,
            towns=row.towns,
            absences=absences(first_day, last_day, row.valid_to, row.leave),
            recusals=row.recusals,
            items=row.items,
        )
        for row in rows
        if is_certified(row.valid_to, first_day)
    )


def _draft(record: Record) -> Draft[OfficerRow]:
    row = None if record.refused else OfficerRow(**record.values)
    return Draft(record, record.values.get("cert_no", ""), row)


DELEGATIONS = "委托下放"
KINDS = choice(
    {"委托": DelegationKind.ENTRUSTMENT, "园区下放": DelegationKind.PARK_DELEGATION, **{one.value: one for one in DelegationKind}}
)
DELEGATION_COLUMNS = (
    Column("kind", "种类", KINDS, required=True, example="委托"),
    Column("from_department", "谁的权力", required=True, aliases=("委托部门", "原部门"), max_length=100, example="市场监督管理局"),
    Column("to_department", "交给谁", required=True, aliases=("受托单位", "接收单位"), max_length=100, example="城关镇人民政府"),
    Column("area", "在哪里", required=True, aliases=("区域", "地区"), max_length=100, example="城关镇"),
    Column("items", "事项编码", items(), required=True, aliases=("事项",), max_length=30_000, example="I001;I002", note="多个用分号隔开"),
    Column("legal_basis", "法律依据", VERBATIM, required=True, aliases=("依据",), max_length=300, example="《行政处罚法》第二十条"),
    Column("first_day", "从哪天起", DAY, required=True, aliases=("起期",), max_length=40, example="2026-01-01"),
    Column("last_day", "到哪天止", DAY, aliases=("止期",), max_length=40, note="留空到办理结束为止"),
)


@dataclass(frozen=True)
class DelegationWords:
    """How areas and departments are written → their code; `doubt`: what speaks against an instrument that the register does not hold."""

    areas: Mapping[str, str]
    departments: Mapping[str, str]
    doubt: Callable[[DelegationEntry], str]

    @property
    def codes(self) -> dict[str, Mapping[str, str]]:
        return {"from_department": self.departments, "to_department": self.departments, "area": self.areas}


def delegation_layout(words: DelegationWords) -> Layout[DelegationEntry]:
    said = {name: spoken(codes) for name, codes in words.codes.items()}
    return Layout(
        DELEGATIONS,
        DELEGATION_COLUMNS,
        draft=lambda record: _given(record, words),
        meet=_meet,
        values=lambda row: _in_words(row, said),
    )


def _given(record: Record, words: DelegationWords) -> Draft[DelegationEntry]:
    if record.refused:
        return Draft(record, "", None)
    values = {name: value for name, value in record.values.items() if value is not None}
    for name, codes in words.codes.items():
        values[name] = codes.get(values[name], values[name])
        if not values[name]:
            record.note("unknown_code", "这样写的不止一个，请写代码", name)
    if values["area"] not in {"", *words.areas.values()}:
        record.note("unknown_code", f"本地区没有“{values['area']}”", "area")
    row = DelegationEntry(**values | {"items": tuple(sorted(values["items"]))})
    draft = Draft(record, row.key, row)
    if not draft.record.refused and (doubt := words.doubt(row)):
        record.note("not_allowed", doubt, "kind")
    return draft


def _meet(draft: Draft[DelegationEntry], known: DelegationEntry) -> None:
    """GX-3.5: an instrument is ended, with a reason; a file does not rewrite it."""
    if draft.row is not None and draft.row != known:
        draft.record.note("held", "这份委托下放已经登记，种类或到哪天止不同", "kind")


def _in_words(row: DelegationEntry, said: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """In words; `name`, how a preview calls the row."""
    words = {name: spelt.get(getattr(row, name), getattr(row, name)) for name, spelt in said.items()}
    return vars(row) | words | {"name": f"{KINDS.show(row.kind)} {words['from_department']}"}


def write_delegations(path: Path, rows: Iterable[DelegationEntry], words: DelegationWords) -> None:
    """Reading it gives the rows again."""
    write_rows(path, DELEGATIONS, DELEGATION_COLUMNS, rows, delegation_layout(words).values)


def write_delegations_template(path: Path) -> None:
    write_template(path, DELEGATIONS, DELEGATION_COLUMNS)
