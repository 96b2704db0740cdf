"""Signatures in a bundle's log folder: the log's own, its witnesses', and what is missing or false."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yicha.draws.batch.on_files import draw_alone
from yicha.draws.batch.signatures import NO_KEYS, NO_LOG, check_signatures
from yicha.engines.draw import CHECKPOINT, PROOFS, RESULT, Report, verify
from yicha.engines.draw.frame import freeze_subjects
from yicha.engines.draw.types import TEST, Heading, LogTerms
from yicha.engines.ledger import KeyKind, VerifierKey, cosign_checkpoint, inclusion_proof, leaf_hash, public_bytes, root_of, sign_checkpoint

ORIGIN = "example.org/log"
LOG, WITNESS, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2, 3))


def key(name: str, private: Ed25519PrivateKey, kind: KeyKind = KeyKind.ED25519) -> str:
    return str(VerifierKey(name, public_bytes(private), kind))


TERMS = LogTerms(ORIGIN, key(ORIGIN, LOG), (key("w1", WITNESS, KeyKind.COSIGNATURE), key("w2", OTHER, KeyKind.COSIGNATURE)), 1)


def files_of(terms: LogTerms | None, checkpoint: str | None) -> dict[str, bytes]:
    manifest = freeze_subjects(Heading("D", log=terms), [], [], bytes(32)).seal((), TEST)
    return {"manifest.json": manifest} | ({} if checkpoint is None else {CHECKPOINT: checkpoint.encode()})


def checked(terms: LogTerms | None, checkpoint: str | None) -> Report:
    report = Report()
    check_signatures(files_of(terms, checkpoint), report)
    return report


SIGNED = sign_checkpoint(ORIGIN, 1, bytes(32), LOG)
COSIGNED = cosign_checkpoint(SIGNED, "w1", WITNESS, 1_790_000_000)


def test_log_and_witness_are_named() -> None:
    report = checked(TERMS, COSIGNED)
    assert report.problems == []
    assert report.checked == ["日志签名和见证 · signatures of the log and its witnesses: example.org/log、w1（2026-09-21 22:13:20）"]


def test_nothing_to_check_is_said() -> None:
    assert checked(TERMS, None) == Report(notes=[NO_LOG])
    assert checked(None, COSIGNED) == Report(notes=[NO_KEYS])


BAD_CHECKPOINTS = (
    (SIGNED, "见证人 0 个，应有 1 个"),
    (cosign_checkpoint(SIGNED, "w9", WITNESS, 1), "见证人 0 个，应有 1 个"),
    (cosign_checkpoint(sign_checkpoint(ORIGIN, 1, bytes(32), OTHER), "w1", WITNESS, 1), "签名不成立"),
    (cosign_checkpoint(sign_checkpoint("example.org/other", 1, bytes(32), LOG), "w1", WITNESS, 1), "签名不成立"),
    (COSIGNED.replace("\n1\n", "\n2\n"), "签名不成立"),
    ("no note", "签名不成立"),
)


@pytest.mark.parametrize(("checkpoint", "said"), BAD_CHECKPOINTS)
def test_what_does_not_hold_is_refused(checkpoint: str, said: str) -> None:
    assert said in checked(TERMS, checkpoint).problems[0]


def test_more_witnesses_than_came_are_missed() -> None:
    wanting = LogTerms(TERMS.origin, TERMS.key, TERMS.witnesses, 2)
    assert "见证人 1 个，应有 2 个" in checked(wanting, COSIGNED).problems[0]
    both = cosign_checkpoint(COSIGNED, "w2", OTHER, 1)
    assert checked(wanting, both).problems == []


def test_keys_that_are_none_are_refused() -> None:
    assert "签名不成立" in checked(LogTerms(ORIGIN, "x", (), 0), COSIGNED).problems[0]
    assert "签名不成立" in checked(LogTerms(ORIGIN, TERMS.key, ("x",), 0), COSIGNED).problems[0]


def test_our_own_ledger_makes_proofs_that_the_draw_engine_believes() -> None:
    """The two are written apart; here they meet."""
    secret = bytes(range(32))
    frame = freeze_subjects(Heading("D", log=TERMS), [], [], bytes(32))
    files = draw_alone(frame, secret).files
    bodies = [f"draw D result.json {frame.manifest.suite.digest(files[RESULT]).hex()}", "another entry", "a third"]
    hashes = [leaf_hash(body.encode()) for body in bodies]
    proof = {"file": RESULT, "index": 0, "leaf": bodies[0], "path": [step.hex() for step in inclusion_proof(0, hashes)]}
    note = cosign_checkpoint(sign_checkpoint(ORIGIN, 3, root_of(hashes), LOG), "w1", WITNESS, 1)
    bundle = files | {CHECKPOINT: note.encode(), PROOFS: (json.dumps(proof) + "\n").encode()}
    report = verify(bundle)
    check_signatures(bundle, report)
    assert report.ok
    assert [line.split(" · ")[0] for line in report.checked[-2:]] == ["日志证明", "日志签名和见证"]
