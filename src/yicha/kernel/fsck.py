"""Replay the log against everything that depends on it, in one pass and one snapshot, and say what does not fit.

A log that was cut short together with its checkpoints, or replaced as a whole, is found only against a checkpoint that was
kept outside: with a witness, in a newspaper, on the wall. Two columns say nothing that anybody reads later and are not looked at:
`kernel_entry.xact`, which orders the inbox, and `kernel_checkpoint.at`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from yicha.engines.ledger import Checkpoint as Head
from yicha.engines.ledger import Frontier, leaf_hash, printed_checkpoints
from yicha.kernel import files
from yicha.kernel.events import name_of
from yicha.kernel.ledger import LOGS, MAIN, TWIN, Log, opened, stored_frontier
from yicha.kernel.models import Checkpoint, Entry, Leaf, Unsequenced
from yicha.kernel.trail import SAID, salted
from yicha.kernel.types import CheckpointAnchored, PayloadRedacted

CHUNK = 2000
ENOUGH = 100  # problems: who has more wants a backup, not a longer list
ENTRY = ("run", "cause", "at", "body", "key", "payload__entry_id", "payload__salt", "payload__text", *SAID)
BODY = ENTRY.index("body")
said_by = itemgetter(*SAID)
NODES = "SELECT level, index, node_hash, twin_hash FROM kernel_node ORDER BY (index + 1) << level, level"  # as they became full
LOST = """
SELECT count(*) FROM kernel_entry WHERE NOT EXISTS (SELECT FROM kernel_leaf WHERE entry_id = run)
AND NOT EXISTS (SELECT FROM kernel_unsequenced WHERE entry_id = run)
"""
OF_NOTHING = """
SELECT count(*) FROM
(SELECT entry_id FROM kernel_unsequenced UNION ALL SELECT entry_id FROM kernel_payload UNION ALL SELECT entry_id FROM kernel_leaf) AS part
WHERE NOT EXISTS (SELECT FROM kernel_entry WHERE run = entry_id)
"""
TWICE = "SELECT count(*) FROM kernel_unsequenced JOIN kernel_leaf USING (entry_id)"


def unwatched(stage: str, done: int, of: int) -> None:
    """Nobody wants to know how far it is."""


def fsck(outside_checkpoint: str | None = None, watch: Callable[[str, int, int], None] = unwatched) -> list[str]:
    """What is wrong with the ledger, the trail and the files: one line each; empty if all is well."""
    with _one_snapshot():
        heads, found = _heads(outside_checkpoint)
        return list(islice(chain(found, _log(heads, watch), _waiting(), _anchored(), files.verify()), ENOUGH))


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """So that a sequencer at work is no finding. Inside somebody's transaction the snapshot is theirs."""
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not nested:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@dataclass(frozen=True, order=True)
class _Head:
    size: int
    root: bytes
    name: str


Heads = dict[Log, list[_Head]]


def _heads(outside: str | None) -> tuple[Heads, list[str]]:
    """What was signed, smallest first, and what is wrong with the signatures themselves."""
    heads: Heads = {log: [] for log in LOGS}
    found = []
    for row in Checkpoint.objects.order_by("size").iterator(CHUNK):
        for log in LOGS:
            if signed := _fitting(row, log):
                heads[log].append(signed)
            else:
                found.append(f"检查点 {row.size} 不是本系统签发或已被改动 · checkpoint is not ours or was changed")
    if outside is not None:
        given = _kept(outside)
        found += [] if given else ["外部检查点不是本系统签发 · the outside checkpoint is not ours"]
        for log, head in given:
            heads[log].append(_Head(head.size, head.root, "外部检查点"))
    return {log: sorted(all_signed) for log, all_signed in heads.items()}, found


def _kept(outside: str) -> list[tuple[Log, Head]]:
    """A note that we signed, or what was printed of one: no signature, but our name."""
    signed = [(log, head) for log in LOGS if (head := opened(outside, log))]
    return signed or [(log, head) for log in LOGS for origin, head in printed_checkpoints(outside) if origin == log.origin]


def _fitting(row: Checkpoint, log: Log) -> _Head | None:
    head, frontier = opened(getattr(row, log.note), log), stored_frontier(row, log)
    if head is None or frontier is None or head != (frontier.size, frontier.root()) or head.size != row.size:
        return None
    return _Head(head.size, head.root, "检查点" if log is MAIN else "国密检查点")


@dataclass
class _Side:
    """One of the two logs as it must have grown."""

    log: Log
    heads: list[_Head]
    frontier: Frontier = field(init=False)

    def __post_init__(self) -> None:
        self.frontier = Frontier(suite=self.log.suite)

    def grow(self, body: bytes) -> tuple[bytes, ...]:
        self.frontier, done = self.frontier.grow(leaf_hash(body, self.log.suite))
        return done

    def compare(self) -> Iterator[str]:
        while self.heads and self.heads[0].size <= self.frontier.size:
            head = self.heads.pop(0)
            if head.root != self.frontier.root():
                yield f"{head.name} {head.size}：账本不是其延续 · the log is not its continuation"

    def end(self) -> Iterator[str]:
        for head in self.heads:
            yield f"{head.name} {head.size}：账本只有 {self.frontier.size} 条 · the log has only {self.frontier.size} leaves"


