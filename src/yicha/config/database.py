"""A database that stands ready: reachable, in step with the program, used as a role that owns nothing.

`DATABASE_URL` wins: then the site has its own PostgreSQL, and `yicha migrate`, run as its owner, brings it into step. Otherwise the
home has a server of its own, which is started, brought into step without asking, and left as the role `yicha_app`.
"""

import os
import signal
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import psycopg

from yicha.config.demo_start import demo_home
from yicha.config.embedded_postgres import Server, ServerFailed, ensure, locate, restart, running
from yicha.config.home import FIRST, default_home, locked, open_home
from yicha.config.serving import WATCH_SECONDS, load_pages, require_free, stay_up, unload_pages, worker
from yicha.config.temporary import temporary_home
from yicha.kernel.app_role import APP_ROLE
from yicha.kernel.children import Child
from yicha.kernel.command_line import CannotRun, Work, load, say
from yicha.kernel.demo_home import demo_day, live_on_its_day

DATABASE = "yicha"
OLDEST = 150000
SCHEMA = Path(__file__).with_name("schema.sql")  # what the migrations make of an empty database: tools/schema.py
WRITES_SCHEMA = 180000  # an older server may not understand what this one wrote
PATIENCE = 3  # a start that was itself killed is tried again
IN_HASTE = {"fsync": "off", "full_page_writes": "off"}  # outlives a kill, not a power cut: for what is thrown away, or begun anew then
MIGRATING = 0x59_49_43_48_41  # an advisory lock: two migrations at once would trip over each other
LABELS = {"procrastinate.contrib.django": "procrastinate"}  # of an app that is not called as its package; a test compares with Django


class NotReady(CannotRun):
    """The database cannot be used as it is."""


@contextmanager
def prepared(home: Path, meanwhile: Callable[[], None] = lambda: None, **settings: str) -> Iterator[Server | None]:
    """A database in step, named to Django, which is not loaded. Yields the home's own server, or None when the site brings its own.
    `meanwhile` is called when home, day and database are named to our children and nothing stands yet.

    Raises:
        CannotRun: with the mend, in one line.
    """
    home = open_home(home)
    os.environ["YICHA_HOME"] = f"{home}"
    live_on_its_day(home)
    if site := os.environ.get("DATABASE_URL"):
        _name(site)
        meanwhile()
        _require_in_step(site)
        yield None
        return
    _name(locate(home).url(DATABASE, APP_ROLE))
    meanwhile()
    with running(home, **settings) as server:
        with locked(home, "prepare"):
            _bring_into_step(server)
        yield server


@contextmanager
def untouched(home: Path) -> Iterator[str]:
    """The database as it is, for who only looks: its address, or a refusal that says why it cannot be used."""
    os.environ["YICHA_HOME"] = f"{home}"
    live_on_its_day(home)
    if site := os.environ.get("DATABASE_URL"):
        _name(site)
        set_up()
        _require_in_step(site)
        yield site
    elif not (home / "postgres").exists():
        raise NotReady(f"还没有数据，请先运行 yicha demo 或 yicha migrate · no data yet, run `yicha demo` or `yicha migrate` first: {home}")
    else:
        with running(home) as server:
            _name(server.url(DATABASE, APP_ROLE))
            set_up()
            _require_in_step(server.url(DATABASE))
            yield server.url(DATABASE, APP_ROLE)


def run_prepared(arguments: Namespace, work: Work) -> int:
    """Do `work` on a database that stands ready, and then serve if that is wanted."""
    pages = arguments.needs in ("pages", "demo")
    if pages:
        require_free(arguments.host, arguments.port)
    with _home(arguments) as home:
        return _serve(arguments, home, work) if pages else _do(arguments, home, work)


def _do(arguments: Namespace, home: Path, work: Work) -> int:
    """The demo's story has a day of its own: by the clock of the machine its terms are long over, and silence would be consent."""
    with _prepared(arguments, home, lambda: None) as server:
        set_up()
        with attended(server, [worker("--no-clock")] if getattr(arguments, "with_worker", False) else []):
            return work(arguments)


def _serve(arguments: Namespace, home: Path, work: Work) -> int:
    """Who only serves does not load Django: the pages do, and a person waits for them. So they load while the database comes up, and
    stand at the lock until all is ready, as a second start at once does. A county that is still to be loaded wants the machine alone.
    """
    hasty = _begins(arguments, home)
    with ExitStack() as until_ready:
        until_ready.enter_context(locked(open_home(home), FIRST))
        try:
            with _prepared(arguments, home, (lambda: None) if hasty else partial(load_pages, arguments)) as server:
                with attended(server, []):
                    code = work(arguments)
                if server and hasty:
                    restart(server)  # with care from now on
                live_on_its_day(home)  # a demo's day begins when its county is complete
                until_ready.close()
                return code or stay_up(arguments, partial(_mend_server, server))
        finally:
            unload_pages(arguments)


def _prepared(arguments: Namespace, home: Path, meanwhile: Callable[[], None]) -> AbstractContextManager[Server | None]:
    return prepared(home, meanwhile, **(IN_HASTE if arguments.needs == "temporary" or _begins(arguments, home) else {}))


def _begins(arguments: Namespace, home: Path) -> bool:
    """A demo whose county is not there yet, and would be wiped if this start came to nothing."""
    return arguments.needs == "demo" and demo_day(home) is None


