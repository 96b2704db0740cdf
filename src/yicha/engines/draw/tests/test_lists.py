"""Lists and manifests that an operator committed to properly but that hold what they may not: each is refused by name."""

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from yicha.engines.draw.canonical import write_file, write_lines
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.frame import Frame
from yicha.engines.draw.lists import read_lists
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.officers import minutes_in
from yicha.engines.draw.pool import read_pool
from yicha.engines.draw.tests import twin
from yicha.engines.draw.tests.making import DRAND, double_frame, officer_frame, participants_of, subject_frame
from yicha.engines.draw.types import Officer, Week

Row = dict[str, Any]
Change = Callable[[Row, list[Row], list[Row]], object]
FRAMES = {"double": double_frame(3, subjects=6), "officers": officer_frame(2, visits=3, officers=3)}


def committed(frame: Frame, change: Change) -> tuple[bytes, bytes, bytes]:
    """Manifest and lists after a change of (manifest, pool rows, officer rows), with hashes, roots and numbers made to fit."""
    manifest: Row = json.loads(frame.seal(participants_of(1, frame.manifest.heading.draw), DRAND))
    pool, officers = twin.rows_of(frame.pool), twin.rows_of(frame.officers)
    change(manifest, pool, officers)
    entries = [
        [(row.get("sid", ""), twin.leaf(1, row) if {"pepper", "salt", "sealed", "open"} <= row.keys() else bytes(32)) for row in pool],
        [(twin.pid_of(1, row), twin.officer_leaf(1, row)) for row in officers],
    ]
    files = []
    for name, rows, entry in zip(("pool", "officers"), (pool, officers), entries, strict=True):
        content = write_lines(rows)
        root = twin.root(1, manifest[name]["dir"], entry)
        manifest[name] |= {"hash": twin.sha256(content).hex(), "n": len(rows), "root": root.hex()}
        files.append(content)
    return write_file(manifest), files[0], files[1]


def read(frame: Frame, change: Change) -> None:
    manifest, pool, officers = committed(frame, change)
    read_lists(read_manifest(manifest), pool, officers)


def nothing(*_: object) -> None:
    """An honest operator."""


def put(place: str, value: object) -> Change:
    """Set a value: `manifest.lines.0.id`, `pool.0.open`, `officers.1.record.minutes`; `...` deletes."""

    def change(manifest: Row, pool: list[Row], officers: list[Row]) -> None:
        target: Any = {"manifest": manifest, "pool": pool, "officers": officers}
        *way, last = place.split(".")
        for step in way:
            target = target[int(step)] if isinstance(target, list) else target[step]
        key: Any = int(last) if isinstance(target, list) else last
        if value is ...:
            del target[key]
        else:
            target[key] = copy.deepcopy(value)

    return change


@pytest.mark.parametrize("kind", FRAMES)
def test_the_tool_changes_nothing_by_itself(kind: str) -> None:
    frame = FRAMES[kind]
    manifest, pool, officers = committed(frame, nothing)
    assert (pool, officers) == (frame.pool, frame.officers)
    assert read_manifest(manifest).pool == frame.manifest.pool
    read(frame, nothing)


