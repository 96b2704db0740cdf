"""A pool as columns: a million rows are a few long columns and what their kinds say, not a million objects.

Rows stand ascending by sid. Those whose open and sealed parts are equal are of one *kind*; kinds are numbered as they come. From columns
follow the bytes of pool.jsonl, the leaves of the tree and the subjects; what was frozen is kept as columns too (`kept`), so a draw does
not read and hash every row again. They follow from pool.jsonl, so no bundle holds them: whoever verifies reads the rows.
"""

from array import array
from binascii import hexlify
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from yicha.engines.draw.canonical import canon, read_canonical
from yicha.engines.draw.hashing import DIGEST_SIZE, Suite, prefixed, u32
from yicha.engines.draw.types import Cell, Subject

SALT_SIZE = 16
_AROUND = len('[,""]') + 2 * DIGEST_SIZE  # what stands around the open part in the record of a leaf
KEPT_FILES = tuple(f"kept/{name}" for name in ("sids", "salts", "peppers", "kinds", "parts", "leaves"))


class Part(NamedTuple):
    """The open or the sealed part of a row: a value of JSON and its canonical bytes."""

    value: Any
    text: bytes


class Kinds(dict[tuple[bytes, bytes], int]):
    """Open and sealed text → number of the kind. DrawError for a new text that is not canonical."""

    def __init__(self) -> None:
        """None yet."""
        super().__init__()
        self.parts: list[tuple[Part, Part]] = []
        self._read: dict[bytes, Part] = {}

    def __missing__(self, texts: tuple[bytes, bytes]) -> int:
        """The next number."""
        shown, sealed = texts
        self.parts.append((self._part(shown), self._part(sealed)))
        self[texts] = number = len(self)
        return number

    def _part(self, text: bytes) -> Part:
        if text not in self._read:
            self._read[text] = Part(read_canonical("", text), text)
        return self._read[text]


@dataclass(frozen=True)
class Pool:
    """The rows of pool.jsonl. `salts`, `peppers`: 16 bytes of each row, one after the other; `parts`: of each kind, open and sealed."""

    sids: Sequence[str]
    salts: bytes
    peppers: bytes
    kinds: Sequence[int]
    parts: Sequence[tuple[Part, Part]]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.sids)

    def rows(self) -> Iterator[tuple[bytes, bytes, bytes, int]]:
        """Sid, salt, pepper and kind of each."""
        places = range(0, len(self.salts), SALT_SIZE)
        salts = (self.salts[at : at + SALT_SIZE] for at in places)
        peppers = (self.peppers[at : at + SALT_SIZE] for at in places)
        return zip((sid.encode() for sid in self.sids), salts, peppers, self.kinds, strict=True)

    def leaves(self, suite: Suite) -> bytes:
        """The entries of the tree, 32 bytes each, in the order of the rows: `leaf_of` of each, what rows share written once."""
        digest, size = suite.digest, u32(SALT_SIZE)
        lock, leaf = suite.opening("lock", 3) + size, suite.opening("leaf", 3) + size
        sealed = [prefixed(part.text) for _, part in self.parts]
        shown = [u32(len(part.text) + _AROUND) + b'[%b,"' % part.text for part, _ in self.parts]
        found = []
        for sid, salt, pepper, kind in self.rows():
            name = prefixed(sid)
            hidden = hexlify(digest(b"%b%b%b%b" % (lock, pepper, name, sealed[kind])))
            found.append(digest(b'%b%b%b%b%b"]' % (leaf, salt, name, shown[kind], hidden)))
        return b"".join(found)


@dataclass(frozen=True)
class Subjects:
    """The subjects of a pool. `says`: what a kind says of its subjects, whose sid is not in it."""

    sids: Sequence[str]
    kinds: Sequence[int]
    says: Sequence[Subject]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.sids)

    def __iter__(self) -> Iterator[Subject]:
        """Each as it was given."""
        for sid, kind in zip(self.sids, self.kinds, strict=True):
            one = self.says[kind]
            yield Subject(sid, one.cells, one.attrs, one.town)

    def cells(self) -> Iterator[tuple[str, Mapping[int, Cell]]]:
        """Sid and cells of each."""
        return ((sid, self.says[kind].cells) for sid, kind in zip(self.sids, self.kinds, strict=True))


NOBODY = Subjects((), (), ())


def subjects_of(subjects: Sequence[Subject]) -> Subjects:
    """Subjects given one by one, as columns in the same order."""
    known: dict[Any, int] = {}
    says: list[Subject] = []
    kinds = array("I")
    for one in subjects:
        key = (tuple(sorted(one.cells.items())), tuple(one.attrs), one.town)
        number = known.setdefault(key, len(says))
        if number == len(says):
            says.append(one)
        kinds.append(number)
    return Subjects([one.sid for one in subjects], kinds, says)


def lock_of(suite: Suite, sid: bytes, pepper: bytes, sealed: bytes) -> bytes:
    """Commitment of the sealed part of a row, from its canonical bytes."""
    return suite.tagged("lock", pepper, sid, sealed)


def leaf_of(suite: Suite, sid: bytes, salt: bytes, shown: bytes, lock: bytes) -> bytes:
    """The commitment of a row from its open part, as canonical bytes, and its lock."""
    return suite.tagged("leaf", salt, sid, b'[%b,"%b"]' % (shown, lock.hex().encode()))


def split(leaves: bytes) -> list[bytes]:
    """One by one what stands in the column of leaves."""
    return [leaves[at : at + DIGEST_SIZE] for at in range(0, len(leaves), DIGEST_SIZE)]


def to_kept(pool: Pool, leaves: bytes) -> dict[str, bytes]:
    """The columns as files beside a frozen pool.jsonl."""
    texts = b"".join(b"%b\n%b\n" % (shown.text, sealed.text) for shown, sealed in pool.parts)
    columns = ("\n".join(pool.sids).encode(), pool.salts, pool.peppers, array("I", pool.kinds).tobytes(), texts, leaves)
    return dict(zip(KEPT_FILES, columns, strict=True))


def from_kept(files: Mapping[str, bytes]) -> tuple[Pool, bytes] | None:
    """The pool and its leaves from what `to_kept` gave; None if it was not kept. Whoever asks knows that these bytes are the kept ones."""
    if not {*KEPT_FILES} <= files.keys():
        return None
    sids, salts, peppers, numbers, said, leaves = (files[name] for name in KEPT_FILES)
    kinds, known = array("I", numbers), Kinds()
    lines = iter(said.split(b"\n")[:-1])
    for texts in zip(lines, lines, strict=True):
        known.setdefault(texts, known[texts])
    return Pool(sids.decode().split("\n") if sids else [], salts, peppers, kinds, known.parts), leaves


def part_of(value: Any) -> Part:
    """A value with its canonical bytes."""
    return Part(value, canon(value))
