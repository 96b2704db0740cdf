"""What is an operation, and what is not (case 57)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.fieldlog import LONGEST, Kind, Unreadable, canonical, fingerprint, read
from yicha.engines.fieldlog.tests.world import PHOTO, operation, text, without

COVERS = "0" * 64


@pytest.mark.parametrize(
    ("kind", "body", "base"),
    [
        ("answer", {"v": "pass"}, []),
        ("photo", PHOTO, []),
        ("void", {"reason": "拍错了"}, ["0" * 32]),
        ("note", {}, []),
        ("arrive", {}, []),
        ("help", {}, []),
        ("sign", {"covers": COVERS}, []),
        ("refuse_sign", {"covers": COVERS}, []),
        ("conclude", {"covers": COVERS}, []),
    ],
)
def test_every_kind_of_act_is_read(kind: str, body: dict[str, Any], base: list[str]) -> None:
    said = text(kind=kind, body=body, base=base)
    found = read(said)
    assert (found.kind, found.body, found.text, found.fp) == (Kind(kind), body, said, fingerprint(said))


def test_the_fingerprint_is_that_of_the_bytes_that_travelled() -> None:
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("missing", sorted(operation()))
def test_case_57_a_field_is_missing(missing: str) -> None:
    with pytest.raises(Unreadable):
        read(canonical(without(operation(), missing)))


WRONG: dict[str, list[Any]] = {
    "v": [0, 2, "1", True, None],
    "id": ["", "0" * 31, "G" * 32, 7, None],
    "lane": ["", None, 1],
    "seq": [0, -1, 1.0, "1", True, None, 2**53],
    "prev": [None, "0" * 63, 0],
    "visit": [None, 1, "1" * 21],
    "form": [None, []],
    "kind": ["", "answers", None, 1],
    "path": [None, "x" * 81],
    "base": [None, "", [1], ["0"], ["0" * 32] * 65, {}],
    "body": [None, [], "x", 1],
    "at": [1, "x" * 41],
    "mono": [-1, "1", 1.5],
    "session": [None],
    "seen": [{}],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_case_57_a_field_is_of_another_type(name: str, value: Any) -> None:
    with pytest.raises(Unreadable):
        read(json.dumps(operation() | {name: value}))


@pytest.mark.parametrize(
    ("kind", "body", "base"),
    [
        ("answer", {}, []),
        ("answer", {"v": 1}, []),
        ("void", {"reason": "x"}, []),
        ("void", {"reason": " "}, ["0" * 32]),
        ("void", {}, ["0" * 32]),
        ("photo", without(PHOTO, "file"), []),
        ("photo", PHOTO | {"parts": []}, []),
        ("photo", PHOTO | {"parts": ["x"]}, []),
        ("photo", PHOTO | {"size": 0}, []),
        ("sign", {}, []),
        ("refuse_sign", {"covers": "x"}, []),
        ("conclude", {"covers": None}, []),
    ],
)
def test_case_57_an_act_does_not_say_what_it_must(kind: str, body: dict[str, Any], base: list[str]) -> None:
    with pytest.raises(Unreadable):
        read(text(kind=kind, body=body, base=base))


@pytest.mark.parametrize(
    "whole",
    [
        "",
        "null",
        "[]",
        "{",
        '"x"',
        "NaN",
        text()[:-1] + ',"seq":2}',  # a key twice: two readers would read two things
        text(body={"v": "x"}).replace('"x"', "1.5"),
        text(body={"v": "x"}).replace('"x"', "Infinity"),
        text(body={"v": "x"}).replace('"x"', '"\\ud800"'),  # half a character
        text(body={"v": "x", "n": "y" * LONGEST}),
        "[" * 9000,
    ],
)
def test_case_57_what_is_no_json_of_ours(whole: str) -> None:
    with pytest.raises(Unreadable):
        read(whole)


def test_a_film_of_200_mb_can_be_named() -> None:
    """In parts of 256 kB."""
    body = {"file": "a" * 64, "size": 200 << 20, "parts": ["b" * 64] * 800}
    assert read(text(kind="photo", body=body)).body["parts"] == body["parts"]


@given(st.integers(0, 400))
def test_half_a_text_is_none(cut: int) -> None:
    whole = text(at="2026-11-20T09:00:00+08:00", session="s")
    with pytest.raises(Unreadable):
        read(whole[: min(cut, len(whole) - 1)])


@given(st.text())
def test_whatever_comes_is_an_operation_or_unreadable(whole: str) -> None:
    with pytest.raises(Unreadable):
        read(whole)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_canonical_text_says_the_same_and_only_once(value: Any) -> None:
    said = canonical(value)
    assert json.loads(said) == value
    assert canonical(json.loads(said)) == said
