"""pool.jsonl: subjects or visits, each with two commitments in one leaf (docs/vdr1.md §5).

The *open* part says of which lines a subject is a member and where it is excluded and why; the *sealed* part holds
strata, weights and attributes. So one tree serves all lines, and a low ticket that was not drawn can be explained
without showing a credit class. Rows group line numbers by value: 120 lines over 6,000 subjects take about 2 MB.
"""

import re
from array import array
from binascii import unhexlify
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import GREATEST, demand_ascending, read_canonical, split_lines
from yicha.engines.draw.columns import SALT_SIZE, Kinds, Part, Pool, Subjects, lock_of, part_of
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import DIGEST_SIZE, Suite, prefixed
from yicha.engines.draw.manifest import Manifest
from yicha.engines.draw.types import SID, Cell, Slot, Subject, Visit

NAME = "pool.jsonl"
AT_ONCE = 2**24
"""Bytes read at once."""


def write_pool(pool: Pool) -> bytes:
    """The bytes of the full pool.jsonl, canonical as they stand."""
    heads = [f'{{"open":{shown.text.decode()},"pepper":"' for shown, _ in pool.parts]
    middles = [f'","sealed":{sealed.text.decode()},"sid":"' for _, sealed in pool.parts]
    columns = zip(pool.kinds, _hexes(pool.peppers, SALT_SIZE), _hexes(pool.salts, SALT_SIZE), pool.sids, strict=True)
    return "".join([f'{heads[kind]}{pepper}","salt":"{salt}{middles[kind]}{sid}"}}\n' for kind, pepper, salt, sid in columns]).encode()


def write_public(suite: Suite, pool: Pool, leaves: bytes, owed: Container[str]) -> bytes:
    """The bytes of the public pool.jsonl: commitments, and the open parts of those who are owed an explanation."""
    rows = zip(pool.sids, _hexes(leaves, DIGEST_SIZE), strict=True)
    return "".join(
        [_opened(suite, pool, place) if sid in owed else f'{{"com":"{com}","sid":"{sid}"}}\n' for place, (sid, com) in enumerate(rows)]
    ).encode()


def _hexes(column: bytes, size: int) -> list[str]:
    """What stands in a column, each as hex."""
    return column.hex("\n", size).split("\n") if column else []


def _opened(suite: Suite, pool: Pool, place: int) -> str:
    """The line of the public bundle that shows the open part."""
    sid, at = pool.sids[place], place * SALT_SIZE
    shown, sealed = pool.parts[pool.kinds[place]]
    lock = lock_of(suite, sid.encode(), pool.peppers[at : at + SALT_SIZE], sealed.text).hex()
    salt = pool.salts[at : at + SALT_SIZE].hex()
    return f'{{"lock":"{lock}","open":{shown.text.decode()},"salt":"{salt}","sid":"{sid}"}}\n'


def salts_of(suite: Suite, salt_key: bytes, directory: str, names: Iterable[str]) -> tuple[bytes, bytes]:
    """The salts and the peppers of rows: two halves of a hash under a secret key, so that one does not tell the other."""
    opening, digest = suite.opening("salt", 3) + prefixed(salt_key) + prefixed(directory.encode()), suite.digest
    both = [digest(opening + prefixed(name.encode())) for name in names]
    return b"".join([one[:SALT_SIZE] for one in both]), b"".join([one[SALT_SIZE:] for one in both])


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


def visit_parts(visit: Visit) -> tuple[Part, Part]:
    """Open and sealed part of a visit."""
    slots = [[slot.department, slot.minutes, list(slot.skills)] for slot in visit.slots]
    sealed = {"barred": list(visit.barred), "slots": slots, "subject": visit.subject, "town": visit.town, "week": visit.week}
    return part_of({}), part_of(sealed)


def read_pool(content: bytes) -> Pool:
    """The rows of a full pool.jsonl; DrawError for a row that is none. Open and sealed part are checked by the readers below."""
    kinds, numbers = Kinds(), array("I")
    sids: list[bytes] = []
    peppers, salts = bytearray(), bytearray()
    for start, end in _blocks(content):
        rows = _ROW.findall(content, start, end)
        try:
            numbers.extend([kinds[shown, sealed] for shown, _, _, sealed, _ in rows])
        except DrawError:
            _refuse(content)
        peppers += unhexlify(b"".join([pepper for _, pepper, _, _, _ in rows]))
        salts += unhexlify(b"".join([salt for _, _, salt, _, _ in rows]))
        sids += [sid for _, _, _, _, sid in rows]
    pool = Pool(b"\n".join(sids).decode().split("\n") if sids else [], bytes(salts), bytes(peppers), numbers, kinds.parts)
    if len(content) != _size(pool):  # whatever stands between rows is no row
        _refuse(content)
    demand_ascending(NAME, pool.sids)
    return pool


