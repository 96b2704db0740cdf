"""`demo --once` as a program of its own, with everything that it started known by process id."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from yicha.config.embedded_postgres import Server, locate
from yicha.demo.tests.small import on_disk
from yicha.kernel.command_line import CannotRun

SOURCE = Path(__file__).parents[3]
PATIENCE = 600.0


@dataclass(frozen=True)
class Told:
    """What it left: exit code, the object on standard output, the lines of standard error, the facts of its database."""

    code: int
    answer: dict[str, Any]
    lines: list[str]
    facts: dict[str, Any]


@dataclass(frozen=True)
class Demo:
    """One run in a folder of its own, with a place for its temporary home."""

    folder: Path
    temporary: Path
    process: subprocess.Popen[bytes]

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def lines(self) -> list[str]:
        return (self.folder / "err").read_text(encoding="utf-8").splitlines()

    @property
    def over(self) -> bool:
        return self.process.poll() is not None

    def says(self, words: str) -> bool:
        return any(words in line for line in self.lines)

    def started(self) -> set[int]:
        """What lives because of it, itself included."""
        postmaster = self.postmaster()
        return {self.process.pid, *(child for child, _ in below(self.process.pid)), *({postmaster} if postmaster else ())}

    def until(self, true: Callable[[], bool], seconds: float = PATIENCE) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert not self.over, self.lines
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.02)

    @cached_property
    def server(self) -> Server:
        [home] = self.temporary.glob("yicha-*")
        return locate(home)

    def postmaster(self) -> int | None:
        with suppress(CannotRun, ValueError, OSError):  # the home is still being made, or gone
            return self.server.pid()
        return None

    def backends(self) -> list[int]:
        """Those that serve a client of the product."""
        pid = self.postmaster()
        return [child for child, line in below(pid) if line.startswith("postgres: yicha_app")] if pid else []

    def worker(self) -> int | None:
        found = [child for child, line in below(self.process.pid) if " yicha worker" in line]
        return found[0] if found else None

    def finish(self) -> Told:
        self.process.wait(PATIENCE)
        said, facts = (self.folder / "said").read_text(encoding="utf-8"), self.folder / "facts.json"
        told = json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else {}
        return Told(self.process.returncode, json.loads(said) if said else {}, self.lines, told)


@contextmanager
def demo(folder: Path, *, size: str = "", temporary: Path | None = None, before: Sequence[str] = ()) -> Iterator[Demo]:
    """Whoever leaves early ends it. `temporary`: where its home is to lie; `before`: words before the command."""
    place = temporary or folder / "t"
    for needed in (folder, place):
        needed.mkdir(parents=True, exist_ok=True)
    mine = {"PATH": os.defpath, "HOME": f"{folder}", "PYTHONPATH": f"{SOURCE}", "TMPDIR": f"{place}"}
    command = [*before, sys.executable, "-P", "-m", "yicha.demo.tests.play", size or f"{on_disk()}", f"{folder / 'facts.json'}"]
    with (folder / "said").open("wb") as said, (folder / "err").open("wb") as err:
        process = subprocess.Popen(
            [*command, "demo", "--once", "--json", "--out", f"{folder / 'out'}"],
            env=mine,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=err,
            start_new_session=True,
        )
    try:
        yield Demo(folder, place, process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()
            process.wait()


def below(pid: int) -> list[tuple[int, str]]:
    """Children of a process, with their command lines."""
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                with suppress(OSError):
                    found.append((child, Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")))
    return found


def exists(pid: int) -> bool:
    """Living, not a zombie."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
