"""The demo that stays up, started as a program of its own on a small county."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import HTTPSHandler, ProxyHandler, build_opener

from yicha.demo.tests.running import SOURCE
from yicha.demo.tests.small import on_disk

READY = "ready, Ctrl-C stops"
FIRST_SECONDS = 240


@dataclass
class Started:
    """One run of the program; what it says goes to a file."""

    process: subprocess.Popen[bytes]
    said: Path
    port: int

    @property
    def lines(self) -> list[str]:
        return self.said.read_text(encoding="utf-8").splitlines()

    def until_it_says(self, words: str, seconds: float = FIRST_SECONDS) -> float:
        begun = time.monotonic()
        while not any(words in line for line in self.lines):
            assert self.process.poll() is None, self.lines
            assert time.monotonic() - begun < seconds, self.lines
            time.sleep(0.05)
        return time.monotonic() - begun

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def started(home: Path, *arguments: str, port: int | None = None) -> Iterator[Started]:
    chosen, said = port or free_port(), home.with_name(f"said-{time.monotonic_ns()}")
    play = [sys.executable, "-P", "-m", "yicha.demo.tests.play", f"{on_disk()}", os.devnull]
    command = [*play, "demo", "--home", f"{home}", "--port", f"{chosen}"]
    mine = {"PATH": os.defpath, "HOME": f"{home.parent}", "PYTHONPATH": f"{SOURCE}", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/site"}
    mine["YICHA_ADDRESS"] = ""  # nobody looks whether it opens: that would be three hundred pages an hour
    with said.open("wb") as file:
        process = subprocess.Popen(
            [*command, *arguments], env=mine, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True
        )
    try:
        yield Started(process, said, chosen)
    finally:
        if process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()
            process.wait()


def health(address: str) -> dict[str, Any]:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with build_opener(ProxyHandler({}), HTTPSHandler(context=trusting)).open(f"{address}/healthz", timeout=20) as found:
        told: dict[str, Any] = json.load(found)
        return told
