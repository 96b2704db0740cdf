"""The bundle's own proofs that its files are in the log (docs/vdr1.md §9): RFC 9162 §2.1.3.2 and the checkpoint's text.

Signatures are not checked here: this engine knows no keys. Written apart from the log's own code on purpose, so that a
bundle is not judged by the program that made its proofs.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import read_json
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import DIGEST_SIZE, Suite

CHECKPOINT = "log/checkpoint"
PROOFS = "log/proofs.jsonl"
SEALED = "log/sealed"
"""The checkpoint under which the sealed manifest was witnessed, before there was a result."""


class TreeHead(NamedTuple):
    """What a checkpoint claims."""

    origin: str
    size: int
    root: bytes


def read_head(content: bytes, name: str = CHECKPOINT) -> TreeHead:
    """Origin, size and root in a checkpoint; DrawError if it is none."""
    try:
        origin, size, root, *_ = content.decode().split("\n")
        head = TreeHead(origin, int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error) as error:
        raise DrawError(f"{name}：不是日志的检查点", f"{name}: not a checkpoint") from error
    if not origin or str(head.size) != size or len(head.root) != DIGEST_SIZE:
        raise DrawError(f"{name}：不是日志的检查点", f"{name}: not a checkpoint")
    return head


def check_log(suite: Suite, files: Mapping[str, bytes]) -> list[str]:
    """The names of the files proven to be in the log; DrawError if a proof does not hold."""
    if CHECKPOINT not in files or PROOFS not in files:
        raise DrawError("log/ 中缺少检查点或证明", "log/ lacks its checkpoint or its proofs")
    read_head(files[CHECKPOINT])
    rows = [read_json(PROOFS, line) for line in files[PROOFS].splitlines()]
    for row in rows:
        _SHAPES["text" in row](PROOFS, row)
        _check_row(suite, files, row)
    return [row["file"] for row in rows]


def _check_row(suite: Suite, files: Mapping[str, bytes], row: Mapping[str, Any]) -> None:
    """DrawError unless the leaf, or the text whose salted digest it holds, is about the file and stands in the log."""
    name, leaf, said = row["file"], row["leaf"], row.get("text", row["leaf"])
    bound = "text" not in row or _sha256(bytes.fromhex(row["salt"]) + said.encode()).hex() in leaf
    if not bound or name not in files or suite.digest(files[name]).hex() not in said:
        raise DrawError(f"{PROOFS}：{name} 不是日志所记的文件", f"{PROOFS}: {name} is not the file in the log")
    under = row.get("checkpoint", CHECKPOINT)
    head, path = read_head(files.get(under, b""), under), [bytes.fromhex(step) for step in row["path"]]
    if not is_included(leaf.encode(), row["index"], head.size, path, head.root):
        raise DrawError(f"{PROOFS}：{name} 的证明不成立", f"{PROOFS}: the proof of {name} does not hold")


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """RFC 9162 §2.1.3.2: whether the leaf stands at the index of the tree with this size and root."""
    if not 0 <= index < size:
        return False
    fn, sn, top = index, size - 1, _sha256(b"\x00" + leaf)
    for step in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            top = _sha256(b"\x01" + step + top)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            top = _sha256(b"\x01" + top + step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and top == root


def _sha256(message: bytes) -> bytes:
    return hashlib.sha256(message).digest()


_ROW = {"file": shapes.text, "index": shapes.count, "leaf": shapes.text, "path": shapes.list_of(shapes.digest)}
_SHAPES = (
    shapes.fields(more=False, **_ROW),
    shapes.fields(more=False, **_ROW, checkpoint=shapes.one_of(CHECKPOINT, SEALED), salt=shapes.hexes(16), text=shapes.text),
)
"""Of a row, and of one whose leaf holds the salted digest of a text."""
