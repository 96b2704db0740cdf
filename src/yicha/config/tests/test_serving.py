"""A home of one's own, really migrated and served; everything that runs is killed once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import psycopg
import pytest

from yicha.config.embedded_postgres import Server, discard, locate, running
from yicha.kernel.app_role import APP_ROLE

SOURCE = Path(__file__).parents[3]
TEMPORARY = """
import os, sys
from pathlib import Path
from types import ModuleType
from yicha.config import cli

def work(parsed):
    from django.db import connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user FROM django_migrations LIMIT 1")
        print(cursor.fetchone()[0], os.environ["YICHA_HOME"], Path(os.environ["YICHA_HOME"], "postgres").resolve(), sep="\\n")
    return 3 // int(os.environ.get("DIVISOR", "1"))

room = sys.modules["room"] = ModuleType("room"); room.__spec__ = sys.__spec__
room.add_commands = lambda commands: commands.add_parser("try").set_defaults(run=work, needs="temporary")
cli.COMMANDS["try"] = ("room", "")
sys.argv = ["yicha", "try"]
sys.exit(cli.main())
"""
direct = build_opener(ProxyHandler({}))


@dataclass
class Site:
    home: Path

    @contextmanager
    def start(self, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
        mine = {"PATH": os.defpath, "HOME": str(self.home), "PYTHONPATH": str(SOURCE), "YICHA_HOME": str(self.home)}
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "yicha", *arguments],
            env=mine | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    @property
    def server(self) -> Server:
        return locate(self.home)


pytestmark = pytest.mark.xdist_group("serving")  # what all look at is made once


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Prepared by two first starts at once."""
    site = Site(tmp_path_factory.mktemp("服务") / "带 空格 的家")
    with site.start("migrate") as first, site.start("migrate") as second:
        errors = [process.communicate(timeout=120)[1] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], errors
    yield site
    discard(site.home)


