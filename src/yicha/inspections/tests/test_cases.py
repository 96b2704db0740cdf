"""卷宗: what a court could check with one file of Python, and that it refuses whatever was touched."""

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from yicha.inspections.actions.file_case import file_case
from yicha.inspections.actions.make_document import make_document
from yicha.inspections.queries import archive_of, document
from yicha.inspections.testing import (
    PHOTOGRAPH,
    answer,
    check,
    conclude,
    notify,
    officer,
    on_the_day,
    photograph,
    planned,
    start,
)
from yicha.inspections.tests.pages import shifted
from yicha.inspections.tests.papers import said_on
from yicha.inspections.types import DocumentKind, EvidenceKind, FileCase, InspectionRow, MakeDocument
from yicha.kernel.actor import Actor, Role
from yicha.kernel.events import canonical
from yicha.kernel.ledger import sequence, verifier_keys
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

VERIFIER = Path(__file__).parents[4] / "verify/verify_case.py"
Files = dict[str, bytes]


def clerk(row: InspectionRow) -> Actor:
    return make_actor(Role.DEPARTMENT_CLERK, planned(row).lead)


def prepare(row: InspectionRow) -> None:
    """A whole visit with two pieces of evidence, its papers made."""
    start(row)
    photograph(row)
    photograph(row, PHOTOGRAPH + b"2", EvidenceKind.SAMPLE, "辣椒酱两瓶")
    for department in planned(row).departments:
        answer(row, department)
    check(row)
    for department in planned(row).departments:
        conclude(row, department)
    for kind in (DocumentKind.APPROVAL, DocumentKind.SITE_RECORD, DocumentKind.SAMPLING_RECEIPT, DocumentKind.RESULT_NOTICE):
        make_document(clerk(row), MakeDocument(row.id, kind), on_the_day(row, 16))


@pytest.fixture(scope="module")
def county(county: list[InspectionRow]) -> list[InspectionRow]:
    prepare(county[0])
    file_case(clerk(county[0]), FileCase(county[0].id), on_the_day(county[0], 17))
    sequence()
    return county


@pytest.fixture(scope="module")
def files(county: list[InspectionRow]) -> Files:
    return archive_of(clerk(county[0]), county[0].id, originals=True)


def verify(files: Files, folder: Path, *keys: str) -> subprocess.CompletedProcess[str]:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return subprocess.run([sys.executable, "-I", VERIFIER, folder, *keys], capture_output=True, text=True, check=False)


def test_what_was_filed_holds(files: Files, tmp_path: Path) -> None:
    done = verify(files, tmp_path / "case", *verifier_keys())
    assert done.returncode == 0, done.stdout
    assert "随附原件 originals here: 2" in done.stdout
    without = {name: content for name, content in files.items() if not name.startswith("originals/")}
    assert verify(without, tmp_path / "case").returncode == 0


def test_a_foreign_key_did_not_sign_it(files: Files, tmp_path: Path) -> None:
    name = verifier_keys()[0].partition("+")[0]
    foreign = f"{name}+00000000+AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh"
    done = verify(files, tmp_path / "case", foreign)
    assert done.returncode == 1
    assert "没有" in done.stdout or "不是这把公钥" in done.stdout


def in_process(monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], str]:
    """The verifier itself, without starting Python for every flipped byte; signatures that were checked once are not checked again."""
    monkeypatch.syspath_prepend(str(VERIFIER.parent))
    module = __import__("verify_case")
    checked: dict[tuple[bytes, ...], bool] = {}
    really = module.is_signed

    def is_signed(*what: bytes) -> bool:
        if what not in checked:
            checked[what] = really(*what)
        return checked[what]

    monkeypatch.setattr(module, "is_signed", is_signed)

    def verdict(files: Files) -> str:
        case = module.Case.__new__(module.Case)
        case.trusted, case.heads, case.files = [], {}, dict(sorted(files.items()))
        try:
            case.index, case.keys = case.parsed(module.INDEX), case.parsed(module.KEYS)
            case.entries = case.said()
            case.check()
        except module.Refused as refused:
            return str(refused)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            return repr(error)
        return ""

    return verdict


def test_every_byte_counts(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """One bit of one byte: some hundred places in every file, all of the small ones."""
    verdict, chance, missed = in_process(monkeypatch), random.Random(7), []
    assert verdict(files) == ""
    for name, content in files.items():
        places = range(len(content)) if len(content) < 160 else sorted(chance.sample(range(len(content)), 120))
        for place in places:
            flipped = bytearray(content)
            flipped[place] ^= 1 << chance.randrange(7)
            if not verdict(files | {name: bytes(flipped)}):
                missed.append((name, place))
    assert missed == []


def test_nothing_can_be_taken_out_or_put_in(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = in_process(monkeypatch)
    for name in files:
        if not name.startswith("originals/"):
            assert verdict({other: content for other, content in files.items() if other != name}), name
    assert verdict(files | {"documents/more.pdf": b"%PDF"})
    assert verdict(files | {"originals/9": b"x"})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda index: index["evidence"].pop(), "证据链"),
        (lambda index: index["evidence"].reverse(), "证据链"),
        (lambda index: index["evidence"][0].update(note="别的"), "证据链"),
        (lambda index: index["evidence"][0].update(digest="sha256:" + "0" * 64), "证据链"),
        (lambda index: index["documents"][0].update(kind="notice"), "不符"),
        (lambda index: index.update(record="0" * 64), "笔录"),
        (lambda index: index.update(format="yicha.case/2"), "格式"),
        (lambda index: index.update(about="inspection:0"), "本案"),
    ],
)
def test_a_forger_who_mends_the_list_is_found_by_the_ledger(
    files: Files, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, object]], object], why: str
) -> None:
    """He rewrites the list: it is not the one that was filed. Were that not asked, the next check would find him."""
    verdict, index = in_process(monkeypatch), json.loads(files["index.json"])
    change(index)
    forged = {name: content for name, content in files.items() if not name.startswith("originals/")} | {
        "index.json": canonical(index).encode()
    }
    assert verdict(forged)
    module = sys.modules["verify_case"]
    monkeypatch.setattr(module, "sha", _blind_to(forged["index.json"], files["index.json"], module.sha))
    assert why in verdict(forged)


