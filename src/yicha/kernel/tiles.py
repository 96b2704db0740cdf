"""The log as static pieces (c2sp.org/tlog-tiles): whoever fetches them can keep a copy and prove everything from it."""

from collections.abc import Iterable

from yicha.engines.ledger import Tile
from yicha.kernel.jurisdiction import absent
from yicha.kernel.ledger import Log
from yicha.kernel.models import Leaf, Node

MOST_LEAVES = 1 << 62  # above it no column can count


def tile_hashes(tile: Tile, log: Log) -> bytes:
    """The hashes of a tile, 32 bytes each. NotFound unless the log has them all."""
    found = _leaves(tile, log) if tile.height == 0 else _nodes(tile, log)
    hashes = [bytes(one) for one in found] if tile.span.stop <= MOST_LEAVES else []
    return b"".join(hashes) if len(hashes) == tile.width else absent()


def _leaves(tile: Tile, log: Log) -> Iterable[bytes]:
    rows = Leaf.objects.filter(index__gte=tile.span.start, index__lt=tile.span.stop)
    return rows.order_by("index").values_list(log.leaf, flat=True)


def _nodes(tile: Tile, log: Log) -> Iterable[bytes]:
    rows = Node.objects.filter(level=tile.height, index__gte=tile.span.start, index__lt=tile.span.stop)
    return rows.order_by("index").values_list(log.node, flat=True)


def tile_entries(tile: Tile) -> list[bytes]:
    """The exact texts under a tile of leaves. NotFound unless the log has them all."""
    span = tile.span
    rows = Leaf.objects.filter(index__gte=span.start, index__lt=span.stop).order_by("index").values_list("entry__body", flat=True)
    bodies = [body.encode() for body in rows] if span.stop <= MOST_LEAVES else []
    return bodies if len(bodies) == tile.width else absent()
