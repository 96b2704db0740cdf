"""What a public bundle lets anyone check (docs/vdr1.md §10, steps P4 and P5).

Every ticket is computed; whoever lies below a line's cut must be drawn or have an opened leaf that says why not. Strata
and officers' records stay closed, so quotas between the cuts and the choice of officers are not checked here. Of a
replacement the draws behind it are checked as well, over the same list.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw import seed as seed_file
from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import canon, demand_ascending, read_file, read_lines
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, demand_deciding, digest_of
from yicha.engines.draw.columns import SALT_SIZE, leaf_of
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.lists import demand_root
from yicha.engines.draw.manifest import NAME, Manifest, read_manifest
from yicha.engines.draw.pool import read_open
from yicha.engines.draw.replacement import demand_behind, demand_standing, files_behind, standing_after
from yicha.engines.draw.seed import key_of, read_seed
from yicha.engines.draw.tickets import tickets_of
from yicha.engines.draw.types import Kind
from yicha.engines.draw.waves import demand_contained


@dataclass(frozen=True)
class Told:
    """What a draw and those behind it say in the open: per line whom they drew, and who stands; listed work; whom to explain where."""

    drawn: tuple[frozenset[str], ...]
    standing: tuple[frozenset[str], ...]
    listed: frozenset[str]
    owed: Mapping[str, frozenset[int]]

    def spared(self, number: int) -> frozenset[str]:
        """Whom a line does not draw again, as far as that is told."""
        return self.drawn[number] | self.listed


@dataclass(frozen=True)
class PublicLists:
    """The two lists of a public bundle: sids and tickets, of the opened leaves line → exclusion code, salted officer numbers."""

    manifest: Manifest
    tickets: Mapping[str, bytes]
    opened: Mapping[str, Mapping[int, str]]
    pids: frozenset[str]

    def check_results(self, files: Mapping[str, bytes]) -> Told:
        """What this draw and those behind it told; DrawError if one of their results cannot be the outcome."""
        manifest = self.manifest
        back = self._check_behind(files_behind(files)) if manifest.lost else nothing_told(manifest)
        suite, result = manifest.suite, read_file(RESULT, files[RESULT])
        _RESULT(RESULT, result)
        lines, listed = result["lines"], result["listed"]
        if (result["manifest"], result["seed"]) != (suite.digest(files[NAME]).hex(), suite.digest(files[seed_file.NAME]).hex()):
            raise DrawError(f"{RESULT}：清单或种子的指纹不符", f"{RESULT}: not the hash of manifest.json or seed.json")
        if [line["id"] for line in lines] != [line.id for line in manifest.lines]:
            raise DrawError(f"{RESULT}：计划行与清单不符", f"{RESULT}: not the lines of the manifest")
        demand_ascending(f"{RESULT} listed", listed)
        self._demand_known(f"{RESULT} listed", listed)
        for number, line in enumerate(lines):
            self._check_line(line, len(listed))
            self._check_replaced(number, line, back)
        told = told_by(manifest, self.tickets, result, back)
        demand_contained(manifest.lines, told.drawn, told.listed)
        return told

    def check_opened(self, owed: Mapping[str, frozenset[int]]) -> None:
        """DrawError unless exactly the leaves of low tickets that were not drawn are opened, and say why."""
        for sid, numbers in owed.items():
            for number in sorted(numbers):
                if sid not in self.opened or self.opened[sid].get(number) == "":
                    where = self.manifest.lines[number].id
                    raise DrawError(
                        f"{sid} 低于 {where} 的切线，未抽中也未说明", f"{sid}: below the cut of {where}, neither drawn nor explained"
                    )
        if self.opened.keys() != owed.keys():
            raise DrawError(f"{pool_file.NAME}：多开了一户", f"{pool_file.NAME}: a leaf is opened that need not be")

    def check_assignment(self, content: bytes, result_hash: bytes, told: Told) -> None:
        """DrawError if this assignment.json cannot be the outcome."""
        selected = told.listed.union(*told.drawn)
        assignment = read_file(ASSIGNMENT, content)
        _ASSIGNMENT(ASSIGNMENT, assignment)
        digest, tasks = assignment.pop("digest"), assignment["tasks"]
        if assignment["result"] != result_hash.hex() or digest != digest_of(self.manifest.suite, assignment):
            raise DrawError(f"{ASSIGNMENT}：指纹不符", f"{ASSIGNMENT}: its hash of result.json or its digest is wrong")
        self._demand_queue(ASSIGNMENT, [sid for sid, _ in tasks])
        expected = {Kind.SUBJECTS: set[str](), Kind.OFFICERS: set(self.tickets), Kind.DOUBLE: set(selected)}[self.manifest.kind]
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

    def _check_behind(self, files: Mapping[str, bytes]) -> Told:
        """Of a replacement: what the draw behind it told, by its own seed over the same list."""
        first = demand_deciding(files)
        demand_behind(self.manifest, first, files[RESULT])
        seed = read_seed(first, first.suite.digest(files[NAME]), files[seed_file.NAME])
        told = replace(self, manifest=first, tickets=_tickets(first, seed, list(self.tickets))).check_results(files)
        demand_standing(self.manifest.lost, told.standing)
        self.check_assignment(files[ASSIGNMENT], first.suite.digest(files[RESULT]), told)
        return told

    def _check_replaced(self, number: int, line: Mapping[str, Any], back: Told) -> None:
        lost = sum(one.line == number for one in self.manifest.lost)
        if not back.drawn[number].isdisjoint(line["drawn"]) or (self.manifest.lost and line["selected"] > lost):
            raise DrawError(
                f"{RESULT} {line['id']}：递补了抽过的人，或多于所缺",
                f"{RESULT} {line['id']}: replaces with somebody drawn before, or too many",
            )

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


def nothing_told(manifest: Manifest) -> Told:
    """Behind a draw that replaces nobody."""
    nobody = tuple(frozenset[str]() for _ in manifest.lines)
    return Told(nobody, nobody, frozenset(), {})


def told_by(manifest: Manifest, tickets: Mapping[str, bytes], result: Mapping[str, Any], back: Told) -> Told:
    """What is told once this result.json is added to what the draws behind it told."""
    rows = [line["drawn"] for line in result["lines"]]
    owed = to_explain(result["lines"], tickets, back)
    return Told(
        tuple(earlier.union(drawn) for earlier, drawn in zip(back.drawn, rows, strict=True)),
        standing_after(manifest, rows, back.standing),
        back.listed.union(result["listed"]),
        {sid: back.owed.get(sid, frozenset()) | owed.get(sid, frozenset()) for sid in sorted({*back.owed, *owed})},
    )


def told_of(files: Mapping[str, bytes], sids: Sequence[str], known: Sequence[bytes] = ()) -> Told:
    """What the results in a bundle that holds tell. `sids`: of its pool; `known`: their tickets, if somebody has them."""
    manifest = read_manifest(files[NAME])
    back = told_of(files_behind(files), sids) if manifest.lost else nothing_told(manifest)
    seed = read_seed(manifest, manifest.suite.digest(files[NAME]), files[seed_file.NAME])
    result = read_file(RESULT, files[RESULT])
    highest = max((bytes.fromhex(line["cut"]) for line in result["lines"]), default=b"")
    tickets = known or tickets_of(manifest.suite, key_of(manifest.suite, seed, "select"), sids if highest else ())
    low = {sid: ticket for sid, ticket in zip(sids, tickets, strict=bool(highest)) if ticket < highest}  # a million stand in no dict
    return told_by(manifest, low, result, back)


def standing_on(files: Mapping[str, bytes]) -> dict[str, tuple[int, ...]]:
    """Of a bundle that holds: sid → the numbers of the lines on which it was drawn in the open, by a draw of the chain, and is not lost."""
    found: dict[str, tuple[int, ...]] = {}
    for number, sids in enumerate(told_of(files, ()).standing):
        for sid in sids:
            found[sid] = (*found.get(sid, ()), number)
    return found


def to_explain(lines: Sequence[Mapping[str, Any]], tickets: Mapping[str, bytes], back: Told) -> dict[str, frozenset[int]]:
    """Who lies below the cut of a line, drawn there neither now nor before: sid → numbers of those lines. `lines`: of result.json."""
    highest = max((bytes.fromhex(line["cut"]) for line in lines), default=b"")
    queue = sorted((ticket, sid) for sid, ticket in tickets.items() if ticket < highest)
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines):
        spared = back.spared(number).union(line["drawn"])
        for _, sid in queue[: bisect_left(queue, (bytes.fromhex(line["cut"]), ""))]:
            if sid not in spared:
                found[sid].add(number)
    return {sid: frozenset(numbers) for sid, numbers in found.items()}


def _tickets(manifest: Manifest, seed: bytes, sids: Sequence[str]) -> dict[str, bytes]:
    return dict(zip(sids, tickets_of(manifest.suite, key_of(manifest.suite, seed, "select"), sids), strict=True))


def read_public(manifest: Manifest, seed: bytes, pool: bytes, officers: bytes) -> PublicLists:
    """The public pool.jsonl and officers.jsonl; DrawError if they do not give the roots in the manifest. `seed`: for tickets."""
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
    return PublicLists(manifest, _tickets(manifest, seed, sids), opened, _read_officers(manifest, officers))


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
    return leaf_of(suite, row["sid"].encode(), bytes.fromhex(row["salt"]), canon(row["open"]), bytes.fromhex(row["lock"]))


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
_OPENED = shapes.fields(lock=shapes.digest, open=shapes.anything, salt=shapes.hexes(SALT_SIZE), sid=shapes.sid)
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
