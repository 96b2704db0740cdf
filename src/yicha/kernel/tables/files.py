"""Any file that may hold a table, as a stream of raw rows. Formats are told by their bytes, and the name must agree."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import IO, Any

from yicha.kernel.command_line import BadInput
from yicha.kernel.parsers.limits import LIMITS, MEGABYTE, Limits
from yicha.kernel.tables.delimited import read_delimited
from yicha.kernel.tables.rows import RawRow, RawRows

PARSER = {"parquet": "yicha.kernel.parsers.parquet"}
WORKBOOKS = "yicha.kernel.parsers.workbooks"
MAGIC = {b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole2", b"PAR1": "parquet", b"%PDF": "pdf"}
HEAD = 512
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
NEEDED = {".xlsx": "zip", ".ods": "zip", ".xls": "ole2", ".parquet": "parquet", ".csv": "text", ".txt": "text"}
SAVE_AGAIN = "用表格软件打开，另存为 .xlsx 后再试 · open it in a spreadsheet and save it as .xlsx"
TOLD = {
    "zip": "压缩包或新版工作簿 · a zip archive or an .xlsx workbook",
    "ole2": "旧版工作簿（.xls），或加了密码 · an old .xls workbook, or one with a password",
    "parquet": "Parquet 数据 · Parquet data",
    "pdf": "PDF",
    "html": "网页 · a web page",
    "empty": "空文件 · an empty file",
    "binary": "二进制数据，不是表格 · binary, not a table",
    "text": "文本 · text",
}
REASONS = {
    "unpacked": ("解压后过大 · too large when unpacked", "删去图片和多余的工作表 · remove pictures and spare sheets"),
    "ratio": ("压缩比异常，疑为压缩炸弹 · it unpacks to far too much", SAVE_AGAIN),
    "encrypted": ("文件加了密码 · the file has a password", "去掉密码后再试 · remove the password"),
    "doctype": ("含有外部实体声明 · it declares a document type", SAVE_AGAIN),
    "rows": ("行数过多 · too many rows", "分成几个文件 · split the file"),
    "area": ("远处有多余的内容 · something stands far off", "删去这一格以及多余的行列 · remove that cell and the empty rows and columns"),
    "damaged": ("文件已损坏或不是表格 · damaged, or not a table", SAVE_AGAIN),
    "exhausted": ("内容过多，超出内存或时间上限 · too much for the limits of memory and time", "分成几个文件 · split the file"),
}


def read_rows(path: Path, *, name: str = "", limits: Limits = LIMITS) -> RawRows:
    """The rows of the visible sheets, in order.

    `name`: what to call the file, and what its ending says, when `path` is a temporary one. Raises `BadInput`: here for what the
    beginning of the file shows, while going through the rows for damage further in. So take nothing before the last row.
    """
    file = name or path.name
    ending = Path(file).suffix.lower()
    require_readable(path, name=file, limits=limits)
    if NEEDED[ending] == "text":
        return RawRows(file, read_delimited(path, file, limits))
    return RawRows(file, _from_child(path, file, ending[1:], limits))


def require_kind(file: str) -> None:
    """The name ends as that of a file that can be read; `BadInput` otherwise."""
    if Path(file).suffix.lower() not in NEEDED:
        raise BadInput(
            "不支持这种文件 · this kind of file is not read", "请用 .xlsx、.csv 或 .parquet · use .xlsx, .csv or .parquet", file=file
        )


def require_readable(path: Path, *, name: str = "", limits: Limits = LIMITS) -> None:
    """What the name, the size and the beginning of a file show; `BadInput` if it cannot be read."""
    file = name or path.name
    ending = Path(file).suffix.lower()
    require_kind(file)
    if not path.is_file():
        raise BadInput("没有找到文件 · file not found", "检查路径 · check the path", file=file)
    most = limits.stream_bytes if NEEDED[ending] in {"text", "parquet"} else limits.workbook_bytes
    if path.stat().st_size > most:
        raise BadInput(f"文件超过 {most // MEGABYTE} MB · larger than {most // MEGABYTE} MB", "分成几个文件 · split the file", file=file)
    with path.open("rb") as opened:
        found = _format(opened.read(HEAD))
    if found != NEEDED[ending]:
        raise BadInput(f"名称是 {ending}，内容是{TOLD[found]}", SAVE_AGAIN, file=file)


def _format(head: bytes) -> str:
    magic = next((found for mark, found in MAGIC.items() if head.startswith(mark)), None)
    if magic or not head:
        return magic or "empty"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        return "html"
    return "text" if _looks_like_text(head) else "binary"


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even or odd:  # UTF-16 without a mark has zeros on one side only
        return min(even, odd) == 0
    return len(CONTROL.findall(head)) * 8 <= len(head)


def _from_child(path: Path, file: str, format_name: str, limits: Limits) -> Iterator[RawRow]:
    command = [sys.executable, "-m", PARSER.get(format_name, WORKBOOKS), str(path), format_name, *map(str, astuple(limits))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    child = subprocess.Popen(  # noqa: S603 our own module
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, encoding="utf-8"
    )
    with child:
        try:
            if child.stdout is not None:
                yield from _told(child.stdout, file)
            if child.wait():  # a signal is negative: out of time or memory
                raise _refusal(file, "exhausted" if child.returncode < 0 else "damaged")
        finally:
            child.kill()


def _told(lines: IO[str], file: str) -> Iterator[RawRow]:
    sheet = file
    for line in lines:
        message: Any = json.loads(line) if line.endswith("\n") else {}
        if isinstance(message, list):
            yield RawRow(sheet, *message)
        elif "refused" in message:
            raise _refusal(file, *message["refused"])
        else:
            sheet = message.get("sheet") or file


def _refusal(file: str, reason: str, *details: Any) -> BadInput:
    what, mend = REASONS[reason]
    sheet, row, column = (*details, "", None, "")[:3] if reason in {"rows", "area"} else ("", None, "")
    return BadInput(what, mend, file=file, sheet=sheet, row=row, column=f"{column}列" if column else "")
