"""The figures in docs/measurements.md are those of the program today."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.test_docs import FENCE, MEASUREMENTS, ROOT, text_of

ROW = re.compile(r"^\| `(\w+)` \| ([\d,]+) \|", re.MULTILINE)
PROGRAMS = {"./yicha": [sys.executable, "-P", "-m", "yicha"], ".venv-test/bin/python": [sys.executable]}


def section(title: str) -> str:
    return FENCE.sub("", text_of(MEASUREMENTS)).partition(f"## {title}\n")[2].partition("\n## ")[0]


def figures(title: str) -> dict[str, int]:
    return {name: int(value.replace(",", "")) for name, value in ROW.findall(section(title))}


def run(title: str, folder: Path) -> dict[str, Any]:
    """The commands of a section as they stand there; what the last one printed."""
    typed = re.findall(r"^    (.+)$", section(title).replace("\\\n", " "), re.MULTILINE)
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    for line in typed:
        program, *words = shlex.split(line)
        done = subprocess.run([*PROGRAMS[program], *words], cwd=folder, env=environment, capture_output=True, check=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.nightly
@pytest.mark.parametrize("title", ["The main job in 青禾县, in the database", "The main job on files"])
def test_figures_are_those_of_the_page(title: str, tmp_path: Path) -> None:
    told = run(title, tmp_path)
    counted = {name: len(told[name]) if isinstance(told[name], list) else told[name] for name in figures(title)}
    assert counted == figures(title)


def test_the_page_has_figures_to_compare() -> None:
    assert figures("The main job on files")["lower_bound"] > 0
    assert len(figures("The main job in 青禾县, in the database")) > len(figures("The main job on files")) > 5
