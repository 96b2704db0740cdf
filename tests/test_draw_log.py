"""A draw of this house, taken home with its log folder: all three verifiers and the command hold it, under either suite."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.verifiers import Verifier, engine, javascript, python
from yicha.draws.batch.signatures import check_signatures
from yicha.draws.queries import draw, full_zip, public_files, public_zip, upcoming_number
from yicha.draws.testing import MINUTE, hold_ceremony
from yicha.draws.tests.test_ceremony import COORDINATOR, SALT, frozen
from yicha.draws.tests.test_public import freeze
from yicha.draws.types import DrawRow, suite_by
from yicha.engines.draw import CHECKPOINT, PROOFS, SEALED, freeze_subjects, unpack, verify
from yicha.engines.draw.types import Cell, Heading, Line, Stratum, Subject
from yicha.engines.ledger import VerifierKey
from yicha.kernel.actor import Role
from yicha.kernel.cosigning import Reply, ask_witnesses
from yicha.kernel.ledger import LOGS, sequence, verifier_keys
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.witness.memory import Memory
from yicha.norms.queries import norms_in_force
from yicha.norms.testing import load_shipped, put_norm, put_text
from yicha.norms.types import NormCode
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import AppointWitness, DepartmentKind

pytestmark = pytest.mark.django_db

AUDITOR = make_actor(Role.AUDIT_ADMIN)
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def county() -> None:
    make_region()
    make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
    load_shipped()


@pytest.fixture(scope="module")
def verifiers() -> Iterator[list[Verifier]]:
    with javascript() as node:
        yield [engine, python(), node]


class Justice:
    """A witness that signs what it is asked to, at the hour of its clock."""

    def __init__(self, place: Path) -> None:
        self.memory, self.seconds = Memory(place), 1_790_000_000
        self.memory.settle("justice.example", [VerifierKey.parse(verifier_keys(log)[0]) for log in LOGS])
        appoint_witness(AUDITOR, AppointWitness(str(self.memory.key()), "https://justice.example"), NOW)

    def send(self, _: str, body: bytes) -> Reply:
        said = self.memory.answer(body, self.seconds)
        return Reply(said.status, said.text)

    def sign(self) -> None:
        sequence()
        self.seconds += 60
        ask_witnesses(NOW, self.send)


def suited(suite: int) -> int:
    """A frozen draw with somebody below the cut to be explained."""
    line = Line("L1", (Stratum("A", 1, 2),))
    pool = [Subject(f"LOC:{n:04d}", {0: Cell("A", excluded="CHECKED" if n % 2 else "")}) for n in range(40)]
    heading = Heading(upcoming_number(REGION, 2026), "抽查", suite, {"CHECKED": "本年度已查"})
    return freeze(freeze_subjects(heading, [line], pool, SALT))


def another_root(content: bytes) -> bytes:
    """Of a checkpoint the line that says what it is the root of, of proofs the first path or leaf, is changed by one letter."""
    first, second, third, *rest = content.split(b"\n")
    if first.startswith(b"{"):
        return content.replace(b'"leaf":"{', b'"leaf":" {', 1)
    swapped = (b"B" if third[:1] == b"A" else b"A") + third[1:]
    return b"\n".join([first, second, swapped, *rest])


def taken(row: DrawRow) -> list[dict[str, bytes]]:
    return [unpack(public_zip(REGION, row.number, LATER.date())), unpack(full_zip(COORDINATOR, row.id))]


@pytest.mark.clause("YX-2.7b")
@pytest.mark.parametrize("suite", [1, 2], ids=["SHA-256", "SM3"])
def test_a_bundle_of_this_house_holds_with_its_log(verifiers: list[Verifier], tmp_path: Path, suite: int) -> None:
    put_norm(NormCode.WITNESSES_MIN, 1)
    justice = Justice(tmp_path / "justice")
    pk = suited(suite)
    hold_ceremony(pk, NOW + MINUTE, before_reveal=justice.sign)
    row = draw(COORDINATOR, pk)
    assert all(SEALED not in files for files in taken(row)), "the result is not in the log yet"
    sequence()
    assert all(SEALED not in files for files in taken(row)), "no witness has signed yet"
    justice.sign()
    for files in taken(row):
        assert [json.loads(line)["file"] for line in files[PROOFS].splitlines()] == ["manifest.json", "result.json", "assignment.json"]
        assert all(verifier(files).holds for verifier in verifiers)
        report = verify(files)
        check_signatures(files, report)
        assert report.ok, report.problems
        assert [line.count("justice.example（2026-") for line in report.checked[-2:]] == [1, 1]
        assert json.loads(files["manifest.json"])["suite"] == suite
        for name in (SEALED, CHECKPOINT, PROOFS):
            broken = files | {name: another_root(files[name])}
            assert [verifier(broken).holds for verifier in verifiers] == [False] * 3, (name, broken[name])


def test_the_manifest_is_witnessed_before_there_is_a_result(tmp_path: Path) -> None:
    """What the seal was cosigned under stays in the bundle, whatever was signed later."""
    put_norm(NormCode.WITNESSES_MIN, 1)
    justice = Justice(tmp_path / "justice")
    pk = frozen().draw
    number = draw(COORDINATOR, pk).number
    hold_ceremony(pk, NOW + MINUTE, before_reveal=justice.sign)
    said = json.loads(Client().get(f"/public/draws/{number}/log.json").content)
    assert [row["file"] for row in said["proofs"]] == ["manifest.json"]
    justice.sign()
    files = public_files(REGION, number, LATER.date())
    sizes = [int(files[name].split(b"\n")[1]) for name in (SEALED, CHECKPOINT)]
    assert sizes[0] < sizes[1]
    assert verify(files).ok


def test_the_log_names_nobody() -> None:
    pk = frozen().draw
    hold_ceremony(pk, NOW + MINUTE)
    sequence()
    said = Client().get(f"/public/draws/{draw(COORDINATOR, pk).number}/log.json").json()
    assert {json.loads(row["leaf"])["actor"] for row in said["proofs"]} == {"system"}
    assert {json.loads(row["leaf"])["department"] for row in said["proofs"]} == {""}
    assert said["log"]["quorum"] == 0
    assert Client().get("/public/draws/620799-2026-D99/log.json").status_code == 404


def test_the_norm_says_which_suite() -> None:
    assert suite_by(norms_in_force(REGION, NOW.date())) == 1
    put_text(NormCode.DRAW_SUITE, "SM3", region_path=REGION)
    assert suite_by(norms_in_force(REGION, NOW.date())) == 2
