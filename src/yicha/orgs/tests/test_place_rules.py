"""Codes of regions, and what may stand where."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.refusals import RuleBroken
from yicha.orgs.rules.places import (
    LEVELS,
    changed_regions,
    level_of,
    lies_within,
    parent_of,
    path_of,
    require_below,
    require_department,
    require_regions,
)
from yicha.orgs.testing import BEGINNING
from yicha.orgs.types import CreateDepartment, DepartmentKind, RegionLevel, RegionRow

codes = st.sampled_from(sorted(LEVELS)).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length))


@pytest.mark.clause("GX-2.1")
@pytest.mark.parametrize(
    ("code", "level", "path"),
    [
        ("62", RegionLevel.PROVINCE, "62"),
        ("6207", RegionLevel.CITY, "62/6207"),
        ("620799", RegionLevel.COUNTY, "62/6207/620799"),
        ("620799101", RegionLevel.TOWN, "62/6207/620799/620799101"),
        ("620799101003", RegionLevel.VILLAGE, "62/6207/620799/620799101/620799101003"),
    ],
)
def test_a_code_says_its_level_and_place(code: str, level: RegionLevel, path: str) -> None:
    assert (level_of(code), path_of(code)) == (level, path)


@given(codes)
def test_a_path_is_the_parents_path_and_the_code(code: str) -> None:
    parent = parent_of(code)
    assert path_of(code) == (f"{path_of(parent)}/{code}" if parent else code)
    assert code.startswith(parent or "")
    assert lies_within(path_of(code), path_of(parent or code))


@pytest.mark.parametrize(
    "code", ["", "6", "620", "62079", "6207991", "62079910", "620799101003001", "62079a", "６２", "６２０７", "-620799", "62 "]
)
def test_no_other_code_is_a_region(code: str) -> None:
    with pytest.raises(RuleBroken) as said:
        path_of(code)
    assert said.value.clause == "GX-2.1"


@pytest.mark.parametrize(
    ("path", "region", "inside"),
    [
        ("62/6207", "62", True),
        ("62", "62", True),
        ("62", "62/6207", False),
        ("62/6208", "62/6207", False),
        ("629", "62", False),
        ("62", "", False),
    ],
)
def test_lies_within_whole_segments(path: str, region: str, *, inside: bool) -> None:
    assert lies_within(path, region) is inside


def test_a_post_reaches_no_further_than_its_department() -> None:
    require_below("62/6207/620799", "62/6207")
    with pytest.raises(RuleBroken, match="辖区"):
        require_below("62/6207", "62/6207/620799")


ROWS = (RegionRow("62", "省"), RegionRow("6207", "市"), RegionRow("620799", "县"))


def test_rows_bring_their_parents_or_find_them() -> None:
    require_regions(ROWS, ())
    require_regions(ROWS[2:], {"6207"})


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS[1:], "上级区划 62"),
        ((ROWS[0], ROWS[2]), "上级区划 6207"),
        ((*ROWS, RegionRow("6207", "另一市")), "两次"),
        ((RegionRow("62", " "),), "不能为空"),
        ((RegionRow("621", "坏"),), "应为"),
    ],
)
def test_rows_that_hang_in_the_air_are_refused(rows: tuple[RegionRow, ...], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        require_regions(rows, ())


def test_new_and_changed_regions_are_told_apart() -> None:
    known = {"62": ROWS[0], "6207": RegionRow("6207", "旧市")}
    assert changed_regions(ROWS, known) == ([ROWS[2]], [ROWS[1]])


DEPARTMENT = CreateDepartment("SCJG", "市场监督管理局", "市监局", "620799", DepartmentKind.DEPARTMENT, BEGINNING, uscc="11620799MB00000016")
COUNTY_PATH = "62/6207/620799"
TOWNS = {"620799101": f"{COUNTY_PATH}/620799101", "620798101": "62/6207/620798/620798101"}


@pytest.mark.clause("WS-2.2", "R-SUB-1")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"uscc": ""}, ""),
        ({"kind": DepartmentKind.ZONE, "towns": ("620799101",)}, ""),
        ({"kind": DepartmentKind.PARK, "towns": ("620799101",)}, ""),
        ({"kind": DepartmentKind.PARK}, ""),
        ({"kind": DepartmentKind.PARK, "towns": ("620798101",)}, "620798101"),
        ({"code": "a:b"}, "部门代码"),
        ({"code": "市监"}, "部门代码"),
        ({"code": ""}, "部门代码"),
        ({"code": "X" * 41}, "部门代码"),
        ({"name": " "}, "名称"),
        ({"short_name": ""}, "简称"),
        ({"uscc": "11620799MB0000001X"}, "统一社会信用代码"),
        ({"kind": DepartmentKind.ZONE}, "乡镇"),
        ({"towns": ("620799101",)}, "乡镇"),
        ({"kind": DepartmentKind.ZONE, "towns": ("620798101",)}, "620798101"),
        ({"kind": DepartmentKind.ZONE, "towns": ("620799999",)}, "620799999"),
    ],
)
def test_a_department_is_named_exactly(change: dict[str, object], said: str) -> None:
    command = replace(DEPARTMENT, **change)  # type: ignore[arg-type]  # a column by its name
    if not said:
        require_department(command, COUNTY_PATH, TOWNS)
        return
    with pytest.raises(RuleBroken, match=said):
        require_department(command, COUNTY_PATH, TOWNS)
