"""From the sealed manifest, the reveals and the beacon to the outcome: result.json and assignment.json (docs/vdr1.md §8).

`replay` is the whole draw as a function of frozen lists and seed. Drawing calls it once; whoever verifies calls it again.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw import seed as seed_file
from yicha.engines.draw.assignment import Assignment, assign
from yicha.engines.draw.canonical import canon, write_file
from yicha.engines.draw.hashing import DIGEST_SIZE, Suite
from yicha.engines.draw.lists import Lists, read_lists
from yicha.engines.draw.manifest import NAME, Manifest, read_manifest
from yicha.engines.draw.seed import Reading, key_of, read_seed, write_seed
from yicha.engines.draw.selection import LineSelection, Member, select_line
from yicha.engines.draw.tasks import Staff, Task, task_of_subject, task_of_visit
from yicha.engines.draw.tickets import ticket_order, tickets_of
from yicha.engines.draw.types import Kind, Line, Subject

RESULT = "result.json"
ASSIGNMENT = "assignment.json"
SIX = (NAME, pool_file.NAME, officers_file.NAME, seed_file.NAME, RESULT, ASSIGNMENT)
"""The files of a bundle in which no byte may change."""


@dataclass(frozen=True)
class Outcome:
    """What a draw gave: the six files of the full bundle, and the same as values."""

    files: dict[str, bytes]
    lists: Lists
    selections: tuple[LineSelection, ...]
    assignment: Assignment


def conclude(manifest: bytes, pool: bytes, officers: bytes, reveals: Sequence[bytes], reading: Reading) -> Outcome:
    """Run the draw. `reveals`: one per participant, b"" if missing. DrawError if anything does not fit the manifest."""
    terms = read_manifest(manifest)
    lists = read_lists(terms, pool, officers)
    manifest_hash = terms.suite.digest(manifest)
    seed_json = write_seed(terms, manifest_hash, reveals, reading)
    selections, assignment = replay(terms, lists, read_seed(terms, manifest_hash, seed_json))
    result = write_result(terms.suite, manifest_hash, seed_json, selections)
    staffing = write_assignment(terms.suite, result, assignment, lists)
    return Outcome(dict(zip(SIX, (manifest, pool, officers, seed_json, result, staffing), strict=True)), lists, selections, assignment)


def replay(manifest: Manifest, lists: Lists, seed: bytes) -> tuple[tuple[LineSelection, ...], Assignment]:
    """The draw: nothing but arithmetic on what was frozen and the seed."""
    suite = manifest.suite
    select_key = key_of(suite, seed, "select")
    selections = select_lines(suite, select_key, manifest.lines, lists.subjects)
    staff = Staff(lists.officers, manifest.weeks)
    tasks = in_ticket_order(suite, select_key, _tasks(manifest, lists, selections, staff))
    return selections, assign(suite, key_of(suite, seed, "match"), tasks, staff)


def select_lines(suite: Suite, key: bytes, lines: Sequence[Line], subjects: Sequence[Subject]) -> tuple[LineSelection, ...]:
    """Draw all lines with one key, so that their samples overlap as much as chance allows."""
    sids = [subject.sid for subject in subjects]
    tickets = tickets_of(suite, key, sids)
    members: list[list[Member]] = [[] for _ in lines]
    for place in ticket_order(tickets, sids):
        subject, ticket = subjects[place], int.from_bytes(tickets[place], "big")
        for number, cell in subject.cells.items():
            if not cell.excluded:
                members[number].append(Member(ticket, subject.sid, cell.stratum, cell.weight, subject.attrs))
    return tuple(map(select_line, lines, members))


def in_ticket_order(suite: Suite, key: bytes, tasks: Sequence[Task]) -> list[Task]:
    """Tasks ascending by the ticket of their sid."""
    sids = [task.sid for task in tasks]
    return [tasks[place] for place in ticket_order(tickets_of(suite, key, sids), sids)]


def write_result(suite: Suite, manifest_hash: bytes, seed_json: bytes, selections: Sequence[LineSelection]) -> bytes:
    """result.json: the same bytes for departments and for the public, so no stratum is in it."""
    lines = [
        {
            "cut": selection.cut.to_bytes(DIGEST_SIZE, "big").hex(),
            "drawn": selection.drawn,
            "id": selection.line.id,
            "selected": len(selection.choices),
        }
        for selection in selections
    ]
    listed: frozenset[str] = frozenset().union(*(selection.listed for selection in selections))
    return write_file({"lines": lines, "listed": sorted(listed), "manifest": manifest_hash.hex(), "seed": suite.digest(seed_json).hex()})


def write_assignment(suite: Suite, result: bytes, assignment: Assignment, lists: Lists) -> bytes:
    """assignment.json: officers by salted number; the same bytes for departments and for the public."""
    pids = [row.pid for row in lists.officers]
    content = {
        "groups": [list(group) for group in assignment.groups],
        "result": suite.digest(result).hex(),
        "tasks": [
            [
                task.sid,
                [[slot.department, None if place is None else pids[place]] for slot, place in zip(task.slots, places, strict=True)],
            ]
            for task, places in assignment.tasks
        ],
    }
    return write_file({**content, "digest": digest_of(suite, content)})


def digest_of(suite: Suite, content: Mapping[str, object]) -> str:
    """The checksum in assignment.json over all its other fields."""
    return suite.tagged("digest", canon(content)).hex()


def _tasks(manifest: Manifest, lists: Lists, selections: Sequence[LineSelection], staff: Staff) -> list[Task]:
    if manifest.kind is Kind.SUBJECTS:
        return []
    if manifest.kind is Kind.OFFICERS:
        return [task_of_visit(visit) for visit in lists.visits]
    lines_of: dict[str, list[Line]] = defaultdict(list)
    for selection in selections:
        for sid in selection.sids:
            lines_of[sid].append(selection.line)
    drawn = (subject for subject in lists.subjects if subject.sid in lines_of)
    return [task_of_subject(subject, lines_of[subject.sid], manifest.overhead, staff) for subject in drawn]
