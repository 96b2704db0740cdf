"""Regions and departments: what a code says, and what may stand where."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from stdnum.cn import uscc

from yicha.kernel.refusals import RuleBroken
from yicha.orgs.rules.inputs import require_days, require_text
from yicha.orgs.types import CreateDepartment, DepartmentKind, RegionLevel, RegionRow

LEVELS: Final = {
    2: RegionLevel.PROVINCE,
    4: RegionLevel.CITY,
    6: RegionLevel.COUNTY,
    9: RegionLevel.TOWN,
    12: RegionLevel.VILLAGE,
}
"""GB/T 2260 and its extensions: each level adds digits to the one above."""

DEPARTMENT_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")

WITH_TOWNS: Final = frozenset({DepartmentKind.ZONE, DepartmentKind.PARK})


def level_of(code: str) -> RegionLevel:
    """GX-2.1: five levels, province to village."""
    level = LEVELS.get(len(code))
    if level is None or not (code.isascii() and code.isdigit()):
        raise RuleBroken(f"区划代码“{code}”应为 2、4、6、9 或 12 位数字", clause="GX-2.1")
    return level


def path_of(code: str) -> str:
    """`620799101` → `62/6207/620799/620799101`."""
    level_of(code)
    return "/".join(code[:length] for length in LEVELS if length <= len(code))


def parent_of(code: str) -> str | None:
    return path_of(code).rpartition("/")[0].rpartition("/")[2] or None


def lies_within(path: str, region_path: str) -> bool:
    return path == region_path or path.startswith(f"{region_path}/")


def require_below(path: str, region_path: str) -> None:
    """R-SUB-1: a post reaches no further than its department."""
    if not lies_within(path, region_path):
        raise RuleBroken("任职区划要在部门辖区之内", clause="R-SUB-1")


def require_within(code: str, region_path: str) -> None:
    """GX-2.1: a workbook of a region speaks of it and of what lies below."""
    if not lies_within(path_of(code), region_path):
        raise RuleBroken(f"区划 {code} 不在本地区之内", clause="GX-2.1")


def require_listed(codes: Collection[str], known: Collection[str]) -> None:
    """GX-2.1: places are those of the list."""
    missing = [code for code in codes if code not in known]
    if missing:
        raise RuleBroken(f"没有登记区划 {missing[0]}", clause="GX-2.1")


def require_regions(rows: Collection[RegionRow], known: Collection[str]) -> None:
    """GX-2.1: every code once, named, and below a region that is there."""
    codes = {row.code for row in rows}
    if len(codes) != len(rows):
        raise RuleBroken("同一区划代码出现两次", clause="GX-2.1")
    for row in rows:
        parent = parent_of(row.code)
        if parent is not None and parent not in codes and parent not in known:
            raise RuleBroken(f"缺少“{row.code} {row.name}”的上级区划 {parent}", clause="GX-2.1")
        require_text(row.name, 60, f"区划 {row.code} 的名称", "GX-2.1")


def changed_regions(rows: Collection[RegionRow], known: Mapping[str, RegionRow]) -> tuple[list[RegionRow], list[RegionRow]]:
    """Which rows are new and which differ from what is known."""
    new = [row for row in rows if row.code not in known]
    return new, [row for row in rows if row.code in known and known[row.code] != row]


def require_department(command: CreateDepartment, region_path: str, town_paths: Mapping[str, str]) -> None:
    """WS-2.2, R-SUB-1: a department can be named exactly, and an 执法片区 says which towns it is made of."""
    if not DEPARTMENT_CODE.fullmatch(command.code):
        raise RuleBroken("部门代码由字母、数字、“-”“_”组成，至多 40 位", clause="WS-2.2")
    require_text(command.name, 80, "部门名称", "WS-2.2")
    require_text(command.short_name, 40, "部门简称", "WS-2.2")
    require_days(command.valid_from, None, "WS-2.2")
    if command.uscc and not uscc.is_valid(command.uscc):
        raise RuleBroken("部门的统一社会信用代码不正确", clause="R-SUB-1")
    if (command.towns and command.kind not in WITH_TOWNS) or (command.kind is DepartmentKind.ZONE and not command.towns):
        raise RuleBroken("执法片区要列出所辖乡镇，园区可以列，其他部门不列", clause="WS-2.2")
    outside = [town for town in command.towns if not lies_within(town_paths.get(town, ""), region_path)]
    if outside:
        raise RuleBroken(f"乡镇 {outside[0]} 不在本区划内", clause="WS-2.2")
