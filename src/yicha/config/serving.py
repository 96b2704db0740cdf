"""How pages stay up: children that die are started again, and so is the home's PostgreSQL. Ctrl-C stops all that was started."""

import os
import socket
import ssl
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

from yicha.config.tls import outward, own_certificate
from yicha.kernel.children import Child, last_line
from yicha.kernel.command_line import CannotRun, Commands, load, needs_database, say

PORT = 8470
OURSELVES = ("127.0.0.1", "localhost", "::1")
PYTHON = (sys.executable, "-P", "-m")
FREE_SECONDS, READY_SECONDS, WATCH_SECONDS = 3.0, 60.0, 0.5


class PagesFailed(CannotRun):
    """The pages cannot be served."""


def add_commands(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="提供网页 · serve the pages")
    needs_database(serve, "yicha.config.serving:nothing_first")
    serves_pages(serve)
    serve.add_argument("--with-worker", action="store_true", help="同时运行后台任务 · do the background jobs as well")
    worker = commands.add_parser("worker", help="后台任务 · background jobs")
    needs_database(worker, "yicha.config.worker:run")
    worker.add_argument("--concurrency", type=int, default=1, metavar="N", help="同时进行的任务数 · jobs at the same time")
    worker.add_argument("--no-clock", action="store_true", help="不办到期才办的事 · do nothing because a term is over")
    migrate = commands.add_parser("migrate", help="更新数据库结构 · bring the database into step")
    migrate.add_argument("--home", type=Path, metavar="DIR", help="数据目录 · data home")
    migrate.set_defaults(run="yicha.config.database:migrate_command", needs="nothing")
    doctor = commands.add_parser("doctor", help="检查运行环境 · say what is wrong and how to mend it")
    doctor.add_argument("--home", type=Path, metavar="DIR", help="数据目录 · data home")
    doctor.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    doctor.set_defaults(run="yicha.config.doctor:run", needs="nothing")


def serves_pages(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="监听地址 · address to listen on")
    parser.add_argument("--port", type=int, default=PORT, help=f"端口 · port ({PORT})")
    parser.set_defaults(needs="pages", with_worker=False)


def nothing_first(_: Namespace) -> int:
    return 0


def require_free(host: str, port: int) -> None:
    """A port that is taken but does not answer may belong to a start that was just killed: give it a moment."""
    deadline = time.monotonic() + FREE_SECONDS
    while problem := _taken(host, port):
        if time.monotonic() > deadline or _answers(host, port):
            told = "端口不可用，也许已在运行；可用 --port 换一个 · the port cannot be used, perhaps it runs already; --port names another"
            raise PagesFailed(f"{host}:{port} {told} ({problem})")
        time.sleep(0.1)


def _taken(host: str, port: int) -> str:
    with socket.socket(_family(host)) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError) as problem:
            return str(problem)
    return ""


def _answers(host: str, port: int) -> bool:
    with socket.socket(_family(host)) as trial:
        trial.settimeout(1)
        try:
            return trial.connect_ex((host, port)) == 0
        except (OSError, OverflowError):
            return False


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def stay_up(arguments: Namespace, mend_database: Callable[[], None]) -> int:
    """Serve until Ctrl-C or SIGTERM, which is the ordinary end. `mend_database` is asked again and again."""
    children = list(_children(arguments))
    try:
        children[0].keep_alive()
        _wait_for_answer(arguments, children[0])  # the worker comes after: whoever starts us waits for pages
        say(f"一查已就绪，Ctrl-C 停止 · ready, Ctrl-C stops: {address(arguments, _door(arguments.host))}")
        if greet := getattr(arguments, "greet", None):
            load(greet)(address(arguments, outward(arguments.host)), arguments.host not in OURSELVES)
        while True:
            time.sleep(WATCH_SECONDS)
            mend_database()
            for child in children:
                child.keep_alive()
    except (KeyboardInterrupt, SystemExit):
        say("正在停止 · stopping")
        return 0
    finally:
        for child in reversed(children):
            child.stop()


def load_pages(arguments: Namespace) -> None:
    """Ahead of `stay_up`: they wait by themselves until the home is ready."""
    arguments.web = _web(arguments)
    arguments.web.keep_alive()


def unload_pages(arguments: Namespace) -> None:
    """If the start came to nothing."""
    if web := getattr(arguments, "web", None):
        web.stop()


def address(arguments: Namespace, host: str) -> str:
    return f"http{'s' if _tls(arguments) else ''}://{host}:{arguments.port}/"


def _tls(arguments: Namespace) -> bool:
    return getattr(arguments, "tls", False)


def worker(*options: str) -> Child:
    return Child("后台任务 worker", [*PYTHON, "yicha", "worker", *options], _logs() / "worker.log")


def _logs() -> Path:
    return Path(os.environ["YICHA_HOME"]) / "logs"


def _web(arguments: Namespace) -> Child:
    workers = max(2, min(4, len(os.sched_getaffinity(0))))
    web = [f"--host={arguments.host}", f"--port={arguments.port}", f"--workers={workers}"]
    if _tls(arguments):
        certificate, key = own_certificate(Path(os.environ["YICHA_HOME"]) / "keys", arguments.host)
        web += [f"--ssl-certificate={certificate}", f"--ssl-keyfile={key}"]
    return Child("网页 web", [*PYTHON, "yicha.config.served", *web], _logs() / "web.log")


def _children(arguments: Namespace) -> Iterator[Child]:
    yield getattr(arguments, "web", None) or _web(arguments)
    if arguments.with_worker:
        _name_ourselves(arguments)
        yield worker()
    yield from getattr(arguments, "beside", ())


def _name_ourselves(arguments: Namespace) -> None:
    """Where the worker looks whether the pages open, unless the site has named its public address: here, if we may be called so."""
    door = _door(arguments.host)
    if not _tls(arguments) and door in os.environ.get("YICHA_HOSTS", door).split(","):
        os.environ.setdefault("YICHA_ADDRESS", address(arguments, door))


def _door(host: str) -> str:
    """Where this machine itself may knock."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 a name, nothing is bound


def _link(arguments: Namespace) -> HTTPConnection:
    """To ourselves, whose certificate nobody else vouches for."""
    place = (_door(arguments.host).strip("[]"), arguments.port)
    if _tls(arguments):
        return HTTPSConnection(*place, timeout=5, context=ssl._create_unverified_context())  # noqa: S323, SLF001 our own certificate, on our own machine
    return HTTPConnection(*place, timeout=5)


def _wait_for_answer(arguments: Namespace, web: Child) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        link = _link(arguments)
        try:
            link.request("GET", "/healthz")
            link.getresponse()
        except (OSError, HTTPException):
            time.sleep(0.1)
            web.keep_alive()
        else:
            return
        finally:
            link.close()
    raise PagesFailed(f"网页没有应答 · the pages do not answer: {last_line(web.log)} ({web.log})")
