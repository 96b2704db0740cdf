"""Replacement: who was lost gives way to another of the same stratum, under a fresh key, over the very list of the first draw."""

import json
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from yicha.engines.draw.bundle import belongs, pack, public_of, unpack, write_full
from yicha.engines.draw.canonical import write_file
from yicha.engines.draw.ceremony import SIX
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.frame import Frame, freeze_replacement, freeze_subjects
from yicha.engines.draw.hashing import SHA256
from yicha.engines.draw.manifest import read_manifest, write_manifest
from yicha.engines.draw.replacement import demand_behind
from yicha.engines.draw.seed import key_of
from yicha.engines.draw.tests.generated import mended
from yicha.engines.draw.tests.making import LOSSES, SALT_KEY, double_frame, heading, lost_of, officer_frame, replaced, run, subject_frame
from yicha.engines.draw.tickets import ticket_of
from yicha.engines.draw.types import Cell, Heading, Kind, Line, Lost, Stratum, Subject
from yicha.engines.draw.verification import BEHIND, verify

Files = dict[str, bytes]


@cache
def first(seed: int = 1, suite: int = 1) -> Files:
    return write_full(run(subject_frame(seed, subjects=80, suite=suite)))


@cache
def second(seed: int = 1, suite: int = 1) -> Files:
    return write_full(replaced(first(seed, suite)))


@cache
def third(seed: int = 1, suite: int = 1) -> Files:
    """Who came instead is lost as well."""
    return write_full(replaced(second(seed, suite), draw="D-4"))


def strata(files: Files) -> dict[tuple[int, str], str]:
    """(line, sid) → stratum of everybody eligible."""
    rows = [json.loads(line) for line in files["pool.jsonl"].splitlines()]
    return {(number, row["sid"]): label for row in rows for label, numbers in row["sealed"]["strata"].items() for number in numbers}


def drawn(files: Files) -> list[set[str]]:
    return [set(line["drawn"]) for line in json.loads(files["result.json"])["lines"]]


@pytest.mark.parametrize("suite", [1, 2])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_each_stratum_as_many_as_it_lost_and_nobody_twice(seed: int, suite: int) -> None:
    chosen = replaced(first(seed, suite)).selections
    labels = strata(first(seed, suite))
    for number, one in enumerate(chosen):
        lost = [row.sid for row in lost_of(first(seed, suite)) if row.line == number]
        before = {choice.member.sid for choice in run(subject_frame(seed, subjects=80, suite=suite)).selections[number].choices}
        wanted = Counter(labels[number, sid] for sid in lost)
        got = Counter(labels[number, choice.member.sid] for choice in one.choices)
        assert got == wanted
        assert before.isdisjoint(one.sids)


def test_who_comes_instead_is_least_by_the_fresh_key_not_next_by_the_old_one() -> None:
    """Otherwise whoever calls somebody lost would know who is next."""
    others = {tuple(map(tuple, map(sorted, drawn(write_full(replaced(first(), draw=f"D-{n}")))))) for n in range(3, 9)}
    assert len(others) > 3


def test_a_replacement_can_be_replaced_and_the_first_is_never_drawn_again() -> None:
    ever = [a | b for a, b in zip(drawn(first()), drawn(second()), strict=True)]
    assert any(drawn(third()))
    assert all(now.isdisjoint(before) for now, before in zip(drawn(third()), ever, strict=True))


@pytest.mark.parametrize("suite", [1, 2])
@pytest.mark.parametrize("depth", [second, third])
@pytest.mark.parametrize("public", [False, True])
def test_anybody_can_check_it(depth, suite: int, public: bool) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 a cached function; a parameter
    files = public_of(depth(2, suite)) if public else depth(2, suite)
    report = verify(unpack(pack(files)))
    assert report.problems == []
    assert BEHIND in report.checked


def test_the_lists_and_their_roots_are_those_of_the_first_draw() -> None:
    before, now = read_manifest(first()["manifest.json"]), read_manifest(second()["manifest.json"])
    assert (now.pool, now.lines, now.counts) == (before.pool, before.lines, before.counts)
    assert second()["pool.jsonl"] == first()["pool.jsonl"]
    assert now.heading.codes == {**before.heading.codes, **LOSSES}


def test_what_the_public_bundle_opens_was_owed_by_some_draw_of_the_chain() -> None:
    def opened(files: Files) -> set[str]:
        return {json.loads(line)["sid"] for line in public_of(files)["pool.jsonl"].splitlines() if b'"open"' in line}

    assert opened(first()) <= opened(second()) <= opened(third())


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ([Lost(0, "S9999", "gone")], "不在该计划行公布的名单里"),
        ([Lost(99, "S0001", "gone")], "递补名单"),
        ([Lost(0, lost_of(first())[0].sid, "why")], "递补名单"),
        ([lost_of(first())[0]] * 2, "递补名单"),
        ([], "递补名单"),
    ],
)
def test_only_who_was_drawn_in_the_open_is_replaced(lost: list[Lost], said: str) -> None:
    with pytest.raises(DrawError, match=said):
        freeze_replacement(Heading("D-3", codes=LOSSES), first(), lost)


