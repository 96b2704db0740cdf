"""The home of `yicha demo`: one start at a time, its own database whatever the environment says, and nothing wiped that is no demo."""

import fcntl
import os
import shutil
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yicha.config.embedded_postgres import discard
from yicha.config.home import HomeRefused, default_home
from yicha.config.tls import names_of
from yicha.kernel.command_line import say
from yicha.kernel.demo_home import begin_demo, demo_day, is_demo

LOCK = "demo.lock"
FOREIGN = (
    "此目录不是演示目录，没有改动；请用 --home 指定另一个目录 · this folder is no demo home and was left alone, name another one by --home"
)
RUNNING = "演示已在此目录运行 · the demo already runs in this home"


def home_of(arguments: Namespace) -> Path:
    return (arguments.home or default_home() / "demo").absolute()


@contextmanager
def demo_home(arguments: Namespace) -> Iterator[Path]:
    """A demo home, held for as long as it is used. A county that was not finished, or is not wanted any more, is gone from it.

    Raises:
        HomeRefused: the folder holds something else, or somebody is at it.
    """
    home = home_of(arguments)
    with _held(home), _without_a_site():
        if arguments.reset or demo_day(home) is None:
            _wipe(home)
        begin = not is_demo(home)
        home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        if begin:
            begin_demo(home)
        _open_to_its_names(arguments)
        yield home


def remove(arguments: Namespace) -> int:
    """`yicha demo --remove`: as if it had never been."""
    home = home_of(arguments)
    if home.exists():
        with _held(home):
            _wipe(home)
            (home / LOCK).unlink()
        home.rmdir()
    say(f"演示数据已删除 · the demo is removed: {home}")
    return 0


@contextmanager
def _held(home: Path) -> Iterator[None]:
    """The kernel lets go when we die."""
    _require_ours(home)
    try:
        home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        lock = (home / LOCK).open("a")
    except OSError as problem:
        raise HomeRefused(f"数据目录不可用 · the data home cannot be used: {problem}") from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeRefused(f"{RUNNING}: {home}") from None
        yield


def _require_ours(home: Path) -> None:
    found = {path.name for path in home.iterdir()} if home.is_dir() else set()
    if home.exists() and (not home.is_dir() or (found - {LOCK} and not is_demo(home))):
        raise HomeRefused(f"{FOREIGN}: {home}")


def _wipe(home: Path) -> None:
    """The mark goes last: whoever is killed here leaves a demo home that is wiped next time."""
    if not is_demo(home):
        return
    begin_demo(home)
    discard(home)
    for path in home.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name not in (LOCK, "demo.json"):
            path.unlink()
    (home / "demo.json").unlink()


def _open_to_its_names(arguments: Namespace) -> None:
    """Settings of our children: under which names the pages answer, and whether cookies may wait for https."""
    names = [f"[{name}]" if ":" in name else name for name in names_of(arguments.host)]
    os.environ.setdefault("YICHA_HOSTS", ",".join(names))
    if arguments.tls:
        os.environ["YICHA_TLS"] = "1"


@contextmanager
def _without_a_site() -> Iterator[None]:
    """The invented county never goes into the database of a site."""
    site = os.environ.pop("DATABASE_URL", None)
    try:
        yield
    finally:
        os.environ.pop("DATABASE_URL", None)
        if site:
            os.environ["DATABASE_URL"] = site
