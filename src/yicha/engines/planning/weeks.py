"""Sets of weeks (and of atoms) as integers: bit w stands for week w, so that "have a common week" is one ``&``."""

from collections.abc import Iterable, Iterator


def span(first: int, last: int) -> int:
    """The set first..last, empty when last < first."""
    return (1 << last + 1) - (1 << first) if last >= first else 0


def members(mask: int) -> Iterator[int]:
    """The members of a set, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def collect(numbers: Iterable[int]) -> int:
    """The set of these numbers."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask
