"""A server of our own for as long as something is measured."""

import http.cookiejar
import os
import re
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings

from yicha.demo.bench.load import HOST
from yicha.kernel.children import Child
from yicha.kernel.command_line import CannotRun

READY_SECONDS = 60.0
PASSWORD = "Qh-messen-2026"  # noqa: S105 of a home that is thrown away
OURS = ("yicha.config.served",)


class Server(NamedTuple):
    """On a port of this machine alone; all its processes are of the session of `process`."""

    port: int
    process: int


@contextmanager
def served(module: Sequence[str], environment: Mapping[str, str]) -> Iterator[Server]:
    port = _free_port()
    command = ["env", *(f"{name}={value}" for name, value in environment.items()), sys.executable, "-P", "-m", *module]
    options = [f"--host={HOST}", f"--port={port}", f"--workers={workers()}"]
    child = Child(module[0], [*command, *options], Path(settings.YICHA_HOME) / "logs" / f"bench-{module[0]}.log")
    try:
        child.keep_alive()
        _wait(port, child)
        yield Server(port, child.process.pid if child.process else 0)
    finally:
        child.stop()


def workers() -> int:
    return max(2, min(4, len(os.sched_getaffinity(0))))


def _free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


def _wait(port: int, child: Child) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        with closing(socket.socket()) as trial:
            if trial.connect_ex((HOST, port)) == 0:
                return
        child.keep_alive()
        time.sleep(0.2)
    raise CannotRun(f"网页没有应答 · the pages do not answer: {child.log}")


def sign_in(port: int, account: str) -> str:
    """As a browser does; the cookies that all our people then carry."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar))
    place = f"http://{HOST}:{port}/sign-in/"
    with browser.open(place, timeout=READY_SECONDS) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    form = {"csrfmiddlewaretoken": token[1] if token else "", "username": account, "password": PASSWORD, "next": "/subjects/"}
    with browser.open(place, urlencode(form).encode(), timeout=READY_SECONDS) as page:
        if not page.url.endswith("/subjects/"):
            raise CannotRun(f"不能登录 · cannot sign in: {page.url}")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
