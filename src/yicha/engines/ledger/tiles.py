"""Tiles (c2sp.org/tlog-tiles): the tree cut into static pieces that anybody can fetch, keep and prove from.

A tile is up to 256 consecutive hashes of one level. Tile (L, N) holds the full subtrees (level 8·L, indices 256·N …), so a tree
of n leaves has n >> 8·L hashes at tile level L; the last tile of a level may be partial and is then named by its width. A tile
never changes. An entry bundle holds the bodies under a tile of level 0, each after its length as two bytes.

    tile/0/x001/x234/067        all 256 leaf hashes from 1 234 067 · 256 on
    tile/1/000.p/17             the first 17 hashes of level 1
    tile/entries/000.p/3        the first three entries
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HEIGHT = 8
WIDTH = 1 << HEIGHT
LEVELS = 64
ENTRY_MAX = (1 << 16) - 1  # bytes of one entry
ENTRIES = "entries"
_GROUP = 1000
_PATH = re.compile(r"(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*)([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


@dataclass(frozen=True)
class Tile:
    """`index` counts tiles of a level; `width` hashes, 256 unless partial. `level` None: the entries themselves."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def height(self) -> int:
        """Level in the tree of the hashes in this tile."""
        return HEIGHT * (self.level or 0)

    @property
    def span(self) -> range:
        """Indices, at that level of the tree, of the hashes in this tile."""
        return range(self.index * WIDTH, self.index * WIDTH + self.width)

    def path(self) -> str:
        """As it stands in an address, behind `tile/`."""
        groups = [f"{self.index % _GROUP:03}"]
        rest = self.index // _GROUP
        while rest:
            groups.insert(0, f"x{rest % _GROUP:03}")
            rest //= _GROUP
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"{ENTRIES if self.level is None else self.level}/{'/'.join(groups)}{partial}"


def parse_tile(path: str) -> Tile | None:
    """The tile of an address; None unless it is written in the one way that the specification allows."""
    parts = _PATH.fullmatch(path)
    if parts is None:
        return None
    named, groups, last, width = parts.groups()
    level = None if named == ENTRIES else int(named)
    tile = Tile(level, int(groups.replace("x", "").replace("/", "") + last), int(width or WIDTH))
    fits = (level or 0) < LEVELS and (width is None or tile.width < WIDTH)
    return tile if fits and tile.path() == path else None


def tiles_of(size: int) -> Iterable[Tile]:
    """Every tile of hashes that a tree of `size` leaves has, the lowest level first."""
    for level in range(LEVELS):
        count = size >> (HEIGHT * level)
        if not count:
            return
        yield from (Tile(level, index) for index in range(count // WIDTH))
        if count % WIDTH:
            yield Tile(level, count // WIDTH, count % WIDTH)


def write_bundle(entries: Iterable[bytes]) -> bytes:
    """An entry bundle. ValueError for an entry of more than 65 535 bytes: the format has no place for it."""
    return b"".join(_measured(entry) for entry in entries)


def read_bundle(bundle: bytes) -> list[bytes]:
    """What `write_bundle` wrote; ValueError if it is cut off."""
    entries, at = [], 0
    while at < len(bundle):
        size = int.from_bytes(bundle[at : at + 2], "big")
        entries.append(bundle[at + 2 : at + 2 + size])
        if len(bundle) < at + 2 + size:
            raise ValueError("the bundle ends in the middle of an entry")
        at += 2 + size
    return entries


def _measured(entry: bytes) -> bytes:
    if len(entry) > ENTRY_MAX:
        raise ValueError(f"an entry of {len(entry)} bytes, the most is {ENTRY_MAX}")
    return len(entry).to_bytes(2, "big") + entry