def test_a_stratum_without_anybody_left_is_named_before_anybody_commits() -> None:
    """A low ticket of a stratum that was taken whole stands among the drawn, and nobody is left to come instead."""
    line = Line("L1", (Stratum("A", 1, 4), Stratum("D", 1, 1)))
    pool = [Subject(f"S{n:02}", {0: Cell("D" if n % 4 == 0 else "A")}) for n in range(60)]
    files = write_full(run(freeze_subjects(heading(), [line], pool, SALT_KEY)))
    whole = [sid for sid in drawn(files)[0] if int(sid[1:]) % 4 == 0]
    assert whole
    for sid in whole:
        with pytest.raises(DrawError, match="没有可递补"):
            freeze_replacement(Heading("D-3", codes=LOSSES), files, [Lost(0, sid, "gone")])


def test_nobody_is_lost_twice() -> None:
    with pytest.raises(DrawError, match="不在该计划行公布的名单里"):
        freeze_replacement(Heading("D-4", codes=LOSSES), second(), lost_of(first()))


@pytest.mark.parametrize("other", [lambda: write_full(run(double_frame())), lambda: write_full(run(officer_frame()))])
def test_only_a_draw_of_subjects_is_replaced_in(other) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 a maker
    with pytest.raises((DrawError, IndexError)):
        freeze_replacement(Heading("D-3", codes=LOSSES), other(), [Lost(0, "S0001", "gone")])


def test_a_frame_is_kept_and_read_again() -> None:
    frame = freeze_replacement(Heading("D-3", codes=LOSSES), second(), lost_of(second()))
    assert Frame.from_files(frame.to_files()) == frame


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", ["first/manifest.json", "first/seed.json", "first/result.json", "first/assignment.json"])
def test_every_byte_behind_is_bound(name: str, public: bool) -> None:
    files = public_of(second()) if public else second()
    for place in range(0, len(files[name]), 7):
        changed = bytearray(files[name])
        changed[place] ^= 1
        assert verify(files | {name: bytes(changed)}).problems, place


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", ["first/manifest.json", "first/seed.json", "first/result.json", "first/assignment.json"])
def test_a_file_behind_that_is_missing_is_missed(name: str, public: bool) -> None:
    files = public_of(second()) if public else second()
    assert name in verify({one: content for one, content in files.items() if one != name}).problems[0]


def test_another_draw_behind_is_refused() -> None:
    other = {name: content for name, content in first(2).items() if name in SIX[:1] + SIX[3:]}
    assert "不是所递补的那次抽取" in verify(second() | {f"first/{name}": content for name, content in other.items()}).problems[0]


def test_the_draw_behind_has_the_number_the_result_and_the_list_that_are_named() -> None:
    now, before = read_manifest(second()["manifest.json"]), read_manifest(first()["manifest.json"])
    result = first()["result.json"]
    demand_behind(now, before, result)
    others = [
        (now, replace(before, kind=Kind.DOUBLE), result),
        (now, replace(before, heading=replace(before.heading, draw="D-9")), result),
        (now, replace(before, pool=before.pool._replace(root=bytes(32))), result),
        (now, replace(before, lines=before.lines[::-1]), result),
        (now, replace(before, counts=before.counts[:-1]), result),
        (now, before, second()["result.json"]),
        (replace(now, first=None), before, result),
        (replace(now, heading=replace(now.heading, suite=2)), before, result),
    ]
    for manifest, behind, said in others:
        with pytest.raises(DrawError, match="不是所递补的那次抽取"):
            demand_behind(manifest, behind, said)


@pytest.mark.parametrize("wrong", ["somebody again", "too many"])
def test_a_published_replacement_draws_nobody_again_and_no_more_than_were_lost(wrong: str) -> None:
    files, number = public_of(second()), 0
    result = json.loads(files["result.json"])
    came, before = drawn(second())[number], drawn(first())[number]
    stranger = next(json.loads(row)["sid"] for row in files["pool.jsonl"].splitlines() if json.loads(row)["sid"] not in came | before)
    sids = {*sorted(came)[1:], min(before)} if wrong == "somebody again" else came | {stranger}
    key = key_of(SHA256, bytes.fromhex(json.loads(files["seed.json"])["seed"]), "select")
    queue = sorted(sids, key=lambda sid: ticket_of(SHA256, key, sid))
    result["lines"][number] |= {"cut": "0" * 64, "drawn": queue, "selected": len(queue)}
    (problem,) = verify(files | mended(SHA256, result, json.loads(files["assignment.json"]))).problems
    assert problem.startswith(f"result.json {result['lines'][number]['id']}：递补了抽过的人，或多于所缺")


def test_a_draw_behind_that_was_forged_whole_does_not_give_its_result() -> None:
    """The manifest of the replacement names the forged result; replaying the first draw finds it out."""
    result = json.loads(first()["result.json"])
    line = next(line for line in result["lines"] if len(line["drawn"]) > 1)
    line["drawn"] = line["drawn"][:-1]
    forged = first() | {"result.json": write_file(result)}
    with pytest.raises(DrawError, match="与重新抽取的结果不同"):
        freeze_replacement(Heading("D-3", codes=LOSSES), forged, lost_of(first()))


def test_a_plain_draw_names_nobody_lost_and_its_manifest_is_written_as_ever() -> None:
    assert b'"lost"' not in first()["manifest.json"]
    terms = read_manifest(second()["manifest.json"])
    with pytest.raises(DrawError, match="递补名单"):
        write_manifest(replace(terms, lost=()))
    with pytest.raises(DrawError, match="递补名单"):
        write_manifest(replace(terms, first=None))


def test_files_behind_belong_to_a_bundle() -> None:
    assert belongs("first/manifest.json")
    assert belongs("first/first/seed.json")
    assert not belongs("first/pool.jsonl")
    assert not belongs("first/")
    assert not belongs("other/manifest.json")
    assert heading().draw == "D-1"
