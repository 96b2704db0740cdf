"""One subject's question: was I in it, could I have been drawn, why not? (查证文件, docs/vdr1.md §17)

The answer is one small file that stands for itself: the four deciding files of the draw as they are, the subject's row of the
public pool.jsonl, and the proof that this row, or no row, stands at the subject's one place under the root in the manifest.
Whoever knows the manifest's fingerprint and the bundle number, from the notice board or the log, needs nothing else. Of a replacement the
files of the draws behind it come too: nobody is drawn twice, so who was drawn there is not drawn here, however low the ticket.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yicha.engines.draw import pool as pool_file
from yicha.engines.draw import seed as seed_file
from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import read_file, write_file
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, digest_of
from yicha.engines.draw.directory import Directory, Proof, check_proof, index_of
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.manifest import NAME, Manifest, read_manifest
from yicha.engines.draw.pool import read_open
from yicha.engines.draw.public import commitment_of_row
from yicha.engines.draw.replacement import demand_behind, files_behind
from yicha.engines.draw.rows import PublicRows
from yicha.engines.draw.seed import key_of, read_seed
from yicha.engines.draw.tickets import ticket_of

FORM = "VDR1-inquiry"
_CARRIED = {"assignment": ASSIGNMENT, "manifest": NAME, "result": RESULT, "seed": seed_file.NAME}


@dataclass(frozen=True)
class Answer:
    """What an inquiry proves. `below`: the lines under whose cut the ticket lies though it was not drawn there, each with the

    exclusion code, or "" if the subject is none of its members; `before`: of a replacement the draws behind it that took the subject, each
    with the lines of which it is told. `ticket`, `manifest` and `bundle`, the bundle number, are 64 hex digits.
    """

    draw: str
    manifest: str
    bundle: str
    sid: str
    present: bool
    ticket: str
    drawn: tuple[str, ...]
    listed: bool
    below: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class _Draw:
    """The deciding files of one draw, which fit each other."""

    terms: Manifest
    files: Mapping[str, bytes]
    seed: bytes
    result: Mapping[str, Any]

    def drew(self, sid: str) -> tuple[str, ...]:
        """The lines that drew this subject in the open."""
        return tuple(line["id"] for line in self.result["lines"] if sid in line["drawn"])

    def listed(self, sid: str) -> bool:
        return sid in self.result["listed"]


class Inquiries:
    """Answers about one public bundle: its tree is built once."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """`files` of a public bundle that holds."""
        terms = read_manifest(files[NAME])
        self._carried = _carried(files)
        self._rows = PublicRows(files[pool_file.NAME])
        self._directory = Directory(terms.suite, terms.pool.directory, self._rows.commitments(terms.suite))

    def answer(self, sid: str) -> bytes:
        """The file for this subject, whether it stands in the list or not."""
        shapes.sid("sid", sid)
        proof = self._directory.prove(sid)
        proven = {
            "bucket": [[idx.hex(), com.hex()] for idx, com in proof.bucket],
            "h": proof.h,
            "n": proof.n,
            "path": [step.hex() for step in proof.path],
        }
        return write_file({**self._carried, "form": FORM, "proof": proven, "row": self._rows.find(sid), "sid": sid})


def _carried(files: Mapping[str, bytes]) -> dict[str, Any]:
    behind = files_behind(files)
    own: dict[str, Any] = {key: files[name].decode() for key, name in _CARRIED.items()}
    return own | ({"first": _carried(behind)} if behind else {})


def check_inquiry(content: bytes) -> Answer:
    """What the file proves; DrawError if anything in it does not hold."""
    asked = read_file("inquiry", content)
    _SHAPE("inquiry", {key: value for key, value in asked.items() if key != "first"})
    draw, *behind = _chain(asked)
    terms, suite, sid = draw.terms, draw.terms.suite, asked["sid"]
    _demand_row(suite, terms, asked)
    ticket = ticket_of(suite, key_of(suite, draw.seed, "select"), sid)
    present, shown = asked["row"] is not None, {}
    if present and "open" in asked["row"]:
        shown = read_open("row.open", asked["row"]["open"], len(terms.lines), terms.heading.codes)
    taken = {line for one in (draw, *behind) for line in one.drew(sid)}
    low = [(number, line) for number, line in enumerate(draw.result["lines"]) if ticket < int(line["cut"], 16)]
    spared = any(one.listed(sid) for one in behind)
    under = [(line["id"], number) for number, line in low if line["id"] not in taken and not spared]
    if present and any("open" not in asked["row"] or shown.get(number) == "" for _, number in under):
        raise DrawError("号票低于切线，未抽中也未说明", "the ticket lies below a cut, neither drawn nor explained")
    below = tuple((line, shown.get(number, "")) for line, number in under if present)
    before = tuple((one.terms.heading.draw, one.drew(sid)) for one in behind if one.drew(sid) or one.listed(sid))
    manifest, bundle = (suite.digest(draw.files[name]).hex() for name in (NAME, ASSIGNMENT))
    return Answer(terms.heading.draw, manifest, bundle, sid, present, f"{ticket:064x}", draw.drew(sid), draw.listed(sid), below, before)


def _chain(asked: Mapping[str, Any]) -> list[_Draw]:
    """The draw that is asked about and, of a replacement, those behind it, the newest first."""
    draw, first = _draw({name: asked[key].encode() for key, name in _CARRIED.items()}), asked.get("first")
    if bool(draw.terms.lost) != (first is not None):
        raise DrawError("前次抽取的文件缺少或多余", "the files of the draw behind are missing, or are none of this draw")
    if first is None:
        return [draw]
    _BEHIND("first", {key: value for key, value in first.items() if key != "first"} if isinstance(first, dict) else first)
    chain = _chain(first)
    demand_behind(draw.terms, chain[0].terms, chain[0].files[RESULT])
    return [draw, *chain]


def _draw(files: Mapping[str, bytes]) -> _Draw:
    """DrawError unless manifest, seed, result and bundle number are of one draw."""
    terms = read_manifest(files[NAME])
    suite, manifest_hash = terms.suite, terms.suite.digest(files[NAME])
    seed = read_seed(terms, manifest_hash, files[seed_file.NAME])
    result = read_file(RESULT, files[RESULT])
    if (result["manifest"], result["seed"]) != (manifest_hash.hex(), suite.digest(files[seed_file.NAME]).hex()):
        raise DrawError(f"{RESULT}：清单或种子的指纹不符", f"{RESULT}: not the hash of manifest or seed")
    assignment = read_file(ASSIGNMENT, files[ASSIGNMENT])
    digest = assignment.pop("digest", "")
    if assignment.get("result") != suite.digest(files[RESULT]).hex() or digest != digest_of(suite, assignment):
        raise DrawError(f"{ASSIGNMENT}：指纹不符", f"{ASSIGNMENT}: its hash of result.json or its digest is wrong")
    return _Draw(terms, files, seed, result)


def _demand_row(suite: Suite, terms: Manifest, asked: Mapping[str, Any]) -> None:
    """DrawError unless this very row, or no row, stands at the subject's place."""
    raw, row = asked["proof"], asked["row"]
    bucket = tuple((bytes.fromhex(idx), bytes.fromhex(com)) for idx, com in raw["bucket"])
    proof = Proof(raw["n"], raw["h"], bucket, tuple(map(bytes.fromhex, raw["path"])))
    proven = check_proof(suite, terms.pool.root, index_of(suite, terms.pool.directory, asked["sid"]), proof)
    said = None if row is None else commitment_of_row(suite, asked["sid"], row)
    if proven != said or proof.n != terms.pool.n or (row is not None and row["sid"] != asked["sid"]):
        raise DrawError("这一行不是名录里的那一行", "this row is not the one in the list")


_SHAPE = shapes.fields(
    assignment=shapes.nonempty,
    form=shapes.one_of(FORM),
    manifest=shapes.nonempty,
    proof=shapes.fields(
        bucket=shapes.list_of(shapes.row_of(shapes.digest, shapes.digest)),
        h=shapes.count,
        n=shapes.count,
        path=shapes.list_of(shapes.digest),
    ),
    result=shapes.nonempty,
    row=shapes.nullable(shapes.anything),
    seed=shapes.nonempty,
    sid=shapes.sid,
)
_BEHIND = shapes.fields(assignment=shapes.nonempty, manifest=shapes.nonempty, result=shapes.nonempty, seed=shapes.nonempty)
