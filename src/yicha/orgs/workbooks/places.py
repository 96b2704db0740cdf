"""The workbooks of 部门 and 区划: their columns, reading into rows, template and export."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yicha.kernel.tables import DAY, VERBATIM, Column, Draft, Layout, Record, choice, items, spoken, write_rows, write_template
from yicha.orgs.types import DepartmentEntry, DepartmentKind, RegionEntry

DEPARTMENTS, REGIONS = "部门", "区划"
KINDS = choice(
    {
        "联席会议办公室": DepartmentKind.LEAD_OFFICE,
        "执法部门": DepartmentKind.DEPARTMENT,
        "乡镇街道": DepartmentKind.TOWN_GOVERNMENT,
        "执法片区": DepartmentKind.ZONE,
        "园区管委会": DepartmentKind.PARK,
        "司法局": DepartmentKind.JUSTICE,
        "数据局": DepartmentKind.DATA_BUREAU,
        "检察院": DepartmentKind.PROCURATORATE,
        **{kind.value: kind for kind in DepartmentKind},
    }
)
DEPARTMENT_COLUMNS = (
    Column(
        "code", "代码", VERBATIM, required=True, aliases=("部门代码",), max_length=40, example="SCJG", note="字母、数字、“-”“_”，以后不改"
    ),
    Column("name", "名称", VERBATIM, required=True, aliases=("部门名称", "单位名称"), max_length=80, example="青禾县市场监督管理局"),
    Column("short_name", "简称", VERBATIM, required=True, aliases=("部门简称",), max_length=40, example="市场监管局"),
    Column("kind", "类别", KINDS, required=True, aliases=("部门类别",), example="执法部门"),
    Column(
        "region", "区划", VERBATIM, required=True, aliases=("所在区划", "区划代码"), max_length=100, example="青禾县", note="代码或名称"
    ),
    Column("uscc", "统一社会信用代码", VERBATIM, max_length=18),
    Column("towns", "所辖乡镇", items(), max_length=4_000, note="区划代码，多个用分号隔开；执法片区要填"),
    Column("first_day", "从哪天起", DAY, required=True, aliases=("起",), max_length=40, example="2026-01-01"),
    Column("last_day", "到哪天止", DAY, aliases=("止",), max_length=40, note="已撤销的才填"),
)
REGION_COLUMNS = (
    Column("code", "区划代码", VERBATIM, required=True, aliases=("代码",), max_length=12, example="620799101", note="9 位乡镇，12 位村"),
    Column("name", "名称", VERBATIM, required=True, aliases=("区划名称",), max_length=60, example="城关镇"),
    Column("first_day", "从哪天起", DAY, required=True, aliases=("起",), max_length=40, example="2026-01-01"),
    Column("last_day", "到哪天止", DAY, aliases=("止",), max_length=40, note="已停用的才填"),
)


@dataclass(frozen=True)
class PlaceWords:
    """How regions are written → their code; `doubt`: what speaks against a row that the register does not hold."""

    regions: Mapping[str, str]
    doubt: Callable[[Any], str]


def department_layout(words: PlaceWords) -> Layout[DepartmentEntry]:
    called = spoken(words.regions)
    return Layout(
        DEPARTMENTS,
        DEPARTMENT_COLUMNS,
        draft=lambda record: _department(record, words),
        meet=_meet,
        values=lambda row: vars(row) | {"region": called.get(row.region, row.region)},
    )


def region_layout(doubt: Callable[[RegionEntry], str]) -> Layout[RegionEntry]:
    return Layout(REGIONS, REGION_COLUMNS, draft=lambda record: _region(record, doubt), meet=_begins)


def _department(record: Record, words: PlaceWords) -> Draft[DepartmentEntry]:
    if record.refused:
        return Draft(record, "", None)
    said = {name: value for name, value in record.values.items() if value is not None}
    said["region"] = words.regions.get(said["region"], said["region"])
    if not said["region"]:
        record.note("unknown_code", "这样写的不止一个，请写代码", "region")
    row = DepartmentEntry(**said | {"towns": tuple(sorted(said.get("towns", ())))})
    draft = Draft(record, row.key, row)
    if not draft.record.refused and (doubt := words.doubt(row)):
        record.note("not_allowed", doubt, "code")
    return draft


def _region(record: Record, doubt: Callable[[RegionEntry], str]) -> Draft[RegionEntry]:
    if record.refused:
        return Draft(record, "", None)
    row = RegionEntry(**{name: value for name, value in record.values.items() if value is not None})
    if why := doubt(row):
        record.note("not_allowed", why, "code")
    return Draft(record, row.key, row)


def _meet(draft: Draft[DepartmentEntry], known: DepartmentEntry) -> None:
    """WS-2.2: a department is closed with a reason on its page, and named anew by closing it; a file does not rewrite it."""
    if draft.row is not None and draft.row != known:
        draft.record.note("held", "这个部门已经登记，内容不同；改名、撤并请在部门页面办理", "code")


def _begins(draft: Draft[RegionEntry], known: RegionEntry) -> None:
    """GX-2.1: a place gets another name or a last day; since when it is there stays."""
    if draft.row is not None and draft.row.first_day != known.first_day:
        draft.record.note("held", f"这个区划从{known.first_day}起登记，起期不改", "first_day")


def write_departments(path: Path, rows: Iterable[DepartmentEntry], words: PlaceWords) -> None:
    """Reading it gives the rows again."""
    write_rows(path, DEPARTMENTS, DEPARTMENT_COLUMNS, rows, department_layout(words).values)


def write_departments_template(path: Path) -> None:
    write_template(path, DEPARTMENTS, DEPARTMENT_COLUMNS)


def write_regions(path: Path, rows: Iterable[RegionEntry]) -> None:
    """Reading it gives the rows again."""
    write_rows(path, REGIONS, REGION_COLUMNS, rows)


def write_regions_template(path: Path) -> None:
    write_template(path, REGIONS, REGION_COLUMNS)
