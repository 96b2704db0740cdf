"""Known-answer vectors: does this program compute what others computed? (format of kat.json, docs/vdr1.md §15)

Each vector is one line over one list with its seed, tickets, selection and proofs. Every comparison counts once.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import read_json
from yicha.engines.draw.directory import Proof, check_proof, index_of
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite, suite_of
from yicha.engines.draw.seed import key_of, seed_of
from yicha.engines.draw.selection import Member, select_line
from yicha.engines.draw.tickets import ticket_of
from yicha.engines.draw.types import Cover, Line, Stratum


class Verdict(NamedTuple):
    """One comparison: which vector (from 0), of what, and whether it came out equal."""

    vector: int
    what: str
    passed: bool


def run_vectors(content: bytes) -> Iterator[Verdict]:
    """Compare everything in a file of vectors; DrawError if it is no such file."""
    vectors = read_json("KAT", content)
    _SHAPE("KAT", vectors)
    for number, vector in enumerate(vectors):
        for what, passed in _compare(vector):
            yield Verdict(number, what, passed)


def _compare(vector: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    suite = suite_of(vector["suite"])
    reveals = [bytes.fromhex(secret) for secret in vector["reveals"]]
    seed = seed_of(suite, bytes.fromhex(vector["M"]), reveals, bytes.fromhex(vector["beacon"]))
    key = key_of(suite, seed, "select")
    yield "seed", seed.hex() == vector["seed"]
    yield "key", key.hex() == vector["K"]
    yield "selection", _selection(suite, key, vector) == vector["sel"]
    for proof in vector["proofs"]:
        yield f"ticket {proof['sid']}", f"{ticket_of(suite, key, proof['sid']):064x}" == proof["ticket"]
        yield f"proof {proof['sid']}", _proven(suite, vector, proof) == proof["com"]


def _selection(suite: Suite, key: bytes, vector: Mapping[str, Any]) -> list[list[str]]:
    members = [
        Member(ticket_of(suite, key, sid), sid, stratum, weight, tuple(attrs))
        for sid, stratum, eligible, weight, attrs in vector["subjects"]
        if eligible
    ]
    line = Line("", tuple(Stratum(*row) for row in vector["strata"]), cover=tuple(Cover(*row) for row in vector["cover"]))
    choices = select_line(line, members).choices
    return [[choice.member.sid, f"S:{choice.stratum}" if choice.stratum else f"C:{choice.cover}"] for choice in choices]


def _proven(suite: Suite, vector: Mapping[str, Any], raw: Mapping[str, Any]) -> str | None:
    """The commitment that the proof shows, in hex; None for absence, a text of its own for a proof that does not hold."""
    bucket = tuple((bytes.fromhex(idx), bytes.fromhex(com)) for idx, com in raw["bucket"])
    proof = Proof(raw["n"], raw["h"], bucket, tuple(bytes.fromhex(step) for step in raw["path"]))
    try:
        com = check_proof(suite, bytes.fromhex(vector["root"]), index_of(suite, vector["dir_id"], raw["sid"]), proof)
    except DrawError as error:
        return str(error)
    return com.hex() if com else None


_PROOF = shapes.fields(
    more=True,
    bucket=shapes.list_of(shapes.row_of(shapes.hex_text, shapes.hex_text)),
    com=shapes.nullable(shapes.text),
    h=shapes.count,
    n=shapes.count,
    path=shapes.list_of(shapes.hex_text),
    sid=shapes.text,
    ticket=shapes.text,
)
_SUBJECT = shapes.row_of(shapes.text, shapes.text, shapes.anything, shapes.integer(1), shapes.list_of(shapes.text))
_STRATUM = shapes.row_of(shapes.text, shapes.count, shapes.integer(1), shapes.count, shapes.nullable(shapes.count))
_SHAPE = shapes.list_of(
    shapes.fields(
        more=True,
        suite=shapes.integer(1),
        M=shapes.hex_text,
        reveals=shapes.list_of(shapes.hex_text),
        beacon=shapes.hex_text,
        seed=shapes.text,
        K=shapes.text,
        dir_id=shapes.text,
        root=shapes.hex_text,
        subjects=shapes.list_of(_SUBJECT),
        strata=shapes.list_of(_STRATUM),
        cover=shapes.list_of(shapes.row_of(shapes.text, shapes.count)),
        sel=shapes.anything,
        proofs=shapes.list_of(_PROOF),
    )
)
