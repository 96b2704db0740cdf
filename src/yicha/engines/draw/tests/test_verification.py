"""What must be refused: every changed byte, and forgeries whose hashes were mended by somebody clever."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from yicha.engines.draw.bundle import public_of, write_full
from yicha.engines.draw.canonical import write_file
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, SIX, digest_of
from yicha.engines.draw.frame import Frame
from yicha.engines.draw.hashing import SHA256
from yicha.engines.draw.seed import key_of
from yicha.engines.draw.tests.making import (
    DRAND,
    SECRETS,
    double_frame,
    officer_frame,
    participants_of,
    run,
    run_test,
    subject_frame,
)
from yicha.engines.draw.tests.tiny import BUNDLES, TINY, TINY_PUBLIC, Files, tiny_frame
from yicha.engines.draw.tickets import ticket_of
from yicha.engines.draw.verification import FULL, LIMITS, NOT_WITNESSED, PUBLIC, MissingFileError, verify


def refused(files: Files) -> bool:
    report = verify(files)
    assert all("\n" not in problem for problem in report.problems)
    return not report.ok


def flipped(content: bytes, place: int, mask: int) -> bytes:
    return content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


def test_the_tiny_bundle_has_one_of_everything() -> None:
    result = json.loads(TINY[RESULT])
    assert (len(result["lines"][0]["drawn"]), len(result["listed"])) == (1, 1)
    assert TINY_PUBLIC["pool.jsonl"].count(b'"open"') == 1
    assert len(json.loads(TINY[ASSIGNMENT])["tasks"]) == 2


@pytest.mark.parametrize("kind", BUNDLES)
@pytest.mark.parametrize("name", SIX)
def test_any_changed_byte_is_refused(kind: str, name: str) -> None:
    """Exhaustive over all bytes of all six files."""
    files = BUNDLES[kind]
    assert verify(files).ok
    passed = [place for place in range(len(files[name])) if not refused(files | {name: flipped(files[name], place, 1)})]
    assert passed == []


@pytest.mark.nightly
@pytest.mark.parametrize("kind", BUNDLES)
@pytest.mark.parametrize("name", SIX)
@pytest.mark.parametrize("mask", [2, 4, 8, 16, 32, 64, 128, 255])
def test_any_byte_changed_in_any_way_is_refused(kind: str, name: str, mask: int) -> None:
    files = BUNDLES[kind]
    assert all(refused(files | {name: flipped(files[name], place, mask)}) for place in range(len(files[name])))


@pytest.mark.parametrize("kind", BUNDLES)
@pytest.mark.parametrize("name", SIX)
def test_bytes_added_or_lost_are_refused(kind: str, name: str) -> None:
    files = BUNDLES[kind]
    content = files[name]
    middle = len(content) // 2
    changed = [content + b"\n", content + b" ", content[:-1], b" " + content, b"\xef\xbb\xbf" + content, b"", content[:middle], content * 2]
    changed += [
        content[:middle] + content[middle + 1 :],
        content.replace(b"\n", b"\r\n"),
        content.replace(b":", b": ", 1),
        b"null",
        b"\xff",
    ]
    assert [one for one in changed if not refused(files | {name: one})] == []


@pytest.mark.parametrize("kind", BUNDLES)
def test_lines_exchanged_doubled_or_dropped_are_refused(kind: str) -> None:
    files = BUNDLES[kind]
    for name in ("pool.jsonl", "officers.jsonl"):
        rows = files[name].splitlines(keepends=True)
        for changed in (rows[::-1], rows[1:], rows[:-1], [rows[0], *rows], rows[1:2] + rows[:1] + rows[2:]):
            assert refused(files | {name: b"".join(changed)})


def test_mixed_bundles_are_refused() -> None:
    for name in ("pool.jsonl", "officers.jsonl"):
        assert refused(TINY | {name: TINY_PUBLIC[name]})
    other = write_full(run(tiny_frame(), (bytes([4]) * 32,)))
    assert all(refused(TINY | {name: other[name]}) for name in SIX if other[name] != TINY[name])


@pytest.mark.parametrize("name", SIX)
def test_without_a_file_there_is_no_bundle(name: str) -> None:
    files = {other: content for other, content in TINY.items() if other != name}
    with pytest.raises(MissingFileError, match=f"缺少 {name} · {name} is missing"):
        verify(files)


def test_the_readme_is_for_reading_only() -> None:
    assert verify(TINY | {"README.txt": b""}).ok


def test_a_damaged_full_bundle_is_not_called_a_bad_public_one() -> None:
    for name in ("pool.jsonl", "officers.jsonl"):
        report = verify(TINY | {name: flipped(TINY[name], 30, 1)})
        assert report.kind == FULL
        assert report.problems == [f"{name}：与清单中的指纹不符 · {name}: has not the hash in the manifest"]


def test_reports_say_what_was_checked_and_what_was_not() -> None:
    full, public = verify(TINY), verify(TINY_PUBLIC)
    assert (full.kind, public.kind) == (FULL, PUBLIC)
    assert full.number == public.number == SHA256.digest(TINY[ASSIGNMENT]).hex()
    assert full.notes == [LIMITS[FULL]]
    assert public.notes == [LIMITS[PUBLIC]]
    assert len(full.checked) == 3
    assert len(public.checked) == 4
    test = verify(write_full(run_test(tiny_frame())))
    assert test.notes[0] == NOT_WITNESSED
    assert test.ok


def test_empty_slots_are_told() -> None:
    files = write_full(run(officer_frame(5, visits=6, officers=8)))
    expected = json.loads(files[ASSIGNMENT])["groups"]
    short = [note for note in verify(files).notes if "个岗位无人" in note]
    assert sum(int(note.split("：")[1].split()[0]) for note in short) == sum(slots - filled for *_, slots, filled in expected)
    assert short


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("make", [subject_frame, double_frame, officer_frame])
def test_honest_bundles_hold(make: Callable[[int], Frame], seed: int) -> None:
    files = write_full(run(make(seed)))
    assert (verify(files).problems, verify(public_of(files)).problems) == ([], [])


def mended(files: Files, result: dict[str, Any] | None = None, assignment: dict[str, Any] | None = None) -> Files:
    """A forger's bundle: changed result or assignment with every hash and digest behind it computed again."""
    result_json = files[RESULT] if result is None else write_file(result)
    staffing: dict[str, Any] = json.loads(files[ASSIGNMENT]) if assignment is None else assignment
    content = {**staffing, "result": SHA256.digest(result_json).hex()}
    content.pop("digest", None)
    return files | {RESULT: result_json, ASSIGNMENT: write_file({**content, "digest": digest_of(SHA256, content)})}


