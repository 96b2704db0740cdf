"""pool.jsonl: subjects or visits, each with two commitments in one leaf (docs/vdr1.md §5).

The *open* part says of which lines a subject is a member and where it is excluded and why; the *sealed* part holds
strata, weights and attributes. So one tree serves all lines, and a low ticket that was not drawn can be explained
without showing a credit class. Rows group line numbers by value: 120 lines over 6,000 subjects take about 2 MB.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import GREATEST, canon, demand_ascending, read_canonical, split_lines
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.manifest import Manifest
from yicha.engines.draw.types import Cell, Slot, Subject, Visit

NAME = "pool.jsonl"
SALT_SIZE = 16


class Part(NamedTuple):
    """The open or the sealed part of a row: a value of JSON and its canonical bytes. Many rows share one."""

    value: Any
    text: bytes


class PoolRow(NamedTuple):
    """A row of the full pool.jsonl."""

    sid: str
    salt: bytes
    pepper: bytes
    open: Part
    sealed: Part

    def lock(self, suite: Suite) -> bytes:
        """Commitment of the sealed part."""
        return suite.tagged("lock", self.pepper, self.sid.encode(), self.sealed.text)

    def commitment(self, suite: Suite) -> bytes:
        """The entry of the tree."""
        return leaf_of(suite, self.sid, self.salt, self.open.text, self.lock(suite))

    def full(self) -> bytes:
        """The line of the full bundle, canonical as it stands."""
        pepper, salt, sid = self.pepper.hex().encode(), self.salt.hex().encode(), self.sid.encode()
        return b'{"open":%b,"pepper":"%b","salt":"%b","sealed":%b,"sid":"%b"}\n' % (self.open.text, pepper, salt, self.sealed.text, sid)

    def opened(self, suite: Suite) -> bytes:
        """The line of the public bundle that shows the open part."""
        lock, salt = self.lock(suite).hex().encode(), self.salt.hex().encode()
        return b'{"lock":"%b","open":%b,"salt":"%b","sid":"%b"}\n' % (lock, self.open.text, salt, self.sid.encode())


def closed(sid: str, commitment: bytes) -> bytes:
    """The line of the public bundle that shows nothing."""
    return f'{{"com":"{commitment.hex()}","sid":"{sid}"}}\n'.encode()


def leaf_of(suite: Suite, sid: str, salt: bytes, shown: bytes, lock: bytes) -> bytes:
    """The commitment of a row from its open part, as canonical bytes, and its lock."""
    return suite.tagged("leaf", salt, sid.encode(), b'[%b,"%b"]' % (shown, lock.hex().encode()))


def salts_of(suite: Suite, salt_key: bytes, directory: str, name: str) -> tuple[bytes, bytes]:
    """Salt and pepper of a row: two halves of a hash under a secret key, so that one does not tell the other."""
    both = suite.tagged("salt", salt_key, directory.encode(), name.encode())
    return both[:SALT_SIZE], both[SALT_SIZE:]


def part_of(value: Any) -> Part:
    """A value with its canonical bytes."""
    return Part(value, canon(value))


def subject_parts(subject: Subject) -> tuple[Part, Part]:
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
    return part_of(dict(shown)), part_of(sealed)


def all_subject_parts(subjects: Iterable[Subject]) -> list[tuple[str, Part, Part]]:
    """Sid, open and sealed part of each; written once for all of whom they say the same."""
    said: dict[Hashable, tuple[Part, Part]] = {}
    found = []
    for one in subjects:
        key = (tuple(sorted(one.cells.items())), tuple(one.attrs), one.town)
        if key not in said:
            said[key] = subject_parts(one)
        found.append((one.sid, *said[key]))
    return found


def visit_parts(visit: Visit) -> tuple[Part, Part]:
    """Open and sealed part of a visit."""
    slots = [[slot.department, slot.minutes, list(slot.skills)] for slot in visit.slots]
    sealed = {"barred": list(visit.barred), "slots": slots, "subject": visit.subject, "town": visit.town, "week": visit.week}
    return part_of({}), part_of(sealed)


def read_pool(content: bytes) -> list[PoolRow]:
    """The rows of a full pool.jsonl; DrawError for a row that is none. Open and sealed part are checked by the readers below."""
    parts: dict[bytes, Part] = {}
    found = [_row(f"{NAME}:{number}", line, parts) for number, line in enumerate(split_lines(NAME, content), 1)]
    demand_ascending(NAME, (row.sid for row in found))
    return found


def _row(place: str, line: bytes, parts: dict[bytes, Part]) -> PoolRow:
    """By its pattern: what fits it and has canonical parts is canonical. Anything else is no row."""
    form = _FORM(line)
    if form is None:
        _refuse(place, line)
    shown, pepper, salt, sealed, sid = form.groups()
    try:
        both = [parts.get(text) or parts.setdefault(text, Part(read_canonical(place, text), text)) for text in (shown, sealed)]
    except DrawError:
        _refuse(place, line)
    return PoolRow(sid.decode(), bytes.fromhex(salt.decode()), bytes.fromhex(pepper.decode()), *both)


def _refuse(place: str, line: bytes) -> NoReturn:
    """What is wrong with a line that has not the form of a row."""
    _FULL(place, read_canonical(place, line))
    raise DrawError(f"{place}：开放部分或封存部分写得不对", f"{place}: its open or sealed part is not one")


def read_subjects(rows: Iterable[PoolRow], manifest: Manifest) -> list[Subject]:
    """The subjects behind the rows, in the same order. Those whose two parts are equal share what these say."""
    labels = [{stratum.label for stratum in line.strata} for line in manifest.lines]
    said: dict[tuple[bytes, bytes], Subject] = {}
    found = []
    for number, row in enumerate(rows, 1):
        both = row.open.text, row.sealed.text
        if both not in said:
            said[both] = _subject(f"{NAME}:{number}", row, labels, manifest.heading.codes)
        same = said[both]
        found.append(Subject(row.sid, same.cells, same.attrs, same.town))
    return found


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
    standing = read_open(f"{place}.open", row.open.value, len(labels), codes)
    sealed = row.sealed.value
    _SEALED_SUBJECT(f"{place}.sealed", sealed)
    strata = _by_line(sealed["strata"])
    weights = _by_line(sealed["weights"])
    eligible = {number for number, code in standing.items() if not code}
    fits = (
        strata.keys() == eligible
        and weights.keys() <= eligible
        and sum(map(len, sealed["strata"].values())) == len(strata)
        and sum(map(len, sealed["weights"].values())) == len(weights)
        and all(label in labels[number] for number, label in strata.items())
        and all(1 < int(weight) <= GREATEST for weight in sealed["weights"])
    )
    if not fits:
        raise DrawError(f"{place}：分层或权重与所在计划行不符", f"{place}: strata or weights do not fit its lines")
    cells = {number: Cell(strata.get(number, ""), int(weights.get(number, 1)), code) for number, code in standing.items()}
    return Subject(row.sid, cells, tuple(sealed["attrs"]), sealed["town"])


def _by_line(groups: Mapping[str, Sequence[int]]) -> dict[int, str]:
    return {number: value for value, numbers in groups.items() for number in numbers}


def _visit(place: str, row: PoolRow, weeks: Mapping[int, object]) -> Visit:
    if row.open.value:
        raise DrawError(f"{place}.open：应为空", f"{place}.open: must be empty")
    sealed = row.sealed.value
    _SEALED_VISIT(f"{place}.sealed", sealed)
    if sealed["week"] not in weeks:
        raise DrawError(f"{place}：清单中没有第 {sealed['week']} 周", f"{place}: week {sealed['week']} is not in the manifest")
    slots = tuple(Slot(department, minutes, tuple(skills)) for department, minutes, skills in sealed["slots"])
    return Visit(row.sid, sealed["subject"], sealed["week"], slots, sealed["town"], tuple(sealed["barred"]))


_FORM = re.compile(
    rb'{"open":(.*),"pepper":"([0-9a-f]{32})","salt":"([0-9a-f]{32})","sealed":(.*),"sid":"([A-Z0-9][A-Z0-9:._-]{0,63})"}'
).fullmatch
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
