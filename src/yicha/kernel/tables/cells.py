"""From the text of a cell to a value, and back. A parser raises `Flaw`; an empty cell never comes here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from yicha.kernel.tables.ratios import parse_ratio
from yicha.kernel.tables.rows import Flaw
from yicha.kernel.tables.weights import parse_weights

Parser: TypeAlias = Callable[[str], Any]
Period: TypeAlias = tuple[date, date]

NOISE = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ud800-\udfff]"
)
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]")
BLANKS = re.compile(r"\s+")
HALF_WIDTH = {
    wide: wide - 0xFEE0 for start, end in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)) for wide in range(start, end + 1)
}
IDEOGRAPH = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
LOOSE_BLANK = re.compile(rf"(?<={IDEOGRAPH})\s+|\s+(?={IDEOGRAPH})")
SEPARATORS = re.compile(r"[;；\n]")
INTEGER = re.compile(r"-?\d{1,9}(\.0+)?")
DECIMAL = re.compile(r"[-+]?\d{1,12}(\.\d{1,18})?(E-?\d{1,2})?", re.IGNORECASE)
YES, NO = {"是", "Y", "YES", "TRUE", "T", "1", "√"}, {"否", "N", "NO", "FALSE", "F", "0", "×"}

CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
CHINESE_DATE = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?")
DAY_TEXT = re.compile(r"(\d{4})(?:[-./年])(\d{1,2})(?:[-./月])(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"(\d{5})(\.\d+)?")
SERIAL_ORIGIN = date(1899, 12, 30)  # the spreadsheets' day 0 for days after February 1900
PERIOD_DAY = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?")
PERIOD_REST = re.compile(r"[\s/~～—–\-至到]*")
EARLIEST_DAY, LATEST_DAY = date(1800, 1, 1), date(2099, 12, 31)
FOREVER = date(9999, 9, 9)
LONG_TERM = {"长期", "长期有效", "永久", "永久有效", "无固定期限"}


@dataclass(frozen=True)
class Kind:
    """How cells of a column are read and written; `offers`: the labels of a code list."""

    parse: Parser
    show: Callable[[Any], str] = str
    offers: tuple[str, ...] = ()


def clean(text: str) -> str:
    """The text without invisible characters, with single blanks and half-width letters and digits."""
    if NOISE.search(text) is None:
        return text
    return BLANKS.sub(" ", INVISIBLE.sub("", text.translate(HALF_WIDTH))).strip()


def _name(text: str) -> str:
    return LOOSE_BLANK.sub("", clean(text))


def integer(minimum: int = 0, maximum: int = 999_999) -> Kind:
    def parse(text: str) -> int:
        written = clean(text)
        if not INTEGER.fullmatch(written) or not minimum <= int(Decimal(written)) <= maximum:
            raise Flaw("bad_number", f"“{written}”应是{minimum}到{maximum}之间的整数")
        return int(Decimal(written))

    return Kind(parse)


def decimal(minimum: int, maximum: int) -> Kind:
    """Kept as a `Decimal`: no float enters a digest."""

    def parse(text: str) -> Decimal:
        written = clean(text)
        if not DECIMAL.fullmatch(written) or not minimum <= Decimal(written) <= maximum:
            raise Flaw("bad_number", f"“{written}”应是{minimum}到{maximum}之间的数")
        return Decimal(written)

    return Kind(parse, lambda value: f"{value:f}")


def choice(labels: Mapping[str, Any]) -> Kind:
    """One of a code list. `labels`: what may be written, labels and codes; the first label of a value is the one shown."""
    by_label = {label.casefold(): value for label, value in labels.items()}
    shown: dict[Any, str] = {}
    for label, value in labels.items():
        shown.setdefault(value, label)

    def parse(text: str) -> Any:
        written = clean(text)
        if written.casefold() not in by_label:
            raise Flaw("unknown_code", f"“{written}”不在代码表中，可填：{'、'.join(shown.values())}")
        return by_label[written.casefold()]

    return Kind(parse, lambda value: shown[value], tuple(shown.values()))


def spoken(codes: Mapping[str, str]) -> dict[str, str]:
    """Code → how a workbook writes it: by its longest name. `codes`: how things are written → code, "" for what stands for none."""
    found: dict[str, str] = {}
    for written, code in sorted(codes.items(), key=lambda one: (one[0] == one[1], -len(one[0]), one[0])):
        if code:
            found.setdefault(code, written)
    return found


def _flag(text: str) -> bool:
    written = clean(text).upper()
    if written not in YES | NO:
        raise Flaw("unknown_code", f"“{written}”请填 是 或 否")
    return written in YES


def items(longest: int = 64) -> Kind:
    """A list divided by `;`, each item once."""

    def parse(text: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(item for part in SEPARATORS.split(text) if (item := clean(part))))
        if any(len(item) > longest for item in found):
            raise Flaw("too_long", f"每一项最多{longest}个字，各项用分号隔开")
        return found

    return Kind(parse, lambda value: ";".join(map(str, value)))


def _sids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.upper().replace(" ", "") for item in items().parse(text)))


def read_day(text: str, latest: date = LATEST_DAY) -> date:
    """A day in any of the ways people write it, and the spreadsheets' serial number."""
    written = clean(text)
    try:
        day = _day(written)
    except (ValueError, OverflowError):
        day = None
    if day is None or not EARLIEST_DAY <= day <= latest:
        raise Flaw("bad_date", f"“{written}”不是有效日期，请写成 2026-03-05")
    return day


