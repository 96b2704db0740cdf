import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from yicha.config import home as homes
from yicha.config.home import HomeRefused, default_home, locked, open_home

SOURCE = Path(__file__).parents[3]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can do this")


class TestWhere:
    @pytest.mark.parametrize(
        ("environment", "place"),
        [
            ({"YICHA_HOME": "/srv/一查"}, "/srv/一查"),
            ({"XDG_DATA_HOME": "/srv/data"}, "/srv/data/yicha"),
            ({"XDG_DATA_HOME": "relative"}, "/home/clerk/.local/share/yicha"),
            ({"XDG_DATA_HOME": ""}, "/home/clerk/.local/share/yicha"),
            ({}, "/home/clerk/.local/share/yicha"),
            ({"YICHA_HOME": "/a", "XDG_DATA_HOME": "/b"}, "/a"),
        ],
    )
    def test_the_default(self, environment: dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("YICHA_HOME", "XDG_DATA_HOME"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"HOME": "/home/clerk", **environment}.items():
            monkeypatch.setenv(name, value)
        assert default_home() == Path(place)


class TestOpening:
    def test_nobody_else_may_look_in(self, tmp_path: Path) -> None:
        home = open_home(tmp_path / "deep" / "家")
        assert home.stat().st_mode & 0o066 == 0
        for name in ("keys", "files", "logs"):
            assert stat.S_IMODE((home / name).stat().st_mode) == 0o700

    def test_the_key_is_made_once_and_is_private(self, tmp_path: Path) -> None:
        key = open_home(tmp_path / "home") / "keys/web"
        before = key.read_text()
        assert len(before) >= 48
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert open_home(tmp_path / "home") == tmp_path / "home"
        assert key.read_text() == before
        assert list(key.parent.iterdir()) == [key]

    def test_many_first_starts_agree_on_one_key(self, tmp_path: Path) -> None:
        script = "import sys; from pathlib import Path; from yicha.config.home import open_home\n"
        script += "print((open_home(Path(sys.argv[1])) / 'keys/web').read_text())"
        command = [sys.executable, "-c", script, str(tmp_path / "home")]
        both = [subprocess.Popen(command, env={"PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        assert len({process.communicate(timeout=20)[0] for process in both}) == 1

    def test_a_disk_that_is_nearly_full(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(homes, "ROOM", 1 << 60)
        with pytest.raises(HomeRefused, match="磁盘空间不足"):
            open_home(tmp_path / "home")

    @pytest.mark.parametrize("place", ["/proc/nowhere/home", "/dev/null/home"])
    def test_a_place_where_nothing_can_be_made(self, place: str) -> None:
        with pytest.raises(HomeRefused, match=r"^数据目录不可用 · the data home cannot be used: .*$"):
            open_home(Path(place))

    @as_root
    def test_somebody_elses_home(self, tmp_path: Path) -> None:
        os.chown(tmp_path, 12345, -1)
        with pytest.raises(HomeRefused, match="belongs to another user"):
            open_home(tmp_path)


def test_the_second_at_the_same_work_waits_for_the_first(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from yicha.config.home import locked\n"
    script += "print('asked', flush=True)\nwith locked(Path(sys.argv[1]), 'x'): print(Path(sys.argv[1], 'done').exists())"
    with locked(tmp_path, "other"), locked(tmp_path, "x"):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], env={"PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        assert process.stdout.readline() == "asked\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        (tmp_path / "done").touch()
    assert process.communicate(timeout=10)[0] == "True\n"