BAD_MANIFESTS = [
    ("algorithm", "VDR2", "应是VDR1"),
    ("suite", 3, "没有第 3 号算法套件"),
    ("suite", "1", "整数"),
    ("suite", True, "整数"),
    ("kind", "both", "应是subjects或officers或double"),
    ("draw", "d1", "编号"),
    ("draw", "", "编号"),
    ("title", None, "文本"),
    ("title", ..., "缺少 title"),
    ("overhead", -1, "不小于 0 的整数"),
    ("codes", [], "对象"),
    ("codes", {"a b": "x"}, "标签"),
    ("codes", {"x1": 1}, "文本"),
    ("times", {"截止": "x"}, "标签"),
    ("weeks", {"00": ["2026-01-01", "2026-01-07", 5]}, "十进制数"),
    ("weeks", {"x": ["2026-01-01", "2026-01-07", 5]}, "十进制数"),
    ("weeks", {"0": ["2026-01-01", "2026-1-7", 5]}, "日期"),
    ("weeks", {"0": ["2026-01-01", "2026-02-30", 5]}, "日期"),
    ("weeks", {"0": ["20260101", "2026-01-07", 5]}, "日期"),
    ("weeks", {"0": [None, "2026-01-07", 5]}, "日期"),
    ("weeks", {"0": ["2026-01-01", "2026-01-07", -5]}, "整数"),
    ("weeks", {"0": ["2026-01-01", "2026-01-07"]}, "3 个值"),
    ("weeks", {"1": ["2026-01-01", "2026-01-07", 5]}, "只有第 0 周"),
    ("weeks", {}, "只有第 0 周"),
    ("participants", {}, "列表"),
    ("participants", [{"commitment": "00", "key": "", "name": ""}], "32 字节"),
    ("participants", [{"commitment": "0" * 64, "name": ""}], "缺少 key"),
    ("beacon", {"name": "x", "round": ""}, "缺少 fallback"),
    ("beacon", {"fallback": {"name": "x"}, "name": "x", "round": ""}, "缺少 round"),
    ("first", {"draw": "D", "result": ""}, "32 字节"),
    ("programme", 1, "小写十六进制"),
    ("programme", "AB", "小写十六进制"),
    ("programme", "abc", "小写十六进制"),
    ("log", {"key": "", "origin": "", "quorum": -1, "witnesses": []}, "整数"),
    ("log", [], "对象"),
    ("pool", {"dir": "D", "hash": "0" * 64, "n": 1}, "缺少 root"),
    ("pool", {"dir": "D", "hash": "0" * 64, "n": 1, "root": "0" * 64, "more": 1}, "多出 more"),
    ("pool.hash", "A" * 64, "小写十六进制"),
    ("pool.hash", "0" * 63, "32 字节"),
    ("pool.n", 1.5, "严格的 JSON"),
    ("lines", {}, "列表"),
    ("lines.0.strata.0", ["A", 1], "5 个值"),
    ("lines.0.strata.0.1", -1, "整数"),
    ("lines.0.strata.0.2", 0, "不小于 1 的整数"),
    ("lines.0.strata.0.3", None, "整数"),
    ("lines.0.strata.0.4", -1, "整数"),
    ("lines.0.strata.0.0", "B", "有重复"),
    ("lines.0.id", "L1", "有重复"),
    ("lines.0.total", -1, "整数"),
    ("lines.0.cover", [["a", -1]], "整数"),
    ("lines.0.cover", [["a"]], "2 个值"),
    ("lines.0.skills", "食品", "列表"),
    ("lines.0.officers", None, "整数"),
    ("lines.0.scope", ..., "缺少 scope"),
]


@pytest.mark.parametrize(("place", "value", "said"), BAD_MANIFESTS)
def test_a_manifest_of_another_shape_is_refused(place: str, value: object, said: str) -> None:
    manifest: Row = json.loads(FRAMES["double"].seal(participants_of(1, "D-1"), DRAND))
    put(f"manifest.{place}", value)(manifest, [], [])
    with pytest.raises(DrawError, match=said) as refusal:
        read_manifest(json.dumps(manifest).encode())
    assert str(refusal.value).startswith("manifest.json") or "套件" in said
    assert " · " in str(refusal.value)


def test_a_manifest_may_say_more_than_we_know() -> None:
    frame = FRAMES["double"]
    for place in ("manifest.more", "manifest.lines.0.more", "manifest.participants.0.more", "manifest.beacon.more"):
        read(frame, put(place, [1]))


def test_a_manifest_with_a_key_twice_is_refused() -> None:
    content = FRAMES["double"].seal((), DRAND)
    with pytest.raises(DrawError, match="严格的 JSON"):
        read_manifest(content.replace(b'"suite":1', b'"suite":2,"suite":1'))


def test_kinds_do_not_mix() -> None:
    with pytest.raises(DrawError, match="人员抽取不含计划行"):
        read(FRAMES["double"], put("manifest.kind", "officers"))
    with pytest.raises(DrawError, match="对象抽取不含人员和周次"):
        read(FRAMES["double"], put("manifest.kind", "subjects"))
    subjects = json.loads(subject_frame().seal((), DRAND))
    read_manifest(write_file(subjects))
    for change in ({"weeks": {"0": ["2026-01-01", "2026-01-07", 5]}}, {"officers": subjects["officers"] | {"n": 1}}):
        with pytest.raises(DrawError, match="对象抽取不含人员和周次"):
            read_manifest(write_file(subjects | change))
    with pytest.raises(DrawError, match="只有第 0 周"):
        read(FRAMES["officers"], put("manifest.kind", "double"))


