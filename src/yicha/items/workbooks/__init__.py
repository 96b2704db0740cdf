"""The workbook of 监管事项 (contract §2, §3): a row is a check point, and the columns of its item stand in each of its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from yicha.items.types import AuthorityLevel, CheckPoint, ItemClass, ItemEntry, ItemRow, MainItemRow, Partner
from yicha.items.workbooks.catalogues import read_catalogue, write_catalogue
from yicha.items.workbooks.points import COLUMNS as POINT_COLUMNS
from yicha.items.workbooks.points import LINES, PARTS
from yicha.kernel.tables import (
    DAY,
    FLAG,
    RATIO,
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
    integer,
    items,
    settled,
    write_rows,
    write_template,
)

TITLE: Final = "监管事项"
ONE_DAY: Final = timedelta(days=1)
CLASSES = {"一般": ItemClass.GENERAL, "重点": ItemClass.KEY, **{one.value: one for one in ItemClass}}
__all__ = ["COLUMNS", "coded", "read_catalogue", "read_items", "write_catalogue", "write_items", "write_items_template"]
LEVELS = {
    "国家级": AuthorityLevel.NATION,
    "省级": AuthorityLevel.PROVINCE,
    "市级": AuthorityLevel.CITY,
    "县级": AuthorityLevel.COUNTY,
    "乡级": AuthorityLevel.TOWN,
    **{one.value: one for one in AuthorityLevel},
}
SCOPES = {"全省": "1", "地市": "2", "区县": "3", "1": "1", "2": "2", "3": "3"}


def _scopes(written: str) -> tuple[str, ...]:
    one = choice(SCOPES)
    return tuple(sorted({one.parse(part) for part in items().parse(written)}))


def _partners(written: str) -> tuple[Partner, ...]:
    """`消防救援大队:消防设施;城管局`: each with what it does, or without."""
    parts = [part.replace("：", ":").partition(":") for part in items(240).parse(written)]
    if any(not name for name, _, _ in parts):
        raise Flaw("bad_partner", "配合部门请写成 部门:分工，多个用分号隔开")
    return tuple(Partner(name.strip(), share.strip()) for name, _, share in parts)


SCOPE = Kind(_scopes, lambda values: ";".join(choice(SCOPES).show(value) for value in values))
PARTNERS = Kind(_partners, lambda partners: ";".join(f"{one.department}:{one.share}".rstrip(":") for one in partners))
RATIO_TEXT = Kind(lambda written: str(RATIO.parse(written)))
MAIN: Final = {
    "main_item": "code",
    "main_name": "name",
    "main_line": "line",
    "main_power_item_code": "power_item_code",
    "licence": "licence",
    "licence_code": "licence_code",
}
COLUMNS = (
    Column("code", "事项编码", required=True, aliases=("子项编码", "监管事项编码"), max_length=60, example="62079901010001"),
    Column("name", "事项名称", required=True, aliases=("子项名称", "监管事项名称"), example="餐饮服务食品安全检查"),
    Column("department", "牵头部门", required=True, aliases=("实施部门", "监管部门", "职能部门"), max_length=100, example="市场监督管理局"),
    Column("check_class", "检查类别", required=True, max_length=60, example="食品安全", note="同一企业同一类别一年一次"),
    Column("item_class", "一般或重点", choice(CLASSES), aliases=("事项类别",), example="一般", note="留空为一般"),
    Column("legal_basis", "设定依据", LINES, required=True, aliases=("依据",), max_length=4_000, example="《食品安全法》第一百一十条"),
    Column("valid_from", "生效日", DAY, required=True, max_length=40, example="2026-01-01"),
    Column("last_day", "最后一天", DAY, aliases=("失效日期",), max_length=40, note="留空为长期"),
    Column("main_item", "主项编码", max_length=60, example="62079901010000"),
    Column("main_name", "主项名称", example="食品经营监督检查", note="主项编码第一次出现时填"),
    Column("main_line", "业务条线", max_length=80, example="食品安全监管"),
    Column("main_power_item_code", "主项权力编码", max_length=60),
    Column("licence", "对应许可事项", example="食品经营许可"),
    Column("licence_code", "许可事项编码", max_length=60),
    Column("power_item_code", "权力事项编码", max_length=60),
    Column("subject_kind", "对象类别", max_length=20, example="1", note="代码表 subject_kind"),
    Column("subjects", "监管对象", max_length=400, example="餐饮服务提供者"),
    Column("supervision_form", "监管形式", max_length=20, example="1", note="代码表 inspection_form"),
    Column("supervision_mode", "监管方式", max_length=20, example="1", note="代码表 inspection_mode"),
    Column("authority_level", "监管层级", choice(LEVELS), example="县级"),
    Column("scope", "适用范围", SCOPE, max_length=60, example="区县", note="全省、地市、区县，多个用分号隔开"),
    Column("process", "监管流程", LINES, max_length=2_000),
    Column("result", "监管结果", LINES, max_length=2_000),
    Column("catalogue_code", "检查实施清单编码", max_length=80, note="前18位为实施机关的统一社会信用代码，后接类型1至5"),
    Column("partners", "配合部门", PARTNERS, max_length=2_000, example="消防救援大队:消防设施", note="部门:分工，多个用分号隔开"),
    Column("joint_version", "跨部门清单版本", max_length=20, example="2026年版"),
    Column("off_site", "非现场可查", FLAG, example="否", note="留空为否"),
    Column("simple", "简单事项", FLAG, example="否", note="可以委托同去的部门代查；留空为否"),
    Column("ratio", "抽查比例", RATIO_TEXT, max_length=100, example="5%"),
    Column("yearly_cap", "频次上限", integer(0, 366), max_length=10, example="1", note="同一对象一年最多几次"),
    Column("crimes", "行刑衔接罪名", items(80), max_length=800, note="用分号隔开"),
    Column("materials", "企业备查材料", items(200), max_length=2_000, note="用分号隔开"),
    *POINT_COLUMNS,
)
OF_ITEM = tuple(column.name for column in COLUMNS if not column.name.startswith("point_"))
PLAIN = frozenset(OF_ITEM) - set(MAIN) - {"last_day", "item_class"}


def read_items(source: RawRows, existing: Mapping[str, ItemEntry] | None = None) -> Reading[ItemEntry]:
    """Read a list. Rows that follow one another with one code are one item; after its first row only what differs counts as a mistake."""
    intake = Intake(COLUMNS, source)
    drafts: list[Draft[ItemEntry]] = []
    for code, group in groupby(intake.records(), lambda record: record.values.get("code", "")):
        drafts += _drafts(code, list(group))
    return settled(intake, drafts, Settlement(existing or {}), ())


def coded(entry: ItemEntry, codes: Mapping[str, str]) -> ItemEntry:
    """Departments by their code, however they are written (`codes`); an unknown one stays as it is."""
    row, main = entry.row, entry.main
    partners = tuple(replace(one, department=codes.get(one.department) or one.department) for one in row.partners)
    owner = codes.get(row.department) or row.department
    return ItemEntry(replace(row, department=owner, partners=partners), replace(main, department=owner) if main else None)


def _drafts(code: str, records: Sequence[Record]) -> Iterator[Draft[ItemEntry]]:
    """The item in its first row; the others only carry their problems."""
    first, *others = records
    for record in others:
        for name in OF_ITEM:
            if name in record.values and record.values[name] != first.values.get(name):
                record.note("conflict", f"与本事项第一行（第{first.number}行）不同", name)
    points = [(record, dict(record.values)) for record in records]
    entry = None if any(record.refused for record in records) else _entry(code, first.values, [values for _, values in points])
    if entry is None and not first.refused:
        first.note("conflict", "本事项的其他行有问题，改好后一起导入", "code")
    yield Draft(first, code, entry)
    yield from (Draft(record, "", None) for record in others if record.problems)


def _entry(code: str, values: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> ItemEntry:
    plain = {name: values[name] for name in PLAIN if name in values}
    last = values.get("last_day")
    row = ItemRow(
        **plain | {"main_item": values.get("main_item", "")},
        item_class=values.get("item_class", ItemClass.GENERAL),
        valid_to=last + ONE_DAY if last else None,
        check_points=tuple(_points(code, rows)),
    )
    return ItemEntry(row, _main(values))


def _points(code: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[CheckPoint]:
    filled = [values for values in rows if values.get("point_content")]
    for at, values in enumerate(filled, 1):
        parts = {part: values[name] for name, part in PARTS.items() if name in values}
        yield CheckPoint(**{"code": f"{code}-{at:02d}"} | parts)


def _main(values: Mapping[str, Any]) -> MainItemRow | None:
    """Where only the code stands, the 主项 is one that is registered already."""
    if not values.get("main_item") or not values.get("main_name"):
        return None
    said = {part: values[name] for name, part in MAIN.items() if name in values}
    return MainItemRow(department=values["department"], **said)


def write_items(path: Path, entries: Iterable[ItemEntry]) -> None:
    """`.xlsx`, or `.csv` by the ending of the path; reading it gives the entries again."""
    lines = [line for entry in entries for line in _values(entry)]
    write_rows(path, TITLE, COLUMNS, lines, dict)


def write_items_template(path: Path) -> None:
    write_template(path, TITLE, COLUMNS)


def _values(entry: ItemEntry) -> Iterator[dict[str, Any]]:
    row = entry.row
    item = vars(row) | {"last_day": row.valid_to - ONE_DAY if row.valid_to else None}
    if entry.main:
        item |= {name: getattr(entry.main, part) for name, part in MAIN.items()}
    for point in row.check_points or (None,):
        yield item | ({name: getattr(point, part) for name, part in PARTS.items()} if point else {})
