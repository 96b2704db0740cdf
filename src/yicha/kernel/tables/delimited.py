"""CSV as spreadsheets of all kinds write it, streamed: UTF-8 with or without mark, UTF-16, GB18030 (which holds GBK).

What cannot be decoded becomes U+FFFD and is refused later with its row; nothing is guessed into place.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from yicha.kernel.command_line import BadInput
from yicha.kernel.parsers.limits import MEGABYTE, Limits
from yicha.kernel.tables.rows import RawRow

LINE_MAX = MEGABYTE
HEAD = 4096
SAMPLE_LINES = 20
DELIMITERS = ",\t;|"
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
UTF8_WORD = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){3}")
NOT_ASCII = re.compile("[^\0-\x7f]")
QUOTED = re.compile(r'"[^"]*"?')
GUARDED = re.compile(r"'+[=+\-@\t\r]")
REPLACED = "\ufffd"


def read_delimited(path: Path, file: str, limits: Limits) -> Iterator[RawRow]:
    """Rows with anything in them, numbered as a spreadsheet would show them."""
    lines = _lines(path, _encoding(path))
    sample = list(islice(lines, SAMPLE_LINES))
    reader = csv.reader(chain(sample, lines), delimiter=_delimiter(sample), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > limits.stream_rows:
                raise BadInput(
                    "行数过多 · too many rows", f"每个文件最多{limits.stream_rows}行，请分成几个文件 · split the file", file=file
                )
            if any(cells):
                yield RawRow(file, number, [unguarded(cell) for cell in cells])
    except csv.Error:
        raise BadInput(
            "引号没有成对，或一格过长 · quotes do not match, or a cell is too long",
            "用表格软件打开检查这一行后另存 · mend the row in a spreadsheet and save again",
            file=file,
            row=number + 1,
        ) from None


def _delimiter(sample: Sequence[str]) -> str:
    """What divides most lines into equally many cells; lists inside a cell do not."""
    outside = [QUOTED.sub("", line) for line in sample]

    def evenness(letter: str) -> tuple[int, int]:
        times = Counter(found for line in outside if (found := line.count(letter)))
        found, lines = max(times.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return lines, found

    return max(DELIMITERS, key=evenness)


def guarded(text: str) -> str:
    """A cell that a spreadsheet would take for a formula, made harmless; `unguarded` gives it back."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) or GUARDED.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if GUARDED.match(text) else text


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD)
        for mark, encoding in MARKS.items():
            if head.startswith(mark):
                return encoding
        if b"\0" in head:
            return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        file.seek(0)
        balance = sum(1 if _is_utf8(line) else -1 for line in iter(lambda: file.readline(LINE_MAX), b"") if not line.isascii())
    return "utf-8" if balance >= 0 else "gb18030"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _lines(path: Path, encoding: str) -> Iterator[str]:
    if encoding.startswith("utf-16"):
        with path.open(encoding=encoding, errors="replace", newline="") as text:
            yield from iter(lambda: text.readline(LINE_MAX), "")
        return
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(LINE_MAX), b""):
            yield _decoded(line, encoding)
            encoding = encoding.removesuffix("-sig")


def _decoded(line: bytes, encoding: str) -> str:
    text = line.decode(encoding, errors="replace")
    if encoding == "gb18030" and REPLACED not in text and UTF8_WORD.search(line) and _is_utf8(line):
        # A line of another encoding in a mixed file would pass as other characters.
        return NOT_ASCII.sub(REPLACED, line.decode())
    return text
