"""A whole draw of a million firms, drawn again from its full bundle by each program and by the SQL of the page, to the last byte."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.test_verify_replacement import PROGRAMS
from yicha.draws.tests.test_sql_form import DUCKDB, TABLES
from yicha.engines.draw import SHA256, Reading, commitment_of, conclude, pack, verify, write_full
from yicha.engines.draw.canonical import write_file
from yicha.engines.draw.frame import freeze_subjects
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.seed import key_of, read_seed
from yicha.engines.draw.types import TEST, Cell, Heading, Line, Participant, Stratum, Subject

KEY = bytes(range(32))
LINE = Line("L1", tuple(Stratum(label, share, 1000) for label, share in zip("ABCD", (1, 2, 5, 20), strict=True)))


def full_bundle(size: int) -> dict[str, bytes]:
    subjects = [Subject(f"S{place:07}", {0: Cell("ABCD"[place * place % 7 % 4])}) for place in range(size)]
    frame = freeze_subjects(Heading("D1", "golden"), [LINE], subjects, KEY)
    manifest = frame.seal([Participant("one", commitment_of(SHA256, "D1", 0, KEY))], TEST)
    return write_full(conclude(frame.sealed(manifest), [KEY], Reading(TEST.source, b"")))


def by_sql(base: Any, key: bytes, wanted: dict[str, int]) -> list[tuple[int, str, str]]:
    """The page's query; `wanted`: so many of a stratum, where it is not what the line says."""
    base.execute("DELETE FROM strata")
    for one in LINE.strata:
        least = wanted.get(one.label)
        base.execute("INSERT INTO strata VALUES (?, ?, ?, ?, ?, ?)", (0, one.label, 0, 1, least, None) if least else (0, *one))
    found: list[tuple[int, str, str]] = base.execute(DUCKDB.replace("{K}", key.hex())).fetchall()
    return found


def result_by_sql(duckdb: Any, files: dict[str, bytes], folder: Path) -> bytes:
    """`result.json` as an auditor's database writes it: the selected, and the cut from the first of each stratum that was not (§8)."""
    rows = [json.loads(line) for line in files["pool.jsonl"].splitlines()]
    stratum = {row["sid"]: label for row in rows for label, lines in row["sealed"]["strata"].items() if 0 in lines}
    (folder / "eligible.csv").write_text("".join(f"0,{sid},{label}\n" for sid, label in stratum.items()), encoding="ascii")
    terms = read_manifest(files["manifest.json"])
    manifest = SHA256.digest(files["manifest.json"])
    key = key_of(SHA256, read_seed(terms, manifest, files["seed.json"]), "select")
    with duckdb.connect() as base:
        for table in TABLES:
            base.execute(table)
        base.execute("COPY eligible FROM ? (HEADER false)", [str(folder / "eligible.csv")])
        drawn = by_sql(base, key, {})
        one_more = {label: 1 + sum(stratum[sid] == label for _, sid, _ in drawn) for label in "ABCD"}
        missed = {ticket for _, _, ticket in by_sql(base, key, one_more)} - {ticket for _, _, ticket in drawn}
    cut = max((int(ticket, 16) + 1 for _, _, ticket in drawn if ticket < min(missed)), default=0)
    line = {"cut": f"{cut:064x}", "drawn": [sid for _, sid, _ in drawn], "id": LINE.id, "selected": len(drawn)}
    return write_file({"lines": [line], "listed": [], "manifest": manifest.hex(), "seed": SHA256.digest(files["seed.json"]).hex()})


@pytest.mark.parametrize("size", [2_000, pytest.param(1_000_000, marks=pytest.mark.nightly)])
def test_every_program_and_sql_give_the_same_result(size: int, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is an auditor's tool and no dependency: pip install duckdb")
    files = full_bundle(size)
    assert verify(files).ok
    assert result_by_sql(duckdb, files, tmp_path) == files["result.json"]
    (tmp_path / "full.zip").write_bytes(pack(files))
    for name, program in PROGRAMS.items():
        told = subprocess.run([*program, tmp_path / "full.zip"], capture_output=True, text=True, check=False)
        assert (told.returncode, "full bundle" in told.stdout) == (0, True), f"{name}: {told.stdout}{told.stderr}"
