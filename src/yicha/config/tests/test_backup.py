"""Backups that are damaged, sealed, aimed at the wrong place; the drill on a county stands in `demo/tests/test_live.py`."""

import json
from pathlib import Path

import pytest

from yicha.config.backup import UNFINISHED, passphrase
from yicha.config.backup_manifest import NAME, Manifest, part_of, read_manifest
from yicha.config.cli import main
from yicha.kernel.command_line import BadInput

PARTS = ("database.dump", "files.tar", "home.tar")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A backup in form: what is in its parts does not matter here."""
    folder = tmp_path / "backup"
    folder.mkdir()
    for name in PARTS:
        (folder / name).write_bytes(name.encode() * 100)
    Manifest(
        "0.1.0", "2026-04-16T02:20:00+00:00", {"kernel_entry": 3}, 2, "", sealed=False, parts=tuple(map(part_of, parts(folder)))
    ).write(folder)
    return folder


def parts(folder: Path) -> list[Path]:
    return [folder / name for name in PARTS]


def refused(folder: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_manifest(folder)
    return caught.value.line()


class TestManifest:
    def test_it_reads_what_it_wrote(self, folder: Path) -> None:
        found = read_manifest(folder)
        assert (found.tables, found.files, [part.name for part in found.parts]) == ({"kernel_entry": 3}, 2, list(PARTS))

    @pytest.mark.parametrize("name", PARTS)
    def test_parts_that_are_cut_changed_or_gone_are_refused(self, folder: Path, name: str) -> None:
        content = (folder / name).read_bytes()
        for damaged in (content[:-1], content[:50] + b"?" + content[51:], content + b" "):
            (folder / name).write_bytes(damaged)
            assert "cut or changed" in refused(folder)
        (folder / name).unlink()
        assert "missing" in refused(folder)

    @pytest.mark.parametrize("field", ["version", "made_at", "tables", "files", "checkpoint", "sealed", "format"])
    def test_no_word_of_it_can_be_changed(self, folder: Path, field: str) -> None:
        told = json.loads((folder / NAME).read_text())
        told[field] = {"another": 1} if field == "tables" else 7
        (folder / NAME).write_text(json.dumps(told))
        assert "changed" in refused(folder)

    @pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"sha256": "", "format": 1}'])
    def test_what_is_none_is_refused(self, folder: Path, text: str) -> None:
        (folder / NAME).write_text(text)
        assert "not whole" in refused(folder)

    def test_a_folder_without_one_is_no_backup(self, tmp_path: Path) -> None:
        assert "no backup here" in refused(tmp_path)


class TestPassphrase:
    def test_it_is_the_first_line(self, tmp_path: Path) -> None:
        (tmp_path / "word").write_text("  口令 一 \r\nsecond\n")
        assert passphrase(tmp_path / "word") == "口令 一".encode()
        assert passphrase(None) is None

    def test_an_empty_one_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "word").write_text("\nsecond")
        with pytest.raises(BadInput):
            passphrase(tmp_path / "word")


class TestCommands:
    def test_a_home_without_data_is_not_backed_up(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["backup", str(tmp_path / "out"), "--home", str(tmp_path / "home")]) == 1
        assert capsys.readouterr().err.count("\n") == 1
        assert list(tmp_path.iterdir()) == []

    def test_nothing_is_written_over(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out/mine").touch()
        assert main(["backup", str(tmp_path / "out"), "--home", str(tmp_path / "home")]) == 2
        assert "not empty" in capsys.readouterr().err
        assert not (tmp_path / f"out{UNFINISHED}").exists()

    def test_only_an_empty_home_is_restored_into(self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "home").mkdir()
        (tmp_path / "home/mine").touch()
        assert main(["restore", str(folder), "--home", str(tmp_path / "home")]) == 1
        assert "not empty" in capsys.readouterr().err

    def test_a_sealed_one_asks_for_its_passphrase(self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Manifest("0.1.0", "", {}, 0, "", sealed=True, parts=tuple(map(part_of, parts(folder)))).write(folder)
        assert main(["restore", str(folder), "--home", str(tmp_path / "home")]) == 2
        assert "--passphrase-file" in capsys.readouterr().err
