"""Roots and proofs against the RFC's own words, written a second time in `naive`."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.ledger import (
    SHA256,
    SM3,
    SUITES,
    Frontier,
    Suite,
    Tree,
    consistency_proof,
    inclusion_proof,
    is_subtree,
    leaf_hash,
    node_hash,
    root_of,
)
from yicha.engines.ledger.tests import naive

BODIES = [b"entry %d" % number for number in range(70)]
LEAVES = [leaf_hash(body) for body in BODIES]
SIZES = range(35)
bodies_of_any_kind = st.lists(st.binary(max_size=40), max_size=40)


def sm3_available() -> bool:
    return "sm3" in hashlib.algorithms_available


def test_the_suites_carry_their_numbers() -> None:
    assert {number: suite.name for number, suite in SUITES.items()} == {1: "SHA-256", 2: "SM3"}


@pytest.mark.parametrize(
    ("suite", "empty", "abc"),
    [
        (SHA256, "e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 649b934c a495991b 7852b855", None),
        # GB/T 32905-2016, annex A.1
        (SM3, None, "66c7f0f4 62eeedd9 d1f2d46b dc10e4e2 4167c487 5cf2f7a2 297da02b 8f4ba8e0"),
    ],
)
def test_known_digests(suite: Suite, empty: str | None, abc: str | None) -> None:
    assert empty is None or suite.digest(b"") == bytes.fromhex(empty)
    assert abc is None or suite.digest(b"abc") == bytes.fromhex(abc)


@pytest.mark.skipif(not sm3_available(), reason="this Python's OpenSSL has no SM3 to compare with")
@given(st.binary(max_size=300))
def test_sm3_equals_the_systems(message: bytes) -> None:
    assert SM3.digest(message) == hashlib.new("sm3", message).digest()


def test_roots_known_from_rfc_6962_implementations() -> None:
    """The eight entries that the reference tests of Certificate Transparency have used since 2013."""
    entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    roots = {
        0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in entries]
    assert {size: root_of(leaves[:size]).hex() for size in roots} == roots


@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.name)
@given(bodies=bodies_of_any_kind)
def test_the_root_is_the_rfcs(suite: Suite, bodies: list[bytes]) -> None:
    leaves = [leaf_hash(body, suite) for body in bodies]
    assert root_of(leaves, suite) == Tree.of(leaves, suite).root() == naive.mth(bodies, suite)


def test_leaf_and_node_cannot_be_confused() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


@given(bodies=bodies_of_any_kind, cut=st.integers(0, 40))
def test_a_frontier_put_away_and_taken_up_again_goes_on_as_if_nothing_had_been(bodies: list[bytes], cut: int) -> None:
    leaves = [leaf_hash(body) for body in bodies]
    resumed = Frontier.load(Frontier().extend(leaves[:cut]).dump()).extend(leaves[cut:])
    assert resumed == Frontier().extend(leaves)


def test_a_frontier_holds_no_more_than_one_root_for_each_bit() -> None:
    frontier = Frontier()
    for size, leaf in enumerate(LEAVES):
        assert len(frontier.roots) == size.bit_count()
        assert len(frontier.dump()) == 8 + 32 * size.bit_count()
        frontier = frontier.append(leaf)


@pytest.mark.parametrize("damaged", [b"", b"\0" * 7, b"\0" * 7 + b"\3" + b"x" * 32, b"\0" * 8 + b"x"])
def test_a_damaged_frontier_is_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="not a frontier"):
        Frontier.load(damaged)


def test_a_frontier_and_proofs_keep_to_their_suite() -> None:
    leaves = [leaf_hash(body, SM3) for body in BODIES[:5]]
    tree = Tree.of(leaves, SM3)
    assert inclusion_proof(1, leaves, SM3) == tree.inclusion_proof(1) != inclusion_proof(1, leaves)
    assert consistency_proof(3, leaves, SM3) == tree.consistency_proof(3) != consistency_proof(3, leaves)
    frontier = Frontier(suite=SM3).extend(leaves)
    assert Frontier.load(frontier.dump(), SM3).append(leaves[0]).root() == naive.mth([*BODIES[:5], BODIES[0]], SM3)


def test_the_subtrees_that_an_append_completes_are_all_that_proofs_need() -> None:
    """What a log stores: nothing is ever rewritten, and from it every proof of every earlier size can be made."""
    stored: dict[tuple[int, int], bytes] = {}
    frontier = Frontier()
    for leaf in LEAVES:
        place = frontier.size
        frontier, completed = frontier.grow(leaf)
        for level, root in enumerate(completed):
            assert (level, place >> level) not in stored
            stored[level, place >> level] = root
    kept, rebuilt = Tree(len(LEAVES), lambda level, index: stored[level, index]), Tree.of(LEAVES)
    for size in range(1, len(LEAVES) + 1):
        assert kept.at(size).root() == root_of(LEAVES[:size])
        assert kept.at(size).inclusion_proof(size // 2) == rebuilt.at(size).inclusion_proof(size // 2)
        assert kept.consistency_proof(size) == rebuilt.consistency_proof(size)


@pytest.mark.parametrize("size", SIZES)
def test_inclusion_proofs_are_the_rfcs(size: int) -> None:
    tree = Tree.of(LEAVES).at(size)
    for index in range(size):
        proof = naive.path(index, BODIES[:size])
        assert tree.inclusion_proof(index) == inclusion_proof(index, LEAVES[:size]) == proof
        assert len(proof) <= (size - 1).bit_length()


@pytest.mark.parametrize("size", SIZES)
def test_consistency_proofs_are_the_rfcs(size: int) -> None:
    tree = Tree.of(LEAVES).at(size)
    for old in range(1, size + 1):
        proof = naive.subproof(0, old, BODIES[:size])
        assert tree.consistency_proof(old) == consistency_proof(old, LEAVES[:size]) == proof
        assert len(proof) <= (size - 1).bit_length() + 1


@pytest.mark.parametrize("size", [1, 2, 7, 13, 20])
def test_subtree_proofs_are_the_drafts(size: int) -> None:
    tree = Tree.of(LEAVES).at(size)
    subtrees = [(start, end) for start in range(size) for end in range(start + 1, size + 1) if is_subtree(start, end)]
    for start, end in subtrees:
        assert tree.range_root(start, end) == naive.mth(BODIES[start:end])
        assert tree.consistency_proof(end, start=start) == naive.subproof(start, end, BODIES[:size])


def test_which_ranges_are_subtrees() -> None:
    held = {(start, end) for start in range(9) for end in range(10) if is_subtree(start, end)}
    assert {(0, end) for end in range(1, 10)} <= held
    assert held - {(0, end) for end in range(1, 10)} == {
        *((start, start + 1) for start in range(1, 9)),
        *((start, start + 2) for start in (2, 4, 6)),
        *((start, start + 3) for start in (4,)),
        (4, 8),
    }


@pytest.mark.parametrize("index", [-1, 5, 99])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(index, LEAVES[:5])


@pytest.mark.parametrize(("start", "old"), [(0, 0), (0, 6), (0, -1), (1, 3), (3, 3), (4, 2)])
def test_there_is_no_proof_for_a_tree_that_never_was(start: int, old: int) -> None:
    with pytest.raises(IndexError):
        Tree.of(LEAVES[:5]).consistency_proof(old, start=start)


@pytest.mark.parametrize("size", [-1, 6])
def test_a_tree_cannot_be_looked_at_beyond_its_size(size: int) -> None:
    with pytest.raises(IndexError):
        Tree.of(LEAVES[:5]).at(size)


def test_a_proof_in_a_big_tree_asks_for_few_nodes() -> None:
    asked = []

    def node(level: int, index: int) -> bytes:
        asked.append((level, index))
        return leaf_hash(b"%d %d" % (level, index))

    size = 10_000_019
    Tree(size, node).inclusion_proof(1_234_567)
    assert len(set(asked)) == len(asked) <= 2 * size.bit_length()
