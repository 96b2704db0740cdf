"""The sources that nobody can choose, and what they say as bytes (docs/vdr1.md §7).

A lottery says numbers: each is one byte, group by group as printed, ascending inside a group. Its strength is the whole
number of bits in the count of its outcomes; below `LEAST_BITS` whoever tries manifests until one suits could succeed.
A round of drand says the signature of the League of Entropy over the round's number (`drand.py`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, pairwise
from math import comb, prod

from yicha.engines.draw import drand
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.types import Round

LEAST_BITS = 24
_HEX = re.compile("([0-9a-f]{2})+")
Group = tuple[int, int, int]
"""How many numbers, the lowest and the highest."""


@dataclass(frozen=True)
class Source:
    """`read` gives the bytes of what people typed, `check` refuses bytes that the round cannot have said; both raise DrawError."""

    name: str
    bits: int
    example: str
    read: Callable[[str], bytes]
    check: Callable[[str, bytes], None]
    show: Callable[[bytes], str]

    @property
    def strong(self) -> bool:
        """Alone enough for a seed."""
        return self.bits >= LEAST_BITS


def _numbered(name: str, *groups: Group) -> Source:
    def read(text: str) -> bytes:
        numbers = [int(one) for one in re.findall("[0-9]{1,2}", text)]
        if len(numbers) != sum(count for count, _, _ in groups) or re.search("[0-9]{3}", text):
            raise _not_said(name)
        value = bytes(number for part in _parts(numbers, groups) for number in sorted(part))
        check("", value)
        return value

    def check(_: str, value: bytes) -> None:
        parts = _parts(list(value), groups)
        fits = len(value) == sum(count for count, _, _ in groups) and all(
            lowest <= part[0] and part[-1] <= highest and all(a < b for a, b in pairwise(part))
            for part, (_, lowest, highest) in zip(parts, groups, strict=True)
        )
        if not fits:
            raise _not_said(name)

    def show(value: bytes) -> str:
        return " + ".join(" ".join(f"{number:02}" for number in part) for part in _parts(list(value), groups))

    outcomes = prod(comb(highest - lowest + 1, count) for count, lowest, highest in groups)
    example = show(bytes(number for count, lowest, _ in groups for number in range(lowest, lowest + count)))
    return Source(name, outcomes.bit_length() - 1, example, read, check, show)


def _parts(numbers: list[int], groups: tuple[Group, ...]) -> list[list[int]]:
    ends = [sum(count for count, _, _ in groups[: place + 1]) for place in range(len(groups))]
    return [numbers[end - count : end] for end, (count, _, _) in zip(ends, groups, strict=True)]


def _not_said(name: str) -> DrawError:
    return DrawError(f"不是{name}的开奖号码", f"not what {name} can say")


def _read_hex(text: str) -> bytes:
    digits = "".join(text.split()).lower()
    if not _HEX.fullmatch(digits):
        raise DrawError("应为十六进制数", "hexadecimal digits are needed")
    return bytes.fromhex(digits)


def _check_drand(round_number: str, value: bytes) -> None:
    if not round_number.isascii() or not round_number.isdigit() or not drand.is_signed(int(round_number), value):
        raise DrawError(f"不是 drand 第 {round_number} 轮的签名", f"not drand's signature of round {round_number}")


_DIGIT: Group = (1, 0, 9)
_WEAK: dict[str, tuple[Group, ...]] = {"七星彩": (*6 * (_DIGIT,), (1, 0, 14)), "排列5": 5 * (_DIGIT,), "福彩3D": 3 * (_DIGIT,)}
ISSUES = {"双色球": 7, "快乐8": 7, "福彩3D": 7, "大乐透": 5, "排列5": 5, "七星彩": 5}
"""Digits of an issue: 2026045 of the welfare lottery, 26045 of the sports lottery. drand counts its rounds."""
TOGETHER = "+"
"""Between the names, and the issues, of lotteries that are only together strong enough: their numbers follow one another."""
SOURCES = {
    source.name: source
    for source in (
        _numbered("双色球", (6, 1, 33), (1, 1, 16)),
        _numbered("大乐透", (5, 1, 35), (2, 1, 12)),
        _numbered("快乐8", (20, 1, 80)),
        Source("drand", 256, "96 位十六进制签名", _read_hex, _check_drand, bytes.hex),
        *(_numbered(TOGETHER.join(two), *_WEAK[two[0]], *_WEAK[two[1]]) for two in combinations(_WEAK, 2)),
        *(_numbered(name, *groups) for name, groups in _WEAK.items()),
    )
}
"""Whatever is not here is no beacon: dice and staff can be chosen, so they take part with a commitment instead."""


def said_at(source: Round) -> datetime | None:
    """When a round is said: before that nobody can know it, after it everybody does. None where its number does not tell."""
    is_number = source.round.isascii() and source.round.isdigit()
    return drand.said_at(int(source.round)) if source.name == "drand" and is_number else None


def issues_fit(source: Round) -> bool:
    """Whether of each source one issue is named, as that source writes it: spelled in two ways one issue would pass for two."""
    names, issues = source.name.split(TOGETHER), source.round.split(TOGETHER)
    return len(names) == len(issues) and all(map(_is_issue, names, issues)) if source.name else not source.round


def _is_issue(name: str, issue: str) -> bool:
    digits = ISSUES.get(name)
    return bool(re.fullmatch(f"[0-9]{{{digits}}}" if digits else "[1-9][0-9]*", issue))


def source_of(name: str) -> Source:
    """DrawError if nobody knows how to read it."""
    if name not in SOURCES:
        raise DrawError(f"不认得的公开随机数：{name}", f"an unknown beacon: {name}")
    return SOURCES[name]


def check_said(source: Round, value: bytes) -> None:
    """DrawError if this source cannot have said this in this round."""
    source_of(source.name).check(source.round, value)
