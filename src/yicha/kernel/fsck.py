"""Replay the log against everything that depends on it, in one pass and one snapshot, and say what does not fit.

A log that was cut short together with its checkpoints, or replaced as a whole, is found only against a checkpoint that was
kept outside: with a witness, in a newspaper, on the wall.
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

from yicha.engines.ledger import Frontier, leaf_hash
from yicha.kernel import files
from yicha.kernel.events import name_of
from yicha.kernel.ledger import opened
from yicha.kernel.models import Checkpoint, Entry, Leaf, Unsequenced
from yicha.kernel.trail import SAID, salted
from yicha.kernel.types import PayloadRedacted

CHUNK = 2000
ENOUGH = 100  # problems: who has more wants a backup, not a longer list
ENTRY = ("run", "cause", "at", "body", "payload__salt", "payload__text", *SAID)
BODY = ENTRY.index("body")
said_by = itemgetter(*SAID)
NODES = "SELECT level, index, node_hash FROM kernel_node ORDER BY (index + 1) << level, level"  # as they became full
LOST = """
SELECT count(*) FROM kernel_entry WHERE NOT EXISTS (SELECT FROM kernel_leaf WHERE entry_id = run)
AND NOT EXISTS (SELECT FROM kernel_unsequenced WHERE entry_id = run)
"""
TWICE = "SELECT count(*) FROM kernel_unsequenced JOIN kernel_leaf USING (entry_id)"


def unwatched(stage: str, done: int, of: int) -> None:
    """Nobody wants to know how far it is."""


def fsck(outside_checkpoint: str | None = None, watch: Callable[[str, int, int], None] = unwatched) -> list[str]:
    """What is wrong with the ledger, the trail and the files: one line each; empty if all is well."""
    with _one_snapshot():
        heads, found = _heads(outside_checkpoint)
        return list(islice(chain(found, _log(heads, watch), _waiting(), files.verify()), ENOUGH))


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


def _heads(outside: str | None) -> tuple[list[_Head], list[str]]:
    """What was signed, smallest first, and what is wrong with the signatures themselves."""
    heads, found = [], []
    for row in Checkpoint.objects.order_by("size").iterator(CHUNK):
        head = opened(row.note)
        if head is None or head.size != row.size or Frontier.load(bytes(row.frontier)).root() != head.root:
            found.append(f"检查点 {row.size} 不是本系统签发或已被改动 · checkpoint is not ours or was changed")
        else:
            heads.append(_Head(head.size, head.root, "检查点"))
    if outside is not None:
        head = opened(outside)
        found += [] if head else ["外部检查点不是本系统签发 · the outside checkpoint is not ours"]
        heads += [_Head(head.size, head.root, "外部检查点")] if head else []
    return sorted(heads), found


@dataclass
class _Replay:
    """The log as it must have grown, beside the traces that its growth left."""

    heads: list[_Head]
    nodes: Iterator[tuple[int, int, bytes]]
    frontier: Frontier = field(default_factory=Frontier)
    nodes_fit: bool = True

    def place(self, index: int, stored: bytes, body: str) -> Iterator[str]:
        leaf, place = leaf_hash(body.encode()), self.frontier.size
        if index != place or stored != leaf:
            yield f"账本第 {place} 条与记录不符 · leaf {place}: the entry does not match its place"
        self.frontier, done = self.frontier.grow(leaf)
        for level in range(1, len(done)):
            if self.nodes_fit and next(self.nodes, None) != (level, place >> level, done[level]):
                self.nodes_fit = False
                yield f"账本节点 {level}/{place >> level} 不符 · node does not match its leaves"
        while self.heads and self.heads[0].size <= self.frontier.size:
            yield from self._compare(self.heads.pop(0))

    def _compare(self, head: _Head) -> Iterator[str]:
        if head.root != self.frontier.root():
            yield f"{head.name} {head.size}：账本不是其延续 · the log is not its continuation"

    def end(self) -> Iterator[str]:
        for head in self.heads:
            yield f"{head.name} {head.size}：账本只有 {self.frontier.size} 条 · the log has only {self.frontier.size} leaves"
        if self.nodes_fit and next(self.nodes, None) is not None:
            yield "账本有多余的节点 · nodes without leaves"


def _log(heads: list[_Head], watch: Callable[[str, int, int], None]) -> Iterator[str]:
    signed = max((head.size for head in heads), default=0)
    replay = _Replay(list(heads), _stored_nodes())
    redacted, total = _redacted(), Leaf.objects.count()
    rows = Leaf.objects.order_by("index").values_list("index", "leaf_hash", *(f"entry__{name}" for name in ENTRY))
    for index, stored, *entry in rows.iterator(CHUNK):
        yield from replay.place(index, bytes(stored), entry[BODY])
        yield from _entry_faults(entry, redacted)
        if replay.frontier.size % CHUNK == 0 or replay.frontier.size == total:
            watch("log", replay.frontier.size, total)
    yield from replay.end()
    if replay.frontier.size > signed:
        yield f"账本第 {signed} 条之后没有检查点 · no checkpoint covers the leaves from {signed} on"


def _stored_nodes() -> Iterator[tuple[int, int, bytes]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(NODES)
        while rows := cursor.fetchmany(CHUNK):
            yield from ((level, index, bytes(content)) for level, index, content in rows)


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
    if twice := _count(TWICE):
        yield f"{twice} 条记录已入账仍在排队 · {twice} entries are placed and still waiting"


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _entry_faults(entry: Sequence[Any], redacted: frozenset[str]) -> Iterator[str]:
    """The columns people search by, and the payload they read, must say what the hashed text says."""
    run, cause, at, body, salt, text, *columns = entry
    try:
        said = json.loads(body)
        head = (said["run"], said.get("cause", ""), datetime.fromisoformat(said["at"]))
        fits = head == (str(run), str(cause or ""), at) and said_by(said) == tuple(columns)
    except (ValueError, KeyError, TypeError):
        said, fits = {}, False
    if not fits:
        yield f"记录 {run} 的字段与入账文本不符 · columns do not say what was hashed"
    elif text is None or salt is None:
        if f"entry:{run}" not in redacted:
            yield f"记录 {run} 的内容丢失 · payload is gone without a reason"
    elif salted(bytes(salt), text) != said.get("payload_digest"):
        yield f"记录 {run} 的内容被改动 · payload was changed"