def demand_sids(sids: Sequence[str]) -> None:
    """DrawError unless each is a sid, greater than the one before."""
    for number, sid in enumerate(sids, 1):
        if not SID.fullmatch(sid):
            shapes.sid(f"{NAME}:{number}.sid", sid)
    demand_ascending(NAME, sids)


def _blocks(content: bytes) -> Iterator[tuple[int, int]]:
    """Where whole lines begin and end, so many at once that few are in memory."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start + AT_ONCE) + 1 or len(content)
        yield start, end
        start = end


def _size(pool: Pool) -> int:
    """How many bytes the rows take as they are written."""
    empty = len(write_pool(Pool([""], bytes(SALT_SIZE), bytes(SALT_SIZE), [0], [(Part(None, b""), Part(None, b""))])))
    said = sum(count * sum(len(part.text) for part in pool.parts[kind]) for kind, count in Counter(pool.kinds).items())
    return said + sum(map(len, pool.sids)) + empty * len(pool)


def _refuse(content: bytes) -> NoReturn:
    """What is wrong with the first line that is no row."""
    for number, line in enumerate(split_lines(NAME, content), 1):
        place = f"{NAME}:{number}"
        row = read_canonical(place, line)
        _FULL(place, row)
        _OPEN(f"{place}.open", row["open"])
    raise DrawError(f"{NAME}：有不是行的内容", f"{NAME}: holds what is no row")


def read_subjects(pool: Pool, manifest: Manifest) -> Subjects:
    """The subjects behind the rows, in the same order: each kind is read once."""
    labels = [{stratum.label for stratum in line.strata} for line in manifest.lines]
    first: list[int] = []
    for place, kind in enumerate(pool.kinds):
        if kind == len(first):
            first.append(place)
    said = zip(first, pool.parts, strict=True)
    says = [_subject(f"{NAME}:{place + 1}", parts, labels, manifest.heading.codes) for place, parts in said]
    return Subjects(pool.sids, pool.kinds, says)


def read_visits(pool: Pool, weeks: Mapping[int, object]) -> list[Visit]:
    """The visits behind the rows, in the same order."""
    numbered = enumerate(zip(pool.sids, pool.kinds, strict=True), 1)
    return [_visit(f"{NAME}:{number}", sid, pool.parts[kind], weeks) for number, (sid, kind) in numbered]


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


def _subject(place: str, parts: tuple[Part, Part], labels: Sequence[set[str]], codes: Mapping[str, str]) -> Subject:
    standing = read_open(f"{place}.open", parts[0].value, len(labels), codes)
    sealed = parts[1].value
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
    return Subject("", cells, tuple(sealed["attrs"]), sealed["town"])


def _by_line(groups: Mapping[str, Sequence[int]]) -> dict[int, str]:
    return {number: value for value, numbers in groups.items() for number in numbers}


def _visit(place: str, sid: str, parts: tuple[Part, Part], weeks: Mapping[int, object]) -> Visit:
    if parts[0].value:
        raise DrawError(f"{place}.open：应为空", f"{place}.open: must be empty")
    sealed = parts[1].value
    _SEALED_VISIT(f"{place}.sealed", sealed)
    if sealed["week"] not in weeks:
        raise DrawError(f"{place}：清单中没有第 {sealed['week']} 周", f"{place}: week {sealed['week']} is not in the manifest")
    slots = tuple(Slot(department, minutes, tuple(skills)) for department, minutes, skills in sealed["slots"])
    return Visit(sid, sealed["subject"], sealed["week"], slots, sealed["town"], tuple(sealed["barred"]))


_ROW = re.compile(
    rb'{"open":({[^{}\n]*}),"pepper":"([0-9a-f]{32})","salt":"([0-9a-f]{32})","sealed":(.*),"sid":"([A-Z0-9][A-Z0-9:._-]{0,63})"}\n'
)
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
