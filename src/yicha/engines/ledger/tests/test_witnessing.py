"""A witness's judgement: every way to lie to it, and each answer that the specification names."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.ledger import (
    NOTHING,
    SHA256,
    SM3,
    Checkpoint,
    NoteError,
    Request,
    Suite,
    Tree,
    Verdict,
    VerifierKey,
    judge,
    leaf_hash,
    origin_of,
    parse_request,
    public_bytes,
    sign_checkpoint,
    suite_of,
)

ORIGIN = "log.example/county"
LOG, THIEF = (Ed25519PrivateKey.from_private_bytes(bytes(31) + bytes([number])) for number in (1, 2))
KEYS = [VerifierKey(ORIGIN, public_bytes(LOG))]
BODIES = [b"entry %d" % number for number in range(40)]
# c2sp.org/tlog-witness: its example request
EXAMPLE = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6265EjwY6QUXTS5Rovnzv++qbSzm9Q=
"""


def tree(bodies: list[bytes], suite: Suite = SHA256) -> Tree:
    return Tree.of([leaf_hash(body, suite) for body in bodies], suite)


TREE = tree(BODIES)
FORK = tree([*BODIES[:10], b"another", *BODIES[11:]])


def head(size: int, of: Tree = TREE) -> Checkpoint:
    return Checkpoint(size, of.at(size).root())


def asked(old: int, new: int, of: Tree = TREE, key: Ed25519PrivateKey = LOG, origin: str = ORIGIN) -> Request:
    proof = tuple(of.at(new).consistency_proof(old)) if 0 < old <= new else ()
    return Request(old, proof, sign_checkpoint(origin, new, of.at(new).root(), key))


def verdict(request: Request, last: Checkpoint) -> Verdict:
    return judge(request, KEYS, last).verdict


def test_the_first_checkpoint_is_taken_as_it_is() -> None:
    found = judge(asked(0, 5), KEYS, NOTHING)
    assert (found.checkpoint, found.origin) == (head(5), ORIGIN)
    assert verdict(asked(0, 5), NOTHING) is Verdict.COSIGNED


@given(st.integers(1, 40), st.integers(1, 40))
def test_what_continues_is_cosigned_and_nothing_shorter(old: int, new: int) -> None:
    if old <= new:
        assert verdict(asked(old, new), head(old)) is Verdict.COSIGNED
    else:
        assert verdict(asked(old, new), head(old)) is Verdict.MALFORMED


@given(st.integers(1, 40), st.integers(11, 40))
def test_a_fork_is_never_cosigned(old: int, new: int) -> None:
    """Two versions from entry 10 on: whoever saw one of them does not sign the other."""
    innocent = old <= 10 and old <= new
    assert (verdict(asked(old, new, FORK), head(old)) is Verdict.COSIGNED) == innocent


def test_a_fork_of_the_same_size_is_a_conflict() -> None:
    assert verdict(asked(20, 20, FORK), head(20)) is Verdict.CONFLICT


def test_a_rollback_is_a_conflict_whatever_the_log_says_it_was() -> None:
    assert verdict(asked(10, 15), head(30)) is Verdict.CONFLICT
    assert verdict(asked(0, 15), head(30)) is Verdict.CONFLICT
    assert verdict(asked(30, 15), head(30)) is Verdict.MALFORMED


def test_the_same_checkpoint_again_is_cosigned_again() -> None:
    assert verdict(asked(20, 20), head(20)) is Verdict.COSIGNED


def test_a_log_that_it_was_not_told_to_trust_is_unknown() -> None:
    assert verdict(asked(0, 5, origin="other.example/log"), NOTHING) is Verdict.UNKNOWN_LOG


def test_a_checkpoint_under_another_key_is_not_signed() -> None:
    found = judge(asked(0, 5, key=THIEF), KEYS, NOTHING)
    assert found.verdict is Verdict.NOT_SIGNED
    assert found.checkpoint == NOTHING


