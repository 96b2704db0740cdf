"""Known answers: our own small bundles of every kind and suite, the page's example, and the vectors of the specification."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from yicha.engines.draw.bundle import public_of
from yicha.engines.draw.ceremony import SIX, conclude
from yicha.engines.draw.conformance import run_vectors
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.seed import Reading
from yicha.engines.draw.tests import making, twin, write_vectors
from yicha.engines.draw.types import Round
from yicha.engines.draw.verification import verify

HERE = Path(__file__)
REPOSITORY = HERE.parents[5]
KAT = REPOSITORY.parent / "shared/examples/draw/kat.json"
VECTORS = json.loads(HERE.with_name("vectors.json").read_text(encoding="utf-8"))
NAMES = [vector["name"] for vector in VECTORS]


def encoded(files: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_draws_what_the_twin_drew(vector: dict[str, dict[str, str]]) -> None:
    full = encoded(vector["full"])
    seed = json.loads(full["seed.json"])
    reading = Reading(Round(seed["beacon"]["name"], seed["beacon"]["round"]), bytes.fromhex(seed["beacon"]["value"]))
    reveals = [bytes.fromhex(secret) for secret in seed["reveals"]]
    outcome = conclude(full, reveals, reading)
    assert outcome.files == full


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_publishes_what_the_twin_published(vector: dict[str, dict[str, str]]) -> None:
    published = public_of(encoded(vector["full"]))
    assert {name: published[name] for name in SIX} == encoded(vector["public"])


@pytest.mark.parametrize("kind", ["full", "public"])
@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_verifies_both_bundles(vector: dict[str, dict[str, str]], kind: str) -> None:
    report = verify(encoded(vector[kind]))
    assert (report.problems, report.kind) == ([], kind)


def test_the_vectors_are_what_their_program_writes() -> None:
    assert write_vectors.vectors() == VECTORS


def test_twin_knows_sm3() -> None:
    """GB/T 32905-2016, appendix A."""
    assert twin.sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert twin.sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def blocks_of_the_page() -> list[bytes]:
    page = (REPOSITORY / "docs/vdr1.md").read_text(encoding="utf-8")
    return [block.encode() for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]


def test_the_example_of_the_page_holds() -> None:
    blocks = blocks_of_the_page()
    full = dict(zip(SIX, blocks, strict=False))
    public = full | {"pool.jsonl": blocks[6], "officers.jsonl": blocks[7]}
    assert (verify(full).problems, verify(full).kind) == ([], "full")
    assert (verify(public).problems, verify(public).kind) == ([], "public")
    assert {name: content for name, content in public_of(full).items() if name in SIX} == public


def test_the_steps_of_the_page_are_right() -> None:
    page = (REPOSITORY / "docs/vdr1.md").read_text(encoding="utf-8")
    steps = dict(re.findall(r"^\| (.+?) \| `([0-9a-f]+)` \|$", page, re.MULTILINE))
    manifest, pool, officers, seed = blocks_of_the_page()[:4]
    row = json.loads(pool.splitlines()[0])
    key = twin.hf(1, "key", b"select", bytes.fromhex(json.loads(seed)["seed"]))
    match = twin.hf(1, "key", b"match", bytes.fromhex(json.loads(seed)["seed"]))
    pids = [twin.pid_of(1, json.loads(line)) for line in officers.splitlines()]
    assert steps['`HF("idx", "D1.P", "S1")`'] == twin.hf(1, "idx", b"D1.P", b"S1").hex()
    assert steps["lock of S1"] == twin.hf(1, "lock", bytes.fromhex(row["pepper"]), b"S1", twin.canon(row["sealed"])).hex()
    assert steps["com of S1"] == twin.leaf(1, row).hex()
    assert (steps["K (`select`)"], steps["Kₘ (`match`)"]) == (key.hex(), match.hex())
    assert [steps[f"T(S{n})"] for n in (1, 2, 3, 4)] == [twin.sha256(key + b"S%d" % n).hex() for n in (1, 2, 3, 4)]
    assert [steps["pid of O1"], steps["pid of O2"]] == pids
    assert [steps[f'`H(Kₘ ‖ "S2/" ‖ pid of O{n})`'] for n in (1, 2)] == [twin.sha256(match + f"S2/{pid}".encode()).hex() for pid in pids]
    assert json.loads(seed)["manifest"] == twin.sha256(manifest).hex()


@pytest.mark.skipif(not KAT.exists(), reason="../shared/examples/draw/kat.json is absent")
def test_all_vectors_of_the_specification() -> None:
    verdicts = list(run_vectors(KAT.read_bytes()))
    assert {verdict.vector for verdict in verdicts} == set(range(60))
    assert len(verdicts) == 60 * 3 + 2 * sum(len(vector["proofs"]) for vector in json.loads(KAT.read_bytes()))
    assert [verdict for verdict in verdicts if not verdict.passed] == []


def tiny_kat() -> dict[str, Any]:
    vectors: list[dict[str, Any]] = json.loads(HERE.with_name("kat_small.json").read_text(encoding="utf-8"))
    return vectors[0]


def failures(vector: dict[str, Any]) -> list[str]:
    return [verdict.what for verdict in run_vectors(json.dumps([vector]).encode()) if not verdict.passed]


def test_small_vectors_of_both_suites() -> None:
    content = HERE.with_name("kat_small.json").read_bytes()
    assert {vector["suite"] for vector in json.loads(content)} == {1, 2}
    assert [verdict for verdict in run_vectors(content) if not verdict.passed] == []


@pytest.mark.parametrize(
    ("field", "what"),
    [("seed", ["seed"]), ("K", ["key"]), ("root", ["proof"] * 3), ("sel", ["selection"])],
)
def test_conformance_sees_a_wrong_answer(field: str, what: list[str]) -> None:
    vector = tiny_kat()
    value = vector[field]
    vector[field] = value[:-1] if isinstance(value, list) else str(value)[::-1]
    assert [name.split()[0] for name in failures(vector)] == what


@pytest.mark.parametrize("place", ["ticket", "com", "n", "h", "bucket", "path"])
def test_conformance_sees_a_wrong_proof(place: str) -> None:
    vector = tiny_kat()
    proof = vector["proofs"][0]
    changed = {"ticket": "0" * 64, "com": None, "n": proof["n"] + 16, "h": proof["h"] + 1, "bucket": [], "path": []}
    proof[place] = changed[place]
    assert failures(vector) == [f"{'ticket' if place == 'ticket' else 'proof'} {proof['sid']}"]


def test_conformance_says_in_which_vector() -> None:
    content = json.loads(HERE.with_name("kat_small.json").read_bytes())
    content[1]["seed"] = "0" * 64
    assert [verdict[:2] for verdict in run_vectors(json.dumps(content).encode()) if not verdict.passed] == [(1, "seed")]


@pytest.mark.parametrize("content", [b"", b"{}", b"[{}]", b"[1]", b"\xff", b'[{"suite":3}]'])
def test_what_is_no_vector_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(DrawError) as refusal:
        list(run_vectors(content))
    assert str(refusal.value).startswith("KAT")
    assert str(refusal.value).count("\n") == 0


def test_a_suite_that_nobody_knows_is_refused() -> None:
    with pytest.raises(DrawError, match="3"):
        list(run_vectors(json.dumps([tiny_kat() | {"suite": 3}]).encode()))


def test_test_draws_and_witnessed_draws_are_told_apart() -> None:
    notes = {vector["name"]: " ".join(verify(encoded(vector["full"])).notes) for vector in VECTORS}
    assert [name for name, said in notes.items() if "未经见证" in said] == ["double suite 1", "double suite 2"]
    assert making.DRAND.is_test is False
