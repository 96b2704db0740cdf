"""`yicha programme solve|check` on files: exit codes, bytes, one line for people."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from yicha.config.cli import main
from yicha.engines.planning.tests.instances import county, instance, line


def written(path: Path, plain: Any) -> Path:
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return written(tmp_path / "instance.json", county(3, 60, lines=30))


def test_solve_then_check(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "programme.json"
    assert main(["programme", "solve", str(small), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert "少打扰" in said.out
    assert " · " in said.out
    figures = json.loads(out.read_text(encoding="utf-8"))["summary"]
    assert list(figures) == sorted(figures)
    assert {"seconds", "peak_mb"}.isdisjoint(figures)
    assert main(["programme", "check", str(small), str(out)]) == 0
    assert "lawful" in capsys.readouterr().out


def test_json_is_one_object_alone(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "programme.json"
    assert main(["programme", "solve", str(small), "--out", str(out), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    keys = ["demands", "alone_doors", "doors", "lower_bound", "unplaced", "unplaced_bound", "repeat_visited", "department_visits"]
    assert list(figures) == [*keys, "seconds", "peak_mb"]
    assert main(["programme", "check", str(small), str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"lawful": True, "breaches": []}


def test_what_was_published_stays(small: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first.json", tmp_path / "again.json"
    main(["programme", "solve", str(small), "--out", str(first)])
    visits = [row | {"state": "published"} for row in json.loads(first.read_text(encoding="utf-8"))["visits"]]
    closed = visits[-1]["subject"]
    plain = json.loads(small.read_text(encoding="utf-8"))
    plain |= {"previous": visits, "demands": [row for row in plain["demands"] if row["subject"] != closed]}
    assert main(["programme", "solve", str(written(tmp_path / "june.json", plain)), "--out", str(again)]) == 0
    kept = [row for row in visits if row["subject"] != closed]
    assert json.loads(again.read_text(encoding="utf-8"))["visits"] == kept


def test_two_runs_are_byte_equal(small: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "a.json", tmp_path / "b.json"]
    for seed, out in zip("12", outs, strict=True):
        command = [sys.executable, "-m", "yicha.config.cli", "programme", "solve", str(small), "--out", str(out)]
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        subprocess.run(command, env=environment, check=True, capture_output=True)
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_a_damaged_programme_is_refused(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "programme.json"
    main(["programme", "solve", str(small), "--out", str(out)])
    plain = json.loads(out.read_text(encoding="utf-8"))
    plain["visits"][0]["week"] = 7
    capsys.readouterr()
    assert main(["programme", "check", str(small), str(written(out, plain))]) == 1
    assert "P-4" in capsys.readouterr().out
    assert main(["programme", "check", str(small), str(out), "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["breaches"][0]["rule"] == "P-4"
    assert "P-4" in said.err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"working_days": [5]}', "\ufeff\ud800".encode("utf-8", "surrogatepass")])
def test_bad_input_is_one_line_and_exit_2(text: str | bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["programme", "solve", str(bad), "--out", str(tmp_path / "out.json")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "bad.json" in said.err
    assert not (tmp_path / "out.json").exists()
    assert main(["programme", "check", str(bad), str(bad)]) == 2


def test_missing_file_is_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "check", str(tmp_path / "none.json"), str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err


LOADED = """
import sys
from yicha.config.cli import main
assert main(sys.argv[1:]) == 0
print([name for name in ("numpy", "scipy", "ortools", "django") if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["solve", "check"])
def test_solvers_are_not_loaded_where_officers_are_plenty(command: str, tmp_path: Path) -> None:
    plain = written(tmp_path / "instance.json", instance([line("L0"), line("L1", "B")]))
    out = tmp_path / "programme.json"
    assert main(["programme", "solve", str(plain), "--out", str(out)]) == 0
    more = ["--out", str(out)] if command == "solve" else [str(out)]
    arguments = [sys.executable, "-c", LOADED, "programme", command, str(plain), *more]
    done = subprocess.run(arguments, env={"PYTHONPATH": ":".join(sys.path)}, check=True, capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "[]"
