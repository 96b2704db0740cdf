"""What of a draw stands in the log, with all that an outsider needs to see it: the `log/` folder of its bundle (docs/vdr1.md §9)."""

from datetime import date
from typing import Any

from yicha.draws.models import Draw
from yicha.draws.types import FingerprintLogged
from yicha.engines.draw import ASSIGNMENT, CHECKPOINT, PROOFS, RESULT, SEALED, LogTerms, read_manifest
from yicha.engines.draw.canonical import write_lines
from yicha.engines.draw.manifest import NAME as MANIFEST
from yicha.engines.ledger import NoteError, VerifierKey, open_checkpoint
from yicha.kernel.archive import content_of
from yicha.kernel.cosigning import witness_keys
from yicha.kernel.ledger import MAIN, verifier_keys
from yicha.kernel.proofs import Proven, vouched
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode

AFTER_THE_RUN = ((RESULT, CHECKPOINT), (ASSIGNMENT, CHECKPOINT))


def log_terms(region_path: str, on: date) -> LogTerms:
    """The log that holds whatever is sealed now, and its witnesses in office; as many must cosign as the norm wants, if there are."""
    keys = witness_keys()
    quorum = min(len(keys), norms_in_force(region_path, on).whole(NormCode.WITNESSES_MIN)) if keys else 0
    return LogTerms(MAIN.origin, verifier_keys()[0], keys, quorum)


def log_of(region_path: str, number: str) -> dict[str, Any]:
    """For everybody, names closed or not: fingerprints only. What is not yet in the log, or not yet cosigned, is missing."""
    row = Draw.objects.filter(region_path=region_path, number=number.replace("\0", "")).first()
    notes, rows = _proofs(row) if row and row.manifest else ({}, [])
    terms = _terms(row) if row and row.manifest else None
    said = {"key": terms.key, "origin": terms.origin, "quorum": terms.quorum, "witnesses": list(terms.witnesses)} if terms else None
    return {"draw": number, "log": said, "notes": notes, "proofs": rows}


def log_files(row: Draw) -> dict[str, bytes]:
    """The log folder of a bundle by the names of its files; empty before the result stands in the log as the manifest asks."""
    notes, rows = _proofs(row)
    if CHECKPOINT not in notes or SEALED not in notes:
        return {}
    return {name: note.encode() for name, note in notes.items()} | {PROOFS: write_lines(rows)}


def _terms(row: Draw) -> LogTerms | None:
    return read_manifest(content_of(row.manifest)).heading.log


def _proofs(row: Draw) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Checkpoints by name, and a row for each file that is proven under one of them."""
    terms = _terms(row)
    witnesses, quorum = (terms.witnesses, terms.quorum) if terms else ((), 0)
    notes: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    found = [one for one in vouched(FingerprintLogged, f"draw:{row.pk}", witnesses, quorum) if terms is None or _signed(one, terms)]
    for one in found:
        for file, name in ((MANIFEST, SEALED),) if '"result_hash":""' in one.payload else AFTER_THE_RUN:
            notes[name] = one.checkpoint
            rows.append(_row(one, file, name))
    return notes, rows


def _signed(one: Proven, terms: LogTerms) -> bool:
    """Whether the key that the manifest names signed the checkpoint: the log's key may have been renewed since."""
    try:
        open_checkpoint(one.checkpoint, terms.origin, VerifierKey.parse(terms.key).public)
    except NoteError:
        return False
    return True


def _row(one: Proven, file: str, checkpoint: str) -> dict[str, Any]:
    where = {"checkpoint": checkpoint, "file": file, "index": one.index, "path": list(one.hashes)}
    return where | {"leaf": one.body, "salt": one.salt, "text": one.payload}
