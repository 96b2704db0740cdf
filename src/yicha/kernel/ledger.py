"""Give entries their place in the Merkle log: a job, never a request. One sequencer at a time, by advisory lock.

Why not “all entries with a number above the last one”: numbers are given before commit, so a slow transaction would be
skipped for ever. The inbox `Unsequenced` has exactly the entries that are committed and have no place yet.

There are two logs over the same entries: `MAIN`, which any verifier of RFC 9162 and C2SP understands, and its `TWIN` with SM3 for
whom Chinese cryptography rules bind, under an origin and a key of its own. They share their rows, so neither can be ahead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from yicha.engines.ledger import (
    SHA256,
    SM3,
    SM3_ORIGIN,
    Frontier,
    Note,
    NoteError,
    Signature,
    Suite,
    Tree,
    VerifierKey,
    checkpoint_text,
    leaf_hash,
    open_checkpoint,
)
from yicha.engines.ledger import Checkpoint as Head
from yicha.kernel.crypto import provider
from yicha.kernel.jurisdiction import absent
from yicha.kernel.models import Checkpoint, Leaf, Node, Unsequenced

BATCH = 5000
LOCK = 0x59_43_4C_45_44
Nodes = dict[tuple[int, int], bytes]


@dataclass(frozen=True)
class Log:
    """A hash function, what its name and its key's purpose end with, and the columns where its hashes and heads stand."""

    suite: Suite
    name_end: str
    leaf: str
    node: str
    note: str
    frontier: str

    @property
    def origin(self) -> str:
        """Its name in every checkpoint."""
        return f"{settings.YICHA_LEDGER_ORIGIN}{self.name_end}"

    @property
    def purpose(self) -> str:
        """Of its key: one key never serves two logs."""
        return f"ledger{self.name_end.replace('/', '-')}"


MAIN = Log(SHA256, "", "leaf_hash", "node_hash", "note", "frontier")
TWIN = Log(SM3, SM3_ORIGIN, "twin_hash", "twin_hash", "twin_note", "twin_frontier")
LOGS = (MAIN, TWIN)


class LedgerBroken(RuntimeError):  # noqa: N818 it says what is
    """The log cannot go on from its last checkpoint. Nothing is appended; `yicha ledger fsck` says more."""


@transaction.atomic
def sequence() -> int:
    """Append what is waiting and sign the new head. Returns how many entries were placed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    waiting = list(Unsequenced.objects.select_related("entry").order_by("entry__xact", "entry__at", "entry_id")[:BATCH])
    if not waiting:
        return 0
    main, twin = (_grown(log, waiting) for log in LOGS)
    pairs = zip(waiting, main.leaves, twin.leaves, strict=True)
    Leaf.objects.bulk_create(
        Leaf(index=index, entry=item.entry, leaf_hash=leaf, twin_hash=other)
        for index, (item, leaf, other) in enumerate(pairs, main.frontier.size - len(waiting))
    )
    Node.objects.bulk_create(
        Node(level=level, index=index, node_hash=node, twin_hash=twin.nodes[level, index]) for (level, index), node in main.nodes.items()
    )
    Unsequenced.objects.filter(entry__in=[item.entry_id for item in waiting]).delete()
    heads = {log.note: _signed(log, grown.frontier) for log, grown in ((MAIN, main), (TWIN, twin))}
    Checkpoint.objects.create(size=main.frontier.size, frontier=main.frontier.dump(), twin_frontier=twin.frontier.dump(), **heads)
    return len(waiting)


@dataclass(frozen=True)
class _Growth:
    frontier: Frontier
    leaves: list[bytes]
    nodes: Nodes


def _grown(log: Log, waiting: Sequence[Unsequenced]) -> _Growth:
    frontier, leaves = _head(log), []
    nodes: Nodes = {}
    for item in waiting:
        place, leaf = frontier.size, leaf_hash(item.entry.body.encode(), log.suite)
        frontier, done = frontier.grow(leaf)
        leaves.append(leaf)
        nodes |= {(level, place >> level): done[level] for level in range(1, len(done))}
    return _Growth(frontier, leaves, nodes)


def _signed(log: Log, frontier: Frontier) -> str:
    keys = provider()
    text = checkpoint_text(log.origin, frontier.size, frontier.root())
    key = VerifierKey(log.origin, keys.public(log.purpose))
    return Note(text, (Signature(log.origin, key.key_id, keys.sign(log.purpose, text.encode())),)).write()


def _head(log: Log) -> Frontier:
    """Where the last batch ended: O(log n), whatever the size of the log. Never goes on from a head that is not ours."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        return Frontier(suite=log.suite)
    frontier = stored_frontier(last, log)
    if frontier is None or opened(getattr(last, log.note), log) != (frontier.size, frontier.root()) or frontier.size != last.size:
        raise LedgerBroken(f"账本最后的检查点 {last.size} 与内容或密钥不符 · the last checkpoint does not fit its content or key")
    return frontier