def result_of(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[RESULT])
    return found


def assignment_of(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[ASSIGNMENT])
    return found


def ticket(sid: str) -> int:
    seed = bytes.fromhex(json.loads(TINY["seed.json"])["seed"])
    return ticket_of(SHA256, key_of(SHA256, seed, "select"), sid)


def line_with(**changes: Any) -> dict[str, Any]:
    result = result_of(TINY)
    result["lines"][0] |= changes
    return result


DRAWN = result_of(TINY)["lines"][0]["drawn"][0]
LISTED = result_of(TINY)["listed"][0]
CUT = result_of(TINY)["lines"][0]["cut"]
UNDRAWN = next(sid for sid in ("S0", "S1", "S4") if sid not in (DRAWN, LISTED))

FORGED_RESULTS: dict[str, tuple[dict[str, Any], str]] = {
    "spare the drawn one": (line_with(drawn=[], selected=1), "切线不是某个抽中户的号票"),
    "spare him and his cut": (line_with(drawn=[], selected=1, cut="0" * 64), ""),
    "another in his place": (line_with(drawn=[UNDRAWN]), "切线不是"),
    "another and his cut": (line_with(drawn=[UNDRAWN], cut=f"{ticket(UNDRAWN) + 1:064x}"), f"{DRAWN} 低于 L 的切线，未抽中也未说明"),
    "a stranger": (line_with(drawn=[DRAWN, "S9"]), "有名录以外的编号"),
    "twice": (line_with(drawn=[DRAWN, DRAWN], selected=3), "未按号票递增"),
    "out of order": (line_with(drawn=sorted([DRAWN, UNDRAWN], key=ticket, reverse=True), selected=3), "未按号票递增"),
    "fewer selected than drawn": (line_with(selected=0), "户数不符"),
    "more selected than listed": (line_with(selected=3), "户数不符"),
    "another line": (line_with(id="M"), "计划行与清单不符"),
    "no line": (result_of(TINY) | {"lines": []}, "计划行与清单不符"),
    "a line too many": (result_of(TINY) | {"lines": result_of(TINY)["lines"] * 2}, "计划行与清单不符"),
    "listed stranger": (result_of(TINY) | {"listed": ["S9"]}, "listed：有名录以外的编号"),
    "listed twice": (result_of(TINY) | {"listed": [LISTED, LISTED]}, "顺序不对或重复"),
    "listed nobody": (result_of(TINY) | {"listed": []}, "户数不符"),
    "another manifest": (result_of(TINY) | {"manifest": "0" * 64}, "清单或种子的指纹不符"),
    "another seed": (result_of(TINY) | {"seed": "0" * 64}, "清单或种子的指纹不符"),
    "more fields": (result_of(TINY) | {"more": 1}, "多出 more"),
    "fewer fields": ({name: value for name, value in result_of(TINY).items() if name != "listed"}, "缺少 listed"),
    "cut above the lowest missed": (line_with(cut=f"{ticket(UNDRAWN) + 2:064x}"), "切线不是"),
    "cut in capitals": (line_with(cut=CUT.upper()), "小写十六进制"),
    "cut as a number": (line_with(cut=7), "小写十六进制"),
    "not an object": ([], "应是对象"),  # type: ignore[dict-item] # that is the point
}


