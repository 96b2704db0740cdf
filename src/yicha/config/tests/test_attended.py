"""Long work in a home that is thrown away: what it lives on is kept alive, what others have is left alone, and nothing stays."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from procrastinate.contrib.django import app

from yicha.config import database
from yicha.config.database import attended
from yicha.config.embedded_postgres import Server, ServerFailed, _alive, discard, locate, running
from yicha.config.temporary import MARK, temporary_home
from yicha.config.worker import PRESENT, _is_alone, leave_the_clock
from yicha.kernel import outbox
from yicha.kernel.children import Child, ChildFailed
from yicha.kernel.jobs import sweep
from yicha.kernel.models import FailedDelivery
from yicha.kernel.testing import jobs, sql, until
from yicha.planning.jobs import close_silent_consultations

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
DIE = [sys.executable, "-c", "raise SystemExit('没有数据库')"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(database, "WATCH_SECONDS", 0.02)
    return tmp_path


class TestTemporaryHome:
    def test_is_there_and_then_gone(self, place: Path) -> None:
        with temporary_home() as home:
            assert home.parent == place
        assert list(place.iterdir()) == []

    def test_is_gone_too_when_the_work_fails(self, place: Path) -> None:
        with pytest.raises(KeyboardInterrupt), temporary_home():
            raise KeyboardInterrupt
        assert list(place.iterdir()) == []

    def test_never_uses_the_database_of_the_site(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://real.example/county")
        monkeypatch.setenv("YICHA_HOME", "/srv/yicha")
        with temporary_home() as home:
            assert "DATABASE_URL" not in os.environ
            os.environ |= {"DATABASE_URL": "postgresql:///own", "YICHA_HOME": f"{home}"}
        assert (os.environ["DATABASE_URL"], os.environ["YICHA_HOME"]) == ("postgresql://real.example/county", "/srv/yicha")

    def test_leaves_no_word_of_itself_in_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("DATABASE_URL", "YICHA_HOME"):
            monkeypatch.setenv(name, "x")
            monkeypatch.delenv(name)
        with temporary_home() as home:
            os.environ |= {"DATABASE_URL": "postgresql:///own", "YICHA_HOME": f"{home}"}
        assert not {"DATABASE_URL", "YICHA_HOME"} & os.environ.keys()

    def test_of_a_killed_maker_is_cleared_away_by_the_next_with_its_database(self, place: Path) -> None:
        script = "import sys, time\nfrom yicha.config.temporary import temporary_home\nfrom yicha.config.embedded_postgres import running\n"
        script += "with temporary_home() as home, running(home) as server:\n    print(server.pid(), flush=True)\n    time.sleep(600)\n"
        mine = {**os.environ, "TMPDIR": f"{place}", "PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen([sys.executable, "-c", script], env=mine, stdout=subprocess.PIPE, text=True) as maker:
            assert maker.stdout is not None
            postmaster = int(maker.stdout.readline())
            maker.kill()
        [orphan] = place.iterdir()
        cluster = locate(orphan).cluster
        with temporary_home() as home:
            assert list(place.iterdir()) == [home]
        assert not _alive(postmaster)
        assert not cluster.exists()

    def test_leaves_alone_what_is_held_unfinished_or_not_its_own(self, place: Path) -> None:
        (place / "yicha-being-made").mkdir()
        (place / "yicha-file").touch()
        (place / "other" / MARK).mkdir(parents=True)
        before = {path.name for path in place.iterdir()}
        with temporary_home() as first, temporary_home() as second:
            assert {path.name for path in place.iterdir()} == {*before, first.name, second.name}
        assert {path.name for path in place.iterdir()} == before

    def test_that_cannot_be_removed_does_not_stop_the_next(self, place: Path) -> None:
        broken = place / "yicha-broken"
        broken.mkdir()
        (broken / MARK).touch()
        (broken / "postgres").symlink_to("/nonexistent/cluster")
        with temporary_home() as home:
            assert home.exists()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("home")
    with running(home, fsync="off") as found:
        yield found
    discard(home)


def pid_of(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


class TestAttended:
    def test_what_dies_is_started_again_and_what_lives_in_the_end_is_stopped(self, place: Path, server: Server) -> None:
        child = Child("孩子 child", SLEEP, place / "log")
        with attended(server, [child]):
            first, postmaster = pid_of(child), server.pid()
            assert postmaster is not None
            os.kill(postmaster, signal.SIGKILL)
            os.kill(first, signal.SIGKILL)
            until(lambda: pid_of(child) != first and server.answers())
            last = pid_of(child)
        assert not Path(f"/proc/{last}").exists()
        assert server.pid() not in {postmaster, None}

    def test_a_child_that_never_comes_up_ends_the_work_with_its_own_last_words(self, place: Path) -> None:
        with pytest.raises(ChildFailed, match="没有数据库"), attended(None, [Child("孩子 child", DIE, place / "log")]):
            time.sleep(30)

    def test_one_that_cannot_live_on_a_full_disk_is_told_as_that(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yicha.kernel.children.shutil.disk_usage", lambda _: SimpleNamespace(free=0))
        with pytest.raises(OSError, match="No space left"), attended(None, [Child("孩子 child", DIE, place / "log")]):
            time.sleep(30)

    def test_so_does_a_server_that_cannot_be_started_but_not_at_its_first_failure(
        self, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        failures: list[int] = []

        def fail(_: Server | None) -> None:
            failures.append(1)
            if len(failures) != 2:  # the second time it works, so one failure is forgiven
                raise ServerFailed("磁盘空间不足 · the disk is full")

        monkeypatch.setattr(database, "_ensure", fail)
        with pytest.raises(ServerFailed, match="the disk is full"), attended(server, []):
            time.sleep(30)
        assert len(failures) == 2 + database.PATIENCE

    def test_ctrl_c_is_ctrl_c(self, place: Path) -> None:
        child = Child("孩子 child", SLEEP, place / "log")
        with pytest.raises(KeyboardInterrupt), attended(None, [child]):
            raise KeyboardInterrupt
        assert child.process is not None
        assert child.process.poll() is not None

    def test_nobody_is_left_watching(self) -> None:
        before = threading.active_count()
        with attended(None, []):
            assert threading.active_count() == before + 1
        assert threading.active_count() == before


class TestPresence:
    """Whether a worker that comes up is the only one decides who takes up the jobs of the dead."""

    def session(self, server: Server) -> psycopg.Connection:
        return psycopg.connect(server.url("postgres"), autocommit=True)

    def test_alone_when_nobody_shares_the_lock(self, server: Server) -> None:
        with self.session(server) as mine:
            assert _is_alone(mine)

    def test_not_alone_while_another_works(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yicha.config.worker.LAST_BREATH", "50ms")
        with self.session(server) as other, self.session(server) as mine:
            other.execute("SELECT pg_advisory_lock_shared(%s)", [PRESENT])
            assert not _is_alone(mine)

    def test_alone_as_soon_as_the_killed_one_s_session_ends(self, server: Server) -> None:
        other = self.session(server)
        other.execute("SELECT pg_advisory_lock_shared(%s)", [PRESENT])
        threading.Timer(0.3, other.close).start()
        with self.session(server) as mine:
            assert _is_alone(mine)

    def test_who_is_to_leave_the_clock_alone_still_cares_for_the_jobs_of_the_dead(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(app.periodic_registry, "periodic_tasks", dict(app.periodic_registry.periodic_tasks))
        before = {one.task.name for one in app.periodic_registry.periodic_tasks.values()}
        leave_the_clock()
        after = {one.task.name for one in app.periodic_registry.periodic_tasks.values()}
        assert before > after > {sweep.name}
        assert before - after == {name for name in before if not name.startswith("yicha.kernel.")} > {close_silent_consultations.name}

    def test_the_only_one_takes_up_what_a_killed_one_had_begun_at_once(self, own_database: str, place: Path) -> None:
        outbox.deliver.defer(run="00000000-0000-4000-8000-000000000000", handler="none")  # it will fail, but it will be tried
        sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
        sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)")
        mine = {**os.environ, "DATABASE_URL": own_database, "YICHA_HOME": f"{place}", "PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen([sys.executable, "-m", "yicha", "worker"], env=mine, stderr=subprocess.DEVNULL) as worker:
            until(FailedDelivery.objects.exists, seconds=25)  # before its heartbeat would be missed
            worker.terminate()
        assert worker.returncode == 0
        assert jobs() == ["todo"]
