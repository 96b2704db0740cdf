"""From the sealed manifest, the reveals and the beacon to the outcome: result.json and assignment.json (docs/vdr1.md §8).

`replay` is the whole draw as a function of frozen lists and seed. Drawing calls it once; whoever verifies calls it again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw import seed as seed_file
from yicha.engines.draw.assignment import Assignment, assign
from yicha.engines.draw.canonical import canon, write_file
from yicha.engines.draw.columns import Subjects
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import DIGEST_SIZE, Suite
from yicha.engines.draw.lists import Lists, kept_lists, sizes_of
from yicha.engines.draw.manifest import NAME, Manifest, read_manifest
from yicha.engines.draw.replacement import FIRST, Behind, carried, demand_behind, files_behind, standing_after
from yicha.engines.draw.seed import Reading, key_of, read_seed, write_seed
from yicha.engines.draw.selection import LineSelection, Member, quota_of, select_line
from yicha.engines.draw.tasks import Staff, Task, task_of_subject, task_of_visit
from yicha.engines.draw.tickets import ticket_order, tickets_of
from yicha.engines.draw.types import Kind, Line
from yicha.engines.draw.waves import demand_contained

RESULT = "result.json"
ASSIGNMENT = "assignment.json"
SIX = (NAME, pool_file.NAME, officers_file.NAME, seed_file.NAME, RESULT, ASSIGNMENT)
"""The files of a bundle in which no byte may change."""
DECIDING = (NAME, seed_file.NAME, RESULT, ASSIGNMENT)
"""Those of a draw behind, which a replacement carries."""


@dataclass(frozen=True)
class Outcome:
    """What a draw gave: the files of the full bundle, and the same as values. `tickets`: of the subjects, if they are at hand."""

    files: dict[str, bytes]
    lists: Lists
    selections: tuple[LineSelection, ...]
    assignment: Assignment
    tickets: Sequence[bytes] = ()


def conclude(sealed: Mapping[str, bytes], reveals: Sequence[bytes], reading: Reading) -> Outcome:
    """Run the draw. `sealed`: what was frozen and checked, with the sealed manifest; `reveals`: one per participant, b"" if missing.

    DrawError if anything does not fit the manifest.
    """
    manifest, pool, officers, behind = sealed[NAME], sealed[pool_file.NAME], sealed[officers_file.NAME], files_behind(sealed)
    terms = read_manifest(manifest)
    lists = kept_lists(terms, sealed)
    manifest_hash = terms.suite.digest(manifest)
    seed_json = write_seed(terms, manifest_hash, reveals, reading)
    seed = read_seed(terms, manifest_hash, seed_json)
    tickets = tickets_of(terms.suite, key_of(terms.suite, seed, "select"), lists.subjects.sids)
    selections, assignment = replay(terms, lists, seed, read_behind(terms, lists, behind), tickets)
    result = write_result(terms.suite, manifest_hash, seed_json, selections)
    staffing = write_assignment(terms.suite, result, assignment, lists)
    files = dict(zip(SIX, (manifest, pool, officers, seed_json, result, staffing), strict=True)) | carried(behind)
    return Outcome(files, lists, selections, assignment, tickets)


def read_behind(manifest: Manifest, lists: Lists, files: Mapping[str, bytes]) -> Behind | None:
    """What the draws behind a replacement did, each drawn again from `files` over these lists; None if this is no replacement.

    DrawError if one of them is missing, is another draw, or does not give its result.
    """
    if not manifest.lost:
        return None
    first = demand_deciding(files)
    demand_behind(manifest, first, files[RESULT])
    back = read_behind(first, lists, files_behind(files))
    suite, manifest_hash = first.suite, first.suite.digest(files[NAME])
    selections, assignment = replay(first, lists, read_seed(first, manifest_hash, files[seed_file.NAME]), back)
    result = write_result(suite, manifest_hash, files[seed_file.NAME], selections)
    for name, again in ((RESULT, result), (ASSIGNMENT, write_assignment(suite, result, assignment, lists))):
        if again != files[name]:
            raise DrawError(f"{FIRST}{name}：与重新抽取的结果不同", f"{FIRST}{name}: differs from what the draw gives")
    before = back.standing if back else tuple(frozenset[str]() for _ in first.lines)
    return Behind(taken_after(selections, back), standing_after(first, [one.drawn for one in selections], before))


def taken_after(selections: Sequence[LineSelection], behind: Behind | None) -> tuple[frozenset[str], ...]:
    """Per line, everybody whom this draw or one behind it selected."""
    before = behind.selected if behind else [frozenset[str]()] * len(selections)
    return tuple(one.sids | earlier for one, earlier in zip(selections, before, strict=True))


def demand_deciding(files: Mapping[str, bytes]) -> Manifest:
    """The manifest of the draw behind; DrawError if one of its deciding files is missing."""
    for name in DECIDING:
        if name not in files:
            raise DrawError(f"缺少 {FIRST}{name}", f"{FIRST}{name} is missing")
    return read_manifest(files[NAME])


def replay(
    manifest: Manifest, lists: Lists, seed: bytes, behind: Behind | None = None, tickets: Sequence[bytes] = ()
) -> tuple[tuple[LineSelection, ...], Assignment]:
    """The draw: nothing but arithmetic on what was frozen and the seed. DrawError if a wave does not contain the one before it.

    `tickets`: of the subjects, if they are known already.
    """
    suite = manifest.suite
    select_key = key_of(suite, seed, "select")
    lines = manifest.lines if behind is None else behind.lines(manifest, lists.subjects)
    found = tickets or tickets_of(suite, select_key, lists.subjects.sids)
    selections = select_by(found, lines, lists.subjects, behind.selected if behind else ())
    demand_contained(lines, taken_after(selections, behind))
    staff = Staff(lists.officers, manifest.weeks)
    tasks = in_ticket_order(suite, select_key, _tasks(manifest, lists, selections, staff))
    return selections, assign(suite, key_of(suite, seed, "match"), tasks, staff)


def select_lines(
    suite: Suite, key: bytes, lines: Sequence[Line], subjects: Subjects, before: Sequence[frozenset[str]] = ()
) -> tuple[LineSelection, ...]:
    """Draw all lines with one key, so that their samples overlap as much as chance allows. `before`: per line, who is not drawn again."""
    return select_by(tickets_of(suite, key, subjects.sids), lines, subjects, before)


def select_by(
    tickets: Sequence[bytes], lines: Sequence[Line], subjects: Subjects, before: Sequence[frozenset[str]] = ()
) -> tuple[LineSelection, ...]:
    """The same by the subjects' tickets."""
    spared = before or [frozenset[str]()] * len(lines)
    sizes = _sizes(lines, subjects, spared)
    members: list[list[Member]] = [[] for _ in lines]
    for place in _lowest(ticket_order(tickets, subjects.sids), subjects.kinds, _reach(lines, subjects, sizes, spared)):
        sid, ticket, one = subjects.sids[place], int.from_bytes(tickets[place], "big"), subjects.says[subjects.kinds[place]]
        for number, cell in one.cells.items():
            if not cell.excluded and sid not in spared[number]:
                members[number].append(Member(ticket, sid, cell.stratum, cell.weight, one.attrs))
    return tuple(map(select_line, lines, members, sizes))


