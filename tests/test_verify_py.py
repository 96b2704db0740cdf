"""The Python verifier, written from docs/vdr1.md alone: it accepts what the engine made (what it refuses: test_verifiers_agree)."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.verifiers import PYTHON as VERIFIER
from yicha.engines.draw import Frame, pack, public_of, write_full
from yicha.engines.draw.tests.making import double_frame, officer_frame, run, run_test, subject_frame

FRAMES: dict[str, Callable[..., Frame]] = {"subjects": subject_frame, "officers": officer_frame, "double": double_frame}


def verify(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", VERIFIER, place], capture_output=True, text=True, check=False)


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def bundle(kind: str, suite: int = 1, *, public: bool = False) -> dict[str, bytes]:
    full = write_full(run(FRAMES[kind](suite=suite)))
    return public_of(full) if public else full


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("suite", [1, 2])
@pytest.mark.parametrize("kind", FRAMES)
def test_what_the_engine_made_holds(kind: str, suite: int, public: bool, tmp_path: Path) -> None:
    done = verify(written(tmp_path, bundle(kind, suite, public=public)))
    assert done.returncode == 0, done.stdout
    assert "signatures: not checked here" in done.stdout
    assert "not witnessed" not in done.stdout


def test_a_test_draw_is_called_one(tmp_path: Path) -> None:
    assert "未经见证 · not witnessed" in verify(written(tmp_path, write_full(run_test(subject_frame())))).stdout


def test_a_zip_will_do(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(pack(bundle("officers")))
    assert verify(tmp_path / "b.zip").returncode == 0


def test_no_bundle_is_no_verdict(tmp_path: Path) -> None:
    files = bundle("subjects")
    del files["seed.json"]
    (tmp_path / "text.zip").write_text("no zip")
    for place in (tmp_path / "nothing", tmp_path / "text.zip", written(tmp_path / "five", files)):
        assert verify(place).returncode == 2


def test_it_stands_alone() -> None:
    """One file that a person can read in an evening, with the standard library only."""
    text = VERIFIER.read_text(encoding="utf-8")
    imported = {line.split()[1].strip(",") for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert len(text.splitlines()) <= 300
    assert imported <= sys.stdlib_module_names