@contextmanager
def _home(arguments: Namespace) -> Iterator[Path]:
    if arguments.needs == "temporary":
        with temporary_home() as home:
            yield home
    elif arguments.needs == "demo":
        with demo_home(arguments) as home:
            yield home
    else:
        yield arguments.home or default_home() / arguments.below


@contextmanager
def attended(server: Server | None, children: Sequence[Child]) -> Iterator[None]:
    """While long work goes on, the home's server and the children are started again if they die; the children end with the work.

    Raises:
        CannotRun: one of them does not come back.
    """
    done, given_up = threading.Event(), list[Exception]()
    watching = threading.Thread(target=_watch, args=(server, children, done, given_up), daemon=True)
    try:
        for child in children:
            child.keep_alive()
        watching.start()
        yield
    except KeyboardInterrupt:
        if given_up:
            raise given_up[0] from None
        raise
    finally:
        done.set()
        if watching.ident:
            watching.join()
        for child in children:
            child.stop()


def _watch(server: Server | None, children: Sequence[Child], done: threading.Event, given_up: list[Exception]) -> None:
    failures = 0
    while not done.wait(WATCH_SECONDS):
        try:
            _ensure(server)  # first: the children need it
            for child in children:
                child.keep_alive()
            failures = 0
        except (CannotRun, OSError) as problem:
            failures += 1
            if failures == PATIENCE:
                given_up.append(problem)
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)  # it may be asleep
                return


def _mend_server(server: Server | None) -> None:
    """The home's server may have been killed, or have run out of disk: it is tried again until it stands."""
    try:
        _ensure(server)
    except ServerFailed as problem:
        say(f"{problem}")


def _ensure(server: Server | None) -> None:
    if server and server.pid() is None:
        ensure(server)


def migrate_command(arguments: Namespace) -> int:
    if "DATABASE_URL" in os.environ:
        migrate()
    else:
        with prepared(arguments.home or default_home()):
            pass
    say("数据库结构已是最新 · the database is in step")
    return 0


def _name(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yicha.config.settings")


def set_up() -> None:
    """Django, on the database that was named. By name, as a command is, so that who does without it does not wait for it."""
    load("django:setup")()


def migrate() -> None:
    """As the owner, whom `DATABASE_URL` names. An empty database is loaded at once, and migrated from there: steps cost twenty seconds."""
    url = os.environ["DATABASE_URL"]
    _name(url)
    set_up()
    with connected(url) as link:
        link.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        if link.info.server_version >= WRITES_SCHEMA and _is_empty(link):
            load_schema(link)
        load("django.core.management:call_command")("migrate", verbosity=0)
        load("yicha.kernel.granting:grant")()


def _is_empty(link: psycopg.Connection) -> bool:
    """Nothing of anybody: somebody's tables in `public` would be in the way of ours, and are for the migrations to stumble over."""
    return link.execute("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1").fetchone() is None


def load_schema(link: psycopg.Connection) -> None:
    """Whole or not at all."""
    with link.transaction():
        link.execute(SCHEMA.read_bytes())


def _bring_into_step(server: Server) -> None:
    """Not by ourselves, who are set up as the role that may not."""
    owner = server.url(DATABASE)
    create_database(server)
    if _pending(owner):
        migrate_as(owner)


def migrate_as(owner: str) -> None:
    """Bring a database into step and grant the rights, by a process of its own."""
    command = [sys.executable, "-P", "-m", "yicha", "migrate"]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": owner}, capture_output=True, text=True, check=False)  # noqa: S603 ourselves
    if done.returncode:
        raise NotReady(f"数据库结构更新失败 · migrating failed: {done.stderr.strip().rpartition(chr(10))[2]}")


def create_database(server: Server) -> None:
    """The program's own, if it is not there yet."""
    with connected(server.url("postgres")) as link:
        if link.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            link.execute(f'CREATE DATABASE "{DATABASE}"')


def _require_in_step(url: str) -> None:
    if _pending(url):
        raise NotReady("数据库结构未更新，请先运行 yicha migrate · the database is not in step: run `yicha migrate` first")


def _pending(url: str) -> bool:
    """Whether the program knows migrations that the database has not seen."""
    known = migrations_on_disk()
    with connected(url) as link:
        if link.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return True
        return not known <= {name for (name,) in link.execute("SELECT app || '.' || name FROM django_migrations")}


def migrations_on_disk() -> set[str]:
    """`room.name` of every migration that the program brings; found by their files, since importing them all takes a second."""
    return {f"{LABELS.get(app, app.rpartition('.')[2])}.{file.stem}" for app in _installed_apps() for file in _migration_files(app)}


def _installed_apps() -> list[str]:
    apps: list[str] = import_module(os.environ["DJANGO_SETTINGS_MODULE"]).INSTALLED_APPS
    return apps


def _migration_files(app: str) -> Iterator[Path]:
    package, *below = app.split(".")
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield from Path(place, *below, "migrations").glob("[!_]*.py")


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection]:
    try:
        link = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as problem:
        raise NotReady(f"连不上数据库，请检查 DATABASE_URL · the database cannot be reached, check DATABASE_URL: {problem}") from problem
    with link:
        if link.info.server_version < OLDEST:
            raise NotReady("PostgreSQL 版本过旧，需要 15 或更高 · PostgreSQL is too old, 15 or newer is needed")
        yield link
