"""The workbook of 监管资源: said again, a resource is changed; with a last day it is out of use."""

from collections.abc import Iterable
from pathlib import Path

from yicha.duties.types import ListResource, ResourceEntry, ResourceKind
from yicha.duties.workbooks.words import DepartmentWords
from yicha.kernel.tables import DAY, VERBATIM, Column, Layout, choice, items, write_rows, write_template

TITLE = "监管资源"
KINDS = choice(
    {
        "执法系统": ResourceKind.SYSTEM,
        "工作机制": ResourceKind.MECHANISM,
        "装备": ResourceKind.EQUIPMENT,
        "检验检测": ResourceKind.LABORATORY,
        "专家": ResourceKind.EXPERT,
        "信息化系统": ResourceKind.SYSTEM,
        "检验检测机构": ResourceKind.LABORATORY,
        **{one.value: one for one in ResourceKind},
    }
)
RESOURCE_COLUMNS = (
    Column("name", "资源名称", VERBATIM, required=True, aliases=("资源", "名称"), max_length=100, example="阳光餐饮监控"),
    Column("kind", "类型", KINDS, required=True, aliases=("种类",), example="执法系统"),
    Column("department", "部门", required=True, aliases=("单位", "所属部门"), max_length=100, example="市场监督管理局"),
    Column("contact", "联系方式", VERBATIM, required=True, aliases=("联系",), max_length=200, example="餐饮科 8622", note="不填个人手机"),
    Column("available", "可用条件", VERBATIM, required=True, aliases=("怎么调用",), max_length=200, example="全天，电话联系"),
    Column("items", "事项编码", items(), aliases=("对应事项",), max_length=30_000, example="I001;I002", note="多个用分号隔开"),
    Column("retired_on", "停用日期", DAY, max_length=40, note="已停用的才填"),
    Column("retired_because", "停用理由", VERBATIM, max_length=200, note="已停用的才填"),
)


def resource_layout(words: DepartmentWords[ResourceEntry]) -> Layout[ResourceEntry]:
    return Layout(
        TITLE,
        RESOURCE_COLUMNS,
        draft=lambda record: words.placed(record, ResourceEntry, ("department",)),
        values=lambda row: words.said(row, row.name, ("department",)),
    )


def write_resources(path: Path, rows: Iterable[ResourceEntry], words: DepartmentWords[ResourceEntry]) -> None:
    """Reading it gives the rows again."""
    write_rows(path, TITLE, RESOURCE_COLUMNS, rows, resource_layout(words).values)


def write_resources_template(path: Path) -> None:
    write_template(path, TITLE, RESOURCE_COLUMNS)


def listing_of(region_path: str, row: ResourceEntry) -> ListResource:
    return ListResource(region_path, row.department, row.kind, row.name, row.contact, row.available, row.items)
