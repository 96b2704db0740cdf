"""What a backup says of itself. Every part, and the manifest, is held by its SHA-256: what is cut or changed is refused in one line."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from yicha.kernel.command_line import BadInput

NAME, FORMAT = "manifest.json", 1
DATABASE, FILES, HOME = "database.dump", "files.tar", "home.tar"
SEALED = ".sealed"
AGAIN = "请使用另一份备份 · use another backup"


@dataclass(frozen=True)
class Part:
    """A file of the backup, as it lies on the disk."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`tables`: rows of each table in the snapshot; `checkpoint`: the ledger's signed head shortly before it."""

    version: str
    made_at: str
    tables: Mapping[str, int]
    files: int
    checkpoint: str
    sealed: bool
    parts: tuple[Part, ...]

    def write(self, folder: Path) -> None:
        plain = {"format": FORMAT, **asdict(self)}
        text = json.dumps({**plain, "sha256": _digest(plain)}, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / NAME).write_text(f"{text}\n", encoding="utf-8")


def part_of(path: Path) -> Part:
    with path.open("rb") as file:
        return Part(path.name, path.stat().st_size, file_digest(file, "sha256").hexdigest())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup that is whole.

    Raises:
        BadInput: no backup, one of a newer program, or not as it was written.
    """
    path = folder / NAME
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        said = told.pop("sha256")
        known = told.pop("format")
        found = Manifest(**{**told, "parts": tuple(Part(**part) for part in told["parts"])})
    except OSError as problem:
        raise BadInput("这里没有备份 · there is no backup here", "请指明备份文件夹 · name the folder of a backup", file=folder) from problem
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadInput("备份清单不完整 · the manifest is not whole", AGAIN, file=path) from problem
    if said != _digest({"format": known, **told}):
        raise BadInput("备份清单被改动 · the manifest was changed", AGAIN, file=path)
    if known != FORMAT:
        raise BadInput("备份来自更新的版本 · made by a newer version", "请先升级 · upgrade first", file=path)
    for part in found.parts:
        _require(folder / part.name, part)
    return found


def _require(path: Path, part: Part) -> None:
    if not path.is_file():
        raise BadInput("备份缺少文件 · a file of the backup is missing", AGAIN, file=path)
    if part_of(path) != part:
        raise BadInput("备份文件不完整或被改动 · a file of the backup is cut or changed", AGAIN, file=path)


def _digest(plain: Mapping[str, object]) -> str:
    return sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
