"""Every kind of forged proof of transparency-dev's vectors, planted in the log/ of a bundle: refused by all three verifiers."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.verifiers import Verifier, engine, javascript, python
from yicha.engines.draw import CHECKPOINT, PROOFS, SHA256, SM3, Suite
from yicha.engines.draw.bundle import public_of, write_full
from yicha.engines.draw.tests.making import run, subject_frame
from yicha.engines.draw.tests.test_inclusion import logged, salted

VECTORS = Path(__file__).parents[2] / "shared/examples/draw/vectors/rfc6962_transparency_dev.json"
FULL = {suite.number: write_full(run(subject_frame(1, subjects=6, suite=suite.number))) for suite in (SHA256, SM3)}
OTHER = bytes(range(32))


@dataclass
class Proof:
    """One proof and the checkpoint it leads to, open to a forger."""

    index: int
    size: int
    leaf: str
    path: list[bytes] = field(default_factory=list)
    root: bytes = b""

    @classmethod
    def of(cls, files: dict[str, bytes]) -> "Proof":
        row, note = json.loads(files[PROOFS].splitlines()[0]), files[CHECKPOINT].decode().split("\n")
        return cls(row["index"], int(note[1]), row["leaf"], [bytes.fromhex(step) for step in row["path"]], base64.b64decode(note[2]))

    def planted(self, files: dict[str, bytes]) -> dict[str, bytes]:
        first, *others = files[PROOFS].splitlines(keepends=True)
        row = json.loads(first) | {"index": self.index, "leaf": self.leaf, "path": [step.hex() for step in self.path]}
        note = files[CHECKPOINT].decode().split("\n")
        note[1:3] = [str(self.size), base64.b64encode(self.root).decode()]
        return files | {PROOFS: json.dumps(row).encode() + b"\n" + b"".join(others), CHECKPOINT: "\n".join(note).encode()}


def flip(proof: Proof, step: int) -> None:
    proof.path[step] = bytes([proof.path[step][0] ^ 0x10]) + proof.path[step][1:]


def put(proof: Proof, **values: object) -> None:
    vars(proof).update(values)


FORGERIES: dict[str, Callable[[Proof], object]] = {
    "modified-proof-bit": lambda proof: flip(proof, 1),
    "empty-root": lambda proof: put(proof, root=b""),
    "random-root": lambda proof: put(proof, root=OTHER),
    "leafIdx-XOR": lambda proof: put(proof, index=proof.index ^ 1),
    "leafIdx-plus": lambda proof: put(proof, index=proof.index + 1),
    "leafIdx-sub": lambda proof: put(proof, index=proof.index - 1),
    "treeSize-mul": lambda proof: put(proof, size=proof.size * 2),
    "treeSize-div": lambda proof: put(proof, size=proof.size // 2),
    "preceding-garbage": lambda proof: proof.path.insert(0, OTHER),
    "preceding-root": lambda proof: proof.path.insert(0, proof.root),
    "trailing-garbage": lambda proof: proof.path.append(OTHER),
    "trailing-root": lambda proof: proof.path.append(proof.root),
    "inserted-component": lambda proof: proof.path.insert(1, OTHER),
    "removed-component": lambda proof: proof.path.pop(1),
    "wrong-leaf": lambda proof: put(proof, leaf=proof.leaf + "x"),
    "random-leaf": lambda proof: put(proof, leaf="draw D-1 manifest.json " + OTHER.hex()),
    "empty-leaf": lambda proof: put(proof, leaf=""),
    "empty-root-and-leaf": lambda proof: put(proof, leaf="", root=b""),
    "empty-root-and-random-leaf": lambda proof: put(proof, leaf="x", root=b""),
    "matching-root-and-leaf": lambda proof: put(proof, root=SHA256.digest(b"\0" + proof.leaf.encode())),
}


@pytest.fixture(scope="module")
def verifiers() -> Iterator[list[Verifier]]:
    with javascript() as node:
        yield [engine, python(), node]


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("suite", [SHA256, SM3], ids=lambda suite: suite.name)
def test_a_forged_proof_in_a_bundle_is_refused(verifiers: list[Verifier], suite: Suite, public: bool) -> None:
    full = FULL[suite.number]
    files = logged(suite, public_of(full) if public else full)
    assert all(verifier(files).holds for verifier in verifiers)
    assert Proof.of(files).planted(files) == files
    for kind, forge in FORGERIES.items():
        proof = Proof.of(files)
        forge(proof)
        said = [verifier(proof.planted(files)).why for verifier in verifiers]
        assert all(said), (kind, said)


@pytest.mark.skipif(not VECTORS.exists(), reason="../shared/examples/draw/vectors is absent")
def test_no_kind_of_theirs_is_left_out() -> None:
    names = (name.rsplit("/", 1)[1] for name in json.loads(VECTORS.read_text(encoding="utf-8")) if name.startswith("inclusion/"))
    kinds = {re.sub(r"\[?[0-9]+\]?|@|-?\.json|--", "", name).replace("proof-bit-", "proof-bit").rstrip("-") for name in names}
    assert kinds - {"happy-path"} == set(FORGERIES)


SALTED: dict[str, dict[str, object]] = {
    "another-salt": {"salt": "00" * 16},
    "no-hex-salt": {"salt": "xy" * 16},
    "short-salt": {"salt": "00"},
    "another-text": {"text": "manifest.json"},
    "another-file": {"file": "seed.json"},
    "later-checkpoint": {"checkpoint": CHECKPOINT},
    "no-checkpoint": {"checkpoint": "README.txt"},
    "more": {"more": "x"},
}


def test_a_salted_leaf_proves_its_text_to_all_three(verifiers: list[Verifier]) -> None:
    for verifier in verifiers:
        assert verifier(salted()).holds


@pytest.mark.parametrize("changes", SALTED.values(), ids=SALTED)
def test_a_changed_salted_proof_is_refused_by_all_three(verifiers: list[Verifier], changes: dict[str, object]) -> None:
    for verifier in verifiers:
        assert not verifier(salted(**changes)).holds