def _blind_to(forged: bytes, filed: bytes, sha: Callable[[bytes], str]) -> Callable[[bytes], str]:
    return lambda content: sha(filed if content == forged else content)


class TestFiling:
    def test_it_binds_every_paper_with_pages_numbered_through(self, files: Files) -> None:
        said = said_on(files["case_file.pdf"])
        for words in (
            "行政检查卷宗",
            "卷内目录",
            "证据目录",
            "行政检查审批表",
            "行政检查通知书",
            "现场检查笔录",
            "抽样取证凭证",
            "保管期限10年",
        ):
            assert words in said
        assert "企业查询码" not in said

    def test_it_waits_for_the_papers(self, opened: list[InspectionRow]) -> None:
        with pytest.raises(RuleBroken, match="先制作"):
            file_case(clerk(opened[1]), FileCase(opened[1].id), on_the_day(opened[1], 17))

    def test_the_leading_department_files_it_once(self, opened: list[InspectionRow]) -> None:
        row = opened[0]
        with pytest.raises(RuleBroken, match="没有变化"):
            file_case(clerk(row), FileCase(row.id), on_the_day(row, 18))
        other = make_actor(Role.DEPARTMENT_CLERK, planned(row).departments[1])
        with pytest.raises(NotPermitted):
            file_case(other, FileCase(row.id), on_the_day(row, 18))
        make_document_again(row)
        assert file_case(clerk(row), FileCase(row.id), on_the_day(row, 18)).edition == 2

    def test_what_the_ledger_has_not_taken_in_cannot_leave(self, opened: list[InspectionRow]) -> None:
        make_document_again(opened[0])
        with pytest.raises(NotFound):
            archive_of(clerk(opened[0]), opened[0].id, originals=False)


def make_document_again(row: InspectionRow) -> None:
    """A paper that was not there: the visit's delivery."""
    from_clerk = acting(clerk(row))
    with shifted(on_the_day(row, 18)):
        from_clerk.post(f"/visits/{row.id}/documents/result_notice/delivery/", {"way": "direct", "place": "店内", "recipient": "李掌柜"})
    make_document(clerk(row), MakeDocument(row.id, DocumentKind.DELIVERY_RECEIPT), on_the_day(row, 18))


class TestThePages:
    @pytest.fixture
    def row(self, opened: list[InspectionRow]) -> Iterator[InspectionRow]:
        with shifted(on_the_day(opened[0], 18)):
            yield opened[0]

    def test_the_package_is_taken_for_a_purpose_that_the_supervisor_reads(self, row: InspectionRow) -> None:
        client, address = acting(clerk(row)), f"/visits/{row.id}/case/archive/"
        assert client.get(address).status_code == 200
        assert client.post(address, {"purpose": ""}).status_code == 422
        taken = client.post(address, {"purpose": "行政复议答复", "originals": "on"})
        assert taken["Content-Type"] == "application/zip"
        names = ZipFile(BytesIO(taken.content)).namelist()
        assert {"index.json", "record.json", "originals/1", "ledger/entries.jsonl"} <= set(names)
        seen = acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ")).get(f"/visits/{row.id}/documents/").content.decode()
        assert "行政复议答复" in seen
        assert "行政复议答复" not in client.get(f"/visits/{row.id}/documents/").content.decode()

    def test_before_the_ledger_has_it_the_page_says_so(self, row: InspectionRow) -> None:
        client, address = acting(clerk(row)), f"/visits/{row.id}/case/archive/"
        assert [client.post(address, {"purpose": "归档"}).status_code for _ in range(2)] == [200, 200]  # who looks holds up nobody
        make_document_again(row)
        answered = client.post(address, {"purpose": "归档"})
        assert (answered.status_code, "一分钟后再下载" in answered.content.decode()) == (422, True)

    def test_filing_is_for_the_clerk_of_the_lead(self, row: InspectionRow) -> None:
        assert acting(officer(row, planned(row).lead)).post(f"/visits/{row.id}/case/").status_code == 403
        assert acting(clerk(row)).post(f"/visits/{row.id}/case/").status_code == 409
        assert document(clerk(row), row.id, DocumentKind.CASE_FILE).edition == 1

    def test_no_case_no_package(self, opened: list[InspectionRow]) -> None:
        notify(opened[1])
        assert acting(clerk(opened[1])).get(f"/visits/{opened[1].id}/case/archive/").status_code == 404
