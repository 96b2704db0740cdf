"""The package of a duty file: a paper for people, the list with every hash, and the proofs that an outsider can check offline."""

from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from yicha.dossier.documents import press
from yicha.dossier.types import DutyFile
from yicha.draws.queries import draw, inquiry
from yicha.engines.draw.types import SID
from yicha.kernel.actor import SYSTEM
from yicha.kernel.events import canonical, to_plain
from yicha.kernel.ledger import verifier_keys
from yicha.kernel.proofs import proven

FORMAT = "yicha.duty/1"
PAPER, INDEX, ENTRIES, KEYS = "duty.pdf", "index.json", "ledger/entries.jsonl", "ledger/keys.json"


def packed(file: DutyFile) -> dict[str, bytes]:
    """NotFound as long as the ledger has not taken in the last of its entries. Whoever asks leaves a mark with the SHA-256 of the list."""
    files = {PAPER: press(file)} | _inquiries(file)
    proofs = [asdict(one) for about in file.abouts for one in proven(about)]
    files[ENTRIES] = "".join(f"{canonical(one)}\n" for one in proofs).encode()
    files[KEYS] = canonical({"ledger": verifier_keys(), "evidence": {}}).encode()
    return files | {INDEX: canonical(_index(file, files)).encode()}


def _inquiries(file: DutyFile) -> dict[str, bytes]:
    """查证文件 of each draw: whether the subject could be and was drawn, checked by `verify_inquiry.js`."""
    if not SID.fullmatch(file.sid):
        return {}
    today = file.at.date()
    return {f"draws/{one.number}.json": inquiry(draw(SYSTEM, one.draw).region_path, one.number, today, file.sid) for one in file.drawn}


def _index(file: DutyFile, files: Mapping[str, bytes]) -> dict[str, Any]:
    listed = [{"name": name, "sha256": sha256(content).hexdigest(), "size": len(content)} for name, content in sorted(files.items())]
    return {"format": FORMAT, "case": f"{file.name} {file.year}", "about": list(file.abouts), "file": to_plain(file), "files": listed}
