"""How base registers are asked: what they may answer, and what is made of silence and nonsense."""

from pathlib import Path

import pytest

from yicha.lookups.queries import registers as known_registers
from yicha.lookups.queries.registers import BYTES, FAILURES, FileRegister, HttpRegister, ask, forget_failures
from yicha.lookups.rules import masked
from yicha.lookups.testing import RegisterServer, register_server
from yicha.lookups.tests.conftest import FACTS, USCC
from yicha.lookups.types import Answer, Fact, Question, RegisterAway, RegisterKind

QUESTION = Question(USCC, USCC, "好味道")
NOBODY = Question("LOC:1", "", "无此店")


def test_an_http_register_answers(server: RegisterServer) -> None:
    answer = ask(RegisterKind.LEGAL_PERSON, QUESTION)
    assert answer is not None
    assert {fact.label: fact.value for fact in answer.facts} == FACTS
    assert {fact.label: fact.column for fact in answer.facts if fact.column} == {"住所": "address", "登记状态": "status"}
    assert answer.as_of == "2026-11-01"
    assert server.asked[0]["uscc"] == [USCC]
    assert ask(RegisterKind.LEGAL_PERSON, NOBODY) is None
    assert known_registers() == [RegisterKind.LEGAL_PERSON]


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (500, b"", "500"),
        (401, b"", "401"),
        (200, b"{", "读不懂"),
        (200, b"[]", "读不懂"),
        (200, b'{"facts": 3}', "读不懂"),
        (200, b'{"other": {}}', "读不懂"),
        (200, b"x" * (BYTES + 1), "过大"),
    ],
)
def test_what_cannot_be_read_is_said(status: int, body: bytes, why: str) -> None:
    with register_server(status=status, body=body) as server, pytest.raises(RegisterAway, match=why):
        HttpRegister(server.url).ask(QUESTION)


def test_a_wrong_address_is_said() -> None:
    with pytest.raises(RegisterAway, match="地址"):
        HttpRegister("file:///etc/passwd").ask(QUESTION)
    with pytest.raises(RegisterAway, match="没有接入"):
        ask(RegisterKind.SPATIAL, QUESTION)


def test_after_some_failures_it_is_left_alone(server: RegisterServer) -> None:
    server.status = 503
    for _ in range(FAILURES):
        with pytest.raises(RegisterAway, match="503"):
            ask(RegisterKind.LEGAL_PERSON, QUESTION)
    with pytest.raises(RegisterAway, match="暂停"):
        ask(RegisterKind.LEGAL_PERSON, QUESTION)
    assert len(server.asked) == FAILURES
    server.status = 0
    forget_failures()
    assert ask(RegisterKind.LEGAL_PERSON, QUESTION) is not None


def test_one_answer_ends_a_row_of_failures(server: RegisterServer) -> None:
    for status in (503, 503, 0, 503, 503, 0):
        server.status = status
        if status:
            with pytest.raises(RegisterAway):
                ask(RegisterKind.LEGAL_PERSON, QUESTION)
        else:
            assert ask(RegisterKind.LEGAL_PERSON, QUESTION) is not None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_register_answers(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "licences.csv"
    path.write_text(f"代码,证照,更新日期\n{USCC},食品经营许可证,2026-10-01\n", encoding=encoding)
    answer = FileRegister(str(path), "代码").ask(QUESTION)
    assert answer is not None
    assert (answer.facts[1].value, answer.as_of) == ("食品经营许可证", "2026-10-01")
    assert FileRegister(str(path), "代码").ask(NOBODY) is None
    with pytest.raises(RegisterAway, match="读不到"):
        FileRegister(str(tmp_path / "none.csv"), "代码").ask(QUESTION)


@pytest.mark.parametrize(
    ("label", "value", "shown"),
    [
        ("姓名", "王小明", "王某某"),
        ("身份证号码", "620799199001011234", "620*************34"),
        ("联系电话", "13800001234", "138******34"),
        ("电话", "8622", "****"),
        ("住所", "幸福路8号", "幸福路8号"),
        ("联系人", "", ""),
    ],
)
def test_what_concerns_a_person_is_masked(label: str, value: str, shown: str) -> None:
    assert masked(Answer((Fact(label, value),))).facts[0].value == shown
