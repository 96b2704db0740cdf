"""One subject's question: what its file proves, and that nothing in it can be changed."""

import json
from typing import Any

import pytest

from yicha.engines.draw.bundle import public_of, write_full
from yicha.engines.draw.canonical import canon, write_file
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.inquiry import Inquiries, check_inquiry
from yicha.engines.draw.tests.making import replaced, run, subject_frame
from yicha.engines.draw.tests.tiny import OPENED, TINY_PUBLIC


def asked(sid: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Inquiries(TINY_PUBLIC).answer(sid))
    return found


@pytest.mark.parametrize("suite", [1, 2])
def test_each_subject_learns_what_the_result_says(suite: int) -> None:
    files = public_of(write_full(run(subject_frame(suite=suite))))
    result, inquiries = json.loads(files["result.json"]), Inquiries(files)
    rows = [json.loads(line) for line in files["pool.jsonl"].splitlines()]
    for row in rows:
        told = check_inquiry(inquiries.answer(row["sid"]))
        assert told.present
        assert set(told.drawn) == {line["id"] for line in result["lines"] if row["sid"] in line["drawn"]}
        assert told.listed == (row["sid"] in result["listed"])
        assert bool(told.below) == ("open" in row)


def test_in_a_replacement_who_was_drawn_before_learns_by_which_draw() -> None:
    first = write_full(run(subject_frame(2, subjects=30)))
    second = write_full(replaced(first))
    files, again = public_of(second), public_of(write_full(replaced(second, draw="D-4")))
    told = {sid: check_inquiry(Inquiries(again).answer(sid)) for sid in sids_of(again)}
    for behind in (public_of(first), files):
        result, draw = json.loads(behind["result.json"]), json.loads(behind["manifest.json"])["draw"]
        lines = {sid: tuple(one["id"] for one in result["lines"] if sid in one["drawn"]) for sid in told}
        took = {sid: found for sid, found in lines.items() if found or sid in result["listed"]}
        assert took
        assert {sid: dict(one.before)[draw] for sid, one in told.items() if draw in dict(one.before)} == took
    assert any(one.drawn for one in told.values())
    assert check_inquiry(Inquiries(files).answer("S9999")).before == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("without", "前次抽取的文件缺少"),
        ("of another draw", r"first/manifest\.json：不是所递补的那次抽取"),
        ("too many", "前次抽取的文件缺少或多余"),
        ("no object", "^first：应是对象"),
        ("with more", "^first：多出 more"),
    ],
)
def test_the_draw_behind_is_the_one_that_is_replaced_in(wrong: str, said: str) -> None:
    first = write_full(run(subject_frame(2, subjects=30)))
    other = write_full(run(subject_frame(2, subjects=30), secrets=(bytes([1]) * 32, bytes([2]) * 32)))
    sid = sids_of(public_of(first))[0]
    found = json.loads(Inquiries(public_of(write_full(replaced(first)))).answer(sid))
    strange = json.loads(Inquiries(public_of(other)).answer(sid))
    own = {key: strange[key] for key in ("assignment", "manifest", "result", "seed")}
    spoilt_one = {
        "without": {key: value for key, value in found.items() if key != "first"},
        "of another draw": found | {"first": own},
        "too many": strange | {"first": own},
        "no object": found | {"first": "x"},
        "with more": found | {"first": found["first"] | {"more": 1}},
    }[wrong]
    with pytest.raises(DrawError, match=said):
        check_inquiry(write_file(spoilt_one))


def sids_of(files: dict[str, bytes]) -> list[str]:
    return [json.loads(line)["sid"] for line in files["pool.jsonl"].splitlines()]


def test_who_is_not_in_the_list_is_proven_absent() -> None:
    told = check_inquiry(Inquiries(TINY_PUBLIC).answer("S9"))
    assert (told.present, told.drawn, told.listed, told.below) == (False, (), False, ())
    with pytest.raises(DrawError, match=r"^sid：应是编号"):
        Inquiries(TINY_PUBLIC).answer("no sid")


def test_a_low_ticket_has_its_reason() -> None:
    told = check_inquiry(Inquiries(TINY_PUBLIC).answer(OPENED))
    assert told.below in {(("L", "x1"),), (("L", "x2"),)}
    assert told.drawn == ()


def spoilt(value: Any) -> list[Any]:
    """The value with one leaf changed, in every way."""
    if isinstance(value, dict):
        return [value | {key: one} for key in value for one in spoilt(value[key])]
    if isinstance(value, list):
        return [[*value[:at], one, *value[at + 1 :]] for at, item in enumerate(value) for one in spoilt(item)]
    if isinstance(value, str):
        return [value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :] for at in range(0, len(value), max(1, len(value) // 40))]
    return [value + 1] if isinstance(value, int) else []


def spoilt_answers(sid: str) -> list[Any]:
    """The subject's file with one leaf changed; whoever changes the question may get another true answer."""
    return [one for one in spoilt(asked(sid)) if one["sid"] == sid]


@pytest.mark.parametrize("sid", ["S0", "S9", OPENED])
def test_nothing_in_the_file_can_be_changed(sid: str) -> None:
    changed = spoilt_answers(sid)
    assert len(changed) > 100
    for one in changed:
        with pytest.raises((DrawError, KeyError)):
            check_inquiry(write_file(one))


@pytest.mark.parametrize("change", [{"row": None}, {"sid": "S1"}, {"row": {"com": "0" * 64, "sid": "S0"}}])
def test_another_row_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(DrawError, match="不是名录里的那一行"):
        check_inquiry(write_file(asked("S0") | change))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"form": "x"}, r"^inquiry\.form：应是VDR1-inquiry"),
        ({"sid": "s"}, r"^inquiry\.sid：应是编号"),
        ({"seed": ""}, r"^inquiry\.seed：应是非空文本"),
        ({"more": 1}, "^inquiry：多出 more"),
        ({"row": {"sid": "S0"}}, "^S0：缺少 lock"),
    ],
)
def test_a_file_of_another_shape_is_refused_by_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(DrawError, match=said):
        check_inquiry(write_file(asked("S0") | change))
    with pytest.raises(DrawError, match=r"^inquiry：不是规范写法"):
        check_inquiry(canon(asked("S0")))


def test_the_row_of_another_subject_is_refused() -> None:
    with pytest.raises(DrawError, match="不是名录里的那一行"):
        check_inquiry(write_file(asked("S0") | {"row": asked("S1")["row"]}))
    with pytest.raises(DrawError, match="不是名录里的那一行"):
        check_inquiry(write_file(asked("S9") | {"proof": asked("S0")["proof"], "sid": "S0"}))
