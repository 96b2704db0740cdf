"""One server for all tests; one database per worker, cloned from a template that is built once per set of migrations.

No test flushes tables: the guard would refuse it, rightly. Tests roll back (`db`), or get a database of their own (`own_database`).
Several runs may share the server: a run holds an advisory lock on each name it uses, and sweeps away what nobody holds.
"""

import gc
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from shutil import disk_usage
from typing import TYPE_CHECKING

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.http import HttpResponse
from django.utils.translation import activate
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from tools.catalogue import compile_catalogues
from yicha.config.database import SCHEMA, WRITES_SCHEMA, load_schema
from yicha.config.embedded_postgres import running
from yicha.kernel.app_role import APP_ROLE
from yicha.kernel.granting import grant
from yicha.kernel.testing import NOW, clock_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent
MEMORY, ROOM = Path("/dev/shm"), 2 << 30  # noqa: S108 a folder of our own in it, which `locate` refuses if it is somebody else's


def home() -> Path:
    """In memory, where there is room: a database is sixteen hundred files, and a disk takes five times as long to make and drop them.

    Where a run has begun its processes stay, however the room changes.
    """
    own = MEMORY / f"yicha-tests-{os.geteuid()}-{hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]}"
    roomy = os.access(MEMORY, os.W_OK) and (own.exists() or disk_usage(MEMORY).free >= ROOM)
    return own if roomy else ROOT / ".test-home"


HOME = Path(os.environ.get("YICHA_TEST_HOME") or home())
# Tests only: a crash may lose them.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}
BUILDING = 7
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
RUN = f"{WORKER}_{os.getpid()}"
CLAUSE = re.compile(r"[A-Z]+-[\w.-]+")
KEY = "hashtextextended(%s, 0)"
QUIET = """
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tgrelid::regclass AS place, tgname FROM pg_trigger WHERE tgenabled = 'A' LOOP
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER %I', one.place, one.tgname);
    END LOOP;
END $$
"""
"""Worlds of tests are copied in as a replica's rows are (`made_once`). That no trigger is silent elsewhere is tested in own databases."""


hypothesis.settings.register_profile("yicha", deadline=None)  # a busy machine is no defect
hypothesis.settings.load_profile("yicha")


def pytest_configure() -> None:
    """Nothing that a test does may reach the home of the person who runs it, nor that of tests beside it: some damage what is kept there.
    Pages speak English too, however pytest was started. The log has the same key in every run: a manifest names it, and so who is drawn
    depends on it.
    """
    compile_catalogues()
    own = HOME / f"home-{WORKER}"
    keys = own / "keys"
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    (keys / "ledger.ed25519").touch(mode=0o600)
    (keys / "ledger.ed25519").write_bytes(hashlib.sha256(b"tests").digest())
    os.environ["YICHA_HOME"] = str(own)
    if settings.configured:
        settings.YICHA_HOME = own


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Each process reads all tests, and in a new checkout each would compile them all. So each begins with a share of its own: what one
    has compiled the others find. What cannot be loaded is told where it is collected.
    """
    gc.disable()
    given: dict[str, str] = getattr(session.config, "workerinput", {})
    if given and session.config.args == session.config.getini("testpaths"):
        for path in sorted(ROOT.glob("src/**/test_*.py"))[int(WORKER.removeprefix("gw")) :: int(given["workercount"])]:
            with suppress(Exception, pytest.skip.Exception):
                import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))


def pytest_collection_finish() -> None:
    """What has been collected stays: it need not be walked through again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> bool | None:
    """The tag `@WS-2.1` above a scenario names a clause of the register."""
    if CLAUSE.fullmatch(tag) is None:
        return None
    pytest.mark.clause(tag)(function)
    return True