GOOD_OPEN = {"": [0]}
BAD_POOLS = [
    ("pool.0.sid", "s", "pool.jsonl:1.sid：应是编号"),
    ("pool.0.salt", "00", "16 字节"),
    ("pool.0.pepper", "0" * 34, "16 字节"),
    ("pool.0.more", 1, "多出 more"),
    ("pool.0.pepper", ..., "缺少 pepper"),
    ("pool.0.open", [], "pool.jsonl:1.open：应是对象"),
    ("pool.0.open", {"": [9]}, "没有这一计划行"),
    ("pool.0.open", {"": []}, "至少 1 个"),
    ("pool.0.open", {"": [1, 0]}, "递增"),
    ("pool.0.open", {"": [0], "x1": [0]}, "同一计划行出现两次"),
    ("pool.0.open", {"zz": [0]}, "没有这个排除代码"),
    ("pool.0.sealed", None, "pool.jsonl:1.sealed：应是对象"),
    ("pool.0.sealed.attrs", "a", "列表"),
    ("pool.0.sealed.town", None, "文本"),
    ("pool.0.sealed.strata", {"甲": [0]}, "标签"),
    ("pool.0.sealed.weights", {"02": [0]}, "十进制数"),
    ("pool.0.sealed.more", 1, "多出 more"),
]


@pytest.mark.parametrize(("place", "value", "said"), BAD_POOLS)
def test_a_pool_of_another_shape_is_refused(place: str, value: object, said: str) -> None:
    with pytest.raises(DrawError, match=said.replace(".", r"\.")):
        read(FRAMES["double"], put(place, value))


def sealed(strata: object, weights: object) -> Change:
    """The first subject is eligible on line 0 only, with these strata and weights."""

    def change(manifest: Row, pool: list[Row], officers: list[Row]) -> None:
        before = pool[0]["open"]
        for code, numbers in before.items():
            for number in numbers:
                manifest["lines"][number]["members"] -= 1
                manifest["lines"][number]["eligible"] -= code == ""
        manifest["lines"][0]["members"] += 1
        manifest["lines"][0]["eligible"] += 1
        pool[0] |= {"open": GOOD_OPEN, "sealed": {"attrs": [], "strata": strata, "town": "", "weights": weights}}

    return change


@pytest.mark.parametrize(("strata", "weights"), [({"A": [0]}, {}), ({"A": [0]}, {"2": [0]}), ({"D": [0]}, {str(2**53 - 1): [0]})])
def test_strata_and_weights_that_fit_are_taken(strata: object, weights: object) -> None:
    read(FRAMES["double"], sealed(strata, weights))


@pytest.mark.parametrize(
    ("strata", "weights"),
    [
        ({}, {}),
        ({"A": [0, 1]}, {}),
        ({"A": [1]}, {}),
        ({"A": [0], "B": [0]}, {}),
        ({"*": [0]}, {}),
        ({"A": [0]}, {"2": [1]}),
        ({"A": [0]}, {"2": [0], "3": [0]}),
        ({"A": [0]}, {"1": [0]}),
        ({"A": [0]}, {"0": [0]}),
        ({"A": [0]}, {str(2**53): [0]}),
    ],
)
def test_strata_and_weights_that_do_not_fit_are_refused(strata: object, weights: object) -> None:
    with pytest.raises(DrawError, match=r"pool\.jsonl:1：分层或权重与所在计划行不符"):
        read(FRAMES["double"], sealed(strata, weights))


@pytest.mark.parametrize("field", ["members", "eligible"])
def test_a_line_must_count_its_subjects_rightly(field: str) -> None:
    count = json.loads(FRAMES["double"].seal((), DRAND))["lines"][0][field]
    for wrong in (count - 1, count + 1):
        with pytest.raises(DrawError, match="户数与名录不符"):
            read(FRAMES["double"], put(f"manifest.lines.0.{field}", wrong))


BAD_VISITS = [
    ("pool.0.open", {"": [0]}, "pool.jsonl:1.open：应为空"),
    ("pool.0.sealed.week", 14, "清单中没有第 14 周"),
    ("pool.0.sealed.week", "12", "整数"),
    ("pool.0.sealed.subject", "", "编号"),
    ("pool.0.sealed.slots", [["D", 60]], "3 个值"),
    ("pool.0.sealed.slots", [["D", -1, []]], "整数"),
    ("pool.0.sealed.slots", [["D", 60, "p"]], "列表"),
    ("pool.0.sealed.barred", [1], "文本"),
    ("pool.0.sealed.town", ..., "缺少 town"),
    ("pool.0.sealed.attrs", [], "多出 attrs"),
]


@pytest.mark.parametrize(("place", "value", "said"), BAD_VISITS)
def test_a_visit_of_another_shape_is_refused(place: str, value: object, said: str) -> None:
    with pytest.raises(DrawError, match=said.replace(".", r"\.")):
        read(FRAMES["officers"], put(place, value))


