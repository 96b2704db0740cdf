"""`yicha programme build` on bad input, in a bad folder, on a full disk: one line that names the place, and nothing is left behind."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from yicha.config.cli import main
from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import Sheet, write_workbook
from yicha.planning.batch import outputs
from yicha.planning.tests.files import MARKET, Capture, Files, Written, names, one_line, rich, tree
from yicha.subjects.testing import subject_row


def with_plans(folder: Path, header: list[str], *rows: list[str]) -> None:
    write_workbook(folder / "plans.xlsx", [Sheet("计划行", header, rows)])


HEADER = ["部门", "计划行编号", "事项编码", "事项名称", "检查类别", "对象范围", "抽取方式", "比例", "时间窗", "最少人数"]
ROW = [MARKET, "SC-01", "I-1", "检查", "食品", "TRUE", "随机", "5%", "2026-03-02/2026-06-26", ""]


def changed(**cells: str) -> list[str]:
    return [cells.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True)]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([changed(对象范围="EXTRACT(year FROM reg_date) = 2020")], ["plans.xlsx", "计划行", "第 2 行", "对象范围"]),
        ([changed(对象范围="scope LIKE '%餐饮%' AND")], ["plans.xlsx", "第 2 行", "对象范围"]),
        ([changed(抽取方式="抓阄")], ["第 2 行", "抽取方式", "随机"]),
        ([changed(比例="五成")], ["第 2 行", "比例"]),
        ([changed(比例="120%")], ["第 2 行", "比例"]),
        ([changed(比例="")], ["第 2 行", "比例"]),
        ([changed(时间窗="2026-06-26/2026-03-02")], ["第 2 行", "时间窗"]),
        ([changed(时间窗="2025-03-02/2025-06-26")], ["第 2 行", "时间窗", "2026 年"]),
        ([changed(时间窗="2026-02-16/2026-02-20")], ["第 2 行", "时间窗", "2026 年"]),  # holidays all of it
        ([changed(最少人数="1")], ["第 2 行", "最少人数", "不得少于 2 人"]),
        ([ROW, changed(比例="6%")], ["第 3 行", "duplicate_in_file"]),
        ([changed(抽取方式="名单")], ["第 2 行", "名单"]),
        ([], ["plans.xlsx", "没有数据行"]),
    ],
)
def test_a_bad_plan_line_is_one_line_that_names_its_cell(
    rows: list[list[str]], told: list[str], small: Written, tmp_path: Path, capsys: Capture
) -> None:
    with_plans(small.folder, HEADER, *rows)
    assert small.build(tmp_path / "out") == 2
    said = one_line(capsys)
    assert [word for word in told if word not in said] == []
    assert not (tmp_path / "out").exists()


def spoil(small: Written, name: str, content: bytes | None) -> None:
    path = small.folder / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)


@pytest.mark.parametrize("name", ["subjects.xlsx", "officers.xlsx", "plans.xlsx"])
@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no workbook", b"\x00\x01\x02"])
def test_a_missing_or_unreadable_workbook_is_named(
    name: str, content: bytes | None, small: Written, tmp_path: Path, capsys: Capture
) -> None:
    spoil(small, name, content)
    assert small.build(tmp_path / "out") == 2
    assert name in one_line(capsys)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + bytes(64) + b"PAR1", b"name\nx"])
def test_a_damaged_register_in_parquet_is_named(content: bytes, small: Written, tmp_path: Path, capsys: Capture) -> None:
    register = small.folder / "register.parquet"
    register.write_bytes(content)
    command = small.command(tmp_path / "out")
    command[command.index("--subjects") + 1] = str(register)
    assert main(command) == 2
    assert "register.parquet" in one_line(capsys)


def test_other_columns_are_not_a_register(small: Written, tmp_path: Path, capsys: Capture) -> None:
    write_workbook(small.folder / "subjects.xlsx", [Sheet("表", ["甲", "乙"], [["一", "二"]])])
    assert small.build(tmp_path / "out") == 2
    assert "subjects.xlsx" in one_line(capsys)


def test_one_code_of_two_enterprises_names_the_rows(tmp_path: Path, capsys: Capture) -> None:
    twice = [subject_row(1, sid="S-1"), subject_row(2, sid="S-1")]
    assert replace(Files(), subjects=twice).write(tmp_path / "in").build(tmp_path / "out") == 2
    said = one_line(capsys)
    assert "subjects.xlsx" in said
    assert "conflict" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--year", "1999"], "1999"),
        (["--year", "2023"], "2023"),
        (["--year", "26"], "--year"),
        (["--year", "abcd"], "--year"),
        (["--seed", "12"], "--seed"),
        (["--seed", "zz" * 32], "--seed"),
        (["--from", "2025-12-31"], "2025-12-31"),
        (["--from", "春节"], "--from"),
    ],
)
def test_bad_words_are_one_line_and_exit_2(words: list[str], told: str, small: Written, tmp_path: Path, capsys: Capture) -> None:
    assert small.build(tmp_path / "out", *words) == 2
    assert told in one_line(capsys)
    assert not (tmp_path / "out").exists()


def test_bad_input_is_an_object_for_programs(small: Written, tmp_path: Path, capsys: Capture) -> None:
    with_plans(small.folder, HEADER, changed(最少人数="1"))
    assert small.build(tmp_path / "out", "--json") == 2
    problem = json.loads(capsys.readouterr().out)["problem"]
    assert problem | {"message": "", "mend": ""} == {
        "file": "plans.xlsx",
        "sheet": "计划行",
        "row": 2,
        "column": "最少人数",
        "message": "",
        "mend": "",
    }


def test_a_folder_with_other_files_is_left_alone(small: Written, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "说明.txt").write_text("不要动", encoding="utf-8")
    before = tree(out)
    assert small.build(out) == 2
    assert "说明.txt" in one_line(capsys)
    assert tree(out) == before
    assert small.build(small.folder) == 2
    assert "history.xlsx" in one_line(capsys)


def test_a_file_is_no_folder(small: Written, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    assert small.build(tmp_path / "out") == 2
    assert "不是文件夹" in one_line(capsys)


@pytest.fixture
def narrow_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 96 kB."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "none", str(place)], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path, narrow_disk: Path, capsys: Capture) -> None:
    written = rich().write(tmp_path / "in")
    assert written.build(narrow_disk / "out") == 1
    assert "磁盘空间不足" in capsys.readouterr().err
    assert names(narrow_disk) == set()
    assert written.build(narrow_disk) == 1  # the disk itself, which cannot be taken away
    assert names(narrow_disk) == set()


def test_require_free_names_what_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "programme.json").write_text("{}", encoding="utf-8")
    outputs.require_free(tmp_path)
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(BadInput, match=r"a\.txt"):
        outputs.require_free(tmp_path)
