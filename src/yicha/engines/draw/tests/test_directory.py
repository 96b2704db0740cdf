"""The committed list: one place per name, provable presence and absence, and every forged proof refused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.draw.directory import Directory, Proof, bucket_of, check_proof, height, index_of
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import SHA256, SM3, SUITES, Suite
from yicha.engines.draw.tests import twin

SIZES = [0, 1, 2, 15, 16, 17, 31, 32, 33, 64, 100, 257]


def com(name: str) -> bytes:
    return SHA256.digest(name.encode())


def entries(n: int) -> list[tuple[str, bytes]]:
    return [(f"N{number}", com(f"N{number}")) for number in range(n)]


def proven(directory: Directory, name: str, proof: Proof, suite: Suite = SHA256) -> bytes | None:
    return check_proof(suite, directory.root, index_of(suite, "D", name), proof)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.name)
def test_root_is_the_twin_s(suite: Suite, n: int) -> None:
    assert Directory(suite, "D", entries(n)).root == twin.root(suite.number, "D", entries(n))


@pytest.mark.parametrize("n", SIZES)
def test_everybody_is_proven_and_nobody_else(n: int) -> None:
    directory = Directory(SHA256, "D", entries(n))
    assert all(proven(directory, name, directory.prove(name)) == mine for name, mine in entries(n))
    assert all(proven(directory, f"X{number}", directory.prove(f"X{number}")) is None for number in range(20))


def test_proofs_of_the_other_suite() -> None:
    directory = Directory(SM3, "D", entries(40))
    assert proven(directory, "N7", directory.prove("N7"), SM3) == com("N7")
    with pytest.raises(DrawError, match="与根不符"):
        check_proof(SHA256, directory.root, index_of(SM3, "D", "N7"), directory.prove("N7"))


@given(st.permutations(entries(20)))
def test_the_order_of_the_list_does_not_matter(shuffled: list[tuple[str, bytes]]) -> None:
    assert Directory(SHA256, "D", shuffled).root == Directory(SHA256, "D", entries(20)).root


@pytest.mark.parametrize("n", [1, 16, 40])
def test_the_root_binds_name_commitment_directory_and_number(n: int) -> None:
    root = Directory(SHA256, "D", entries(n)).root
    changed = [*entries(n)[1:], ("N0", com("other"))]
    renamed = [*entries(n)[1:], ("M0", com("N0"))]
    others = [Directory(SHA256, "D", changed), Directory(SHA256, "D", renamed), Directory(SHA256, "E", entries(n))]
    assert root not in [other.root for other in [*others, Directory(SHA256, "D", entries(n + 1)), Directory(SHA256, "D", entries(n)[1:])]]


def test_no_name_stands_twice() -> None:
    with pytest.raises(DrawError, match="重复的编号"):
        Directory(SHA256, "D", [("A", com("a")), ("B", com("b")), ("A", com("c"))])


def test_height_grows_with_the_list() -> None:
    assert [height(n) for n in (0, 7, 8, 15, 16, 31, 32, 63, 64, 1_000_000)] == [0, 0, 0, 0, 1, 1, 2, 2, 3, 16]


def test_buckets_are_the_first_bits() -> None:
    idx = bytes([0b10110000]) + bytes(31)
    assert [bucket_of(idx, h) for h in (0, 1, 2, 3, 4, 5)] == [0, 1, 0b10, 0b101, 0b1011, 0b10110]


def test_a_proof_is_short() -> None:
    directory = Directory(SHA256, "D", entries(5000))
    proof = directory.prove("N17")
    assert len(proof.path) == proof.h == height(5000) == 9
    assert 1 <= len(proof.bucket) < 40


PLACE = "N5"
TREE = Directory(SHA256, "D", entries(100))
GOOD = TREE.prove(PLACE)


def foreign() -> tuple[bytes, bytes]:
    """An entry that belongs into another bucket."""
    there = bucket_of(index_of(SHA256, "D", PLACE), GOOD.h)
    all_idx = [index_of(SHA256, "D", name) for name, _ in entries(100)]
    return next((idx, bytes(32)) for idx in all_idx if bucket_of(idx, GOOD.h) != there)


def in_order(*bucket: tuple[bytes, bytes]) -> tuple[tuple[bytes, bytes], ...]:
    return tuple(sorted(bucket))


FIRST = GOOD.bucket[0]
FORGED = {
    "another number": replace(GOOD, n=101),
    "another height": replace(GOOD, n=40),
    "height below": replace(GOOD, h=GOOD.h - 1, path=GOOD.path[:-1]),
    "height above": replace(GOOD, h=GOOD.h + 1, path=(*GOOD.path, bytes(32))),
    "height alone": replace(GOOD, h=GOOD.h + 1),
    "huge height": replace(GOOD, h=300, n=1 << 400),
    "more than four bytes can count": replace(GOOD, h=height(1 << 32), n=1 << 32, path=(bytes(32),) * height(1 << 32), bucket=()),
    "no path": replace(GOOD, path=()),
    "short path": replace(GOOD, path=GOOD.path[:-1]),
    "long path": replace(GOOD, path=(*GOOD.path, bytes(32))),
    "path turned": replace(GOOD, path=GOOD.path[::-1]),
    "sibling changed": replace(GOOD, path=(bytes(32), *GOOD.path[1:])),
    "sibling short": replace(GOOD, path=(GOOD.path[0][:31], *GOOD.path[1:])),
    "entry left out": replace(GOOD, bucket=GOOD.bucket[1:]),
    "entry added": replace(GOOD, bucket=in_order(*GOOD.bucket, (FIRST[0][:31] + bytes([FIRST[0][31] ^ 1]), bytes(32)))),
    "commitment changed": replace(GOOD, bucket=((FIRST[0], bytes(32)), *GOOD.bucket[1:])),
    "commitment short": replace(GOOD, bucket=((FIRST[0], FIRST[1][:31]), *GOOD.bucket[1:])),
    "idx long": replace(GOOD, bucket=((FIRST[0] + b"\0", FIRST[1]), *GOOD.bucket[1:])),
    "bytes moved from commitment to idx": replace(GOOD, bucket=((FIRST[0] + FIRST[1][:1], FIRST[1][1:]), *GOOD.bucket[1:])),
    "bucket turned": replace(GOOD, bucket=GOOD.bucket[::-1]),
    "entry twice": replace(GOOD, bucket=(FIRST, *GOOD.bucket)),
    "foreign entry": replace(GOOD, bucket=in_order(*GOOD.bucket, foreign())),
    "another bucket": TREE.prove(next(f"N{k}" for k in range(100) if TREE.prove(f"N{k}").bucket != GOOD.bucket)),
    "empty bucket": replace(GOOD, bucket=()),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_proof_is_refused(name: str) -> None:
    assert proven(TREE, PLACE, GOOD) == com(PLACE)
    with pytest.raises(DrawError, match=r"形状不对|与根不符"):
        proven(TREE, PLACE, FORGED[name])


def signed_by_a_cheat(proof: Proof) -> bytes:
    """The root that a cheating operator would publish so that this proof leads to it."""
    place = bucket_of(index_of(SHA256, "D", PLACE), GOOD.h)
    top = SHA256.digest(b"\x00" + len(proof.bucket).to_bytes(4, "big") + b"".join(a + b for a, b in proof.bucket))
    for depth, sibling in enumerate(proof.path):
        top = SHA256.digest(b"\x01" + (sibling + top if place >> depth & 1 else top + sibling))
    return SHA256.tagged("dir", proof.n.to_bytes(4, "big"), proof.h.to_bytes(4, "big"), top)


@pytest.mark.parametrize(
    "name", ["foreign entry", "entry twice", "bucket turned", "long path", "height below", "idx long", "commitment short"]
)
def test_a_bad_shape_is_refused_even_if_the_root_was_made_for_it(name: str) -> None:
    assert check_proof(SHA256, signed_by_a_cheat(GOOD), index_of(SHA256, "D", PLACE), GOOD) == com(PLACE)
    with pytest.raises(DrawError, match="形状不对"):
        check_proof(SHA256, signed_by_a_cheat(FORGED[name]), index_of(SHA256, "D", PLACE), FORGED[name])


def test_more_entries_than_the_list_has_are_refused() -> None:
    bucket = in_order(*((com(str(number)), com("c")) for number in range(3)))
    small = Proof(2, 0, bucket, ())
    with pytest.raises(DrawError, match="形状不对"):
        check_proof(SHA256, signed_by_a_cheat(small), bucket[0][0], small)


def test_an_idx_of_another_length_is_no_question() -> None:
    with pytest.raises(DrawError, match="形状不对"):
        check_proof(SHA256, TREE.root, index_of(SHA256, "D", PLACE)[:31], GOOD)
