"""`yicha backup DIR`: database, files and keys as they were at one moment, while everything goes on.

The database is read in one snapshot; the files after it, and a file is stored before its row and never changed, so every file that the
snapshot speaks of is there. Written beside and renamed: a backup that was interrupted does not look like one.
"""

import io
import os
import shutil
import tarfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from yicha.config import VERSION
from yicha.config.backup_manifest import DATABASE, FILES, HOME, SEALED, Manifest, part_of
from yicha.config.database import DATABASE as DATABASE_NAME
from yicha.config.database import connected, untouched
from yicha.config.embedded_postgres import locate
from yicha.config.home import default_home
from yicha.config.postgres_tools import run_tool
from yicha.config.sealed import seal
from yicha.kernel.command_line import BadInput, CannotRun, answer, load, say

UNFINISHED = ".unfinished"
SMALL = ("demo.json", "demo-accounts.json", "demo-programs.json", "identity.json")
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname"


def run(arguments: Namespace) -> int:
    home, secret = (arguments.home or default_home()).absolute(), passphrase(arguments.passphrase_file)
    with _appearing(arguments.folder) as draft, untouched(home) as url:
        say("正在备份数据库 · backing up the database")
        checkpoint: str = load("yicha.kernel.ledger:latest_checkpoint")()
        tables = _dump(_owner(home, url), draft / DATABASE, site=not (home / "postgres").exists())
        say("正在备份文件和密钥 · backing up files and keys")
        files = _pack_files(home / "files", draft / FILES)
        _pack_home(home, draft / HOME)
        manifest = _manifest(draft, tables, files, checkpoint, secret)
        manifest.write(draft)
    _tell(arguments, manifest)
    return 0


def passphrase(path: Path | None) -> bytes | None:
    if path is None:
        return None
    first = path.read_bytes().split(b"\n", 1)[0].strip()
    if not first:
        raise BadInput("口令为空 · the passphrase is empty", "写在文件第一行 · write it on the first line", file=path)
    return first


def _owner(home: Path, url: str) -> str:
    """The home's own server is dumped as its owner; a site says in DATABASE_URL who may read everything."""
    return locate(home).url(DATABASE_NAME) if (home / "postgres").exists() else url


def _dump(url: str, path: Path, *, site: bool) -> dict[str, int]:
    """Returns the rows of every table in the very snapshot that is dumped."""
    with connected(url) as link, link.transaction():
        link.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = str(_one(link, "SELECT pg_export_snapshot()"))
        run_tool("pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={path}", site=site)
        return count_tables(link)


def count_tables(link: psycopg.Connection) -> dict[str, int]:
    names = [str(name) for (name,) in link.execute(TABLES).fetchall()]
    return {name: int(str(_one(link, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))))) for name in names}


def _one(link: psycopg.Connection, query: str | sql.Composed) -> object:
    row = link.execute(query).fetchone()
    return row[0] if row else None


def _pack_files(folder: Path, path: Path) -> int:
    """The store, without what is still being uploaded. Returns how many files."""
    with tarfile.open(path, "w") as tar:
        found = [file for file in sorted(folder.glob("*/*")) if file.parent.name != "draft"] if folder.is_dir() else []
        for file in found:
            tar.add(file, f"{file.parent.name}/{file.name}", recursive=False)
    return len(found)


def _pack_home(home: Path, path: Path) -> None:
    """Keys, who lets enterprises in, and which day it is in a demo."""
    with tarfile.open(path, "w") as tar:
        for file in [*sorted((home / "keys").glob("*")), *(home / name for name in SMALL)]:
            if file.is_file():
                content, info = file.read_bytes(), tarfile.TarInfo(file.relative_to(home).as_posix())
                info.size, info.mode, info.mtime = len(content), 0o600, int(file.stat().st_mtime)
                tar.addfile(info, io.BytesIO(content))


def _manifest(draft: Path, tables: dict[str, int], files: int, checkpoint: str, secret: bytes | None) -> Manifest:
    names = [_sealed(draft / name, secret) if secret else name for name in (DATABASE, FILES, HOME)]
    parts = tuple(part_of(draft / name) for name in names)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(VERSION, made_at, tables, files, checkpoint, sealed=secret is not None, parts=parts)


def _sealed(path: Path, secret: bytes) -> str:
    target = path.with_name(path.name + SEALED)
    with path.open("rb") as plain, target.open("wb") as file:
        seal(plain, file, secret)
    path.unlink()
    return target.name


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Closed to others, and there only when it is whole."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput("备份文件夹不是空的 · the folder of the backup is not empty", "请换一个新文件夹 · name a new folder", file=folder)
    draft = folder.absolute().with_name(folder.name + UNFINISHED)
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(mode=0o700, parents=True)
        yield draft
        os.sync()
        draft.replace(folder)
    except OSError as problem:
        raise CannotRun(f"备份没有写成 · the backup could not be written: {problem}") from problem
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _tell(arguments: Namespace, manifest: Manifest) -> None:
    size = sum(part.size for part in manifest.parts)
    rows = sum(manifest.tables.values())
    if arguments.json:
        answer({"folder": f"{arguments.folder}", "rows": rows, "files": manifest.files, "bytes": size, "sealed": manifest.sealed})
    say(f"备份完成 · backed up: {arguments.folder}（{rows} 行 rows、{manifest.files} 个文件 files、{size / 1e6:.1f} MB）")
    if not manifest.sealed:
        say("备份含全部数据和密钥，没有加密，请妥善保管 · it holds all data and keys unsealed: keep it safe")