@pytest.mark.parametrize("kind", BUNDLES)
@pytest.mark.parametrize("name", FORGED_RESULTS)
def test_a_forged_result_is_refused(kind: str, name: str) -> None:
    result, said = FORGED_RESULTS[name]
    report = verify(mended(BUNDLES[kind], result))
    assert not report.ok
    assert said in report.problems[0] or kind == FULL


def test_the_forger_s_tool_itself_is_sound() -> None:
    for files in BUNDLES.values():
        assert mended(files, result_of(TINY)) == files
        assert verify(mended(files)).ok


def with_tasks(tasks: list[Any], **changes: Any) -> dict[str, Any]:
    return {**assignment_of(TINY), "tasks": tasks, **changes}


TASKS = assignment_of(TINY)["tasks"]
PIDS = [slots[0][1] for _, slots in TASKS]
EXCHANGED = [[TASKS[0][0], [["D", PIDS[1]]]], [TASKS[1][0], [["D", PIDS[0]]]]]
GROUP = assignment_of(TINY)["groups"][0]

FORGED_ASSIGNMENTS: dict[str, tuple[dict[str, Any], str]] = {
    "tasks exchanged": (with_tasks(TASKS[::-1]), "未按号票递增"),
    "task left out": (with_tasks(TASKS[:1], groups=[["D", 0, 1, 1, 1]]), "任务与抽取结果不符"),
    "task of an undrawn": (with_tasks(sorted([*TASKS, [UNDRAWN, []]], key=lambda task: ticket(task[0]))), "任务与抽取结果不符"),
    "task of a stranger": (with_tasks([*TASKS, ["S9", []]]), "有名录以外的编号"),
    "unknown officer": (with_tasks([[TASKS[0][0], [["D", "0" * 32]]], TASKS[1]]), "人员重复或不在名录"),
    "one officer twice on a task": (
        with_tasks([[TASKS[0][0], [["D", PIDS[0]], ["D", PIDS[0]]]], TASKS[1]], groups=[["D", 0, 1, 3, 3]]),
        "人员重复或不在名录",
    ),
    "slot emptied": (with_tasks([[TASKS[0][0], [["D", None]]], TASKS[1]]), "岗位数不符"),
    "slots miscounted": (with_tasks(TASKS, groups=[[*GROUP[:3], 3, 2]]), "岗位数不符"),
    "filled miscounted": (with_tasks(TASKS, groups=[[*GROUP[:4], 1]]), "岗位数不符"),
    "department renamed": (with_tasks(TASKS, groups=[["E", *GROUP[1:]]]), "岗位数不符"),
    "no groups": (with_tasks(TASKS, groups=[]), "岗位数不符"),
    "level nought": (with_tasks(TASKS, groups=[[*GROUP[:2], 0, *GROUP[3:]]]), "不小于 1 的整数"),
    "more fields": (with_tasks(TASKS, more=1), "多出 more"),
}


