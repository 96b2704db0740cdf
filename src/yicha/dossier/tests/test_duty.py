"""尽职免责: what was kept and what was missed, and a package that an outsider can check."""

import json
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.disclosure.actions.draft_publication import draft_publication
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.types import DraftPublication, PublishResult
from yicha.dossier.queries import duty_of, packed
from yicha.dossier.types import DutyFile
from yicha.inspections.actions.cancel_inspection import cancel_inspection
from yicha.inspections.testing import carry_out, make_inspections, notify, on_the_day, planned
from yicha.inspections.types import CancelInspection, Duty, InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.audit import reads
from yicha.kernel.ledger import sequence, verifier_keys
from yicha.kernel.refusals import NotFound
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
scenarios("features/duty.feature")
VERIFIER = Path(__file__).parents[4] / "verify/verify_case.py"
CLERK = make_actor(Role.DEPARTMENT_CLERK)
NAMES = {"上门前通知": Duty.NOTIFY, "按期检查": Duty.COME, "结果核定入库": Duty.FILE, "结果公示": Duty.PUBLISH}


@pytest.fixture(scope="module", autouse=True)  # before the first scenario opens its own transaction
def county(once: None) -> list[InspectionRow]:
    return make_inspections()


@pytest.fixture
def row(county: list[InspectionRow]) -> InspectionRow:
    return county[0]


def file_of(row: InspectionRow, days: int = 0) -> DutyFile:
    """As it stood so many days after the visit."""
    at = on_the_day(row, 20) + timedelta(days=days)
    return duty_of(CLERK, planned(row).sid, at.year, at)


def kept(file: DutyFile) -> dict[Duty, set[bool | None]]:
    return {duty: {one.owed.kept for one in file.owed if one.owed.duty is duty} for duty in {one.owed.duty for one in file.owed}}


def published(row: InspectionRow) -> None:
    for part in row.tasks:
        command = DraftPublication(row.id, part.department, planned(row).sid, "no_problem", on_the_day(row, 11))
        drafted = draft_publication(SYSTEM, command, on_the_day(row, 13))
        publish_result(make_actor(Role.DEPARTMENT_HEAD, part.department), PublishResult(drafted.publication), on_the_day(row, 16))


@given("一家企业的检查已排好", target_fixture="row")
def opened(county: list[InspectionRow]) -> InspectionRow:
    return county[0]


@given("通知、检查、核定、公示都按期办了")
def all_done(row: InspectionRow) -> None:
    published(carry_out(row))


@given("通知发出了，没有人去")
def nobody_came(row: InspectionRow) -> None:
    notify(row)


@given("检查前按规定取消了")
def called_off(row: InspectionRow) -> None:
    cancel_inspection(make_actor(Role.LEGAL_SUPERVISOR), CancelInspection(row.id, "重复检查"), NOW)


@when(parsers.parse("检查日后第{days:d}天生成尽职证据"), target_fixture="file")
def made(row: InspectionRow, days: int) -> DutyFile:
    return file_of(row, days)


@then(parsers.parse("按期的有“{names}”"))
def in_time(file: DutyFile, names: str) -> None:
    assert {duty for duty, said in kept(file).items() if said == {True}} == {NAMES[name] for name in names.split("、")}


@then(parsers.parse("失职的有“{names}”"))
def missed(file: DutyFile, names: str) -> None:
    assert {one.owed.duty for one in file.missed} == {NAMES[name] for name in names.split("、")}


@then("没有失职")
def nothing_missed(file: DutyFile) -> None:
    assert file.missed == ()


@then("没有应办的事")
def nothing_owed(file: DutyFile) -> None:
    assert file.owed == ()


def test_the_file_says_what_was_drawn_and_which_form_was_asked(row: InspectionRow) -> None:
    found = file_of(carry_out(row))
    assert found.drawn
    assert {one.standing.fate for one in found.drawn} <= {"drawn", "listed", "above", "outside", "absent", "explained"}
    assert all(one.form.startswith(f"F{row.id}@") and one.questions and one.record for one in found.checked)
    assert len(found.checked) == len(planned(row).departments)
    assert found.planned[0].grounds


def test_the_package_holds_before_a_stranger_and_no_byte_may_change(row: InspectionRow, tmp_path: Path) -> None:
    published(carry_out(row))
    with pytest.raises(NotFound):
        packed(file_of(row))
    sequence()
    files = packed(file_of(row))
    assert verified(files, tmp_path) == (0, "成立")
    said = json.loads(files["index.json"])
    assert all(one["proof"] for one in said["file"]["owed"])
    said["file"]["owed"][0]["owed"]["done"] = "2026-01-01T00:00:00Z"
    assert verified(files | {"index.json": exact(said)}, tmp_path) == (1, "不成立")
    assert verified(files | {"duty.pdf": files["duty.pdf"] + b" "}, tmp_path) == (1, "不成立")


def exact(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def verified(files: dict[str, bytes], folder: Path) -> tuple[int, str]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    done = subprocess.run([sys.executable, "-I", VERIFIER, folder, *verifier_keys()], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.partition(" ")[0]


def test_it_is_taken_for_a_purpose_and_the_mark_names_the_list(row: InspectionRow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.dossier.web.now", lambda: on_the_day(row, 21))
    published(carry_out(row))
    client, address = acting(CLERK), f"/subjects/{planned(row).sid}/duty/2026/"
    assert "按期检查" in client.get(address).content.decode()
    assert client.post(address, {"purpose": ""}).status_code == 422
    assert "台账还没有收录" in client.post(address, {"purpose": "县纪委调阅"}).content.decode()
    sequence()
    sent = client.post(address, {"purpose": "县纪委调阅"})
    with ZipFile(BytesIO(sent.content)) as packed_:
        assert {"duty.pdf", "index.json", "ledger/entries.jsonl"} <= set(packed_.namelist())
    supervisor = make_actor(Role.LEGAL_SUPERVISOR)
    (mark,) = reads(supervisor, since=on_the_day(row, 20), until=on_the_day(row, 22), about=f"subject:{planned(row).sid}")
    assert mark.payload is not None
    assert ("县纪委调阅" in str(mark.payload), "SHA-256" in str(mark.payload)) == (True, True)


def test_whose_business_it_is_not_gets_no_file(row: InspectionRow) -> None:
    address = f"/subjects/{planned(row).sid}/duty/2026/"
    assert acting(make_actor(Role.DEPARTMENT_CLERK, region="62/6299")).get(address).status_code == 404
    assert acting(make_actor(Role.COORDINATOR)).get(address).status_code == 403
