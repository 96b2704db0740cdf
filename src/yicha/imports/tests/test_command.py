"""`yicha subjects import`: exit codes, the one JSON object, and what a dry run leaves (nothing)."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from yicha.imports.batch.command import run
from yicha.imports.cli import add_commands
from yicha.imports.models import Import
from yicha.imports.tests.sheets import CODES, WRONG, line, register, sheet
from yicha.kernel.command_line import BadInput, CannotRun
from yicha.kernel.models import Entry
from yicha.orgs.testing import COUNTY, make_region

pytestmark = pytest.mark.django_db
KEYS = ["rows", "valid", "refused", "new", "changed", "unchanged", "skipped", "warnings", "duplicates", "duplicate_groups", "problems"]


@pytest.fixture(autouse=True)
def region() -> None:
    make_region()


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Asks with a file of these bytes: exit code and what was printed."""

    def ask(content: bytes, *options: str, name: str = "名录.csv") -> tuple[int, str]:
        path = tmp_path / name
        path.write_bytes(content)
        parser = ArgumentParser()
        add_commands(parser.add_subparsers())
        code = run(parser.parse_args(["subjects", "import", str(path), "--region", COUNTY, *options]))
        return code, capsys.readouterr().out

    return ask


def test_a_good_file_comes_in(asked: Any) -> None:
    code, out = asked(sheet(line(1), line(2)), "--json")
    told = json.loads(out)
    assert [key for key in KEYS if key not in told] == []
    assert (code, told["new"], told["imported"], len(register())) == (0, 2, 2, 2)
    assert asked(sheet(line(1), line(2))) == (
        0,
        "新增 new 0 · 修改 changed 0 · 没有变化 unchanged 2 · 拒绝 refused 0\n没有要导入的 · nothing to import\n",
    )


def test_a_refused_row_keeps_the_file_out_unless_the_valid_are_taken(asked: Any) -> None:
    content = sheet(line(1), ["甲店", WRONG, "", ""])
    code, out = asked(content, "--json")
    assert (code, json.loads(out)["imported"], register()) == (1, 0, {})
    code, out = asked(content, "--json", "--accept-valid")
    assert (code, json.loads(out)["imported"], list(register())) == (0, 1, [CODES[1]])


@pytest.mark.parametrize("extra", [[], ["--accept-valid"]])
def test_a_dry_run_leaves_nothing(asked: Any, extra: list[str]) -> None:
    before = Entry.objects.count()
    code, out = asked(sheet(line(1), ["甲店", WRONG, "", ""]), "--json", "--dry-run", *extra)
    assert (code, json.loads(out)["refused"], json.loads(out)["imported"]) == (int(not extra), 1, 0)
    assert (register(), Import.objects.count(), Entry.objects.count()) == ({}, 0, before)


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b""), ("a.pdf", b"%PDF-1"), ("a.csv", b"x,y\n1,2\n"), ("a.xlsx", b"PK\x03\x04junk")]
)
def test_what_cannot_be_read_is_one_line_with_the_place(asked: Any, name: str, content: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        asked(content, name=name)
    assert name in refused.value.line()
    assert "\n" not in refused.value.line()


def test_an_unknown_region_is_said(asked: Any) -> None:
    with pytest.raises(CannotRun, match="--region"):
        asked(sheet(line(1)), "--region", "999999")
