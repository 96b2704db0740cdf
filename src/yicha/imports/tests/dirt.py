"""Rows of a register as people type them, each with what an import has to say about it: by construction, not by the parser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from yicha.engines.quality.tests.makers import invented_uscc

NAME, CODE, TOWN, ADDRESS, DAY, CLASS = LABELS = ("主体名称", "统一社会信用代码", "乡镇街道", "地址", "成立日期", "信用风险分类")
REFUSED, WARNING = "refused", "warning"


@dataclass
class Typed:
    """`cells` by label; `problems` as (code, level); `means`: what the register would hold, None where the row is refused or a repeat."""

    cells: dict[str, str]
    problems: list[tuple[str, str]] = field(default_factory=list)
    means: dict[str, str | None] | None = field(default_factory=dict)


Dirt = Callable[[int, Random], list[Typed]]


def plain(number: int) -> Typed:
    code = invented_uscc(number)
    cells = {NAME: f"青川{number:04}饭店", CODE: code, TOWN: "城关镇", ADDRESS: f"人民路{number}号院", DAY: "2019-05-06", CLASS: "B"}
    means: dict[str, str | None] = {"sid": code, "name": cells[NAME], "uscc": code, "reg_date": "2019-05-06", "credit_class": "B"}
    return Typed(cells, [], means)


def clean(number: int, _chance: Random) -> list[Typed]:
    return [plain(number)]


def written(label: str, change: Callable[[str], str], means: dict[str, str | None] | None = None) -> Dirt:
    """Typed otherwise, and understood all the same."""

    def make(number: int, _chance: Random) -> list[Typed]:
        row = plain(number)
        row.cells[label] = change(row.cells[label])
        row.means = {**(row.means or {}), **(means or {})}
        return [row]

    return make


def refused(label: str, text: Callable[[str], str], code: str) -> Dirt:
    def make(number: int, _chance: Random) -> list[Typed]:
        row = plain(number)
        row.cells[label] = text(row.cells[label])
        return [Typed(row.cells, [(code, REFUSED)], None)]

    return make


def warned(label: str, text: Callable[[str], str], code: str, **means: str | None) -> Dirt:
    def make(number: int, _chance: Random) -> list[Typed]:
        row = plain(number)
        row.cells[label] = text(row.cells[label])
        return [Typed(row.cells, [(code, WARNING)], {**(row.means or {}), **means})]

    return make


def without_code(text: str, code: str = "no_uscc") -> Dirt:
    """Known by name and address then, so its number is not asked about."""

    def make(number: int, _chance: Random) -> list[Typed]:
        row = plain(number)
        row.cells[CODE] = text
        return [Typed(row.cells, [(code, WARNING)], {"name": row.cells[NAME], "uscc": ""})]

    return make


def identical(number: int, _chance: Random) -> list[Typed]:
    first, second = plain(number), plain(number)
    return [first, Typed(second.cells, [("duplicate_in_file", WARNING)], None)]


def differing(number: int, _chance: Random) -> list[Typed]:
    first, second = plain(number), plain(number)
    second.cells[TOWN] = "东川镇"
    return [first, Typed(second.cells, [("duplicate_in_file", REFUSED)], None)]


def conflicting(number: int, _chance: Random) -> list[Typed]:
    first, second = plain(number), plain(number)
    second.cells[NAME] = f"白马{number:04}药房"
    return [Typed(row.cells, [("conflict", REFUSED)], None) for row in (first, second)]


def suspected(number: int, _chance: Random) -> list[Typed]:
    first, second = plain(number), plain(number)
    second.cells[CODE] = ""
    problems = [("no_uscc", WARNING), ("suspected_duplicate", WARNING)]
    return [first, Typed(second.cells, problems, {"name": second.cells[NAME], "uscc": ""})]


def sharing(number: int, chance: Random) -> list[Typed]:
    """Two that bring one old number: it is the first one's."""
    [first], [second] = (without_code("110108000000032", "old_number")(each, chance) for each in (number, number + 5000))
    return [first, Typed(second.cells, [*second.problems, ("suspected_duplicate", WARNING)], second.means)]


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def wrong_digit(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")


DAYS = (
    "2024-03-05",
    "2024/3/5",
    "2024.03.05",
    "2024年3月5日",
    "20240305",
    "45356",
    "二〇二四年三月五日",
    "2024-03-05 00:00:00",
    "2024/03/05 08:30",
)
ON = {"reg_date": "2024-03-05"}
DIRTS: tuple[Dirt, ...] = (
    clean,
    written(CODE, str.lower),
    written(CODE, wide),
    written(CODE, lambda code: f" {code[:6]} {code[6:]} "),
    written(CODE, lambda code: f"{code[:8]}\u200b{code[8:]}"),
    written(CODE, lambda code: f"'{code}"),
    written(NAME, lambda name: f"  {name}　"),
    written(NAME, lambda name: f"{name[:2]}\n{name[2:]}"),
    *(written(DAY, lambda _, day=day: day, dict(ON)) for day in DAYS),  # type: ignore[misc]  # each its own day
    written(DAY, lambda _: "", {"reg_date": None}),
    written(CLASS, lambda _: "b"),
    written(CLASS, lambda _: "Ｂ"),
    written(CLASS, lambda _: "B类"),
    written(CLASS, lambda _: "B级"),
    written(CLASS, lambda _: "", {"credit_class": ""}),
    without_code(""),
    without_code("无"),
    without_code("待办理"),
    without_code("/"),
    without_code("110108000000016", "old_number"),
    without_code("１１０１０８００００００024", "old_number"),
    warned(DAY, lambda _: "2024-02-30", "bad_date", reg_date=None),
    warned(DAY, lambda _: "不详", "bad_date", reg_date=None),
    warned(DAY, lambda _: "2124-01-01", "bad_date", reg_date=None),
    warned(ADDRESS, lambda _: "=1+1", "formula"),
    warned(ADDRESS, lambda _: "@SUM(A1)", "formula"),
    warned(ADDRESS, lambda _: "#REF!", "formula"),
    warned(TOWN, lambda _: "-东川镇", "formula"),
    refused(NAME, lambda _: "", "missing"),
    refused(NAME, lambda _: "　 ", "missing"),
    refused(NAME, lambda _: "店" * 201, "too_long"),
    refused(ADDRESS, lambda _: "路" * 401, "too_long"),
    refused(NAME, lambda name: f"{name[:2]}\ufffd{name[2:]}", "bad_encoding"),
    refused(CODE, wrong_digit, "bad_uscc"),
    refused(CODE, lambda code: code[:-1], "bad_uscc"),
    refused(CODE, lambda code: code + "0", "bad_uscc"),
    refused(CODE, lambda code: code[:8] + "I" + code[9:], "bad_uscc"),
    refused(CODE, lambda _: "9.11508E+17", "bad_uscc"),
    refused(CODE, lambda _: "9.11508217794928E+17", "bad_uscc"),
    refused(CLASS, lambda _: "E", "unknown_code"),
    refused(CLASS, lambda _: "守信", "unknown_code"),
    identical,
    differing,
    conflicting,
    suspected,
    sharing,
)