def _sizes(lines: Sequence[Line], subjects: Subjects, spared: Sequence[frozenset[str]]) -> list[Counter[str]]:
    """Per line, how many may be drawn of each stratum."""
    sizes = sizes_of(len(lines), subjects)
    for number, sids in enumerate(spared):
        strata = (cells[number].stratum for sid, cells in subjects.cells() if sid in sids) if sids else ()
        sizes[number].subtract(strata)
    return sizes


def _reach(lines: Sequence[Line], subjects: Subjects, sizes: Sequence[Counter[str]], spared: Sequence[frozenset[str]]) -> list[int]:
    """Of each kind, how many of its lowest tickets any line looks at.

    Who is of one kind differs in nothing but the ticket, so a line takes the lowest of them: no more than the quota of their stratum and
    all its cover rules ask for, and the next one decides the cut.
    """
    cover = [sum(rule.least for rule in line.cover) for line in lines]
    strata = [{stratum.label: stratum for stratum in line.strata} for line in lines]

    def reach(number: int, label: str) -> int:
        return quota_of(sizes[number][label], strata[number][label]) + cover[number] + 1 + len(spared[number])

    return [
        max((reach(number, cell.stratum) for number, cell in one.cells.items() if not cell.excluded), default=0) for one in subjects.says
    ]


def _lowest(order: Iterable[int], kinds: Sequence[int], most: Sequence[int]) -> Iterator[int]:
    """Of the places in this order the first of each kind, as many as wanted."""
    left = list(most)
    for place in order:
        kind = kinds[place]
        if left[kind]:
            left[kind] -= 1
            yield place


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
