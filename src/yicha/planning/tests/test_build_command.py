"""`yicha programme build|template`: the folder whole or not at all, equal bytes, one line for whatever is wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yicha.config.cli import main
from yicha.engines.programme_check import Breach
from yicha.kernel.tables import RawRows, Reading, read_rows
from yicha.orgs.workbooks import read_officers, write_officers
from yicha.planning.batch import build, outputs
from yicha.planning.tests.files import (
    FIRE,
    MARKET,
    SEED,
    YEAR,
    Capture,
    Files,
    Written,
    names,
    one_line,
    plan_line,
    read_json,
    reversed_files,
    rich,
    teams,
    tree,
)
from yicha.planning.workbooks import read_history, read_plans, write_plans
from yicha.subjects.workbooks import read_subjects, write_subjects

WRITTEN = {"draws", "instance.json", "programme.json", "programme.xlsx", "report.html"}
FIGURES = ["demands", "alone_doors", "doors", "lower_bound", "unplaced", "unplaced_bound", "repeat_visited", "department_visits"]
SECONDS = re.compile(rb"[\d.]+ (s|\xe7\xa7\x92)|\d+ MB")


def test_all_that_the_contract_promises_stands_in_the_folder(tmp_path: Path, capsys: Capture) -> None:
    written, out = rich().write(tmp_path / "in"), tmp_path / "out"
    assert written.build(out, "--json", history=True) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert list(told)[:10] == [*FIGURES, "seconds", "peak_mb"]
    assert (told["unknown"], told["provisional"], told["notices"]) == (1, False, 0)
    assert names(out) == WRITTEN
    assert names(out / "draws") == {"subjects", "officers"}
    programme = read_json(out / "programme.json")
    assert programme["summary"] == {name: told[name] for name in FIGURES}
    assert {"seconds", "peak_mb"}.isdisjoint({*programme, *programme["summary"]})
    assert "证件已过期" in said.err
    assert "回避主体不在名录" in said.err
    assert "已检查的主体不在名录" in said.err


def test_whoever_gets_the_folder_can_check_it(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out"
    assert rich().write(tmp_path / "in").build(out, history=True) == 0
    assert main(["programme", "check", str(out / "instance.json"), str(out / "programme.json")]) == 0
    for draw in ("subjects", "officers"):
        capsys.readouterr()
        assert main(["draw", "verify", str(out / "draws" / draw)]) == 0
        assert "未经见证" in capsys.readouterr().out
    again = tmp_path / "again.json"
    assert main(["programme", "solve", str(out / "instance.json"), "--out", str(again)]) == 0
    assert again.read_bytes() == (out / "programme.json").read_bytes()


def test_people_are_told_in_both_languages(small: Written, tmp_path: Path, capsys: Capture) -> None:
    assert small.build(tmp_path / "out") == 0
    said = capsys.readouterr()
    assert "少打扰" in said.out
    assert "spared" in said.out
    assert "未经见证" in said.out
    assert "筛选名录 · pools" in said.err


def plain_report(content: bytes) -> bytes:
    return SECONDS.sub(b"", content)


def test_two_runs_differ_in_the_seconds_of_the_report_only(tmp_path: Path) -> None:
    written, found = rich().write(tmp_path / "in"), []
    for hash_seed in "12":
        out = tmp_path / f"out{hash_seed}"
        environment = {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": ":".join(sys.path), "PATH": os.environ["PATH"]}
        command = [sys.executable, "-m", "yicha", *written.command(out, history=True)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        found.append(tree(out))
    one, other = found
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name] and name != "report.html"] == []
    assert plain_report(one["report.html"]) == plain_report(other["report.html"])


def test_the_order_of_rows_in_the_workbooks_changes_no_decision(tmp_path: Path) -> None:
    outs = [tmp_path / "a", tmp_path / "b"]
    for files, out in zip((rich(), reversed_files(rich())), outs, strict=True):
        assert files.write(tmp_path / f"in-{out.name}").build(out, history=True) == 0
    one, other = map(tree, outs)
    decisive = [name for name in one if name.endswith(".json") or name.startswith("draws/")]
    assert len(decisive) == 16
    assert [name for name in decisive if one[name] != other[name]] == []


def test_without_a_seed_one_is_made_and_written_down(small: Written, tmp_path: Path) -> None:
    made, again = tmp_path / "made", tmp_path / "again"
    assert small.build(made, seed=None) == 0
    kept = read_json(made / "seed.json")
    assert kept["participant"] == "cli"
    assert re.fullmatch("[0-9a-f]{64}", kept["seed"])
    assert small.build(again, seed=kept["seed"]) == 0
    assert names(made) - names(again) == {"seed.json"}
    assert (made / "programme.json").read_bytes() == (again / "programme.json").read_bytes()
    assert tree(made / "draws") == tree(again / "draws")
    assert small.build(tmp_path / "third", seed=None) == 0
    assert read_json(tmp_path / "third" / "seed.json") != kept


def test_a_later_run_replaces_all_that_an_earlier_one_left(small: Written, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    assert small.build(out, "--notices", seed=None) == 0
    assert {"notices", "seed.json"} < names(out)
    assert small.build(out) == 0
    assert small.build(fresh) == 0
    assert names(out) == WRITTEN
    assert (out / "programme.json").read_bytes() == (fresh / "programme.json").read_bytes()


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the workbook is written: the JSON files and the draws are there already."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(outputs, "write_workbook", stop)


@pytest.mark.usefixtures("interrupted")
def test_an_interrupted_run_leaves_no_folder(small: Written, tmp_path: Path, capsys: Capture) -> None:
    assert small.build(tmp_path / "out") == 130
    assert not (tmp_path / "out").exists()
    assert "已中断" in capsys.readouterr().err


def test_an_interrupted_run_leaves_the_earlier_one_as_it_was(small: Written, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    out = tmp_path / "out"
    assert small.build(out) == 0
    before = tree(out)
    request.getfixturevalue("interrupted")
    assert small.build(out, seed="5b" * 32) == 130
    assert tree(out) == before


def test_what_a_killed_run_left_is_swept_away(small: Written, tmp_path: Path) -> None:
    left = tmp_path / "out" / outputs.UNFINISHED
    left.mkdir(parents=True)
    (left / "programme.json").write_text("{}", encoding="utf-8")
    assert small.build(tmp_path / "out") == 0
    assert names(tmp_path / "out") == WRITTEN


@pytest.mark.parametrize("as_json", [False, True])
def test_a_programme_that_the_checker_refuses_is_never_written(
    small: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, *, as_json: bool
) -> None:
    monkeypatch.setattr(build, "check", lambda *_: [Breach("P-4", "V1", "不在窗口", "not in the window")])
    assert small.build(tmp_path / "out", *(["--json"] if as_json else [])) == 1
    said = capsys.readouterr()
    assert "未通过独立核查" in said.err
    assert ("problem" in json.loads(said.out)) if as_json else said.out == ""
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("day", "files", "remark"),
    [
        (YEAR, replace(Files(), lines=(plan_line(), plan_line("X-1", "没有人的部门"))), "没有人的部门"),
        (YEAR, replace(Files(), officers=teams(MARKET, valid_to=date(YEAR - 1, 6, 1))), "证件已过期"),
        (YEAR + 1, replace(Files(), lines=(plan_line(window=(date(YEAR + 1, 3, 1), date(YEAR + 1, 6, 1))),)), "暂定"),
        (YEAR, replace(Files(), lines=(plan_line(selection="list", ratio="", sids=("NOBODY",)),)), "名单查无"),
        (YEAR, replace(Files(), lines=(plan_line(not_with=(("XF-99", "采样"),)), plan_line("XF-01", FIRE))), "XF-99"),
    ],
)
def test_what_stops_nothing_is_said_all_the_same(day: int, files: Files, remark: str, tmp_path: Path, capsys: Capture) -> None:
    assert files.write(tmp_path / "in").build(tmp_path / "out", year=day) == 0
    said = capsys.readouterr()
    assert remark in said.err + said.out


READERS: dict[str, Callable[[RawRows], Reading[Any]]] = {
    "history.xlsx": read_history,
    "officers.xlsx": read_officers,
    "plans.xlsx": read_plans,
    "subjects.xlsx": read_subjects,
}


def test_templates_are_the_empty_workbooks(tmp_path: Path, capsys: Capture) -> None:
    assert main(["programme", "template", "--out", str(tmp_path / "empty"), "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert sorted(files) == list(READERS)
    for name, read in READERS.items():
        found = read(read_rows(tmp_path / "empty" / name))
        assert (found.rows, found.problems) == ((), [])
    written = Written(tmp_path / "empty")
    assert written.build(tmp_path / "out") == 2
    assert "没有数据行" in one_line(capsys)


def test_a_template_never_replaces_what_somebody_has_filled_in(tmp_path: Path, capsys: Capture) -> None:
    words = ["programme", "template", "--out", str(tmp_path)]
    assert main(words) == 0
    assert main(words) == 0  # nothing was filled in yet
    capsys.readouterr()
    Files().write(tmp_path)
    before = tree(tmp_path)
    assert main(words) == 2
    assert "subjects.xlsx" in one_line(capsys)
    assert tree(tmp_path) == before


def test_workbooks_may_be_csv_of_either_encoding(small: Written, tmp_path: Path) -> None:
    write_subjects(tmp_path / "subjects.csv", Files().subjects)
    write_officers(tmp_path / "officers.csv", Files().officers)
    write_plans(tmp_path / "plans.csv", Files().lines)
    plans = tmp_path / "plans.csv"
    plans.write_bytes(plans.read_text(encoding="utf-8-sig").encode("gb18030"))
    command = [word.replace(str(small.folder), str(tmp_path)).replace(".xlsx", ".csv") for word in small.command(tmp_path / "csv")]
    assert main(command) == 0
    assert small.build(tmp_path / "xlsx") == 0
    assert (tmp_path / "csv/programme.json").read_bytes() == (tmp_path / "xlsx/programme.json").read_bytes()


def test_the_seed_is_read_in_capitals_too(small: Written, tmp_path: Path) -> None:
    assert small.build(tmp_path / "a", seed=SEED.upper()) == 0
    assert small.build(tmp_path / "b") == 0
    assert tree(tmp_path / "a" / "draws") == tree(tmp_path / "b" / "draws")
