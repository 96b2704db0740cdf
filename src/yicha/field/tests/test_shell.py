"""The shell of the app: the same for everybody, whole in the worker's list, and in English as well."""

import json
import re
from importlib import resources
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tools.catalogue import known
from yicha.field.web import shell
from yicha.field.web.words import PHONE_NAMES
from yicha.inspections.types import InspectionPermission
from yicha.kernel.actor import Actor
from yicha.shell.testing import acting

ROOM = Path(shell.__file__).parents[1]
CODE = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOM / "static/field").glob("*.js"))}
COMMENT = re.compile(r"^\s*/\*.*?\*/|(?:^|\s)//[^\n]*", re.MULTILINE | re.DOTALL)
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
IDEOGRAPH = re.compile(r"[一-鿿]")
PROTOCOL = {"待签收", "已签字", "已提交", "已审核", "已撤回"}  # states of a visit, as they travel
OWN_NAME = {"中文"}  # a language is called what its speakers call it
HOLE = re.compile(r"\{\d\}")


def literals() -> set[str]:
    return {found for code in CODE.values() for found in LITERAL.findall(COMMENT.sub("", code))}


def test_every_word_of_the_app_stands_in_the_catalogue_and_no_other_does() -> None:
    said = {words for words in literals() if IDEOGRAPH.search(words)} - PROTOCOL - OWN_NAME
    assert said == set(PHONE_NAMES)
    assert list(PHONE_NAMES) == sorted(PHONE_NAMES)


def test_the_english_is_there_and_keeps_the_values() -> None:
    told = shell.english()
    assert [words for words in PHONE_NAMES if IDEOGRAPH.search(told[words])] == []
    assert [words for words in PHONE_NAMES if sorted(HOLE.findall(words)) != sorted(HOLE.findall(told[words]))] == []
    assert known(ROOM).get("登录密码") is not None


def test_every_drawing_is_used_and_every_used_one_is_there() -> None:
    with ZipFile(BytesIO(resources.files("lucide").joinpath("lucide.zip").read_bytes())) as archive:
        names = {name.removesuffix(".svg") for name in archive.namelist()}
    called = {name for code in CODE.values() for name in re.findall(r'icon\("([\w-]+)"', code)}
    assert called <= set(shell.ICONS) <= names & literals()


def test_the_modules_need_no_other_files_than_the_worker_keeps() -> None:
    kept = set(json.loads(shell.files_json()))
    for name, code in CODE.items():
        for wanted in re.findall(r'from "\./([\w.]+)"', code):
            assert f"/static/field/{wanted}" in kept, name
    assert "/field/" in kept
    assert [code for code in CODE.values() if re.search(r'from "(?!\./)', code)] == []


def test_the_shell_is_the_same_for_somebody_and_for_nobody(client: Client) -> None:
    somebody = acting(Actor(id="o1", name="张禾", region="62", permissions=frozenset({InspectionPermission.RECORD})))
    answers = [one.get("/field/").content for one in (client, somebody)]
    assert answers[0] == answers[1]
    assert "张禾".encode() not in answers[0]


def test_the_worker_is_another_one_when_a_byte_is(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get("/field/sw.js")
    assert before.headers["Content-Type"] == "text/javascript"
    assert before.headers["Cache-Control"] == "no-cache"
    changed = tmp_path / "changed"
    changed.write_text("x")
    found = finders.find
    monkeypatch.setattr(finders, "find", lambda name: str(changed) if name == "field/sync.js" else found(name))
    shell.version.cache_clear()
    assert client.get("/field/sw.js").content != before.content
    monkeypatch.undo()
    shell.version.cache_clear()
    assert client.get("/field/sw.js").content == before.content


def test_the_session_says_who_is_there_without_his_name_in_the_stores_name(client: Client) -> None:
    nobody = client.get("/field/session/").json()
    assert (nobody["officer"], nobody["records"]) == ("", False)
    assert len(nobody["token"]) >= 32
    somebody = acting(Actor(id="zhang.he", name="张禾", region="62", permissions=frozenset({InspectionPermission.RECORD})))
    told = somebody.get("/field/session/").json()
    assert re.fullmatch("[0-9a-f]{16}", told["officer"])
    assert (told["name"], told["records"]) == ("张禾", True)
    clerk = acting(Actor(id="clerk", name="文员", region="62"))
    assert clerk.get("/field/session/").json()["records"] is False


@pytest.mark.parametrize("address", ["/field/", "/field/sw.js", "/field/session/"])
def test_nothing_is_changed_here(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
