"""A program of ours that is to live as long as we do: started again when it dies, stopped when we stop."""

import ctypes
import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from yicha.kernel.command_line import CannotRun

QUICK_SECONDS, QUICK_DEATHS, STOP_SECONDS = 5.0, 3, 15.0
LOG_LIMIT, A_PAGE = 16 << 20, 4096
PR_SET_PDEATHSIG = 1


class ChildFailed(CannotRun):
    """It does not stay alive."""


def die_with_parent() -> None:
    """For a process that multiprocessing started: never outlive who wants its work, even when that is killed by force."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent and parent.pid != os.getppid():  # it died before we could ask to be told
        raise SystemExit(1)


@dataclass
class Child:
    """It dies when we are killed, too, where the system can see to that."""

    name: str
    command: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    begun: float = 0.0
    quick_deaths: int = 0

    def keep_alive(self) -> None:
        """Start it if it is not there. One that dies at once again and again has a reason, which is told."""
        if self.process and self.process.poll() is None:
            return
        if self.process:
            self.quick_deaths = self.quick_deaths + 1 if time.monotonic() - self.begun < QUICK_SECONDS else 0
        if self.quick_deaths >= QUICK_DEATHS:
            self._require_room()
            raise ChildFailed(f"{self.name} 无法启动 · does not start: {last_line(self.log)} ({self.log})")
        setpriv = shutil.which("setpriv")
        tied = [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C reaches only us, and we stop the children in order.
            command = [*tied, *self.command]
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 ours
        self.begun = time.monotonic()

    def _require_room(self) -> None:
        """On a full disk nothing lives, and nothing can write down why."""
        if shutil.disk_usage(self.log.parent).free < A_PAGE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.log))

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
            self.process.kill()
            self.process.wait()


def last_line(path: Path) -> str:
    lines = [line for line in path.read_text(errors="replace")[-4000:].splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""
