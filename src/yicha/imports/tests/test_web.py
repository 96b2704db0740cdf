"""The pages of imports: upload, differences, confirm, undo; who may, and what looking changes (nothing)."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from yicha.imports.models import Import
from yicha.imports.testing import bring_in, look_at
from yicha.imports.tests.sheets import CODES, WRONG, line, register, sheet
from yicha.kernel.actor import Role
from yicha.kernel.models import Entry
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting, sheet_of, table_of, unlike_its_file

pytestmark = pytest.mark.django_db

STEWARD = make_actor(Role.DATA_STEWARD)
FOREIGN = make_actor(Role.DATA_STEWARD, region="62/6299")


@pytest.fixture(autouse=True)
def norms() -> None:
    load_shipped()


def sent(content: bytes, name: str = "名录.csv") -> Any:
    return acting(STEWARD).post("/subjects/import/", {"workbook": SimpleUploadedFile(name, content)})


def previewed(content: bytes) -> str:
    answer = sent(content)
    assert answer.status_code == 303
    return str(answer["Location"])


def test_upload_look_confirm_undo() -> None:
    page = previewed(sheet(line(1), line(2)))
    assert register() == {}
    assert "第1饭店" in acting(STEWARD).get(page).content.decode()
    assert acting(STEWARD).post(page + "confirm/").status_code == 303
    assert sorted(register()) == sorted(CODES[1:3])
    assert acting(STEWARD).post(page + "undo/", {"reason": ""}).status_code == 409
    assert acting(STEWARD).post(page + "undo/", {"reason": "传错了"}).status_code == 303
    assert register() == {}
    assert "传错了" in acting(STEWARD).get(page).content.decode()


def test_a_file_with_errors_is_mended_in_its_error_workbook_and_sent_again() -> None:
    page = previewed(sheet(line(1), ["甲店", WRONG, "城关镇", ""]))
    shown = acting(STEWARD).get(page).content.decode()
    assert WRONG in shown
    assert "disabled" in shown
    assert acting(STEWARD).post(page + "confirm/").status_code == 409
    book = acting(STEWARD).get(page + "errors.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert rows[1][:2] == ["甲店", WRONG]


def test_valid_rows_alone_and_a_waived_digit() -> None:
    page = previewed(sheet(line(1), ["甲店", WRONG, "城关镇", ""]))
    assert acting(STEWARD).post(page + "waive/", {"code": WRONG, "reason": "原件如此"}).status_code == 303
    assert acting(STEWARD).post(page + "confirm/").status_code == 303
    assert WRONG in register()
    page = previewed(sheet(line(2), ["", CODES[3], "", ""]))
    assert acting(STEWARD).post(page + "confirm/", {"reason": "名称待核"}).status_code == 303
    assert CODES[2] in register()
    assert "名称待核" in acting(STEWARD).get(page).content.decode()


@pytest.mark.parametrize(("name", "content"), [("名录.pdf", b"%PDF-1.4"), ("名录.csv", b"PK\x03\x04"), ("名录.xlsx", b"PK\x03\x04")])
def test_what_cannot_be_read_is_said(name: str, content: bytes) -> None:
    answer = sent(content, name)
    if answer.status_code == 303:
        answer = acting(STEWARD).get(answer["Location"])
    assert answer.status_code == 422
    assert 'class="yc-errors"' in answer.content.decode()


def test_who_may_not_and_who_is_from_elsewhere() -> None:
    made = look_at(sheet(line(1)))
    for role in (Role.OFFICER, Role.DEPARTMENT_CLERK, Role.ENTERPRISE):
        assert acting(make_actor(role)).get("/subjects/import/").status_code == 403
    page = f"/subjects/import/{made}/"
    for address in (page, page + "errors.xlsx", page + "state/"):
        assert acting(FOREIGN).get(address).status_code == 404
    for act in ("confirm/", "undo/", "drop/", "waive/"):
        assert acting(FOREIGN).post(page + act, {"reason": "x", "code": WRONG}).status_code == 404
    assert acting(FOREIGN).get("/subjects/import/").status_code == 200


def test_looking_changes_nothing() -> None:
    made = look_at(sheet(line(1), ["", CODES[2], "", ""], ["第1饭店", "", "", "人民路1号"]))
    before = Entry.objects.count()
    for tab in ("new", "changed", "unchanged", "refused", "warnings", "twins", "none"):
        assert acting(STEWARD).get(f"/subjects/import/{made}/?tab={tab}").status_code == 200
    for address in ("", "template.xlsx", f"{made}/errors.xlsx", f"{made}/state/"):
        assert acting(STEWARD).get(f"/subjects/import/{address}").status_code == 200
    for act in ("confirm", "waive", "drop", "undo"):
        assert acting(STEWARD).get(f"/subjects/import/{made}/{act}/").status_code == 405
    assert Entry.objects.count() == before


def test_a_large_file_is_left_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.imports.web.pages.IN_BACKGROUND", 10)
    page = previewed(sheet(line(1)))
    assert "hx-trigger" in acting(STEWARD).get(page).content.decode()
    assert "HX-Redirect" not in acting(STEWARD).get(page + "state/").headers
    assert acting(STEWARD).post(page + "drop/").status_code == 303
    assert Import.objects.get().state == "dropped"


def test_the_history_is_narrowed_sorted_turned_and_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.imports.web.pages.PAGE", 2)
    for number, name in ((1, "甲.csv"), (2, "乙.csv"), (3, "乙补.csv")):
        bring_in(sheet(line(number)), name, actor=STEWARD)
    client = acting(STEWARD)

    def names(**asked: str) -> list[str]:
        return [row[0] for row in table_of(client.get("/subjects/import/", asked).content.decode())[1:]]

    assert names(page="2") == ["甲.csv"]
    assert names(q="乙", sort="name") == ["乙.csv", "乙补.csv"]
    assert "没有这样的文件" in client.get("/subjects/import/?q=丙").content.decode()
    assert unlike_its_file(client, "/subjects/import/?q=乙&sort=-at") == []
    assert len(sheet_of(client.post("/subjects/import/history.xlsx").content)) == 4
    assert len(sheet_of(acting(FOREIGN).post("/subjects/import/history.xlsx?register=officers").content)) == 1
    assert acting(make_actor(Role.OFFICER)).post("/subjects/import/history.xlsx").status_code == 403
