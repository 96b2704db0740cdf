"""Proofs that files are in the log: RFC 9162 vectors of others, our own trees, and forged proofs."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.draw.bundle import write_full
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import SHA256, SM3, Suite
from yicha.engines.draw.inclusion import CHECKPOINT, PROOFS, SEALED, TreeHead, check_log, is_included, read_head
from yicha.engines.draw.tests.making import run, subject_frame
from yicha.engines.draw.verification import verify

VECTORS = Path(__file__).parents[6] / "shared/examples/draw/vectors/rfc6962_transparency_dev.json"


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree(leaves: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = split(len(leaves))
    return node(tree(leaves[:k]), tree(leaves[k:]))


def split(n: int) -> int:
    return 1 << (n - 1).bit_length() - 1


def path(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 9162 §2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if index < k:
        return [*path(index, leaves[:k]), tree(leaves[k:])]
    return [*path(index - k, leaves[k:]), tree(leaves[:k])]


@given(st.integers(1, 40), st.data())
def test_every_leaf_is_proven_and_at_no_other_index(size: int, draw: st.DataObject) -> None:
    leaves = [b"leaf %d" % number for number in range(size)]
    index, other = draw.draw(st.integers(0, size - 1)), draw.draw(st.integers(-1, size))
    steps, root = path(index, leaves), tree(leaves)
    assert is_included(leaves[index], index, size, steps, root)
    assert is_included(leaves[index], other, size, steps, root) is (other == index)
    assert not is_included(leaves[index] + b"x", index, size, steps, root)
    assert not is_included(leaves[index], index, size, steps, bytes(32))
    assert not is_included(leaves[index], index, size, [*steps, bytes(32)], root)
    if steps:
        assert not is_included(leaves[index], index, size, steps[:-1], root)
        assert not is_included(leaves[index], index, size, [bytes(32), *steps[1:]], root)


def text_of(value: str | None) -> bytes:
    return base64.b64decode(value or "")


@pytest.mark.skipif(not VECTORS.exists(), reason="../shared/examples/draw/vectors is absent")
def test_vectors_of_transparency_dev() -> None:
    vectors: dict[str, Any] = json.loads(VECTORS.read_text(encoding="utf-8"))
    cases = [case for name, case in vectors.items() if "/inclusion/" in f"/{name}"]
    assert len(cases) > 50
    for case in cases:
        leaf_hash, steps = text_of(case["leafHash"]), [text_of(step) for step in case["proof"] or []]
        holds = len(leaf_hash) == 32 and holds_for_hash(leaf_hash, case["leafIdx"], case["treeSize"], steps, text_of(case["root"]))
        assert holds is (not case["wantErr"]), case


def holds_for_hash(leaf_hash: bytes, index: int, size: int, steps: list[bytes], root: bytes) -> bool:
    """The vectors give hashes of leaves: let SHA-256 give that hash for one made-up leaf."""
    real = hashlib.sha256

    class Fake:
        def __init__(self, message: bytes) -> None:
            self.message = message

        def digest(self) -> bytes:
            return leaf_hash if self.message == b"\x00made up" else real(self.message).digest()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashlib, "sha256", Fake)
        return is_included(b"made up", index, size, steps, root)


FULL = write_full(run(subject_frame(1, subjects=6)))
OTHERS = [b"entry %d" % number for number in range(6)]


def logged(suite: Suite, files: dict[str, bytes], **changes: object) -> dict[str, bytes]:
    """The bundle with a log that holds manifest and result among other entries."""
    leaves = [f"draw D-1 {name} {suite.digest(files[name]).hex()}" for name in ("manifest.json", "result.json")]
    entries = [*OTHERS[:3], leaves[0].encode(), *OTHERS[3:], leaves[1].encode()]
    rows = [
        {"file": name, "index": index, "leaf": leaf, "path": [step.hex() for step in path(index, entries)]} | changes
        for name, index, leaf in zip(("manifest.json", "result.json"), (3, 7), leaves, strict=True)
    ]
    note = f"example.org/log\n{len(entries)}\n{base64.b64encode(tree(entries)).decode()}\n\n— example.org/log c2lnbmF0dXJl\n"
    proofs = "".join(json.dumps(row) + "\n" for row in rows)
    return files | {CHECKPOINT: note.encode(), PROOFS: proofs.encode()}


def test_files_in_the_log_are_named() -> None:
    files = logged(SHA256, FULL)
    assert check_log(SHA256, files) == ["manifest.json", "result.json"]
    report = verify(files)
    assert report.ok
    assert report.checked[-1] == "日志证明 · proofs in the log: manifest.json、result.json"
    assert not any("日志证明" in line for line in verify(FULL).checked)


SALT, TEXT = bytes(range(16)), f'{{"file":"manifest.json","hash":"{SHA256.digest(FULL["manifest.json"]).hex()}"}}'


def salted(leaf_text: str = TEXT, /, **changes: object) -> dict[str, bytes]:
    """A log whose leaf holds a salted digest only, as the platform's does; the manifest is proven under an earlier checkpoint."""
    leaf = f'{{"payload_digest":"sha256:{hashlib.sha256(SALT + leaf_text.encode()).hexdigest()}"}}'
    early, late = [*OTHERS[:2], leaf.encode()], [*OTHERS[:2], leaf.encode(), *OTHERS[2:]]
    row = {"checkpoint": SEALED, "file": "manifest.json", "index": 2, "leaf": leaf, "path": [step.hex() for step in path(2, early)]}
    notes = [f"o\n{len(one)}\n{base64.b64encode(tree(one)).decode()}\n\n— o c2ln\n".encode() for one in (early, late)]
    proofs = json.dumps(row | {"salt": SALT.hex(), "text": TEXT} | changes) + "\n"
    return FULL | {SEALED: notes[0], CHECKPOINT: notes[1], PROOFS: proofs.encode()}