def test_a_former_key_may_be_trusted_beside_the_new_one() -> None:
    assert judge(asked(0, 5), [VerifierKey(ORIGIN, public_bytes(THIEF)), *KEYS], NOTHING).verdict is Verdict.COSIGNED


@given(st.integers(0, 39), st.integers(0, 255), st.integers(0, 5))
def test_a_forged_proof_is_not_consistent(place: int, byte: int, row: int) -> None:
    request = asked(13, 37)
    row %= len(request.proof)
    forged = bytearray(request.proof[row])
    if forged[place % 32] == byte:
        return
    forged[place % 32] = byte
    proof = (*request.proof[:row], bytes(forged), *request.proof[row + 1 :])
    assert verdict(replace(request, proof=proof), head(13)) is Verdict.NOT_CONSISTENT


@pytest.mark.parametrize("change", [lambda proof: proof[:-1], lambda proof: (*proof, proof[0]), lambda _: (), lambda proof: proof[::-1]])
def test_a_proof_of_the_wrong_length_or_order_is_not_consistent(change: object) -> None:
    request = asked(13, 37)
    assert callable(change)
    assert verdict(replace(request, proof=change(request.proof)), head(13)) is Verdict.NOT_CONSISTENT


def test_a_proof_where_none_belongs_is_not_consistent() -> None:
    assert verdict(replace(asked(0, 5), proof=(bytes(32),)), NOTHING) is Verdict.NOT_CONSISTENT
    assert verdict(replace(asked(5, 5), proof=(bytes(32),)), head(5)) is Verdict.NOT_CONSISTENT


def test_the_twin_is_judged_by_its_own_hash() -> None:
    assert (suite_of(ORIGIN), suite_of(f"{ORIGIN}/sm3")) == (SHA256, SM3)
    twin, keys = tree(BODIES, SM3), [VerifierKey(f"{ORIGIN}/sm3", public_bytes(LOG))]
    assert judge(asked(13, 37, twin, origin=f"{ORIGIN}/sm3"), keys, head(13, twin)).verdict is Verdict.COSIGNED
    assert judge(asked(13, 37, TREE, origin=f"{ORIGIN}/sm3"), keys, head(13, TREE)).verdict is Verdict.NOT_CONSISTENT


class TestARequest:
    def test_of_the_specification_is_read(self) -> None:
        request = parse_request(EXAMPLE.encode())
        assert (request.old, len(request.proof), origin_of(request)) == (20852014, 4, "example.com/behind-the-sofa")
        assert request.write() == EXAMPLE

    def test_is_read_as_it_was_written(self) -> None:
        for request in (asked(0, 5), asked(13, 37), asked(40, 40)):
            assert parse_request(request.write().encode()) == request

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "old 0",
            "old 0\n",
            "old\n\nx",
            "old 00\n\nx",
            "old -1\n\nx",
            "old +1\n\nx",
            "old １\n\nx",
            "0\n\nx",
            " old 0\n\nx",
            "old 0 \n\nx",
            "old 1\nnot base64\n\nx",
            "old 99999999999999999999\n\nx",
            "old 1\n" + "AAAA\n" * 64 + "\nx",
        ],
    )
    def test_of_another_form_is_not_read(self, body: str) -> None:
        with pytest.raises(NoteError):
            parse_request(body.encode())

    def test_of_the_largest_tree_is_read(self) -> None:
        assert parse_request(f"old {2**63 - 1}\n\nx".encode()).old == 2**63 - 1

    def test_that_is_no_text_is_not_read(self) -> None:
        with pytest.raises(NoteError, match="UTF-8"):
            parse_request(b"old 0\n\n\xff")

    def test_without_a_checkpoint_is_refused(self) -> None:
        with pytest.raises(NoteError):
            judge(Request(0, (), "nonsense"), KEYS, NOTHING)
