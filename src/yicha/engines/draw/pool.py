"""pool.jsonl: subjects or visits, each with two commitments in one leaf (docs/vdr1.md §5).

The *open* part says of which lines a subject is a member and where it is excluded and why; the *sealed* part holds
strata, weights and attributes. So one tree serves all lines, and a low ticket that was not drawn can be explained
without showing a credit class. Rows group line numbers by value: 120 lines over 6,000 subjects take about 2 MB.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import GREATEST, canon, demand_ascending
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.manifest import Manifest
from yicha.engines.draw.types import Cell, Slot, Subject, Visit

NAME = "pool.jsonl"
SALT_SIZE = 16


class PoolRow(NamedTuple):
    """A row of the full pool.jsonl. `open` and `sealed` are JSON objects."""

    sid: str
    salt: bytes
    pepper: bytes
    open: dict[str, Any]
    sealed: dict[str, Any]

    def lock(self, suite: Suite) -> bytes:
        """Commitment of the sealed part."""
        return suite.tagged("lock", self.pepper, self.sid.encode(), canon(self.sealed))

    def commitment(self, suite: Suite) -> bytes:
        """The entry of the tree."""
        return leaf_of(suite, self.sid, self.salt, self.open, self.lock(suite))

    def full(self) -> dict[str, Any]:
        """The row of the full bundle."""
        return {"open": self.open, "pepper": self.pepper.hex(), "salt": self.salt.hex(), "sealed": self.sealed, "sid": self.sid}

    def opened(self, suite: Suite) -> dict[str, Any]:
        """The row of the public bundle that shows the open part."""
        return {"lock": self.lock(suite).hex(), "open": self.open, "salt": self.salt.hex(), "sid": self.sid}

    def closed(self, suite: Suite) -> dict[str, Any]:
        """The row of the public bundle that shows nothing."""
        return {"com": self.commitment(suite).hex(), "sid": self.sid}


def leaf_of(suite: Suite, sid: str, salt: bytes, shown: Mapping[str, Any], lock: bytes) -> bytes:
    """The commitment of a row from its open part and its lock."""
    return suite.tagged("leaf", salt, sid.encode(), canon([shown, lock.hex()]))


def salts_of(suite: Suite, salt_key: bytes, directory: str, name: str) -> tuple[bytes, bytes]:
    """Salt and pepper of a row: two halves of a hash under a secret key, so that one does not tell the other."""
    both = suite.tagged("salt", salt_key, directory.encode(), name.encode())
    return both[:SALT_SIZE], both[SALT_SIZE:]


def subject_parts(subject: Subject) -> tuple[dict[str, Any], dict[str, Any]]:
    """Open and sealed part of a subject."""
    shown: dict[str, list[int]] = defaultdict(list)
    strata: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, list[int]] = defaultdict(list)
    for number, cell in sorted(subject.cells.items()):
        shown[cell.excluded].append(number)
        if not cell.excluded:
            strata[cell.stratum].append(number)
            if cell.weight != 1:
                weights[str(cell.weight)].append(number)
    sealed = {"attrs": list(subject.attrs), "strata": dict(strata), "town": subject.town, "weights": dict(weights)}
    return dict(shown), sealed


def visit_parts(visit: Visit) -> tuple[dict[str, Any], dict[str, Any]]:
    """Open and sealed part of a visit."""
    slots = [[slot.department, slot.minutes, list(slot.skills)] for slot in visit.slots]
    sealed = {"barred": list(visit.barred), "slots": slots, "subject": visit.subject, "town": visit.town, "week": visit.week}
    return {}, sealed


def read_pool(rows: Iterable[Mapping[str, Any]]) -> list[PoolRow]:
    """The rows of a full pool.jsonl; DrawError for a row that is none. Open and sealed part are checked by the readers below."""
    found = []
    for number, row in enumerate(rows, 1):
        _FULL(f"{NAME}:{number}", row)
        salt, pepper = bytes.fromhex(row["salt"]), bytes.fromhex(row["pepper"])
        found.append(PoolRow(row["sid"], salt, pepper, row["open"], row["sealed"]))
    demand_ascending(NAME, (row.sid for row in found))
    return found


def read_subjects(rows: Iterable[PoolRow], manifest: Manifest) -> list[Subject]:
    """The subjects behind the rows, in the same order."""
    labels = [{stratum.label for stratum in line.strata} for line in manifest.lines]
    return [_subject(f"{NAME}:{number}", row, labels, manifest.heading.codes) for number, row in enumerate(rows, 1)]


def read_visits(rows: Iterable[PoolRow], weeks: Mapping[int, object]) -> list[Visit]:
    """The visits behind the rows, in the same order."""
    return [_visit(f"{NAME}:{number}", row, weeks) for number, row in enumerate(rows, 1)]


def read_open(place: str, shown: Any, lines: int, codes: Mapping[str, str]) -> dict[int, str]:
    """Of an open part: line number → "" for eligible, or the exclusion code."""
    _OPEN(place, shown)
    found = {number: code for code, numbers in shown.items() for number in numbers}
    if len(found) != sum(map(len, shown.values())):
        raise DrawError(f"{place}：同一计划行出现两次", f"{place}: a line stands twice")
    if any(number >= lines for number in found):
        raise DrawError(f"{place}：没有这一计划行", f"{place}: no such line")
    if any(code and code not in codes for code in shown):
        raise DrawError(f"{place}：没有这个排除代码", f"{place}: no such exclusion code")
    return found


def _subject(place: str, row: PoolRow, labels: Sequence[set[str]], codes: Mapping[str, str]) -> Subject:
    standing = read_open(f"{place}.open", row.open, len(labels), codes)
    _SEALED_SUBJECT(f"{place}.sealed", row.sealed)
    strata = _by_line(row.sealed["strata"])
    weights = _by_line(row.sealed["weights"])
    eligible = {number for number, code in standing.items() if not code}
    fits = (
        strata.keys() == eligible
        and weights.keys() <= eligible
        and sum(map(len, row.sealed["strata"].values())) == len(strata)
        and sum(map(len, row.sealed["weights"].values())) == len(weights)
        and all(label in labels[number] for number, label in strata.items())
        and all(1 < int(weight) <= GREATEST for weight in row.sealed["weights"])
    )
    if not fits:
        raise DrawError(f"{place}：分层或权重与所在计划行不符", f"{place}: strata or weights do not fit its lines")
    cells = {number: Cell(strata.get(number, ""), int(weights.get(number, 1)), code) for number, code in standing.items()}
    return Subject(row.sid, cells, tuple(row.sealed["attrs"]), row.sealed["town"])


def _by_line(groups: Mapping[str, Sequence[int]]) -> dict[int, str]:
    return {number: value for value, numbers in groups.items() for number in numbers}


def _visit(place: str, row: PoolRow, weeks: Mapping[int, object]) -> Visit:
    if row.open:
        raise DrawError(f"{place}.open：应为空", f"{place}.open: must be empty")
    sealed = row.sealed
    _SEALED_VISIT(f"{place}.sealed", sealed)
    if sealed["week"] not in weeks:
        raise DrawError(f"{place}：清单中没有第 {sealed['week']} 周", f"{place}: week {sealed['week']} is not in the manifest")
    slots = tuple(Slot(department, minutes, tuple(skills)) for department, minutes, skills in sealed["slots"])
    return Visit(row.sid, sealed["subject"], sealed["week"], slots, sealed["town"], tuple(sealed["barred"]))


_TEXTS = shapes.list_of(shapes.text)
_NUMBERS = shapes.ascending(shapes.count, least=1)
_FULL = shapes.fields(
    open=shapes.anything, pepper=shapes.hexes(SALT_SIZE), salt=shapes.hexes(SALT_SIZE), sealed=shapes.anything, sid=shapes.sid
)
_OPEN = shapes.mapping(shapes.blank_or(shapes.label), _NUMBERS)
_SEALED_SUBJECT = shapes.fields(
    attrs=_TEXTS,
    strata=shapes.mapping(shapes.label, _NUMBERS),
    town=shapes.text,
    weights=shapes.mapping(shapes.decimal, _NUMBERS),
)
_SEALED_VISIT = shapes.fields(
    barred=_TEXTS,
    slots=shapes.list_of(shapes.row_of(shapes.text, shapes.count, _TEXTS)),
    subject=shapes.sid,
    town=shapes.text,
    week=shapes.count,
)
