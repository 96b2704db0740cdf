"""Give entries their place in the Merkle log: a job, never a request. One sequencer at a time, by advisory lock.

Why not “all entries with a number above the last one”: numbers are given before commit, so a slow transaction would be
skipped for ever. The inbox `Unsequenced` has exactly the entries that are committed and have no place yet.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from yicha.engines.ledger import (
    SHA256,
    Frontier,
    Note,
    NoteError,
    Signature,
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
PURPOSE = "ledger"
Nodes = dict[tuple[int, int], bytes]


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
    frontier, leaves, nodes = _head(), [], []
    for item in waiting:
        index, leaf = frontier.size, leaf_hash(item.entry.body.encode())
        frontier, done = frontier.grow(leaf)
        leaves.append(Leaf(index=index, entry=item.entry, leaf_hash=leaf))
        nodes += [Node(level=level, index=index >> level, node_hash=done[level]) for level in range(1, len(done))]
    Leaf.objects.bulk_create(leaves)
    Node.objects.bulk_create(nodes)
    Unsequenced.objects.filter(entry__in=[item.entry_id for item in waiting]).delete()
    Checkpoint.objects.create(size=frontier.size, suite=SHA256.id, note=_signed(frontier), frontier=frontier.dump())
    return len(waiting)


def _signed(frontier: Frontier) -> str:
    origin, keys = settings.YICHA_LEDGER_ORIGIN, provider()
    text = checkpoint_text(origin, frontier.size, frontier.root())
    key = VerifierKey(origin, keys.public(PURPOSE))
    return Note(text, (Signature(origin, key.key_id, keys.sign(PURPOSE, text.encode())),)).write()


def _head() -> Frontier:
    """Where the last batch ended: O(log n), whatever the size of the log. Never goes on from a head that is not ours."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        return Frontier()
    frontier = Frontier.load(bytes(last.frontier))
    if opened(last.note) != (frontier.size, frontier.root()) or frontier.size != last.size:
        raise LedgerBroken(f"账本最后的检查点 {last.size} 与内容或密钥不符 · the last checkpoint does not fit its content or key")
    return frontier


def opened(note: str) -> Head | None:
    """Size and root of a checkpoint that we signed, now or with a former key; None of any other."""
    for public in provider().publics(PURPOSE):
        try:
            return open_checkpoint(note, settings.YICHA_LEDGER_ORIGIN, public)
        except NoteError:
            continue
    return None


def verifier_keys() -> list[str]:
    """The public keys as text, for witnesses and verifiers; the present one first."""
    return [str(VerifierKey(settings.YICHA_LEDGER_ORIGIN, public)) for public in provider().publics(PURPOSE)]


def latest_checkpoint() -> str:
    """The signed note of the present head; empty as long as nothing was sequenced."""
    return Checkpoint.objects.order_by("-size").values_list("note", flat=True).first() or ""


@dataclass(frozen=True)
class Inclusion:
    """All that an outsider needs to see that an entry stands in the log: `is_included(index, leaf_hash(body), size, root, hashes)`."""

    body: str
    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str


def prove_inclusion(run: UUID) -> Inclusion:
    """Against the present head. NotFound as long as the entry waits for its place."""
    leaf = Leaf.objects.select_related("entry").filter(entry=run).first()
    head = Checkpoint.objects.order_by("-size").first()
    if leaf is None or head is None:
        absent()
    proof = _prove(head.size, lambda tree: tree.inclusion_proof(leaf.index))
    return Inclusion(leaf.entry.body, leaf.index, tuple(proof), head.note)


def prove_consistency(old: int, new: int | None = None) -> tuple[bytes, ...]:
    """That the log of `old` leaves is the beginning of the log of `new` leaves (default: of the present head)."""
    size = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    wanted = size if new is None else new
    if not 0 < old <= wanted <= size:
        absent()
    return tuple(_prove(wanted, lambda tree: tree.consistency_proof(old)))


def _prove(size: int, ask: Callable[[Tree], Sequence[bytes]]) -> Sequence[bytes]:
    """Asks twice: first to learn which nodes the proof needs, then with those, fetched in two queries."""
    wanted: set[tuple[int, int]] = set()

    def note(level: int, index: int) -> bytes:
        wanted.add((level, index))
        return bytes(32)

    ask(Tree(size, note))
    nodes = _nodes(wanted)
    return ask(Tree(size, lambda level, index: nodes[level, index]))


def _nodes(wanted: set[tuple[int, int]]) -> Nodes:
    leaves = Leaf.objects.filter(index__in=[index for level, index in wanted if level == 0]).values_list("index", "leaf_hash")
    found = {(0, index): bytes(content) for index, content in leaves}
    higher = Node.objects.filter(pk__in=[key for key in wanted if key[0] > 0]).values_list("level", "index", "node_hash")
    return found | {(level, index): bytes(content) for level, index, content in higher}