@pytest.mark.parametrize("kind", BUNDLES)
@pytest.mark.parametrize("name", FORGED_ASSIGNMENTS)
def test_a_forged_assignment_is_refused(kind: str, name: str) -> None:
    assignment, said = FORGED_ASSIGNMENTS[name]
    report = verify(mended(BUNDLES[kind], assignment=assignment))
    assert not report.ok
    assert said in report.problems[0] or kind == FULL


def test_officers_exchanged_are_seen_in_the_full_bundle_only() -> None:
    """Why replay is needed: the public cannot see who was eligible. The bundle number changes all the same."""
    forged = with_tasks(EXCHANGED)
    assert "与重新抽取的结果不同" in verify(mended(TINY, assignment=forged)).problems[0]
    public = verify(mended(TINY_PUBLIC, assignment=forged))
    assert public.ok
    assert public.number != verify(TINY_PUBLIC).number


def test_wrong_hash_or_digest_alone_is_refused() -> None:
    for field in ("result", "digest"):
        changed = write_file(assignment_of(TINY) | {field: "0" * 64})
        assert "指纹不符" in verify(TINY_PUBLIC | {ASSIGNMENT: changed}).problems[0]


def test_a_result_that_differs_names_the_place() -> None:
    changed = TINY[RESULT].replace(DRAWN.encode(), UNDRAWN.encode(), 1)
    place = TINY[RESULT].index(DRAWN.encode()) + 2
    problems = verify(TINY | {RESULT: changed}).problems
    assert problems[0].startswith(f"{RESULT}：从第 {place} 字节起与重新抽取的结果不同")
    assert problems[1].startswith(f"{ASSIGNMENT}：从第 ")


def sealed_anew(change: Callable[[dict[str, Any]], None], frame: Frame) -> Files:
    """A bundle whose manifest lies about its lists, everything else concluded honestly from it where possible."""
    manifest = json.loads(frame.seal(participants_of(1, frame.manifest.heading.draw), DRAND))
    change(manifest)
    honest = write_full(run(frame))
    return honest | {"manifest.json": write_file(manifest)}


def test_a_manifest_changed_after_the_seed_does_not_fit_it() -> None:
    def more(manifest: dict[str, Any]) -> None:
        manifest["title"] = "另一次"

    assert "承诺、清单指纹或种子与重算不符" in verify(sealed_anew(more, subject_frame())).problems[0]


def test_a_seed_with_another_reveal_is_refused() -> None:
    seed = json.loads(TINY["seed.json"])
    for secret in (*SECRETS, b""):
        assert refused(TINY | {"seed.json": write_file(seed | {"reveals": [secret.hex()]})})
    for field, value in (("reveals", []), ("commitments", []), ("seed", "0" * 64), ("manifest", "0" * 64), ("more", 1)):
        assert refused(TINY | {"seed.json": write_file(seed | {field: value})})
    for beacon in ({"name": "test", "round": "", "value": ""}, {"name": "drand", "round": "42", "value": ""}):
        assert refused(TINY | {"seed.json": write_file(seed | {"beacon": beacon})})
