import pytest

from yicha.kernel.parsers.limits import letter_of
from yicha.kernel.tables.columns import Column, is_header, recognise

COLUMNS = (
    Column("name", "主体名称", required=True, aliases=("企业名称",)),
    Column("uscc", "统一社会信用代码"),
    Column("address", "地址", aliases=("住所", "经营场所")),
)


def found(*cells: str) -> dict[int, str]:
    return {index: column.name for index, column in recognise("表", 1, cells, COLUMNS).columns.items()}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("主体名称", "统一社会信用代码"), {0: "name", 1: "uscc"}),
        (("uscc", "NAME", "address"), {0: "uscc", 1: "name", 2: "address"}),
        (("主体名称*", " 统一社会\n信用代码 ：", "地 址"), {0: "name", 1: "uscc", 2: "address"}),
        (("企业(机构)名称", "统一社会信用代码/注册号", "住所（经营场所）"), {0: "name", 1: "uscc", 2: "address"}),
        (("企业名称（必填）", "地址或住所"), {0: "name", 1: "address"}),
        (("住所（经营场所）", "地址", "企业名称"), {1: "address", 2: "name"}),
        (("企业名称", "主体名称"), {0: "name"}),
        (("ＮＡＭＥ",), {0: "name"}),
        (("企业名称规范", "我的地址"), {}),
        (("", ""), {}),
    ],
)
def test_headers_are_recognised(cells: tuple[str, ...], expected: dict[int, str]) -> None:
    assert found(*cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("企业名称", "地址"), True),
        (("企业名称",), True),
        (("序号", "企业名称"), True),
        (("企业名称", "甲", "乙"), False),
        (("地址", "统一社会信用代码"), False),
        (("主体名称", "name", "是", "与登记名称一致"), False),
    ],
)
def test_what_makes_a_header(cells: tuple[str, ...], expected: bool) -> None:
    assert is_header(recognise("表", 1, cells, COLUMNS), COLUMNS) is expected


def test_places_have_letters() -> None:
    assert [letter_of(index) for index in (0, 25, 26, 27, 51, 52, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_labels_of_empty_and_double_headers_carry_the_letter() -> None:
    header = recognise("表", 1, ["主体名称", "备注", "备注", ""], COLUMNS)
    assert [header.label(index) for index in range(5)] == ["主体名称", "备注B列", "备注C列", "D列", "E列"]
