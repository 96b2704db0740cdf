"""Makes the environment `venv` from the lock file, for the launcher `yicha`: standard library only, any Python from 3.11.

It names no package index: it hands the user's own settings of pip on to uv, which does not read them. Two at once wait for each
other; one that was killed half-way is begun again. Whatever goes wrong is one line, and its details are in `.tools/prepare.log`.
"""

import ast
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parents[1]
TOOLS = HERE / ".tools"
LOG = TOOLS / "prepare.log"
WHEELS = HERE / "wheels"  # taken along by tools/offline.py: then no network is asked
ROOM = 1 << 30
SILENCE_SECONDS = 15.0
TRUE = {"1", "true", "yes", "on"}
NO_ROOM = ("No space left", "os error 28", "Disk quota exceeded")
NO_NETWORK = (
    *("error sending request", "dns error", "Could not connect", "onnection refused", "timed out", "ertificate", "unreachable"),
    *("Failed to fetch", "Max retries", "not known", "Temporary failure", "from versions: none"),
)
# pip's setting → uv's variable, and what joins several values there.
HANDED_ON = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "proxy": ("ALL_PROXY", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
}


class NotPrepared(Exception):  # noqa: N818 it says what happened
    """One line in both languages."""


def main(venv: Path, lock: Path) -> int:
    if WHEELS.is_dir():
        os.environ.update(PIP_NO_INDEX="1", PIP_FIND_LINKS=WHEELS.as_uri())
    try:
        with locked() as held:
            if not installed(venv, lock):
                install(venv, lock, held)
            catalogue = HERE / "tools/catalogue.py"
            if catalogue.exists():
                run([f"{venv}/bin/python", f"{catalogue}", "compile"], held, "整理文字 · compiling messages")
            stamp(venv, lock)
    except NotPrepared as problem:
        say(f"{problem}")
    except OSError as problem:
        say(f"{explain(str(problem), problem)}")
    except KeyboardInterrupt:
        say("已中断，下次启动将继续 · interrupted, the next start goes on")
        return 130
    else:
        return 0
    return 1


@contextmanager
def locked() -> Iterator[IO[str]]:
    """The kernel frees the lock on kill -9; uv inherits it, so an orphaned uv is waited for as well."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个启动正在准备运行环境，请稍候 · another start is preparing the environment, waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def installed(venv: Path, lock: Path) -> bool:
    stamped = venv / "installed.lock"
    return runs(venv) and stamped.exists() and stamped.read_bytes() == lock.read_bytes()


def runs(venv: Path) -> bool:
    """Its Python may have been removed from the machine since."""
    return os.access(venv / "bin/python", os.X_OK)


def install(venv: Path, lock: Path, held: IO[str]) -> None:
    say("正在准备运行环境（仅第一次或依赖变更时）· preparing the environment (first start or new dependencies only)")
    LOG.write_bytes(b"")
    if shutil.disk_usage(HERE).free < ROOM:
        raise NotPrepared(no_room())
    uv = find_uv(held)
    complete = runs(venv) and (venv / "installed.lock").exists()
    (venv / "installed.lock").unlink(missing_ok=True)
    if not complete:  # one that was killed half-way may hold half packages that look whole
        run([uv, "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, f"{venv}"], held, "新建环境 · new environment")
    packages = lock.read_text().count("==")
    options = ["--quiet", "--require-hashes", "--no-build", "--python", f"{venv}/bin/python"]
    if pip_settings().get("no-index", ["0"])[0].lower() in TRUE:
        options.append("--no-index")
    run([uv, "pip", "sync", *options, f"{lock}"], held, f"安装 {packages} 个软件包 · installing {packages} packages")


def stamp(venv: Path, lock: Path) -> None:
    draft = venv / "installed.lock.new"
    shutil.copyfile(lock, draft)
    draft.rename(venv / "installed.lock")


def find_uv(held: IO[str]) -> str:
    own = TOOLS / "uv/bin/uv"
    found = shutil.which("uv")
    if found or own.exists():
        return found or f"{own}"
    draft = TOOLS / "uv.new"
    shutil.rmtree(draft, ignore_errors=True)
    options = ["--disable-pip-version-check", "--retries", "2", "--no-deps", "--only-binary", ":all:", "--target", f"{draft}"]
    run([*pip(held), "install", *options, "uv"], held, "获取安装工具 uv · fetching the installer uv")
    draft.rename(TOOLS / "uv")
    return f"{own}"


def pip(held: IO[str]) -> list[str]:
    """Debian splits pip and venv into packages of their own; either will do."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        return [sys.executable, "-m", "pip"]
    made = TOOLS / "pip"
    try:
        run([sys.executable, "-m", "venv", "--clear", f"{made}"], held, "获取 pip · fetching pip")
    except NotPrepared as problem:
        raise NotPrepared("缺少 pip，请安装 python3-pip · pip is missing: install python3-pip") from problem
    return [f"{made}/bin/python", "-m", "pip"]


