"""`yicha restore DIR`: a backup into an empty home, and then the proof that it is whole: rows, files, ledger."""

import os
import shutil
import tarfile
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from yicha.config.backup import count_tables, passphrase
from yicha.config.backup_manifest import DATABASE, FILES, HOME, SEALED, Manifest, read_manifest
from yicha.config.database import DATABASE as DATABASE_NAME
from yicha.config.database import connected, create_database, migrate_as, untouched
from yicha.config.embedded_postgres import discard, running
from yicha.config.home import HomeRefused, default_home, open_home
from yicha.config.postgres_tools import run_tool
from yicha.config.sealed import Unsealable, unseal
from yicha.kernel.command_line import BadInput, CannotRun, answer, load, say

Fsck = Callable[[str | None], list[str]]


def run(arguments: Namespace) -> int:
    """0 when everything is there again; 1 says what is not, and leaves it for inspection."""
    home = (arguments.home or default_home()).absolute()
    manifest, secret = read_manifest(arguments.folder), passphrase(arguments.passphrase_file)
    _require_passphrase(arguments.folder, manifest, secret)
    _require_empty(home)
    with _opened(arguments.folder, manifest, secret) as folder, _all_or_nothing(home):
        say("正在恢复文件和密钥 · restoring files and keys")
        _unpack(folder / FILES, open_home(home) / "files")
        _unpack(folder / HOME, home)
        say("正在恢复数据库 · restoring the database")
        found = _restore_database(home, folder / DATABASE, manifest)
        say("正在核验 · verifying")
        found += _verify(home, manifest)
    for problem in found:
        say(f"✗ {problem}")
    if arguments.json:
        answer({"home": f"{home}", "rows": sum(manifest.tables.values()), "files": manifest.files, "problems": found})
    say(f"已恢复，但有 {len(found)} 处不符 · restored, with faults" if found else f"恢复完成，核验一致 · restored and verified: {home}")
    return 1 if found else 0


def _require_passphrase(folder: Path, manifest: Manifest, secret: bytes | None) -> None:
    if manifest.sealed and secret is None:
        raise BadInput("备份已加密 · the backup is sealed", "用 --passphrase-file 给出口令 · give its passphrase", file=folder)


def _require_empty(home: Path) -> None:
    if home.exists() and any(home.iterdir()):
        raise HomeRefused(f"目录不是空的，恢复只进空目录；用 --home 指定 · not empty, name an empty home by --home: {home}")
    if site := os.environ.get("DATABASE_URL"):
        with connected(site) as link:
            if count_tables(link):
                raise CannotRun("DATABASE_URL 的数据库不是空的 · the database of DATABASE_URL is not empty")


@contextmanager
def _opened(folder: Path, manifest: Manifest, secret: bytes | None) -> Iterator[Path]:
    """The parts in clear: as they are, or unsealed into a closed folder that goes away."""
    if not manifest.sealed or secret is None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="yicha-restore-") as clear:
        for part in manifest.parts:
            try:
                with (folder / part.name).open("rb") as sealed, (Path(clear) / part.name.removesuffix(SEALED)).open("wb") as file:
                    unseal(sealed, file, secret)
            except Unsealable as problem:
                raise BadInput("口令不对 · wrong passphrase", "请核对口令文件 · check the file", file=folder / part.name) from problem
        yield Path(clear)


@contextmanager
def _all_or_nothing(home: Path) -> Iterator[None]:
    """A restore that failed leaves the home as empty as it was."""
    try:
        yield
    except BaseException:
        if home.exists():
            discard(home)
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir(mode=0o700)
        raise


def _restore_database(home: Path, dump: Path, manifest: Manifest) -> list[str]:
    """Returns which tables have not the rows that the manifest says."""
    if site := os.environ.get("DATABASE_URL"):
        return _load(site, dump, manifest, site=True)
    with running(home) as server:
        create_database(server)
        return _load(server.url(DATABASE_NAME), dump, manifest, site=False)


def _load(owner: str, dump: Path, manifest: Manifest, *, site: bool) -> list[str]:
    """All or nothing. Rights are granted anew, to whoever plays the part here; an older backup is brought into step."""
    run_tool("pg_restore", owner, "--single-transaction", "--no-owner", "--no-privileges", f"{dump}", site=site)
    with connected(owner) as link:
        found = count_tables(link)
    migrate_as(owner)
    return [f"{name}: {found.get(name, 0)}/{rows} 行 rows" for name, rows in manifest.tables.items() if found.get(name) != rows]


def _unpack(tar: Path, folder: Path) -> None:
    """Over what `open_home` has made. Paths that lead outside, links and devices are refused by the filter."""
    with tarfile.open(tar) as content:
        content.extractall(folder, filter="data")
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink() and path.name != "postgres" and path != folder:
            path.chmod(0o700)


def _verify(home: Path, manifest: Manifest) -> list[str]:
    """Files and ledger, the log against the checkpoint that the backup holds."""
    files = sum(1 for file in (home / "files").glob("*/*") if file.parent.name != "draft")
    found = [] if files == manifest.files else [f"文件 files: {files}/{manifest.files}"]
    with untouched(home):
        fsck: Fsck = load("yicha.kernel.fsck:fsck")
        return [*found, *fsck(manifest.checkpoint or None)]
