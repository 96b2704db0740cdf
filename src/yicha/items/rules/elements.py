"""YX-2.3: every element of an item filled, every one right. What is missing, and what is doubtful, read from the item alone."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from yicha.engines.quality import uscc_check_holds
from yicha.items.types import Doubt, Fault, ItemRow, MainItemRow
from yicha.kernel.tables import Flaw, parse_ratio

OF_ITEM: Final = (
    *(
        "code",
        "name",
        "department",
        "check_class",
        "legal_basis",
        "power_item_code",
        "subjects",
        "supervision_form",
        "supervision_mode",
        "authority_level",
        "scope",
    ),
    *("process", "result"),
)
OF_MAIN: Final = ("line", "power_item_code")
OF_POINTS: Final = ("method", "basis")
ELEMENTS: Final = (*OF_ITEM, "main_item", *(f"main_{name}" for name in OF_MAIN), "check_points", *(f"point_{name}" for name in OF_POINTS))
ITEM_CODE: Final = re.compile(r"[0-9]{14}(-[0-9A-Z]{1,8})?")  # a local extension has a suffix of its own
UNVERIFIED: Final = "待核"  # as templates say it of an article that nobody has compared with the law's own text
INSTRUMENT: Final = re.compile(r"《[^《》]+》")
USCC_LENGTH: Final = 18
TYPES: Final = frozenset("12345")


@dataclass(frozen=True)
class Known:
    """What an item may speak of: departments of the day, values of the dictionaries by element."""

    departments: Collection[str]
    dictionaries: Mapping[str, Collection[str]]


def missing_elements(row: ItemRow, main: MainItemRow | None) -> tuple[str, ...]:
    """YX-2.3: names of ELEMENTS that are empty, in their order."""
    return tuple(name for name in ELEMENTS if not _filled(name, row, main))


def _filled(name: str, row: ItemRow, main: MainItemRow | None) -> bool:
    kind, _, part = name.partition("_")
    if kind == "point":
        return bool(row.check_points) and all(getattr(point, part) for point in row.check_points)
    if kind == "main" and name != "main_item":
        return main is not None and bool(getattr(main, part))
    return bool(getattr(row, name))


def doubts(row: ItemRow, known: Known, on: date) -> tuple[Doubt, ...]:
    """YX-2.3: elements that are filled and cannot be right."""
    return (*_code_doubts(row), *_known_doubts(row, known), *_unverified(row), *_other_doubts(row, on))


def _code_doubts(row: ItemRow) -> Iterator[Doubt]:
    """The national tables want 14 digits; 检查实施清单编码 begins with the organ's 18 characters and one of five types."""
    if not ITEM_CODE.fullmatch(row.code):
        yield Doubt("code", Fault.CODE_FORM)
    if row.main_item and not ITEM_CODE.fullmatch(row.main_item):
        yield Doubt("main_item", Fault.CODE_FORM)
    organ, kind = row.catalogue_code[:USCC_LENGTH], row.catalogue_code[USCC_LENGTH : USCC_LENGTH + 1]
    if row.catalogue_code and not (uscc_check_holds(organ) and kind in TYPES):
        yield Doubt("catalogue_code", Fault.CATALOGUE_CODE)


def _known_doubts(row: ItemRow, known: Known) -> Iterator[Doubt]:
    if row.department not in known.departments:
        yield Doubt("department", Fault.NO_DEPARTMENT, row.department)
    for partner in row.partners:
        if partner.department not in known.departments:
            yield Doubt("partners", Fault.NO_DEPARTMENT, partner.department)
        if not partner.share:
            yield Doubt("partners", Fault.NO_SHARE, partner.department)
    for name, values in known.dictionaries.items():
        value = getattr(row, name)
        if value and value not in values:
            yield Doubt(name, Fault.NOT_IN_DICTIONARY, value)


def _unverified(row: ItemRow) -> Iterator[Doubt]:
    """Whoever owns the item compares the article with the law, and proposes it without the mark."""
    if UNVERIFIED in row.legal_basis:
        yield Doubt("legal_basis", Fault.UNVERIFIED)
    for point in row.check_points:
        for name in ("clause", "basis"):
            if UNVERIFIED in getattr(point, name):
                yield Doubt(f"point_{name}", Fault.UNVERIFIED, point.code)


def _other_doubts(row: ItemRow, on: date) -> Iterator[Doubt]:
    if row.legal_basis and not INSTRUMENT.search(row.legal_basis):
        yield Doubt("legal_basis", Fault.NO_INSTRUMENT)
    for point in row.check_points:
        if point.basis and not INSTRUMENT.search(point.basis):
            yield Doubt("point_basis", Fault.NO_INSTRUMENT, point.code)
    if row.valid_to and row.valid_to <= on:
        yield Doubt("valid_to", Fault.ENDED, str(row.valid_to))
    if fault := ratio_fault(row.ratio):
        yield Doubt("ratio", Fault.RATIO, fault)


def ratio_fault(written: str) -> str:
    """What is wrong with an 抽查比例; empty if nothing is, or none is given."""
    try:
        parse_ratio(written or "0%")
    except Flaw as flaw:
        return str(flaw)
    return ""


def instruments(text: str) -> tuple[str, ...]:
    """The names of laws and rules in a text, without their brackets, each once."""
    return tuple(dict.fromkeys(found[1:-1] for found in INSTRUMENT.findall(text)))