BAD_OFFICERS = [
    ("id", "", "非空文本"),
    ("id", 1, "非空文本"),
    ("salt", "0" * 30, "16 字节"),
    ("more", 1, "多出 more"),
    ("record.minutes", -1, "整数"),
    ("record.absent", [2, 1], "递增"),
    ("record.absent", [1, 1], "递增"),
    ("record.booked", {"12": [1]}, "2 个值"),
    ("record.booked", {"12": [1, -1]}, "整数"),
    ("record.booked", {"012": [1, 1]}, "十进制数"),
    ("record.skills", [None], "文本"),
    ("record.towns", None, "列表"),
    ("record.recused", {}, "列表"),
    ("record.recused", ["某企业"], "编号"),
    ("record.department", 7, "文本"),
    ("record.name", None, "文本"),
    ("record.valid_to", "2026-02-29", "日期"),
    ("record.valid_to", None, "日期"),
    ("record.phone", "1", "多出 phone"),
    ("record.name", ..., "缺少 name"),
]


@pytest.mark.parametrize(("place", "value", "said"), BAD_OFFICERS)
def test_an_officer_of_another_shape_is_refused(place: str, value: object, said: str) -> None:
    frame = FRAMES["officers"]
    pool, officers = twin.rows_of(frame.pool), twin.rows_of(frame.officers)
    put(f"officers.0.{place}", value)({}, pool, officers)
    manifest = json.loads(frame.seal((), DRAND))
    content = write_lines(officers)
    manifest["officers"]["hash"] = twin.sha256(content).hex()
    with pytest.raises(DrawError, match=said) as refusal:
        read_lists(read_manifest(write_file(manifest)), frame.pool, content)
    assert str(refusal.value).startswith("officers.jsonl:1")


def test_an_officer_may_not_stand_twice_under_two_salts() -> None:
    def twice(_: Row, __: list[Row], officers: list[Row]) -> None:
        officers.append(officers[0] | {"salt": "0" * 32})
        officers.sort(key=lambda row: twin.pid_of(1, row))

    with pytest.raises(DrawError, match="同一执法证号出现两次"):
        read(FRAMES["officers"], twice)


@pytest.mark.parametrize("name", ["pool", "officers"])
def test_rows_out_of_order_are_refused(name: str) -> None:
    def turn(_: Row, pool: list[Row], officers: list[Row]) -> None:
        {"pool": pool, "officers": officers}[name].reverse()

    with pytest.raises(DrawError, match=rf"{name}\.jsonl 第 2 行：顺序不对或重复"):
        read(FRAMES["officers"], turn)


@pytest.mark.parametrize("name", ["pool", "officers"])
def test_hash_number_and_root_must_all_fit(name: str) -> None:
    frame = FRAMES["officers"]
    manifest = json.loads(frame.seal((), DRAND))
    for field, value, said in (
        ("hash", "0" * 64, "指纹不符"),
        ("n", 99, "清单说 99 行"),
        ("root", "0" * 64, "名录根不符"),
        ("dir", "X", "名录根不符"),
    ):
        changed = copy.deepcopy(manifest)
        changed[name][field] = value
        with pytest.raises(DrawError, match=said):
            read_lists(read_manifest(write_file(changed)), frame.pool, frame.officers)


@pytest.mark.parametrize(
    ("officer", "days", "minutes"),
    [
        (Officer("O", "D", 1500), 5, 1500),
        (Officer("O", "D", 1500), 4, 1200),
        (Officer("O", "D", 1501), 1, 300),
        (Officer("O", "D", 1500), 0, 0),
        (Officer("O", "D", 1500, absent=(3,)), 5, 0),
        (Officer("O", "D", 1500, absent=(2, 4)), 5, 1500),
        (Officer("O", "D", 1500, valid_to=date(2026, 1, 18)), 5, 1500),
        (Officer("O", "D", 1500, valid_to=date(2026, 1, 17)), 5, 0),
    ],
)
def test_minutes_of_a_week(officer: Officer, days: int, minutes: int) -> None:
    assert minutes_in(officer, 3, Week(date(2026, 1, 12), date(2026, 1, 18), days)) == minutes


@pytest.mark.parametrize(
    "sealed",
    [b'{"b":1,"a":1}', b"{}x", b'{}\n{"sealed":{}'],
    ids=["not canonical", "no JSON", "broken in two"],
)
def test_what_only_looks_like_a_row_is_refused_by_its_number(sealed: bytes) -> None:
    row = b'{"open":{},"pepper":"%b","salt":"%b","sealed":%b,"sid":"%b"}\n'
    good, other = (row % (b"0" * 32, b"1" * 32, part, sid) for part, sid in ((b"{}", b"A"), (sealed, b"B")))
    assert read_pool(good).sids == ["A"]
    with pytest.raises(DrawError, match=r"pool\.jsonl:2"):
        read_pool(good + other)