def connect_to(url: str) -> None:
    """Point Django at another database; threads share this dictionary."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    connections["default"].close()
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    # Age 0: a job's thread must not keep a connection to a database that is about to be dropped.
    connections.settings["default"] |= {ours: parts.get(theirs) for ours, theirs in names.items()} | {"CONN_MAX_AGE": 0}
    connections["default"].settings_dict = connections.settings["default"]


class Databases:
    """Clones of the migrated template. `admin` holds the locks, so a killed run lets go of them."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.admin = psycopg.connect(base, autocommit=True)

    def close(self) -> None:
        self.admin.close()

    def url(self, name: str) -> str:
        return psycopg.conninfo.make_conninfo(self.base, dbname=name)

    def clone(self, name: str, template: str) -> str:
        self.drop(name)
        # By copying its files: five times as quick as through the log.
        self.admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(name)

    def drop(self, name: str) -> None:
        self.admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def hold(self, name: str) -> None:
        self.admin.execute(f"SELECT pg_advisory_lock_shared({KEY})", [name])

    @cached_property
    def template(self) -> str:
        """Made once, as the product makes its own, and again only when a migration or the guard changes."""
        sources = [*sorted(ROOT.glob("src/**/migrations/*.py")), SCHEMA, ROOT / "src/yicha/kernel/guard.py", ROOT / "requirements.lock"]
        name = "template_" + hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
        self.admin.execute("SELECT pg_advisory_lock(%s)", [BUILDING])
        self.hold(name)
        if self.admin.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            self.sweep()
            self.migrate(f"{name}_new", at_once=self.admin.info.server_version >= WRITES_SCHEMA)
            self.admin.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
        self.admin.execute("SELECT pg_advisory_unlock(%s)", [BUILDING])
        return name

    def migrate(self, name: str, *, at_once: bool) -> None:
        """`at_once`: from where the schema leaves off, which spares fifteen seconds for which all processes wait."""
        url = self.clone(name, "template0")
        if at_once:
            with psycopg.connect(url, autocommit=True) as link:
                load_schema(link)
        connect_to(url)
        call_command("migrate", verbosity=0)
        connections["default"].close()

    def sweep(self) -> None:
        """Databases of runs that are over, templates of migrations that are gone."""
        names = self.admin.execute(r"SELECT datname FROM pg_database WHERE datname ~ '^(template_\w+|test_.*|own_.*)$'").fetchall()
        for (name,) in names:
            if self.admin.execute(f"SELECT pg_try_advisory_lock({KEY})", [name]).fetchone() == (True,):
                self.drop(name)
                self.admin.execute(f"SELECT pg_advisory_unlock({KEY})", [name])


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    base = os.environ.get("DATABASE_URL")
    if base is None:
        with running(HOME, **FAST) as server, closing(Databases(server.url("postgres"))) as found:
            yield found
    else:
        with closing(Databases(base)) as found:
            yield found


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's hook: replaces its own test database."""
    name = f"test_{RUN}"
    databases.hold(name)
    with django_db_blocker.unblock():
        connect_to(databases.clone(name, databases.template))
        with connections["default"].cursor() as cursor:
            cursor.execute(QUIET)
        yield
        connections["default"].close()
    databases.drop(name)


@pytest.fixture
def own_database(databases: Databases, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Really committed transactions, threads, processes: a database that is thrown away."""
    name = f"own_{RUN}"
    databases.hold(name)
    with django_db_blocker.unblock():
        before = databases.url(str(connections.settings["default"]["NAME"]))
        connect_to(databases.clone(name, databases.template))
        yield databases.url(name)
        connect_to(before)
    databases.drop(name)


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For what all tests of a module look at: a fixture of the module that asks for this makes it, and each test takes back its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], None]]:
    """Makes a folder the home of the small demo county, which is loaded once in a run, whatever processes ask for it."""
    own = tmp_path_factory.getbasetemp()
    with resolve_name("yicha.demo.tests.loaded:copies")(own if WORKER == "main" else own.parent) as copy_to:
        yield copy_to


@pytest.fixture
def as_app_role(own_database: str) -> None:
    """From here on as production connects: a role that owns nothing. Ask for it after what must be made by the owner."""
    grant()
    connect_to(psycopg.conninfo.make_conninfo(own_database, user=APP_ROLE))


@pytest.fixture(scope="session", autouse=True)
def look_for_static_files_once() -> Iterator[None]:
    """Each test's client makes the middleware anew, and that goes through all folders: ten milliseconds, thousands of times."""
    found = WhiteNoiseMiddleware(lambda _: HttpResponse()).files
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", lambda self: self.files.update(found))
        yield


@pytest.fixture(scope="module", autouse=True)
def clock_of_tests() -> None:
    """It is NOW when a module begins, whatever day it is here: of its worlds and of the pages that show them."""
    clock_at(NOW)


@pytest.fixture(autouse=True)
def clock_as_it_was() -> Iterator[None]:
    """What a test does to the clock concerns no other."""
    shift = settings.YICHA_CLOCK_SHIFT
    yield
    settings.YICHA_CLOCK_SHIFT = shift


@pytest.fixture(autouse=True)
def in_chinese() -> None:
    """A request in English, in the test before, leaves the thread in English."""
    activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium (tests/browser.py), loaded only where a test asks for it."""
    yield from resolve_name("tests.browser:opened")()


@pytest.fixture(scope="module")
def beside_a_browser() -> Iterator[None]:
    """While one is open, Django takes this thread for an asynchronous one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield
