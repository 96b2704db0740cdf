"""The launcher `yicha` and tools/prepare.py, in a checkout of their own with an installer that only pretends."""

import os
import pwd
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = f"{sys.base_prefix}/bin/python3"
SYSTEM_PYTHON = Path("/usr/bin/python3")
FAKE_UV = """#!/bin/sh
for last; do :; done
case "$1" in
venv) rm -rf "$last"; mkdir -p "$last/bin"; ln -s "$PYTHON" "$last/bin/python" ;;
esac
echo "$1" >>"$CALLS"
env | grep -E '^(UV_|SSL_CERT_FILE|ALL_PROXY)' >"$CALLS.environment"
[ "$1" = venv ] || eval "${SYNC:-}"
echo "$1 done" >>"$CALLS"
"""
PROGRAM = "import sys; print(sys.argv[1:], sys.executable); sys.exit(7 if 'seven' in sys.argv else 0)"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can do this")


@dataclass
class Checkout:
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    user: str | None = None

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.folder / "yicha", *arguments],
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            user=self.user,
            extra_groups=[] if self.user else None,
            start_new_session=True,
        )

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def calls(self) -> list[str]:
        calls = self.folder / "calls"
        return calls.read_text().splitlines() if calls.exists() else []


def make(folder: Path, python: str) -> Checkout:
    for name in ("yicha", "tools/prepare.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for name, text in {
        "src/yicha/__main__.py": PROGRAM,
        "requirements.lock": "one==1\ntwo==2\n",
        "requirements-dev.lock": "one==1\nthree==3\n",
        "bin/uv": FAKE_UV,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "bin/uv").chmod(0o755)
    path = os.pathsep.join([str(folder / "bin"), "/usr/bin", "/bin"])
    own = {"PATH": path, "HOME": str(folder), "CALLS": str(folder / "calls"), "PYTHON": python, "YICHA_PYTHON": python}
    return Checkout(folder, {**own, "PIP_CONFIG_FILE": os.devnull, "LANG": "C.UTF-8"})


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return make(tmp_path / "带 空格 的文件夹", PYTHON)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="yicha 开放 "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def last_line(text: str) -> str:
    return text.rstrip("\n").rpartition("\n")[2]


class TestStarting:
    def test_the_first_start_prepares_and_later_ones_only_run(self, checkout: Checkout) -> None:
        first = checkout.run("demo", "two words", "")
        assert (first.returncode, first.stdout) == (0, f"['demo', 'two words', ''] {checkout.folder / '.venv/bin/python'}\n")
        assert checkout.calls() == ["venv", "venv done", "pip", "pip done"]
        again = checkout.run()
        assert (again.returncode, again.stderr) == (0, "")
        assert len(checkout.calls()) == 4

    def test_it_passes_the_exit_code_on(self, checkout: Checkout) -> None:
        assert checkout.run("seven").returncode == 7
        assert checkout.run("seven").returncode == 7

    def test_tests_have_an_environment_of_their_own(self, checkout: Checkout) -> None:
        assert ".venv-test/bin/python" in checkout.run("test").stdout
        assert (checkout.folder / ".venv-test/installed.lock").read_text() == "one==1\nthree==3\n"
        assert not (checkout.folder / ".venv").exists()

    def test_a_changed_lock_is_brought_into_step(self, checkout: Checkout) -> None:
        checkout.run()
        (checkout.folder / "requirements.lock").write_text("one==2\n")
        assert checkout.run().returncode == 0
        assert checkout.calls()[4:] == ["pip", "pip done"]

    def test_an_environment_whose_python_is_gone_is_made_again(self, checkout: Checkout) -> None:
        checkout.run()
        (checkout.folder / ".venv/bin/python").unlink()
        assert checkout.run().returncode == 0
        assert checkout.calls()[4:] == ["venv", "venv done", "pip", "pip done"]

    def test_it_may_be_called_through_a_link(self, checkout: Checkout, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere/一查").symlink_to(checkout.folder / "yicha")
        done = subprocess.run([tmp_path / "elsewhere/一查"], env=checkout.environment, capture_output=True, text=True, check=False)
        assert str(checkout.folder) in done.stdout

    def test_the_folder_it_is_called_from_cannot_replace_modules(self, checkout: Checkout, tmp_path: Path) -> None:
        (tmp_path / "yicha.py").write_text("raise SystemExit('taken in')")
        checkout.run()
        done = subprocess.run([checkout.folder / "yicha"], env=checkout.environment, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0

    def test_changed_texts_are_compiled_again(self, checkout: Checkout) -> None:
        (checkout.folder / "tools/catalogue.py").write_text(f"import sys; open({str(checkout.folder / 'calls')!r}, 'a').write(sys.argv[1])")
        catalogue = checkout.folder / "src/yicha/shell/locale/en/LC_MESSAGES/django.po"
        catalogue.parent.mkdir(parents=True)
        checkout.run()
        assert checkout.calls()[-1] == "compile"
        catalogue.touch()
        checkout.run()
        checkout.run()
        assert checkout.calls()[-1] == "compilecompile"

    def test_later_starts_add_less_than_a_twentieth_of_a_second(self, checkout: Checkout) -> None:
        checkout.run()
        python = checkout.folder / ".venv/bin/python"
        python.unlink()
        python.symlink_to("/bin/true")

        def spent() -> float:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            return used.ru_utime + used.ru_stime

        before = spent()
        for _ in range(10):
            checkout.run()
        assert (spent() - before) / 10 < 0.05

    @as_root
    def test_an_ordinary_user_starts_it_too(self, open_folder: Path) -> None:
        if subprocess.run([SYSTEM_PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], check=False).returncode:
            pytest.skip(f"{SYSTEM_PYTHON} is too old, and {PYTHON} may be closed to others")
        checkout = make(open_folder / "家", str(SYSTEM_PYTHON))
        checkout.user = "nobody"
        refused = checkout.run()
        assert refused.returncode == 1
        assert "the environment cannot be prepared" in last_line(refused.stderr)
        account = pwd.getpwnam("nobody")
        for path in (checkout.folder, *checkout.folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)
        assert checkout.run().returncode == 0


class TestTwoAtOnceAndKills:
    def test_two_first_starts_wait_for_each_other(self, checkout: Checkout) -> None:
        both = [checkout.start(SYNC="sleep 0.5") for _ in range(2)]
        errors = [process.communicate(timeout=30)[1] for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert checkout.calls() == ["venv", "venv done", "pip", "pip done"]
        assert sum("waiting for it" in error for error in errors) == 1

    def test_a_start_killed_half_way_is_begun_anew_once_its_installer_is_through(self, checkout: Checkout) -> None:
        victim = checkout.start(SYNC="sleep 1")
        while "pip" not in checkout.calls():
            time.sleep(0.01)
        for pid in [*children(victim.pid), victim.pid]:
            os.kill(pid, signal.SIGKILL)
        victim.communicate(timeout=10)
        assert checkout.run().returncode == 0
        assert checkout.calls() == ["venv", "venv done", "pip", "pip done"] * 2

    def test_a_failed_install_is_not_taken_for_done(self, checkout: Checkout) -> None:
        failed = checkout.run(SYNC="echo strange >&2; exit 3")
        assert failed.returncode == 1
        assert last_line(failed.stderr).startswith("安装依赖失败，详情见日志 · installing the dependencies failed, details:")
        assert "strange" in (checkout.folder / ".tools/prepare.log").read_text()
        assert checkout.run().returncode == 0
        assert checkout.calls().count("venv done") == 2

    def test_ctrl_c_says_so_in_one_line(self, checkout: Checkout) -> None:
        process = checkout.start(SYNC="sleep 30")
        while "pip" not in checkout.calls():
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=10)
        assert process.returncode in {130, -signal.SIGINT}
        assert last_line(errors) == "已中断，下次启动将继续 · interrupted, the next start goes on"


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class TestWhatIsMissing:
    @pytest.mark.parametrize("version", ["3, 10, 9", "3, 14, 0"])
    def test_an_unsuitable_python(self, checkout: Checkout, version: str) -> None:
        other = checkout.folder / "bin/other"
        other.write_text(f'#!/bin/sh\nexec "{PYTHON}" -c "import sys; sys.version_info = ({version}); $2"\n')
        other.chmod(0o755)
        refused = checkout.run(YICHA_PYTHON=str(other))
        assert refused.returncode == 1
        assert re.fullmatch("需要 Python 3.11 至 3.13，.* · Python 3.11 to 3.13 is needed .*\n", refused.stderr)

    def test_no_python_at_all(self, checkout: Checkout) -> None:
        launcher = checkout.folder / "yicha"
        launcher.write_text(re.sub(r"/usr/(local/)?bin/python3", "", launcher.read_text()))
        for tool in ("sh", "readlink", "cmp", "find"):
            (checkout.folder / "bin" / tool).symlink_to(str(shutil.which(tool)))
        refused = checkout.run(YICHA_PYTHON="", PATH=str(checkout.folder / "bin"))
        assert refused.returncode == 1
        assert refused.stderr.count("\n") == 1

    def test_it_goes_on_looking_past_an_old_python(self, checkout: Checkout) -> None:
        (checkout.folder / "bin/python3").write_text("#!/bin/sh\nexit 1\n")
        (checkout.folder / "bin/python3").chmod(0o755)
        (checkout.folder / "bin/python3.13").symlink_to(PYTHON)
        assert checkout.run(YICHA_PYTHON="").returncode == 0

    def test_no_network(self, checkout: Checkout) -> None:
        (checkout.folder / "bin/uv").unlink()
        refused = checkout.run(PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0", PATH="/usr/bin:/bin")
        assert refused.returncode == 1
        assert last_line(refused.stderr).startswith("连不上软件源")
        assert "the package index cannot be reached" in last_line(refused.stderr)

    @pytest.mark.parametrize("told", ["error sending request for url", "dns error: failed to lookup", "invalid peer certificate"])
    def test_the_network_fails_later(self, checkout: Checkout, told: str) -> None:
        refused = checkout.run(SYNC=f"echo '{told}' >&2; exit 2")
        assert refused.returncode == 1
        assert "the package index cannot be reached" in last_line(refused.stderr)

    def test_the_disk_fills_during_the_installation(self, checkout: Checkout) -> None:
        refused = checkout.run(SYNC="echo 'failed to write: No space left on device (os error 28)' >&2; exit 2")
        assert refused.returncode == 1
        assert last_line(refused.stderr).startswith("磁盘空间不足，请清理后重试 · the disk is full")

    @as_root
    def test_a_disk_too_small(self, open_folder: Path) -> None:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", open_folder], capture_output=True, check=False)
        if mounted.returncode:
            pytest.skip("this machine does not let root mount a tmpfs")
        try:
            checkout = make(open_folder / "小盘", PYTHON)
            refused = checkout.run()
            (open_folder / "ballast").write_bytes(bytes(4096 * 100))
            refused_again = checkout.run()
        finally:
            subprocess.run(["umount", "--lazy", open_folder], check=True)
        for done in (refused, refused_again):
            assert done.returncode == 1
            assert last_line(done.stderr).startswith("磁盘空间不足")
        assert not checkout.calls()


class TestSettingsOfTheUser:
    def environment(self, checkout: Checkout, **given: str) -> dict[str, str]:
        assert checkout.run(**given).returncode == 0
        lines = (checkout.folder / "calls.environment").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def test_what_pip_was_told_reaches_uv(self, checkout: Checkout) -> None:
        (checkout.folder / "pip.conf").write_text(
            "[global]\nindex-url = http://127.0.0.1/a\nextra-index-url =\n  http://127.0.0.1/b\n  http://127.0.0.1/c\n"
            "cert = /etc/office.pem\n[install]\nfind-links = /srv/one\n  /srv/two\ntrusted-host = 127.0.0.1\n"
        )
        seen = self.environment(checkout, PIP_CONFIG_FILE=str(checkout.folder / "pip.conf"), PIP_INDEX_URL="http://127.0.0.1/first")
        assert seen["UV_DEFAULT_INDEX"] == "http://127.0.0.1/first"
        assert seen["UV_INDEX"] == "http://127.0.0.1/b http://127.0.0.1/c"
        assert seen["UV_FIND_LINKS"] == "/srv/one,/srv/two"
        assert seen["UV_INSECURE_HOST"] == "127.0.0.1"
        assert seen["SSL_CERT_FILE"] == "/etc/office.pem"

    def test_wheels_that_were_taken_along_are_all_that_is_asked(self, checkout: Checkout) -> None:
        (checkout.folder / "wheels").mkdir()
        assert self.environment(checkout, PIP_INDEX_URL="http://127.0.0.1/a")["UV_FIND_LINKS"] == (checkout.folder / "wheels").as_uri()

    def test_what_uv_was_told_wins(self, checkout: Checkout) -> None:
        seen = self.environment(checkout, PIP_INDEX_URL="http://127.0.0.1/pip", UV_DEFAULT_INDEX="http://127.0.0.1/uv")
        assert seen["UV_DEFAULT_INDEX"] == "http://127.0.0.1/uv"

    def test_nothing_told_nothing_named(self, checkout: Checkout) -> None:
        assert set(self.environment(checkout)) == {"UV_SYSTEM_CERTS", "UV_PYTHON_DOWNLOADS", "UV_INDEX_STRATEGY"}

    def test_a_home_where_nothing_may_be_written(self, checkout: Checkout) -> None:
        assert self.environment(checkout, HOME="/proc/nowhere")["UV_NO_CACHE"] == "1"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_has_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"://|\bindex-url|find-links|^\s*-i ", text)


def test_the_launcher_names_no_package_index() -> None:
    for name in ("yicha", "tools/prepare.py"):
        assert "://" not in (ROOT / name).read_text()
