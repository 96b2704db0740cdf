"""The small 青禾县, loaded once in a run by whoever asks first; each who asks gets a copy. The fixture is `small_home` (conftest.py)."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, rmtree

import psycopg

from yicha.config.embedded_postgres import discard, locate, running
from yicha.config.home import locked
from yicha.demo.live.start import HOST
from yicha.demo.tests.running import below, exists
from yicha.demo.tests.starting import READY, free_port, health, started
from yicha.kernel.demo_home import demo_day

ALWAYS = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'kernel_witness'::regclass AND tgenabled = 'A'"


@contextmanager
def copies(folder: Path) -> Iterator[Callable[[Path], None]]:
    """`folder` is the same for all processes of a run. Who has loaded the county takes it away in the end."""
    first, mine = folder / "演示 县" / "demo", list[Path]()

    def copy_to(home: Path) -> None:
        with locked(folder, "loading"):
            if demo_day(first) is None:
                first.parent.mkdir(exist_ok=True)
                load(first)
                mine.append(first)
            copy(first, home)

    yield copy_to
    for home in mine:
        with locked(folder, "loading"):
            discard(home)
            rmtree(home)


def load(home: Path) -> None:
    """Its first start is killed, the second one loads the county and is asked to end."""
    with started(home) as one:
        one.until_it_says("departments file their plans")
        one.end(signal.SIGKILL)
    with started(home) as one:
        one.until_it_says(READY)
        assert one.lines.count(next(line for line in one.lines if "first start" in line)) == 1
        health(f"http://127.0.0.1:{one.port}")
        children = {child for child, _ in below(one.process.pid)}
        assert one.end() == 0
    assert [child for child in children if exists(child)] == []


def copy(first: Path, home: Path) -> None:
    """The product refuses a home that was copied by hand, rightly: the cluster gets a place of its own, and the witness another port."""
    copytree(first, home, ignore=lambda folder, _: {"postgres"} if Path(folder) == first else set())
    cluster = locate(home)
    subprocess.run(["cp", "--archive", locate(first).data, cluster.data], check=True)
    with running(home) as server, psycopg.connect(server.url("yicha")) as link:
        always = [name for (name,) in link.execute(ALWAYS)]
        for name in always:
            link.execute(f"ALTER TABLE kernel_witness DISABLE TRIGGER {name}".encode())
        link.execute("UPDATE kernel_witness SET url = %s", [f"http://{HOST}:{free_port()}"])
        for name in always:
            link.execute(f"ALTER TABLE kernel_witness ENABLE ALWAYS TRIGGER {name}".encode())
