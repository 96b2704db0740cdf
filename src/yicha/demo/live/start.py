"""`yicha demo`: load the county at the first start, and say what stays up beside the pages. No Django here: later starts do without."""

import os
import socket
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from yicha.kernel.children import Child
from yicha.kernel.command_line import say
from yicha.kernel.demo_home import demo_day

WITNESS, HOST = "justice.qinghe.example", "127.0.0.1"
IN_OFFICE = "SELECT url FROM kernel_witness WHERE starts_with(key, %s) AND ended_at IS NULL"


def run(arguments: Namespace) -> int:
    home = Path(os.environ["YICHA_HOME"])
    if demo_day(home) is None:
        import_module("django").setup()
        import_module("yicha.demo.live.load").load_county(home)
    arguments.beside = list(beside(home))
    return 0


def witness_folder(home: Path) -> Path:
    return home / "witness"


def beside(home: Path) -> Iterator[Child]:
    """The witness, if it was not dismissed and its key is here, and if its port was not taken meanwhile."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as link:
        row = link.execute(IN_OFFICE, [f"{WITNESS}+"]).fetchone()
    if row is None or not (witness_folder(home) / "key").exists():
        return
    address = urlsplit(row[0]).netloc
    with closing(socket.socket()) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(address.rpartition(":")[2])))
        except OSError:
            say(f"{address} 被占用，见证人这次不启动 · taken, so the witness does not start this time")
            return
    command = [sys.executable, "-P", "-m", "yicha", "witness", f"{witness_folder(home)}", "--listen", address]
    yield Child("见证人 witness", command, home / "logs" / "witness.log")
