"""Invented subjects in any number, as files: all codes valid, no name twice."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from xlsxwriter import Workbook

from yicha.demo.county.codes import unified_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NAMES = {
    "主体名称": "name",
    "统一社会信用代码": "uscc",
    "主体类型": "etype",
    "行业代码": "industry",
    "经营范围": "scope",
    "区县": "county",
    "乡镇街道": "town",
    "地址": "address",
    "信用风险分类": "credit_class",
    "标签": "tags",
    "成立日期": "reg_date",
    "状态": "status",
}
PARTS = (("晴川", "长渠", "石埠", "柳溪", "东岭", "白马", "凤台", "永丰"), ("百货", "五金", "食品", "农资", "餐饮", "建材", "汽修", "药房"))
STREETS = ("人民路", "解放街", "渠南路", "北关街", "工业大道", "滨河路")
BATCH = 50_000


def rows(number: int) -> Iterator[list[str]]:
    """Each as the columns of `NAMES` say."""
    for place in range(number):
        first, second = PARTS[0][place % 8], PARTS[1][place // 8 % 8]
        address = f"{STREETS[place % 6]}{place // 6}号"
        yield [
            f"青禾县{first}{second}第{place}店",
            code(place),
            "个体工商户" if place % 3 else "有限责任公司",
            f"F52{place % 90 + 10}",
            f"{second}零售；日用百货销售",
            "青禾县",
            f"{first}镇",
            address,
            "ABCD"[place % 4],
            "重点;学校周边" if place % 10 == 0 else "一般",
            f"20{place % 20:02}-0{place % 9 + 1}-1{place % 9}",
            "存续",
        ]


def code(number: int) -> str:
    digits = "".join(ALPHABET[number // 31**power % 31] for power in range(5, -1, -1))
    return unified_code("92", f"MA{digits}")


def write(path: Path, number: int) -> None:
    """`.csv`, `.parquet` or `.xlsx` by the ending; in pieces, so that writing costs no memory."""
    {".csv": _csv, ".parquet": _parquet, ".xlsx": _xlsx}[path.suffix](path, number)


def _csv(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(NAMES)
        writer.writerows(rows(number))


def _parquet(path: Path, number: int) -> None:
    schema = pa.schema([(name, pa.string()) for name in NAMES])
    with pq.ParquetWriter(path, schema) as writer:
        batch: list[list[str]] = []
        for row in rows(number):
            batch.append(row)
            if len(batch) == BATCH:
                writer.write_table(_table(batch, schema))
                batch = []
        if batch:
            writer.write_table(_table(batch, schema))


def _table(batch: list[list[str]], schema: pa.Schema) -> pa.Table:
    return pa.table([list(column) for column in zip(*batch, strict=True)], schema=schema)


def _xlsx(path: Path, number: int) -> None:
    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}) as book:
        page = book.add_worksheet("监管对象")
        for place, row in enumerate(([*NAMES], *rows(number))):
            page.write_row(place, 0, row)