def _day(written: str) -> date | None:
    chinese = CHINESE_DATE.fullmatch(written)
    if chinese:
        return date(int(chinese[1].translate(CHINESE_DIGITS)), _chinese_number(chinese[2]), _chinese_number(chinese[3]))
    numbers = DAY_TEXT.fullmatch(written) or COMPACT_DAY.fullmatch(written)
    if numbers:
        return date(int(numbers[1]), int(numbers[2]), int(numbers[3]))
    serial = SERIAL.fullmatch(written)
    return SERIAL_ORIGIN + timedelta(days=int(serial[1])) if serial else None


def _chinese_number(written: str) -> int:
    """一 to 九十九, as in months and days."""
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return int(ones.translate(CHINESE_DIGITS))
    return int(tens.translate(CHINESE_DIGITS) or "1") * 10 + int(ones.translate(CHINESE_DIGITS) or "0")


def _last_day(text: str) -> date:
    return FOREVER if clean(text) in LONG_TERM or clean(text).startswith("9999") else read_day(text)


def _periods(text: str) -> tuple[Period, ...]:
    return tuple(sorted(_period(part) for part in SEPARATORS.split(text) if clean(part)))


def _period(text: str) -> Period:
    days = [read_day(day) for day in PERIOD_DAY.findall(clean(text))]
    if len(days) not in {1, 2} or PERIOD_REST.fullmatch(PERIOD_DAY.sub("", clean(text))) is None or days[0] > days[-1]:
        raise Flaw("bad_date", f"“{clean(text)}”请写成 2026-04-01/2026-06-30，多段用分号隔开")
    return days[0], days[-1]


def show_period(period: Period) -> str:
    return "/".join(day.isoformat() for day in period)


TEXT = Kind(clean)
VERBATIM = Kind(str.strip)  # words that the register holds as somebody wrote them
NAME = Kind(_name)  # no blanks or line breaks between Chinese characters
FLAG = Kind(_flag, lambda value: "是" if value else "否", ("是", "否"))
DAY = Kind(read_day, date.isoformat)
LAST_DAY = Kind(_last_day, lambda day: "长期" if day == FOREVER else day.isoformat())
PERIOD = Kind(_period, show_period)
PERIODS = Kind(_periods, lambda periods: ";".join(map(show_period, periods)))
SIDS = Kind(_sids, items().show)  # numbers of subjects as the register writes them: in capitals, without blanks
RATIO = Kind(lambda text: parse_ratio(clean(text)))
WEIGHTS = Kind(lambda text: parse_weights(clean(text)))
