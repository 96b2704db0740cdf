"""Files of every kind that a register comes in, with what surrounds its rows: titles, blank rows, repeated heads, sums, feet."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from yicha.imports.tests.dirt import ADDRESS, CLASS, CODE, DAY, LABELS, NAME, TOWN, Typed
from yicha.kernel.tables.tests.makers import ods, ods_table, parquet_bytes

HEADS = {
    NAME: ("主体名称", "企业名称*", "单 位 名 称", "经营主体名称：", "name", "机构名称（全称）"),
    CODE: ("统一社会信用代码", "信用代码", "统一社会信用代码/注册号", "uscc", "统一代码（18位）"),
    TOWN: ("乡镇街道", "所属乡镇", "town", "镇街"),
    ADDRESS: ("地址", "address", " 地址 "),
    DAY: ("成立日期", "登记日期", "reg_date", "成立时间"),
    CLASS: ("信用风险分类", "credit_class"),
}
OTHERS = ("联系电话", "网格员", "备注二")
Line = list[str]
Place = tuple[str, int]


@dataclass
class Page:
    """A sheet as it is typed: `lines` from row 1; where each typed row stands, and how many lines are no rows."""

    name: str
    lines: list[Line] = field(default_factory=list)
    places: list[tuple[int, Typed]] = field(default_factory=list)
    skipped: int = 0

    def add(self, line: Line) -> int:
        self.lines.append(line)
        return len(self.lines)


def page(name: str, rows: Sequence[Typed], chance: Random, *, furniture: bool = True) -> Page:
    """Columns in any order under any of their names, unknown ones between them."""
    columns = [*LABELS, *chance.sample(OTHERS, chance.randint(0, 2))]
    chance.shuffle(columns)
    head = [chance.choice(HEADS.get(column, (column,))) for column in columns]
    counter = furniture and chance.random() < 0.5
    made = Page(name)
    if furniture:
        _titles(made, chance)
    made.add((["序号"] if counter else []) + head)
    for number, row in enumerate(rows, 1):
        if furniture and number > 1:
            _between(made, (["序号"] if counter else []) + head, chance)
        cells = [row.cells.get(column, "有") for column in columns]
        made.places.append((made.add(([str(number)] if counter else []) + cells), row))
    if furniture:
        _feet(made, len(rows), chance)
    return made


def _titles(made: Page, chance: Random) -> None:
    for title in ("青禾县监管对象名录", "（二〇二六年度）", "单位：青禾县市场监督管理局")[: chance.randint(0, 3)]:
        made.add([title])
        made.skipped += 1
    if chance.random() < 0.3:
        made.add([])


def _between(made: Page, head: Line, chance: Random) -> None:
    luck = chance.random()
    if luck < 0.1:
        made.add([])
        made.skipped += 1
    elif luck < 0.18:
        made.add(head)
        made.skipped += 1
    elif luck < 0.24:
        made.add(["本页小计", "", "12"])
        made.skipped += 1


def _feet(made: Page, rows: int, chance: Random) -> None:
    if chance.random() < 0.5:
        made.add([f"合计：{rows}户"])
        made.skipped += 1
    if chance.random() < 0.5:
        made.add(["填表人：张三", "", "审核人：李四"])
        made.skipped += 1


def delimited(encoding: str, delimiter: str = ",", mark: bytes = b"", end: str = "\r\n") -> Callable[[list[Page]], bytes]:
    def write(pages: list[Page]) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(pages[0].lines)
        return mark + text.getvalue().encode(encoding)

    return write


def workbook(pages: list[Page], *, hidden: bool = False, far: bool = False) -> bytes:
    """`hidden`: another sheet that nobody sees; `far`: formatted as far down as a sheet reaches."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for one in pages:
            sheet = book.add_worksheet(one.name)
            for row, line in enumerate(one.lines):
                for column, text in enumerate(line):
                    sheet.write_string(row, column, text)
            if one.lines and len(one.lines[0]) == 1:
                sheet.merge_range(0, 0, 0, 5, one.lines[0][0])
            if far:
                sheet.write_blank(1_048_575, 3, None, book.add_format({"bold": True}))
        if hidden:
            old = book.add_worksheet("旧数据")
            old.write_row(0, 0, ["主体名称", "统一社会信用代码"])
            old.write_row(1, 0, ["不应导入", "9"])
            old.hide()
    return out.getvalue()


def opendocument(pages: list[Page]) -> bytes:
    return ods("".join(ods_table(_square(one.lines), one.name) for one in pages))


def _square(lines: Iterable[Line]) -> list[Line]:
    return [[escape(text) for text in line] or [""] for line in lines]


def columnar(pages: list[Page]) -> bytes:
    head, *lines = pages[0].lines
    return parquet_bytes({label: [line[index] for line in lines] for index, label in enumerate(head)})


@dataclass(frozen=True)
class Carrier:
    """`sheets`: over how many the rows are spread; `named`: whether problems name the sheet, or the file where there is none."""

    ending: str
    write: Callable[[list[Page]], bytes]
    sheets: int = 1
    named: bool = False
    furniture: bool = True


CARRIERS = {
    "utf8": Carrier(".csv", delimited("utf-8")),
    "utf8-marked": Carrier(".csv", delimited("utf-8", mark=b"\xef\xbb\xbf")),
    "gb18030": Carrier(".csv", delimited("gb18030")),
    "utf16": Carrier(".csv", delimited("utf-16-le", mark=b"\xff\xfe")),
    "utf16-big": Carrier(".csv", delimited("utf-16-be", mark=b"\xfe\xff")),
    "tabs": Carrier(".txt", delimited("gb18030", "\t")),
    "semicolons": Carrier(".csv", delimited("utf-8", ";", end="\n")),
    "bars": Carrier(".csv", delimited("utf-8", "|")),
    "xlsx": Carrier(".xlsx", workbook, named=True),
    "xlsx-hidden": Carrier(".xlsx", lambda pages: workbook(pages, hidden=True), named=True),
    "xlsx-two-sheets": Carrier(".xlsx", workbook, sheets=2, named=True),
    "xlsx-far": Carrier(".xlsx", lambda pages: workbook(pages, far=True), named=True),
    "ods": Carrier(".ods", opendocument, named=True),
    "parquet": Carrier(".parquet", columnar, furniture=False),
}