@pytest.fixture
def port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def health(port: int) -> dict[str, Any]:
    try:
        with direct.open(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except (URLError, OSError):
        return {}


def alive(port: int) -> bool:
    return health(port).get("database") == "ok"


def ready(process: subprocess.Popen[str], port: int) -> None:
    assert process.stderr
    line = process.stderr.readline()
    assert line == f"一查已就绪，Ctrl-C 停止 · ready, Ctrl-C stops: http://127.0.0.1:{port}/\n"


def below(pid: int) -> list[tuple[int, str]]:
    """Our children, with their command lines."""
    pids = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    return [(child, Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")) for child in pids]


def closed(port: int) -> bool:
    with closing(socket.socket()) as trial:
        return trial.connect_ex(("127.0.0.1", port)) != 0


class TestServing:
    def test_it_serves_as_a_role_that_owns_nothing_shares_its_home_and_ends_by_ctrl_c(self, site: Site, port: int) -> None:
        with site.start("serve", "--port", str(port), "--with-worker") as process:
            ready(process, port)
            until(lambda: health(port).get("worker") == "ok")
            with psycopg.connect(site.server.url("postgres")) as link:
                asked = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'yicha' AND backend_type = 'client backend'"
                roles = link.execute(asked).fetchall()  # the server's own vacuum may be there too
            assert roles == [(APP_ROLE,)]
            code, _, errors = site.run("serve", "--port", str(port))
            assert code == 1
            assert errors.startswith(f"127.0.0.1:{port} 端口不可用")
            assert errors.count("\n") == 1
            code, out, _ = site.run("doctor", "--json")
            assert (code, json.loads(out)["sound"]) == (0, True), out
            children = below(process.pid)
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=30)[1] == "正在停止 · stopping\n"
        assert process.returncode == 0
        assert closed(port)
        assert site.server.pid() is None
        assert [child for child, _ in children if Path(f"/proc/{child}").exists()] == []

    def test_whatever_is_killed_comes_back_and_a_killed_start_is_in_nobodys_way(self, site: Site, port: int) -> None:
        with site.start("serve", "--port", str(port)) as process:
            ready(process, port)
            [(web, _)] = below(process.pid)
            worker = next(child for child, line in below(web) if "worker-1" in line)
            os.kill(worker, signal.SIGKILL)
            until(lambda: sum("worker-" in line for child, line in below(web) if child != worker) == 2 and alive(port))
            os.kill(web, signal.SIGKILL)
            until(lambda: [child for child, _ in below(process.pid)] not in ([web], []) and alive(port))
            postgres = site.server.pid()
            assert postgres
            os.kill(postgres, signal.SIGKILL)
            until(lambda: site.server.pid() not in {postgres, None} and alive(port))
            process.kill()
            process.communicate(timeout=10)
        with site.start("serve", "--port", str(port)) as again:
            ready(again, port)
            assert alive(port)
            again.terminate()
            again.communicate(timeout=30)
        assert again.returncode == 0
        assert closed(port)
        assert site.server.pid() is None

    def test_pages_that_cannot_start_say_why(self, site: Site, port: int) -> None:
        code, _, errors = site.run("serve", "--port", str(port), YICHA_LEDGER_ORIGIN="", DJANGO_SETTINGS_MODULE="nowhere.settings")
        assert code != 0
        assert errors.count("\n") == 1
        assert "nowhere" in errors
        assert site.server.pid() is None


class TestTheDatabase:
    def test_the_sites_own_database_is_migrated_by_its_owner_and_never_unasked(self, site: Site) -> None:
        with running(site.home) as server:
            with psycopg.connect(server.url("postgres"), autocommit=True) as link:
                link.execute("CREATE DATABASE elsewhere")
            owner, role = server.url("elsewhere"), server.url("elsewhere", APP_ROLE)
            told = "数据库结构未更新，请先运行 yicha migrate · the database is not in step: run `yicha migrate` first\n"
            assert site.run("worker", DATABASE_URL=owner) == (1, "", told)
            assert site.run("migrate", DATABASE_URL=owner)[0] == 0
            assert site.run("doctor", DATABASE_URL=role)[0] == 0
            code, out, _ = site.run("doctor", DATABASE_URL=owner)
            assert code == 1
            assert "connected as superuser yicha → 改用角色 yicha_app" in out

    def test_a_database_that_is_away_is_one_line_without_the_password(self, site: Site) -> None:
        code, out, errors = site.run("serve", DATABASE_URL="postgresql://clerk:geheim@127.0.0.1:9/x")
        assert (code, out) == (1, "")
        assert errors.startswith("连不上数据库，请检查 DATABASE_URL · the database cannot be reached")
        assert errors.count("\n") == 1
        assert "geheim" not in errors

    def test_a_temporary_home_is_ready_and_leaves_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "script.py").write_text(TEMPORARY)
        mine = {"PATH": os.defpath, "HOME": "/nonexistent", "PYTHONPATH": str(SOURCE), "TMPDIR": str(tmp_path)}
        done = subprocess.run([sys.executable, tmp_path / "script.py"], env=mine, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (3, "")
        role, home, cluster = done.stdout.splitlines()
        assert role == APP_ROLE
        assert not Path(home).exists()
        assert not Path(cluster).exists()
        assert [path.name for path in tmp_path.iterdir()] == ["script.py"]

    def test_a_fault_in_a_temporary_home_is_told_where_it_can_still_be_read_and_the_site_s_database_is_not_touched(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "script.py").write_text(TEMPORARY)
        mine = {"PATH": os.defpath, "HOME": "/nonexistent", "PYTHONPATH": str(SOURCE), "TMPDIR": str(tmp_path), "DIVISOR": "0"}
        mine |= {"YICHA_HOME": str(tmp_path / "home"), "DATABASE_URL": "postgresql://clerk@127.0.0.1:9/real"}
        done = subprocess.run([sys.executable, tmp_path / "script.py"], env=mine, capture_output=True, text=True, check=False)
        log = tmp_path / "home/logs/faults.log"
        assert (done.returncode, done.stderr.count("\n")) == (70, 1)
        assert f"details in {log}: ZeroDivisionError" in done.stderr
        assert "Traceback" in log.read_text()
        assert {path.name for path in tmp_path.iterdir()} == {"script.py", "home"}


class TestDoctor:
    def test_it_makes_nothing_where_there_is_nothing(self, tmp_path: Path) -> None:
        site = Site(tmp_path / "nothing")
        code, out, _ = site.run("doctor")
        assert code == 1
        assert "no data yet" in out
        assert not site.home.exists()

    def test_it_sees_what_others_may_read_and_a_missing_folder_of_fonts(self, site: Site) -> None:
        site.home.chmod(0o755)
        code, out, _ = site.run("doctor", "--json", YICHA_FONTS="/nowhere")
        site.home.chmod(0o711)
        found = {finding["what"]: finding["mend"] for finding in json.loads(out)["findings"]}
        assert code == 1
        assert sum("chmod go-rw" in mend for mend in found.values()) == 1
        assert sum("YICHA_FONTS" in mend for mend in found.values()) == 1

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps clusters outside the home")
    def test_it_finds_a_cluster_whose_home_is_gone(self, tmp_path: Path) -> None:
        site = Site(tmp_path / "home")
        cluster = locate(site.home).cluster
        (site.home / "postgres").unlink()
        _, out, _ = site.run("doctor")
        rmtree(cluster)
        assert f"may be removed: {cluster}" in out
