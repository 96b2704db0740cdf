"""抽查比例 as people write it: one share for all, or one for each credit class. Exact fractions, never floats."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from yicha.kernel.tables.rows import Flaw

CLASSES = "ABCD"
PART = re.compile(r"(?:([A-Z]) ?[类级]? ?[:：=] ?)?(\d{1,4}(?:\.\d{1,6})?) ?([%％‰]?)", re.IGNORECASE)
UNITS = {"%": 100, "％": 100, "‰": 1000, "": 1}


@dataclass(frozen=True)
class Ratio:
    """`shares` by credit class; under the key "" the share of all classes."""

    shares: Mapping[str, Fraction]

    def of(self, credit_class: str) -> Fraction:
        """The share of a class; a class that the ratio does not name is not drawn."""
        return self.shares.get("", self.shares.get(credit_class, Fraction(0)))

    def __str__(self) -> str:
        """The way that the contract writes it: `A:2%;B:5%` or `5%`."""
        return ";".join(f"{name}:{_percent(share)}" if name else _percent(share) for name, share in self.shares.items())


def parse_ratio(text: str) -> Ratio:
    """`A:2%;B:5%;C:100%;D:100%`, `5%`, `2‰` or `0.05` (which is what a spreadsheet keeps of 5 %)."""
    shares = list(_shares(text))
    names = [name for name, _ in shares]
    if not shares or len(set(names)) < len(names) or ("" in names and len(names) > 1):
        raise Flaw("bad_ratio", f"“{text}”请写成 5% 或 A:2%;B:5%;C:100%;D:100%")
    return Ratio(dict(sorted(shares)))


def _shares(text: str) -> Iterator[tuple[str, Fraction]]:
    for part in filter(None, re.split(r" ?[;；] ?", text)):
        found = PART.fullmatch(part)
        if found is None:
            raise Flaw("bad_ratio", f"“{part}”请写成 5% 或 A:2%;B:5%;C:100%;D:100%")
        name, share = (found[1] or "").upper(), Fraction(found[2]) / UNITS[found[3]]
        if name and name not in CLASSES:
            raise Flaw("unknown_code", f"信用风险分类“{name}”请填 {'、'.join(CLASSES)}")
        if share > 1:
            raise Flaw("bad_ratio", f"“{part}”超过 100%，百分比请带 % 号")
        yield name, share


def _percent(share: Fraction) -> str:
    percent = share * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else f"{_exact_decimal(percent)}%"


def _exact_decimal(number: Fraction) -> str:
    """Shares come from decimals, so their percent ends within a few places."""
    places = next(places for places in range(1, 20) if (number * 10**places).denominator == 1)
    digits = str((number * 10**places).numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"
