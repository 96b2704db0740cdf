"""`yicha items template`."""

import json
from pathlib import Path

import pytest

from yicha.config.cli import main
from yicha.items.workbooks import COLUMNS
from yicha.kernel.tables import read_rows


def test_the_template_is_written_once_and_never_over_somebodys_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "items.xlsx"
    assert main(["items", "template", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"out": str(out)}
    header = next(iter(read_rows(out).rows)).cells
    assert [text.rstrip("*") for text in header] == [column.label for column in COLUMNS]
    assert main(["items", "template", "--out", str(out)]) == 0
    out.write_bytes(b"mine")
    assert main(["items", "template", "--out", str(out)]) == 2
    assert out.read_bytes() == b"mine"
