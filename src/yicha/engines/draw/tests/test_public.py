"""Explanations of low tickets in a public bundle: kept back, made up, or given without need."""

import json
from typing import Any

import pytest

from yicha.engines.draw.canonical import write_lines
from yicha.engines.draw.columns import split
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.pool import write_public
from yicha.engines.draw.tests.making import run
from yicha.engines.draw.tests.tiny import OPENED, SECRET, TINY, TINY_PUBLIC, Files, tiny_frame
from yicha.engines.draw.verification import verify


def public_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in TINY_PUBLIC["pool.jsonl"].splitlines()]


def with_rows(rows: list[dict[str, Any]], name: str = "pool.jsonl") -> Files:
    return TINY_PUBLIC | {name: write_lines(rows)}


def commitments() -> dict[str, str]:
    lists = run(tiny_frame(), (SECRET,)).lists
    return {sid: leaf.hex() for sid, leaf in zip(lists.pool.sids, split(lists.leaves), strict=True)}


def test_an_explanation_kept_back_is_refused() -> None:
    rows = [{"com": commitments()[OPENED], "sid": OPENED} if row["sid"] == OPENED else row for row in public_rows()]
    assert verify(with_rows(rows)).problems[0].startswith(f"{OPENED} 低于 L 的切线，未抽中也未说明")


def test_a_leaf_opened_without_need_is_refused() -> None:
    suite = read_manifest(TINY["manifest.json"]).suite
    lists = run(tiny_frame(), (SECRET,)).lists
    for sid in set(lists.pool.sids) - {OPENED}:
        forged = TINY_PUBLIC | {"pool.jsonl": write_public(suite, lists.pool, lists.leaves, {OPENED, sid})}
        assert "多开了一户" in verify(forged).problems[0]


@pytest.mark.parametrize(
    "change",
    [{"open": {}}, {"open": {"x1": [0]}}, {"open": {"": [0]}}, {"salt": "0" * 32}, {"lock": "0" * 64}],
)
def test_another_explanation_does_not_fit_the_root(change: dict[str, Any]) -> None:
    rows = [row | change if row["sid"] == OPENED else row for row in public_rows()]
    assert "与清单中的名录根不符" in verify(with_rows(rows)).problems[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"open": {"x9": [0]}}, "没有这个排除代码"),
        ({"open": {"x1": [1]}}, "没有这一计划行"),
        ({"open": {"x1": [0], "x2": [0]}}, "同一计划行出现两次"),
        ({"open": {"x1": []}}, "递增的列表"),
        ({"open": {"x1": [0, 0]}}, "递增的列表"),
        ({"open": {"x1": [-1]}}, "整数"),
        ({"open": {"x1": [True]}}, "整数"),
        ({"open": {"x1": 0}}, "列表"),
        ({"open": {"x 1": [0]}}, "标签"),
        ({"open": []}, "对象"),
        ({"salt": "00"}, "16 字节"),
        ({"more": 1}, "多出 more"),
    ],
)
def test_an_explanation_of_another_shape_is_refused(change: dict[str, Any], said: str) -> None:
    rows = [row | change if row["sid"] == OPENED else row for row in public_rows()]
    assert said in verify(with_rows(rows)).problems[0]


@pytest.mark.parametrize(
    ("row", "said"),
    [({"com": "00", "sid": "S0"}, "32 字节"), ({"com": "0" * 64}, "缺少 sid"), ({"com": "0" * 64, "sid": "s"}, "编号"), ({}, "缺少 lock")],
)
def test_public_rows_have_their_shape(row: dict[str, Any], said: str) -> None:
    assert said in verify(with_rows([row, *public_rows()[1:]])).problems[0]


@pytest.mark.parametrize(
    ("row", "said"),
    [({"com": "00", "pid": "0" * 32}, "32 字节"), ({"com": "0" * 64, "pid": "0" * 31}, "16 字节"), ({"pid": "0" * 32}, "缺少 com")],
)
def test_public_officers_have_their_shape(row: dict[str, Any], said: str) -> None:
    officers = [json.loads(line) for line in TINY_PUBLIC["officers.jsonl"].splitlines()]
    assert said in verify(with_rows([row, *officers[1:]], "officers.jsonl")).problems[0]


def test_one_row_too_few_is_counted() -> None:
    assert "有 5 行，清单说 6 行" in verify(with_rows(public_rows()[1:])).problems[0]
