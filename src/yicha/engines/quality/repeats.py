"""Rows that speak of one subject.

Two rows with one identity (``sid``) and kindred names are one subject written twice; with other names somebody carries another's
code. Rows of which one has no code are suspected to be one subject when kindred name and address agree and no date speaks against
it; on the name alone nothing is suspected, since many firms share a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from yicha.engines.quality.names import CORE_MIN, Kinship, core, kinship, normalised_name

ADDRESS_TAIL = 6
CROWD = 60  # rows that share both tails; beyond, suspicion would cost quadratic time and say little


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as far as identity goes: ``sid`` may be empty (the row has none that holds), ``code`` is a valid USCC or empty."""

    sid: str
    name: str
    code: str = ""
    address: str = ""
    reg_date: str = ""


@dataclass(frozen=True, slots=True)
class Repeats:
    """Groups of indices, each ascending, in the order of their first: ``same`` subject, code in ``conflict``, ``suspected`` same.

    No index is in two groups of a kind; a suspected group may hold a whole group of the same.
    """

    same: tuple[tuple[int, ...], ...]
    conflicts: tuple[tuple[int, ...], ...]
    suspected: tuple[tuple[int, ...], ...]


def find_repeats(entries: Sequence[Entry]) -> Repeats:
    """Group the rows; linear in their number, but for at most ``CROWD`` comparisons a row within shared tails."""
    names = [normalised_name(entry.name) for entry in entries]
    by_sid: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if entry.sid:
            by_sid[entry.sid].append(index)
    shared = [tuple(group) for group in by_sid.values() if len(group) > 1]
    conflicts = [group for group in shared if any(kinship(names[group[0]], names[other]) is Kinship.OTHER for other in group[1:])]
    same = [group for group in shared if group not in set(conflicts)]
    links = list(_suspicions(entries, names))
    joined = _components([*same, *links]) if links else []
    linked = {index for link in links for index in link}
    suspected = [group for group in joined if linked.intersection(group)]
    return Repeats(tuple(same), tuple(conflicts), tuple(suspected))


def tail_of(entry: Entry) -> str:
    """What two rows must share to be suspected: the ends of name and address. Empty: too little is said, nothing is suspected."""
    name, address = normalised_name(entry.name), normalised_name(entry.address)
    return _tail(name, address) if name and len(address) >= ADDRESS_TAIL else ""


def _tail(name: str, address: str) -> str:
    return f"{core(name)[-CORE_MIN:]}|{address[-ADDRESS_TAIL:]}"


def _suspicions(entries: Sequence[Entry], names: Sequence[str]) -> Iterator[tuple[int, int]]:
    addresses = [normalised_name(entry.address) for entry in entries]
    tails: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if name and len(addresses[index]) >= ADDRESS_TAIL:
            tails[_tail(name, addresses[index])].append(index)
    for group in tails.values():
        for left, right in combinations(group[:CROWD], 2):
            if _one_may_be_the_other(entries[left], entries[right]) and kinship(names[left], names[right]) is not Kinship.OTHER:
                short, long = sorted((addresses[left], addresses[right]), key=len)
                if long.endswith(short):
                    yield left, right


def _one_may_be_the_other(left: Entry, right: Entry) -> bool:
    if (left.code and right.code) or (left.sid and left.sid == right.sid):
        return False
    return not (left.reg_date and right.reg_date) or left.reg_date == right.reg_date


def _components(groups: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Join groups that share a member."""
    root: dict[int, int] = {}

    def find(index: int) -> int:
        while root.setdefault(index, index) != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for first, *others in groups:
        for other in others:
            low, high = sorted((find(first), find(other)))
            root[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for index in sorted(root):
        members[find(index)].append(index)
    return [tuple(group) for group in members.values()]
