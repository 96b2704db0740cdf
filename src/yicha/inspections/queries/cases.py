"""卷宗: what is bound, the list of it with every hash, and the package that an outsider can check offline."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.utils import timezone

from yicha.inspections.documents import Bound, CaseFile, press_case
from yicha.inspections.queries.documents import document, documents
from yicha.inspections.queries.forms import answers, evidence
from yicha.inspections.queries.papers import Papers
from yicha.inspections.rules.evidence import exact, record_text, signed_of
from yicha.inspections.types import DOCUMENT_NAMES, OUTCOME_WORDS, DocumentKind, DocumentRow, EvidenceRow, SignRecord
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.archive import content_of
from yicha.kernel.crypto import key_id, provider
from yicha.kernel.events import canonical, to_plain
from yicha.kernel.jurisdiction import absent
from yicha.kernel.ledger import verifier_keys
from yicha.kernel.proofs import proven
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode

FORMAT = "yicha.case/1"
INDEX, RECORD, BOUND, README = "index.json", "record.json", "case_file.pdf", "README.txt"
ENTRIES, KEYS = "ledger/entries.jsonl", "ledger/keys.json"
SIGNED_AS = "evidence"


@dataclass(frozen=True)
class Case:
    """`index` is the exact text of the list; `files` by the name under which the list has them."""

    number: str
    pdf: bytes
    index: str
    files: Mapping[str, bytes]


def case_of(pk: int, filed_by: str) -> Case:
    """Of a closed visit whose papers are made; the same record makes the same bytes."""
    papers, made = Papers(pk), _newest(pk)
    case = _bound(papers, made, filed_by)
    pieces = evidence(SYSTEM, pk)
    pdf = press_case(case)
    files = {BOUND: pdf, RECORD: _record(papers, pieces).encode()} | dict(_papers(made))
    files[README] = _readme(case, files, pieces).encode()
    return Case(case.head.number, pdf, _index(papers, case, files, made, pieces), files)


def archive_of(actor: Actor, pk: int, *, originals: bool) -> dict[str, bytes]:
    """The newest case as files: what was listed, the list, and the proofs that the ledger has it. Whoever asks leaves a mark first.

    NotFound as long as the ledger has not taken it in.
    """
    filed = document(actor, pk, DocumentKind.CASE_FILE)
    listed = json.loads(filed.values)
    files = {one["name"]: content_of(f"sha256:{one['sha256']}") for one in listed["files"]}
    proofs = [asdict(one) for one in proven(f"inspection:{pk}")]
    files |= {INDEX: filed.values.encode(), ENTRIES: "".join(f"{canonical(one)}\n" for one in proofs).encode()}
    files[KEYS] = canonical({"ledger": verifier_keys(), "evidence": _keys()}).encode()
    if originals:
        files |= {f"originals/{one['place']}": content_of(one["digest"]) for one in listed["evidence"]}
    return files


def _newest(pk: int) -> list[DocumentRow]:
    """Of every kind the newest edition, in the order of the case file."""
    found: dict[DocumentKind, DocumentRow] = {}
    for one in documents(SYSTEM, pk):
        if one.kind is not DocumentKind.CASE_FILE:
            found.setdefault(one.kind, one)
    return list(found.values())


def _bound(papers: Papers, made: list[DocumentRow], filed_by: str) -> CaseFile:
    row, planned = papers.row, papers.planned
    closed = timezone.localdate(row.closed_at or absent("LYG-4.4a"))
    return CaseFile(
        head=papers.head(DocumentKind.CASE_FILE, max(timezone.localdate(one.at) for one in made)),
        source=papers.told.source,
        departments=tuple(team.department for team in papers.teams),
        opened_on=papers.began.date(),
        closed_on=closed,
        outcomes=tuple(f"{papers.name(task.department)}：{OUTCOME_WORDS[task.outcome][0]}" for task in row.tasks if task.outcome),
        keep_years=norms_in_force(row.region_path, planned.first_day).whole(NormCode.CASE_KEEP_YEARS),
        filed_by=filed_by,
        evidence=papers.pieces(),
        bound=tuple(Bound(one.kind.value, DOCUMENT_NAMES[one.kind], one.number, timezone.localdate(one.at), one.values) for one in made),
    )


def _papers(made: list[DocumentRow]) -> Iterator[tuple[str, bytes]]:
    """Each as its PDF and as the exact values that it says."""
    for one in made:
        yield f"documents/{one.kind}-{one.edition}.pdf", content_of(one.digest)
        yield f"documents/{one.kind}-{one.edition}.json", one.values.encode()


def _record(papers: Papers, pieces: tuple[EvidenceRow, ...]) -> str:
    """The text whose SHA-256 was made when the record was locked."""
    one = papers.record
    signed = SignRecord(
        papers.pk, one.person, one.position, one.strokes, one.refused_because, one.witness, None, one.recusal, one.statement
    )
    given = answers(SYSTEM, papers.pk)
    last = pieces[-1].chain if pieces else ""
    return record_text(papers.row.number, [to_plain(given[key]) for key in sorted(given)], last, signed_of(signed), one.at)


def _index(papers: Papers, case: CaseFile, files: Mapping[str, bytes], made: list[DocumentRow], pieces: tuple[EvidenceRow, ...]) -> str:
    listed = [{"name": name, "sha256": sha256(content).hexdigest(), "size": len(content)} for name, content in sorted(files.items())]
    whole = {
        "format": FORMAT,
        "about": f"inspection:{papers.pk}",
        "case": case.head.number,
        "number": papers.row.number,
        "subject": case.head.subject,
        "uscc": case.head.uscc,
        "record": papers.record.fingerprint,
        "documents": [
            {"kind": one.kind.value, "edition": one.edition, "number": one.number, "values": one.fingerprint, "pdf": one.digest}
            for one in made
        ],
        "evidence": [_listed(one) for one in pieces],
        "files": listed,
    }
    return canonical(whole)


def _listed(one: EvidenceRow) -> dict[str, Any]:
    """What the link of the chain was made of, and our receipt."""
    said = {"place": one.place, "kind": one.kind.value, "question": one.question, "note": one.note, "digest": one.digest}
    return said | {"previous": one.previous, "chain": one.chain, "officer": one.officer, "at": exact(one.at), "receipt": one.receipt}


def _readme(case: CaseFile, files: Mapping[str, bytes], pieces: tuple[EvidenceRow, ...]) -> str:
    """For a reader without tools."""
    head = [f"{case.head.number} {case.head.subject} {case.head.uscc}", f"立卷 {case.filed_by} {case.head.on}", ""]
    listed = [f"{sha256(content).hexdigest()}  {name}" for name, content in sorted(files.items())]
    taken = [f"证{one.place} {one.digest} {one.note}" for one in pieces]
    how = ["", "核对 python3 verify_case.py 本文件夹", "index.json 列出每个文件的 SHA-256，它自己的指纹在台账 ledger/ 里。"]
    return "\n".join([*head, *listed, "", *taken, *how, ""])


def _keys() -> dict[str, str]:
    return {key_id(public): public.hex() for public in provider().publics(SIGNED_AS)}
