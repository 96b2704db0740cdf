"""What a parser tells of a cell, and that it says nothing else on its standard output."""

import json
import subprocess
import sys
from dataclasses import astuple
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yicha.kernel.parsers.child import as_text
from yicha.kernel.parsers.limits import LIMITS
from yicha.kernel.tables.tests.makers import merged, saved, xlsx

SOURCE = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("甲 ", "甲 "),
        (None, ""),
        (True, "是"),
        (False, "否"),
        (7, "7"),
        (7.0, "7"),
        (-0.5, "-0.5"),
        (0.1, "0.1"),
        (110108000000016.0, "110108000000016"),
        (999999999999999.0, "999999999999999"),
        (911508217794928370.0, "9.11508217794928E+17"),
        (10**15, "1.00000000000000E+15"),
        (Decimal("1.50"), "1.50"),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1), "2024-03-01"),  # noqa: DTZ001 as in a sheet
        (datetime(2024, 3, 1, 9, 30), "2024-03-01 09:30:00"),  # noqa: DTZ001
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (["a", 1, None], "a;1;"),
    ],
)
def test_the_text_of_a_cell(value: Any, expected: str) -> None:
    assert as_text(value) == expected


def told(path: Path) -> tuple[int, list[Any]]:
    command = [sys.executable, "-m", "yicha.kernel.parsers.workbooks", str(path), "xlsx", *map(str, astuple(LIMITS))]
    done = subprocess.run(command, capture_output=True, check=False, cwd=SOURCE)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_a_workbook_as_it_is_told(tmp_path: Path) -> None:
    content = merged("A2:A4", [["部门", "人"], ["甲局", "一"], [None, "二"], [None, None], ["乙局", 3]])
    assert told(saved(tmp_path, "a.xlsx", content)) == (
        0,
        [{"sheet": "表一"}, [1, ["部门", "人"]], [2, ["甲局", "一"]], [3, ["甲局", "二"]], [4, ["甲局", ""]], [5, ["乙局", "3"]]],
    )


def test_a_refusal_as_it_is_told(tmp_path: Path) -> None:
    assert told(saved(tmp_path, "a.xlsx", xlsx()[:-30])) == (0, [{"refused": ["damaged"]}])
    assert told(tmp_path / "nothing.xlsx") == (0, [{"refused": ["damaged"]}])
