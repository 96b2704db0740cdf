"""From raw rows to records: finds the header of each sheet, leaves out what is not data, parses cells, notes every problem."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

from yicha.kernel.command_line import BadInput
from yicha.kernel.parsers.limits import letter_of
from yicha.kernel.tables.cells import clean
from yicha.kernel.tables.columns import Column, Header, is_counter, is_header, recognise, repeats
from yicha.kernel.tables.rows import Flaw, Level, Problem, RawRow, RawRows

HEADER_ROWS = 30
EXAMPLE = "示例"
REPLACED = "\ufffd"
SUBTOTAL = re.compile(r"(本[页表月])?(小计|合计|总计|共计|累计) ?[::：]? ?[\d,.]* ?[户家个条项人]?")
FOOTER = re.compile(
    r"(填表|填报|制表|审核|复核|负责|经办|联系|填写|打印)(人|单位|日期|时间|电话|部门)?(签[字章名])? ?[:：]|(备注|说明|注|附注) ?[:：]"
)
FORMULA = re.compile(r"[=@].|[+\-](?![\d\s.,()+\-/:%]*$).")
ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")


@dataclass(slots=True)
class Record:
    """One data row: values by column name (absent if empty), unknown columns by their header."""

    header: Header
    number: int
    cells: Sequence[str]
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, message: str, column: str = "", level: Level = Level.REFUSED) -> None:
        """Add a problem; `column` is the name of a column of the specification."""
        place = self.header.place(column)
        label, letter = ("", "") if place is None else (self.header.label(place), letter_of(place))
        self.problems.append(Problem(self.header.sheet, self.number, label, letter, code, message, level))

    def note_at(self, index: int, flaw: Flaw) -> None:
        """Add a problem of the cell at a place."""
        label, letter = self.header.label(index), letter_of(index)
        self.problems.append(Problem(self.header.sheet, self.number, label, letter, flaw.code, flaw.message, flaw.level))

    @property
    def refused(self) -> bool:
        return any(problem.level is Level.REFUSED for problem in self.problems)

    def has_problem(self, column: str, level: Level | None = None) -> bool:
        place = self.header.place(column)
        letter = None if place is None else letter_of(place)
        return any(problem.letter == letter and level in (None, problem.level) for problem in self.problems)


class Intake:
    """Reads one file. After `records` is exhausted, `skipped`, `headers` and `ignored_sheets` tell the rest."""

    def __init__(self, columns: Sequence[Column], source: RawRows) -> None:
        self.columns = columns
        self.source = source
        self.skipped: Counter[str] = Counter()
        self.headers: dict[str, Header] = {}
        self.ignored_sheets: list[str] = []
        self._nearest: Header | None = None

    def records(self) -> Iterator[Record]:
        for sheet, rows in groupby(self.source.rows, key=lambda row: row.sheet):
            yield from self._sheet(sheet, rows)
        if not self.headers:
            raise self._no_header()

    def _sheet(self, sheet: str, rows: Iterator[RawRow]) -> Iterator[Record]:
        header = self._header(sheet, rows)
        if header is None:
            self.ignored_sheets.append(sheet)
        else:
            self.headers[sheet] = header
            yield from self._data(header, rows)

    def _header(self, sheet: str, rows: Iterator[RawRow]) -> Header | None:
        """Go through the rows as far as the header; what stands before it are titles."""
        titles = (row for row in rows if any(map(clean, row.cells)))
        for before, row in enumerate(islice(titles, HEADER_ROWS)):
            header = recognise(sheet, row.number, row.cells, self.columns)
            if is_header(header, self.columns):
                if not header.missing(self.columns):
                    self.skipped["title"] += before
                    return header
                self._nearest = self._nearest or header
        return None

    def _no_header(self) -> BadInput:
        mend = "第一行写列名，或从模板开始 · name the columns in the first row, or start from the template"
        if self._nearest is None:
            names = "、".join(column.label for column in self.columns if column.required)
            return BadInput(f"没有找到表头（{names}） · no header row found", mend, file=self.source.file)
        missing = self._nearest.missing(self.columns)
        zh, en = "、".join(column.label for column in missing), ", ".join(column.name for column in missing)
        what = f"缺少必填列：{zh} · required columns are missing: {en}"
        return BadInput(what, mend, file=self.source.file, sheet=self._nearest.sheet, row=self._nearest.number)

    def _data(self, header: Header, rows: Iterable[RawRow]) -> Iterator[Record]:
        counted = header.number
        for row in rows:
            filled = [(index, text) for index, cell in enumerate(row.cells) if (text := clean(cell))]
            if not filled:
                self.skipped["stray"] += 1
                counted += 1
                continue
            self.skipped["blank"] += row.number - counted - 1
            counted = row.number
            reason = _not_data(header, filled)
            if reason:
                self.skipped[reason] += 1
            else:
                yield self._record(header, row, filled)

    def _record(self, header: Header, row: RawRow, filled: Sequence[tuple[int, str]]) -> Record:
        record = Record(header, row.number, row.cells)
        for index, text in filled:
            column = header.columns.get(index)
            flaw = _flaw_of(text, column)
            if flaw:
                record.note_at(index, flaw)
            if flaw is None or flaw.value == text:
                if column is not None:
                    self._parse(record, column, row.cells[index])
                elif not is_counter(header.label(index)):
                    record.extra[header.label(index)] = text
        for column in self.columns:
            if column.required and column.name not in record.values and not record.has_problem(column.name, Level.REFUSED):
                record.note("missing", f"“{column.label}”不能为空", column.name)
        return record

    def _parse(self, record: Record, column: Column, cell: str) -> None:
        try:
            value = column.kind.parse(cell)
        except Flaw as flaw:
            level = Level.WARNING if column.lenient else flaw.level
            record.note(flaw.code, flaw.message, column.name, level)
            value = flaw.value
        if value not in (None, "", ()):
            record.values[column.name] = value


def _flaw_of(text: str, column: Column | None) -> Flaw | None:
    """What is wrong with any text, whatever the column; the flaw of a text that may be kept carries it."""
    if REPLACED in text:
        return Flaw("bad_encoding", "有无法识别的字符，请用 UTF-8 或 GB18030 另存")
    if column is not None and len(text) > column.max_length:
        return Flaw("too_long", f"超过{column.max_length}个字")
    if text[0] == "#" and ERROR.fullmatch(text):
        return Flaw("formula", f"公式出错（{text}），按空值处理", Level.WARNING)
    if text[0] in "=@+-" and FORMULA.match(text):
        return Flaw("formula", "像公式，按文字保存", Level.WARNING, text)
    return None


def _not_data(header: Header, filled: Sequence[tuple[int, str]]) -> str:
    """Why the row is no data, or nothing."""
    first = filled[0][1]
    known = [(index, text) for index, text in filled if index in header.columns]
    if repeats(header, filled):
        return "repeated_header"
    if SUBTOTAL.fullmatch(first) or (known and SUBTOTAL.fullmatch(known[0][1])):
        return "subtotal"
    if FOOTER.match(first) and all(FOOTER.match(text) for _, text in known if text != first):
        return "footer"
    if known and known[0][1].startswith(EXAMPLE):
        return "example"
    return "" if known else "stray"


def counts(skipped: Mapping[str, int]) -> dict[str, int]:
    return {reason: number for reason, number in sorted(skipped.items()) if number}
