"""An identity provider that is named wrongly stops the start in one line that names the field."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from yicha.config.doctor import examine
from yicha.config.identity import FILE, KNOWN, VARIABLE, identity
from yicha.kernel.command_line import CannotRun
from yicha.orgs.queries.identity import Provider

SOUND = {"issuer": "https://id.example.gov.cn", "client": "yicha"}
WRONG: dict[str, tuple[Any, str]] = {
    "no issuer": ({"client": "yicha"}, "缺 issuer"),
    "no client": (SOUND | {"client": ""}, "缺 client"),
    "a field that is none": (SOUND | {"clientid": "x"}, "没有字段 clientid"),
    "a number": (SOUND | {"secret": 7}, "secret 要写成文字"),
    "in the clear to the outside": (SOUND | {"issuer": "http://id.example.gov.cn"}, "issuer 要以 https:// 开头"),
    "a network that is none": (SOUND | {"networks": "10.0.0.0/8 10.1"}, "10.1 不是网段"),
    "host bits": (SOUND | {"networks": "10.0.0.1/8"}, "10.0.0.1/8 不是网段"),
    "a list": ([SOUND], "字段"),
}


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def named(home: Path, said: Any) -> Path:
    (home / FILE).write_text(json.dumps(said), encoding="utf-8")
    return home


def test_none_is_named_and_so_is_one(tmp_path: Path) -> None:
    assert identity(tmp_path) == {}
    assert identity(named(tmp_path, SOUND)) == SOUND
    inside = SOUND | {"issuer": "http://10.1.1.1", "networks": "10.0.0.0/8 fd00::/8"}
    assert identity(named(tmp_path, inside)) == inside


def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, json.dumps(SOUND))
    assert identity(named(tmp_path, {"client": "of the file"})) == SOUND


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_field(tmp_path: Path, case: str) -> None:
    said, words = WRONG[case]
    with pytest.raises(CannotRun, match=re.escape(words)) as refused:
        identity(named(tmp_path, said))
    assert "\n" not in str(refused.value)


def test_what_is_no_json_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"issuer": ', encoding="utf-8")
    with pytest.raises(CannotRun, match=r"不是 JSON.*line 1"):
        identity(tmp_path)


def test_the_doctor_names_it(tmp_path: Path) -> None:
    findings = {finding.what: finding.mend for finding in examine(named(tmp_path, {"client": "yicha"}))}
    assert "缺 issuer" in findings["企业统一身份认证的设置有误 · the identity provider is not named well"]
    sound = [finding.what for finding in examine(named(tmp_path, SOUND))]
    assert f"企业可用统一身份认证登录 · enterprises may sign in by {SOUND['issuer']}" in sound


def test_the_fields_are_those_of_the_provider() -> None:
    assert set(KNOWN) == {field.name for field in fields(Provider)}