def test_a_leaf_that_holds_a_salted_digest_proves_the_text_under_it() -> None:
    assert check_log(SHA256, salted()) == ["manifest.json"]
    late = salted(checkpoint=CHECKPOINT)
    assert "证明不成立" in verify(late).problems[0]  # the path leads to the earlier root


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"salt": "00" * 16}, "不是日志所记的文件"),
        ({"text": TEXT.replace('"file"', '"What"')}, "不是日志所记的文件"),
        ({"file": "seed.json"}, "不是日志所记的文件"),
        ({"salt": "00"}, "16 字节"),
        ({"checkpoint": "README.txt"}, "log/checkpoint"),
        ({"more": 1}, ""),
    ],
)
def test_a_salted_proof_that_was_changed_is_refused(changes: dict[str, object], said: str) -> None:
    (problem,) = verify(salted(**changes)).problems
    assert said in problem
    assert check_log(SHA256, salted("another text") | salted()) == ["manifest.json"]
    assert not verify(salted("another text")).ok


def test_the_log_is_sha_256_whatever_the_suite() -> None:
    files = write_full(run(subject_frame(1, subjects=6, suite=2)))
    assert check_log(SM3, logged(SM3, files)) == ["manifest.json", "result.json"]
    assert verify(logged(SM3, files)).ok
    assert not verify(logged(SHA256, files)).ok


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"index": 4}, "的证明不成立"),
        ({"index": 8}, "的证明不成立"),
        ({"path": []}, "的证明不成立"),
        ({"leaf": "draw D-1 manifest.json"}, "不是日志所记的文件"),
        ({"leaf": SHA256.digest(FULL["manifest.json"]).hex()}, "的证明不成立"),
        ({"file": "seed.json"}, "不是日志所记的文件"),
        ({"file": "other.json"}, "不是日志所记的文件"),
        ({"path": ["00"]}, "应是32 字节的小写十六进制"),
        ({"index": "3"}, "整数"),
        ({"index": True}, "整数"),
    ],
)
def test_a_forged_proof_is_refused(changes: dict[str, object], said: str) -> None:
    report = verify(logged(SHA256, FULL, **changes))
    assert (report.ok, len(report.problems)) == (False, 1)
    assert said in report.problems[0]


@pytest.mark.parametrize("name", [CHECKPOINT, PROOFS])
def test_a_log_without_checkpoint_or_proofs_is_refused(name: str) -> None:
    files = logged(SHA256, FULL)
    del files[name]
    assert "缺少检查点或证明" in verify(files).problems[0]


def test_a_checkpoint_is_read() -> None:
    root = bytes(range(32))
    note = f"the log of 青禾\n12\n{base64.b64encode(root).decode()}\nextension\n\n— origin x\n"
    assert read_head(note.encode()) == TreeHead("the log of 青禾", 12, root)


@pytest.mark.parametrize(
    "content",
    [b"", b"o\n1\n", b"o\n1\nAAAA\n", b"\n1\n" + base64.b64encode(bytes(32)), b"o\nx\n" + base64.b64encode(bytes(32)), b"\xff\n1\n1",
     b"o\n01\n" + base64.b64encode(bytes(32)), b"o\n-1\n" + base64.b64encode(bytes(33)), b"o\n1\n!" + base64.b64encode(bytes(32))],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(content: bytes) -> None:
    with pytest.raises(DrawError, match="不是日志的检查点"):
        read_head(content)
