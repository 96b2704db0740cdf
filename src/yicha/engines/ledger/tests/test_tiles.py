"""Tiles: the addresses of the specification, no other way to write them, and a tree that can be proven from them alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.ledger import Tile, Tree, is_consistent, is_included, leaf_hash, parse_tile, read_bundle, root_of, tiles_of, write_bundle

BODIES = [b"entry %d" % number for number in range(700)]
LEAVES = [leaf_hash(body) for body in BODIES]
TREE = Tree.of(LEAVES)


@pytest.mark.parametrize(
    ("path", "tile"),
    [
        ("0/x001/x234/067", Tile(0, 1_234_067)),  # the example of c2sp.org/tlog-tiles
        ("0/000", Tile(0, 0)),
        ("1/000.p/17", Tile(1, 0, 17)),
        ("63/999.p/255", Tile(63, 999, 255)),
        ("0/x001/000", Tile(0, 1000)),
        ("entries/000.p/3", Tile(None, 0, 3)),
        ("entries/x001/x234/067", Tile(None, 1_234_067)),
    ],
)
def test_an_address_is_read_and_written(path: str, tile: Tile) -> None:
    assert parse_tile(path) == tile
    assert tile.path() == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "0",
        "0/0",
        "0/0000",
        "00/000",
        "64/000",
        "-1/000",
        "0/x000/000",
        "0/x000/001",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000/",
    ],
)
def test_there_is_no_second_way_to_write_one(path: str) -> None:
    assert parse_tile(path) is None


@pytest.mark.parametrize(
    "path", ["0/001/000", "0/x001", "0/000.p/", "data/000", "entries/00", "0/０００", "0/x001/x000/x000", "0/000\n", "0/000/"]
)
def test_nor_anything_like_one(path: str) -> None:
    assert parse_tile(path) is None


@given(st.builds(Tile, st.none() | st.integers(0, 63), st.integers(0, 10**12), st.integers(1, 256)))
def test_every_tile_has_an_address(tile: Tile) -> None:
    assert parse_tile(tile.path()) == tile


def test_a_tree_of_70_000_has_the_tiles_that_the_specification_counts() -> None:
    tiles = list(tiles_of(70_000))
    assert sum(tile.level == 0 and tile.width == 256 for tile in tiles) == 273
    assert [tile for tile in tiles if tile.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert sum(tile.level == 1 and tile.width == 256 for tile in tiles) == 1
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 700])
def test_whoever_has_the_tiles_alone_can_prove_everything(size: int) -> None:
    kept = {}
    for tile in tiles_of(size):
        for index in tile.span:
            kept[tile.height, index] = TREE.node(tile.height, index)

    def node(level: int, index: int) -> bytes:
        if (level, index) in kept:
            return kept[level, index]
        base = (level - 1) // 8 * 8
        return root_of(node(base, place) for place in range(index << level - base, (index + 1) << level - base))

    mirror, root = Tree(size, node), root_of(LEAVES[:size])
    assert mirror.root() == root
    assert is_included(size // 2, LEAVES[size // 2], size, root, mirror.inclusion_proof(size // 2))
    assert is_consistent(1, LEAVES[0], size, root, mirror.consistency_proof(1))


def test_a_bundle_gives_its_entries_back_and_they_hash_to_the_tile() -> None:
    bundle = write_bundle(BODIES[:256])
    assert read_bundle(bundle) == BODIES[:256]
    assert [leaf_hash(body) for body in read_bundle(bundle)] == LEAVES[:256]
    assert bundle[:2] == b"\x00\x07"


def test_an_entry_of_64_kib_does_not_fit() -> None:
    assert len(write_bundle([bytes(65_535)])) == 65_537
    with pytest.raises(ValueError, match="65536 bytes"):
        write_bundle([bytes(65_536)])


@given(st.integers(1, 21))
def test_a_bundle_that_is_cut_off_is_not_read(cut: int) -> None:
    bundle = write_bundle([b"", bytes(20), bytes(20)])
    with pytest.raises(ValueError, match="middle"):
        read_bundle(bundle[:-cut])
