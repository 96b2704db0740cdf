"""The signatures in a bundle's log folder: the log's own on its checkpoint, and its witnesses' (docs/vdr1.md §9)."""

from collections.abc import Mapping
from datetime import datetime

from yicha.engines.deadlines import BEIJING
from yicha.engines.draw import CHECKPOINT, SEALED, Report, read_manifest
from yicha.engines.draw.types import LogTerms
from yicha.engines.ledger import NoteError, VerifierKey, cosigners_of, open_checkpoint

NO_LOG = "包内没有日志证明，签名无从核对 · no log in the bundle, so no signatures to check"
WHAT = {
    SEALED: "清单存证的签名和见证 · signatures of the log and its witnesses over the manifest",
    CHECKPOINT: "日志签名和见证 · signatures of the log and its witnesses",
}
NO_KEYS = "清单没有写明日志和见证人的公钥，签名未核对 · the manifest names no keys, signatures not checked"


def check_signatures(files: Mapping[str, bytes], report: Report) -> None:
    """Add to the report what the signatures say. `report`: of a bundle whose manifest could be read."""
    if CHECKPOINT not in files:
        report.notes.append(NO_LOG)
        return
    terms = read_manifest(files["manifest.json"]).heading.log
    if terms is None:
        report.notes.append(NO_KEYS)
        return
    for name, what in WHAT.items():
        if name in files:
            _check(name, what, files[name], terms, report)


def _check(name: str, what: str, note: bytes, terms: LogTerms, report: Report) -> None:
    try:
        witnesses = _witnesses(note.decode(), terms)
    except (NoteError, UnicodeDecodeError) as error:
        report.problems.append(f"{name}：签名不成立（{error}） · {name}: a signature does not hold")
        return
    if len(witnesses) < terms.quorum:
        report.problems.append(
            f"{name}：见证人 {len(witnesses)} 个，应有 {terms.quorum} 个 · {len(witnesses)} of {terms.quorum} witnesses cosigned"
        )
    signed = [f"{one}（{datetime.fromtimestamp(at, BEIJING):%Y-%m-%d %H:%M:%S}）" for one, at in sorted(witnesses.items())]
    report.checked.append(f"{what}: {'、'.join([terms.origin, *signed])}")


def _witnesses(note: str, terms: LogTerms) -> dict[str, int]:
    """Which witnesses cosigned, and when; NoteError if a signature is false or the log's is missing."""
    open_checkpoint(note, terms.origin, VerifierKey.parse(terms.key).public)
    return cosigners_of(note, map(VerifierKey.parse, terms.witnesses))
