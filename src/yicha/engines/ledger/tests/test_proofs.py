"""The verifier: every true proof passes, every altered one fails, and so do 482 forgeries made by others."""

import base64
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.ledger import (
    SHA256,
    SM3,
    SUITES,
    Suite,
    Tree,
    is_consistent,
    is_included,
    is_subtree,
    is_subtree_consistent,
    leaf_hash,
    node_hash,
)

VECTORS = Path(__file__).parents[5] / "../shared/examples/draw/vectors/rfc6962_transparency_dev.json"
KINDS = {"inclusion": 98, "consistency": 98, "subtreeinclusion": 204, "subtreeconsistency": 118}
LEAVES = [leaf_hash(b"entry %d" % number) for number in range(64)]
TREE = Tree.of(LEAVES)


def unpacked(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def inclusion_passes(vector: dict[str, Any]) -> bool:
    start, end = vector.get("start", 0), vector["end" if "end" in vector else "treeSize"]
    leaf, root, proof = unpacked(vector["leafHash"]), unpacked(vector["root"]), map(unpacked, vector["proof"] or [])
    return is_subtree(start, end) and is_included(vector["leafIdx"] - start, leaf, end - start, root, [*proof])


def consistency_passes(vector: dict[str, Any]) -> bool:
    first, second, proof = unpacked(vector["root1"]), unpacked(vector["root2"]), map(unpacked, vector["proof"] or [])
    if "end" in vector:
        return is_subtree_consistent(vector["start"], vector["end"], first, vector["size"], second, [*proof])
    return is_consistent(vector["size1"], first, vector["size2"], second, [*proof])


@pytest.mark.skipif(not VECTORS.exists(), reason="the transparency-dev vectors are not beside the repository")
@pytest.mark.parametrize("kind", KINDS)
def test_the_vectors_of_transparency_dev(kind: str) -> None:
    vectors = {name: each for name, each in json.loads(VECTORS.read_text()).items() if name.startswith(f"{kind}/")}
    passes = consistency_passes if "consistency" in kind else inclusion_passes
    wrong = [name for name, vector in vectors.items() if passes(vector) == vector["wantErr"]]
    assert (len(vectors), wrong) == (KINDS[kind], [])


@pytest.mark.parametrize("size", range(1, 34))
def test_every_inclusion_proof_passes_and_only_for_its_own_leaf_and_place(size: int) -> None:
    tree = TREE.at(size)
    root = tree.root()
    for index in range(size):
        proof = tree.inclusion_proof(index)
        passing = [
            (place, leaf)
            for place in range(size)
            for leaf in (index, 63 - index)
            if is_included(place, TREE.node(0, leaf), size, root, proof)
        ]
        assert set(passing) == {(index, index)}


@pytest.mark.parametrize("size", range(1, 34))
def test_every_consistency_proof_passes_and_only_for_its_own_size(size: int) -> None:
    tree = TREE.at(size)
    for old in range(1, size + 1):
        proof, old_root = tree.consistency_proof(old), TREE.at(old).root()
        assert is_consistent(old, old_root, size, tree.root(), proof)
        assert not any(is_consistent(other, old_root, size, tree.root(), proof) for other in range(old))


@pytest.mark.parametrize("size", range(1, 24))
def test_every_subtree_proof_passes_and_only_at_its_own_place(size: int) -> None:
    tree = TREE.at(size)
    subtrees = [(start, end) for start in range(size) for end in range(start + 1, size + 1) if is_subtree(start, end)]
    for start, end in subtrees:
        proof, inner = tree.consistency_proof(end, start=start), TREE.range_root(start, end)
        found = [place for place in subtrees if is_subtree_consistent(*place, inner, size, tree.root(), proof)]
        assert found == [(start, end)]


@pytest.mark.parametrize("size", [54, 61, 64])
def test_subtree_proofs_climb_both_edges_at_once(size: int) -> None:
    tree = TREE.at(size)
    for start in range(0, size, 16):
        for end in range(start + 1, min(size, start + 32) + 1):
            if is_subtree(start, end):
                proof, inner = tree.consistency_proof(end, start=start), TREE.range_root(start, end)
                assert is_subtree_consistent(start, end, inner, size, tree.root(), proof)


def damaged(proof: Sequence[bytes], spare: bytes) -> Iterator[list[bytes]]:
    """Every way of damaging a list of hashes by one step."""
    for place, step in enumerate(proof):
        before, after = [*proof[:place]], [*proof[place + 1 :]]
        yield [*before, *after]
        yield [*before, spare, *after]
        yield [*before, spare, step, *after]
        yield [*before, step[:-1], *after]
        yield [*before, step + b"\0", *after]
        if after and after[0] != step:
            yield [*before, after[0], step, *after[1:]]
    yield [*proof, spare]
    yield [*proof, b""]


def flipped(value: bytes, bit: int) -> bytes:
    return bytes(byte ^ (1 << bit % 8) * (place == bit // 8 % len(value)) for place, byte in enumerate(value))


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    size = draw(st.integers(1, 40))
    return draw(st.integers(0, size - 1)), size


@given(places(), st.integers(0, 255), st.binary(min_size=32, max_size=32))
def test_an_altered_inclusion_proof_fails(place: tuple[int, int], bit: int, spare: bytes) -> None:
    index, size = place
    leaf, root, proof = LEAVES[index], TREE.at(size).root(), TREE.at(size).inclusion_proof(index)
    assert not any(is_included(index, leaf, size, root, forged) for forged in damaged(proof, spare))
    assert not is_included(index, flipped(leaf, bit), size, root, proof)
    assert not is_included(index, leaf, size, flipped(root, bit), proof)
    for step in range(len(proof)):
        assert not is_included(index, leaf, size, root, [*proof[:step], flipped(proof[step], bit), *proof[step + 1 :]])


@given(places(), st.integers(0, 255), st.binary(min_size=32, max_size=32))
def test_an_altered_consistency_proof_fails(place: tuple[int, int], bit: int, spare: bytes) -> None:
    old, size = place[0] + 1, place[1]
    old_root, root, proof = TREE.at(old).root(), TREE.at(size).root(), TREE.at(size).consistency_proof(old)
    assert not any(is_consistent(old, old_root, size, root, forged) for forged in damaged(proof, spare))
    assert not is_consistent(old, flipped(old_root, bit), size, root, proof)
    assert not is_consistent(old, old_root, size, flipped(root, bit), proof)
    assert not is_consistent(size + 1, old_root, size, root, proof)
    for step in range(len(proof)):
        assert not is_consistent(old, old_root, size, root, [*proof[:step], flipped(proof[step], bit), *proof[step + 1 :]])


@pytest.mark.parametrize("index", [-1, 5, 6])
def test_a_place_outside_the_tree_is_never_included(index: int) -> None:
    root = TREE.at(5).root()
    assert not is_included(index, LEAVES[0], 5, root, TREE.at(5).inclusion_proof(0))


def test_a_place_outside_the_tree_is_refused_even_where_the_path_would_lead_to_the_root() -> None:
    assert is_included(0, LEAVES[0], 1, LEAVES[0], [])
    assert not is_included(1, LEAVES[0], 1, LEAVES[0], [])


def test_only_hashes_are_hashed() -> None:
    """A hash of another length would let the border between left and right be moved."""
    root = node_hash(LEAVES[0], b"short")
    assert not is_included(0, LEAVES[0], 2, root, [b"short"])
    assert not is_included(0, b"short", 1, b"short", [])
    assert not is_consistent(1, LEAVES[0], 2, root, [b"short"])


def test_nothing_is_provable_of_an_empty_tree() -> None:
    empty = Tree.of([]).root()
    assert not is_consistent(0, empty, 0, empty, [])
    assert not is_consistent(0, empty, 3, TREE.at(3).root(), [])
    assert not is_included(0, LEAVES[0], 0, empty, [])


def test_an_empty_range_is_anywhere_in_the_tree_and_nowhere_else() -> None:
    empty, root = Tree.of([]).root(), TREE.at(3).root()
    assert [is_subtree_consistent(place, place, empty, 3, root, []) for place in (-1, 0, 3, 4)] == [False, True, True, False]
    assert not is_subtree_consistent(1, 1, root, 3, root, [])
    assert not is_subtree_consistent(1, 1, empty, 3, root, [LEAVES[0]])


def test_a_root_does_not_say_how_many_leaves_are_below_it() -> None:
    """So the size must come from the signed checkpoint. If this ever fails, the docstring of `proofs` is out of date."""
    root, proof = TREE.at(5).root(), TREE.at(5).inclusion_proof(0)
    assert is_included(0, LEAVES[0], 6, root, proof)


@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.name)
def test_proofs_of_one_suite_mean_nothing_in_another(suite: Suite) -> None:
    tree = Tree.of([leaf_hash(b"%d" % number, suite) for number in range(11)], suite)
    other = SM3 if suite is SHA256 else SHA256
    leaf, root, path = tree.node(0, 4), tree.root(), tree.inclusion_proof(4)
    assert is_included(4, leaf, 11, root, path, suite=suite)
    assert not is_included(4, leaf, 11, root, path, suite=other)
    old_root, proof = tree.at(6).root(), tree.consistency_proof(6)
    assert is_consistent(6, old_root, 11, root, proof, suite=suite)
    assert not is_consistent(6, old_root, 11, root, proof, suite=other)