def run(command: list[str], held: IO[str], doing: str) -> None:
    """Run quietly, with a sign of life for people who wait."""
    begun = spoken = time.monotonic()
    say(f"  {doing}")
    with (
        LOG.open("ab") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env=environment(), pass_fds=[held.fileno()]) as program,  # noqa: S603 ours
    ):
        while program.poll() is None:
            time.sleep(0.05)
            if time.monotonic() - spoken > (1.0 if sys.stderr.isatty() else SILENCE_SECONDS):
                spoken = time.monotonic()
                waited = f"  {doing} … {spoken - begun:.0f} s"
                sys.stderr.write(f"\r{waited}" if sys.stderr.isatty() else f"{waited}\n")
                sys.stderr.flush()
    if sys.stderr.isatty() and spoken != begun:
        sys.stderr.write("\n")
    if program.returncode:
        raise NotPrepared(explain(LOG.read_text(errors="replace")[-8000:]))


def environment() -> dict[str, str]:
    """What the user told pip, told to uv, unless he told uv himself."""
    handed = {
        "UV_SYSTEM_CERTS": "true",  # an office proxy signs with its own
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_INDEX_STRATEGY": "unsafe-best-match",  # as pip does; the hashes of the lock guard what comes
        "PIP_USER": "0",
        "PIP_REQUIRE_VIRTUALENV": "0",
    }
    for name, values in pip_settings().items():
        if name in HANDED_ON:
            variable, glue = HANDED_ON[name]
            handed[variable] = glue.join(values)
    cache = Path(os.environ.get("UV_CACHE_DIR") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "uv")
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    if not os.access(cache, os.W_OK):
        handed["UV_NO_CACHE"] = "1"
    return {**handed, **os.environ}


@cache
def pip_settings() -> dict[str, list[str]]:
    """Pip's own view of its files and variables; what it lists later wins."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603 ours
    settings: dict[str, list[str]] = {}
    for section in ("global", "install", ":env:"):
        for line in listed.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(f"{section}."):
                settings[name.removeprefix(f"{section}.")] = str(ast.literal_eval(value)).split()
    return settings


def explain(told: str, problem: OSError | None = None) -> str:
    if any(sign in told for sign in NO_ROOM):
        return no_room()
    if problem:
        return f"不能准备运行环境 · the environment cannot be prepared: {problem}"
    if any(sign in told for sign in NO_NETWORK):
        return (
            "连不上软件源，请检查网络、代理或 pip 的软件源设置；离线安装见 docs/operations.md · "
            f"the package index cannot be reached: check network, proxy or pip's settings; for offline see docs/operations.md ({LOG})"
        )
    return f"安装依赖失败，详情见日志 · installing the dependencies failed, details: {LOG}"


def no_room() -> str:
    return f"磁盘空间不足，请清理后重试 · the disk is full, make room and try again: {HERE}"


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
