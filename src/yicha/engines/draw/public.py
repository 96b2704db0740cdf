"""What a public bundle lets anyone check (docs/vdr1.md §10, steps P4 and P5).

Every ticket is computed; whoever lies below a line's cut must be drawn or have an opened leaf that says why not. Strata
and officers' records stay closed, so quotas between the cuts and the choice of officers are not checked here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw import shapes
from yicha.engines.draw.bundle import to_explain
from yicha.engines.draw.canonical import demand_ascending, read_file, read_lines
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, digest_of
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.lists import demand_root
from yicha.engines.draw.manifest import Manifest
from yicha.engines.draw.pool import leaf_of, read_open
from yicha.engines.draw.tickets import tickets_of
from yicha.engines.draw.types import Kind


@dataclass(frozen=True)
class PublicLists:
    """The two lists of a public bundle: sids and tickets, of the opened leaves line → exclusion code, salted officer numbers."""

    manifest: Manifest
    tickets: Mapping[str, bytes]
    opened: Mapping[str, Mapping[int, str]]
    pids: frozenset[str]

    def check_result(self, content: bytes, manifest_hash: bytes, seed_hash: bytes) -> set[str]:
        """Everybody selected on any line; DrawError if this result.json cannot be the outcome."""
        result = read_file(RESULT, content)
        _RESULT(RESULT, result)
        lines, listed = result["lines"], result["listed"]
        if (result["manifest"], result["seed"]) != (manifest_hash.hex(), seed_hash.hex()):
            raise DrawError(f"{RESULT}：清单或种子的指纹不符", f"{RESULT}: not the hash of manifest.json or seed.json")
        if [line["id"] for line in lines] != [line.id for line in self.manifest.lines]:
            raise DrawError(f"{RESULT}：计划行与清单不符", f"{RESULT}: not the lines of the manifest")
        demand_ascending(f"{RESULT} listed", listed)
        self._demand_known(f"{RESULT} listed", listed)
        for line in lines:
            self._check_line(line, len(listed))
        self._check_challenge(lines)
        return set(listed).union(*(line["drawn"] for line in lines))

    def check_assignment(self, content: bytes, result_hash: bytes, selected: set[str]) -> None:
        """DrawError if this assignment.json cannot be the outcome."""
        assignment = read_file(ASSIGNMENT, content)
        _ASSIGNMENT(ASSIGNMENT, assignment)
        digest, tasks = assignment.pop("digest"), assignment["tasks"]
        if assignment["result"] != result_hash.hex() or digest != digest_of(self.manifest.suite, assignment):
            raise DrawError(f"{ASSIGNMENT}：指纹不符", f"{ASSIGNMENT}: its hash of result.json or its digest is wrong")
        self._demand_queue(ASSIGNMENT, [sid for sid, _ in tasks])
        expected = {Kind.SUBJECTS: set[str](), Kind.OFFICERS: set(self.tickets), Kind.DOUBLE: selected}[self.manifest.kind]
        if {sid for sid, _ in tasks} != expected:
            raise DrawError(f"{ASSIGNMENT}：任务与抽取结果不符", f"{ASSIGNMENT}: not the tasks that follow from the draw")
        self._check_holders(tasks)
        _check_groups(tasks, assignment["groups"])

    def _check_line(self, line: Mapping[str, Any], listed: int) -> None:
        place, drawn, cut = f"{RESULT} {line['id']}", line["drawn"], int(line["cut"], 16)
        self._demand_queue(place, drawn)
        if not 0 <= line["selected"] - len(drawn) <= listed:
            raise DrawError(f"{place}：户数不符", f"{place}: the numbers do not add up")
        if cut and cut - 1 not in {int.from_bytes(self.tickets[sid], "big") for sid in drawn}:
            raise DrawError(f"{place}：切线不是某个抽中户的号票", f"{place}: the cut is not the ticket of anybody drawn")

    def _check_challenge(self, lines: Sequence[Mapping[str, Any]]) -> None:
        unexplained = to_explain(lines, self.tickets)
        for sid, numbers in unexplained.items():
            for number in numbers:
                if sid not in self.opened or self.opened[sid].get(number) == "":
                    where = lines[number]["id"]
                    raise DrawError(
                        f"{sid} 低于 {where} 的切线，未抽中也未说明", f"{sid}: below the cut of {where}, neither drawn nor explained"
                    )
        if self.opened.keys() != unexplained.keys():
            raise DrawError(f"{pool_file.NAME}：多开了一户", f"{pool_file.NAME}: a leaf is opened that need not be")

    def _check_holders(self, tasks: Sequence[Any]) -> None:
        for sid, slots in tasks:
            holders = [pid for _, pid in slots if pid is not None]
            if len(set(holders)) != len(holders) or not self.pids.issuperset(holders):
                raise DrawError(f"{ASSIGNMENT} {sid}：人员重复或不在名录", f"{ASSIGNMENT} {sid}: an officer twice or not in the list")

    def _demand_queue(self, place: str, sids: Sequence[str]) -> None:
        self._demand_known(place, sids)
        if not all(a < b for a, b in pairwise((self.tickets[sid], sid) for sid in sids)):
            raise DrawError(f"{place}：未按号票递增", f"{place}: not ascending by ticket")

    def _demand_known(self, place: str, sids: Sequence[str]) -> None:
        if not all(sid in self.tickets for sid in sids):
            raise DrawError(f"{place}：有名录以外的编号", f"{place}: holds a number that is not in the pool")


def read_public(manifest: Manifest, key: bytes, pool: bytes, officers: bytes) -> PublicLists:
    """The public pool.jsonl and officers.jsonl; DrawError if they do not give the roots in the manifest. `key`: for tickets."""
    suite, entries, opened = manifest.suite, [], {}
    for number, row in enumerate(read_lines(pool_file.NAME, pool), 1):
        place = f"{pool_file.NAME}:{number}"
        com = commitment_of_row(suite, place, row)
        entries.append((row["sid"], com))
        if "open" in row:
            opened[row["sid"]] = read_open(place, row["open"], len(manifest.lines), manifest.heading.codes)
    sids = [sid for sid, _ in entries]
    demand_ascending(pool_file.NAME, sids)
    demand_root(suite, pool_file.NAME, manifest.pool, entries)
    tickets = dict(zip(sids, tickets_of(suite, key, sids), strict=True))
    return PublicLists(manifest, tickets, opened, _read_officers(manifest, officers))


def _read_officers(manifest: Manifest, content: bytes) -> frozenset[str]:
    rows = read_lines(officers_file.NAME, content)
    for number, row in enumerate(rows, 1):
        _OFFICER(f"{officers_file.NAME}:{number}", row)
    demand_ascending(officers_file.NAME, (row["pid"] for row in rows))
    entries = [(row["pid"], bytes.fromhex(row["com"])) for row in rows]
    demand_root(manifest.suite, officers_file.NAME, manifest.officers, entries)
    return frozenset(row["pid"] for row in rows)


def commitment_of_row(suite: Suite, place: str, row: Mapping[str, Any]) -> bytes:
    """The entry of the tree that a row of the public pool.jsonl stands for; DrawError for a row that is none."""
    if "com" in row:
        _CLOSED(place, row)
        return bytes.fromhex(row["com"])
    _OPENED(place, row)
    return leaf_of(suite, row["sid"], bytes.fromhex(row["salt"]), row["open"], bytes.fromhex(row["lock"]))


def _check_groups(tasks: Sequence[Any], groups: Sequence[Any]) -> None:
    slots = Counter(department for _, asked in tasks for department, _ in asked)
    filled = Counter(department for _, asked in tasks for department, pid in asked if pid is not None)
    said_slots, said_filled = Counter[str](), Counter[str]()
    for department, _, _, slots_of_group, filled_of_group in groups:
        said_slots[department] += slots_of_group
        said_filled[department] += filled_of_group
    if (slots, filled) != (said_slots, said_filled):
        raise DrawError(f"{ASSIGNMENT}：岗位数不符", f"{ASSIGNMENT}: the numbers of slots do not add up")


_CLOSED = shapes.fields(com=shapes.digest, sid=shapes.sid)
_OPENED = shapes.fields(lock=shapes.digest, open=shapes.anything, salt=shapes.hexes(pool_file.SALT_SIZE), sid=shapes.sid)
_OFFICER = shapes.fields(com=shapes.digest, pid=shapes.hexes(officers_file.PID_SIZE))
_SIDS = shapes.list_of(shapes.sid)
_RESULT = shapes.fields(
    lines=shapes.list_of(shapes.fields(cut=shapes.digest, drawn=_SIDS, id=shapes.text, selected=shapes.count)),
    listed=_SIDS,
    manifest=shapes.digest,
    seed=shapes.digest,
)
_SLOT = shapes.row_of(shapes.text, shapes.nullable(shapes.hexes(officers_file.PID_SIZE)))
_ASSIGNMENT = shapes.fields(
    digest=shapes.digest,
    groups=shapes.list_of(shapes.row_of(shapes.text, shapes.count, shapes.integer(1), shapes.integer(1), shapes.count)),
    result=shapes.digest,
    tasks=shapes.list_of(shapes.row_of(shapes.sid, shapes.list_of(_SLOT))),
)