def stored_frontier(row: Checkpoint, log: Log) -> Frontier | None:
    """From where the log goes on after this checkpoint; None if that was damaged."""
    try:
        return Frontier.load(bytes(getattr(row, log.frontier)), log.suite)
    except ValueError:
        return None


def opened(note: str, log: Log = MAIN) -> Head | None:
    """Size and root of a checkpoint that we signed, now or with a former key; None of any other."""
    for public in provider().publics(log.purpose):
        try:
            return open_checkpoint(note, log.origin, public)
        except NoteError:
            continue
    return None


def verifier_keys(log: Log = MAIN) -> list[str]:
    """The public keys as text, for witnesses and verifiers; the present one first."""
    return [str(VerifierKey(log.origin, public)) for public in provider().publics(log.purpose)]


def latest_checkpoint(log: Log = MAIN) -> str:
    """The signed note of the present head; empty as long as nothing was sequenced."""
    return Checkpoint.objects.order_by("-size").values_list(log.note, flat=True).first() or ""


@dataclass(frozen=True)
class Inclusion:
    """All that an outsider needs to see that an entry stands in the log: `is_included(index, leaf_hash(body), size, root, hashes)`."""

    body: str
    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str


def prove_inclusion(run: UUID, log: Log = MAIN, size: int | None = None) -> Inclusion:
    """Against the present head, or the one of this size. NotFound as long as the entry waits for its place."""
    leaf = Leaf.objects.select_related("entry").filter(entry=run).first()
    heads = Checkpoint.objects.all() if size is None else Checkpoint.objects.filter(size=size)
    head = heads.order_by("-size").first()
    if leaf is None or head is None:
        absent()
    proof = _prove(log, head.size, lambda tree: tree.inclusion_proof(leaf.index))
    return Inclusion(leaf.entry.body, leaf.index, tuple(proof), getattr(head, log.note))


def prove_consistency(old: int, new: int | None = None, log: Log = MAIN) -> tuple[bytes, ...]:
    """That the log of `old` leaves is the beginning of the log of `new` leaves (default: of the present head)."""
    size = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    wanted = size if new is None else new
    if not 0 < old <= wanted <= size:
        absent()
    return tuple(_prove(log, wanted, lambda tree: tree.consistency_proof(old)))


def _prove(log: Log, size: int, ask: Callable[[Tree], Sequence[bytes]]) -> Sequence[bytes]:
    """Asks twice: first to learn which nodes the proof needs, then with those, fetched in two queries."""
    wanted: set[tuple[int, int]] = set()

    def note(level: int, index: int) -> bytes:
        wanted.add((level, index))
        return bytes(32)

    ask(Tree(size, note, log.suite))
    nodes = _nodes(log, wanted)
    return ask(Tree(size, lambda level, index: nodes[level, index], log.suite))


def _nodes(log: Log, wanted: set[tuple[int, int]]) -> Nodes:
    leaves = Leaf.objects.filter(index__in=[index for level, index in wanted if level == 0]).values_list("index", log.leaf)
    found = {(0, index): bytes(content) for index, content in leaves}
    higher = Node.objects.filter(pk__in=[key for key in wanted if key[0] > 0]).values_list("level", "index", log.node)
    return found | {(level, index): bytes(content) for level, index, content in higher}