@dataclass
class _Replay:
    """Both logs as they must have grown, beside the traces that their growth left."""

    main: _Side
    twin: _Side
    nodes: Iterator[tuple[int, int, bytes, bytes]]
    nodes_fit: bool = True

    def place(self, index: int, stored: bytes, twin: bytes, body: str) -> Iterator[str]:
        text, place = body.encode(), self.main.frontier.size
        done, other = self.main.grow(text), self.twin.grow(text)
        if index != place or stored != done[0] or twin != other[0]:
            yield f"账本第 {place} 条与记录不符 · leaf {place}: the entry does not match its place"
        for level in range(1, len(done)):
            if self.nodes_fit and next(self.nodes, None) != (level, place >> level, done[level], other[level]):
                self.nodes_fit = False
                yield f"账本节点 {level}/{place >> level} 不符 · node does not match its leaves"
        yield from self.main.compare()
        yield from self.twin.compare()

    def end(self) -> Iterator[str]:
        yield from self.main.end()
        yield from self.twin.end()
        if self.nodes_fit and next(self.nodes, None) is not None:
            yield "账本有多余的节点 · nodes without leaves"


def _log(heads: Heads, watch: Callable[[str, int, int], None]) -> Iterator[str]:
    signed = max((head.size for head in heads[MAIN]), default=0)
    replay = _Replay(_Side(MAIN, heads[MAIN]), _Side(TWIN, heads[TWIN]), _stored_nodes())
    redacted, total = _redacted(), Leaf.objects.count()
    rows = Leaf.objects.order_by("index").values_list("index", "leaf_hash", "twin_hash", *(f"entry__{name}" for name in ENTRY))
    for index, stored, twin, *entry in rows.iterator(CHUNK):
        yield from replay.place(index, bytes(stored), bytes(twin), entry[BODY])
        yield from _entry_faults(entry, redacted)
        size = replay.main.frontier.size
        if size % CHUNK == 0 or size == total:
            watch("log", size, total)
    yield from replay.end()
    if replay.main.frontier.size > signed:
        yield f"账本第 {signed} 条之后没有检查点 · no checkpoint covers the leaves from {signed} on"


def _stored_nodes() -> Iterator[tuple[int, int, bytes, bytes]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(NODES)
        while rows := cursor.fetchmany(CHUNK):
            yield from ((level, index, bytes(content), bytes(twin)) for level, index, content, twin in rows)


def _redacted() -> frozenset[str]:
    """Runs whose payload was taken out, with a reason in the log."""
    return frozenset(Entry.objects.filter(event=name_of(PayloadRedacted)).values_list("about", flat=True))


def _waiting() -> Iterator[str]:
    rows = Unsequenced.objects.values_list(*(f"entry__{name}" for name in ENTRY))
    redacted = _redacted()
    for row in rows.iterator(CHUNK):
        yield from _entry_faults(row, redacted)
    if lost := _count(LOST):
        yield f"{lost} 条记录既未入账也未排队 · {lost} entries are neither placed nor waiting"
    if parts := _count(OF_NOTHING):
        yield f"{parts} 处内容、位置或排队没有对应的记录 · {parts} payloads, leaves or tickets belong to no entry"
    if twice := _count(TWICE):
        yield f"{twice} 条记录已入账仍在排队 · {twice} entries are placed and still waiting"


def _anchored() -> Iterator[str]:
    """Checkpoints that were announced and printed must still be there, as they were. A payload that was changed is told elsewhere."""
    for text in Entry.objects.filter(event=name_of(CheckpointAnchored)).values_list("payload__text", flat=True).iterator(CHUNK):
        try:
            said = CheckpointAnchored(**json.loads(text or ""))
        except (ValueError, TypeError):
            continue
        if Checkpoint.objects.filter(size=said.size).values_list("note", "twin_note").first() != (said.note, said.twin_note):
            yield f"当日检查点 {said.size} 丢失或被改动 · a daily checkpoint is gone or was changed"


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _entry_faults(entry: Sequence[Any], redacted: frozenset[str]) -> Iterator[str]:
    """The columns people search by, and the payload they read, must say what the hashed text says."""
    run, cause, at, body, key, kept, salt, text, *columns = entry
    try:
        said = json.loads(body)
        head = (said["run"], said.get("cause", ""), datetime.fromisoformat(said["at"]))
        fits = head == (str(run), str(cause or ""), at) and said_by(said) == tuple(columns)
    except (ValueError, KeyError, TypeError):
        said, fits = {}, False
    if not fits:
        yield f"记录 {run} 的字段与入账文本不符 · columns do not say what was hashed"
    elif (None if key is None else salted(run.bytes, key)) != said.get("key_digest"):
        yield f"记录 {run} 的请求编号被改动 · the key of its request was changed"
    elif text is None or salt is None:
        if kept is None or text is not salt or f"entry:{run}" not in redacted:  # what is taken out leaves its empty row
            yield f"记录 {run} 的内容丢失 · payload is gone without a reason"
    elif salted(bytes(salt), text) != said.get("payload_digest"):
        yield f"记录 {run} 的内容被改动 · payload was changed"
