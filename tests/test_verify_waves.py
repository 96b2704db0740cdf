"""Waves by the three programs: they hold; one that does not contain the wave before it is refused by each (docs/vdr1.md §20)."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.test_verify_replacement import PROGRAMS
from yicha.engines.draw import ceremony, frame, freeze_subjects, pack, public_of, verify, write_full
from yicha.engines.draw.tests.making import SALT_KEY, heading, run
from yicha.engines.draw.tests.test_waves import FIRST, LINES, SECOND, subjects_of, two_waves


def said(files: Mapping[str, bytes], folder: Path) -> dict[str, int]:
    (folder / "b.zip").write_bytes(pack(files))
    return {
        name: subprocess.run([*program, folder / "b.zip"], capture_output=True, check=False).returncode
        for name, program in PROGRAMS.items()
    }


@pytest.mark.parametrize("public", [False, True])
def test_waves_hold(public: bool, tmp_path: Path) -> None:
    full = two_waves(60)
    assert set(said(public_of(full) if public else full, tmp_path).values()) == {0}


@pytest.mark.parametrize("public", [False, True])
def test_a_second_wave_without_the_first_is_refused(public: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frozen and drawn by somebody who left the demand out: the second wave is the smaller one."""
    turned = (replace(FIRST, strata=SECOND.strata), replace(SECOND, strata=FIRST.strata))
    with monkeypatch.context() as forger:
        forger.setattr(frame, "demand_waves", lambda *_: None)
        forger.setattr(ceremony, "demand_contained", lambda *_: None)
        full = write_full(run(freeze_subjects(heading(), turned, subjects_of(60), SALT_KEY)))
    files = public_of(full) if public else full
    assert any("前一批" in problem for problem in verify(files).problems)
    assert set(said(files, tmp_path).values()) == {1}
    assert turned != LINES
