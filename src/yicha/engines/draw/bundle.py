"""Bundles: the full one for departments and supervisor, the public one for everybody, either as a zip (docs/vdr1.md §2).

The public bundle is a function of the full one. Its four deciding files are the same bytes; the two lists show
commitments instead of records, except the open parts of low tickets that were not drawn (免抽说明).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw.canonical import write_lines
from yicha.engines.draw.ceremony import ASSIGNMENT, DECIDING, SIX, Outcome
from yicha.engines.draw.columns import KEPT_FILES
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.lists import read_lists
from yicha.engines.draw.manifest import NAME, read_manifest
from yicha.engines.draw.pool import write_public
from yicha.engines.draw.public import told_of
from yicha.engines.draw.replacement import FIRST

README = "README.txt"
LOG = "log/"
GREATEST_SIZE = 2**30
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BEHIND = re.compile(f"({FIRST})+({'|'.join(map(re.escape, DECIDING))})")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TEXT = """{title}
抽取编号 · draw: {draw}
{kind}{test}
抽取包编号 · bundle number: {number}

这个文件夹记录了一次随机抽取：清单（manifest.json）在种子产生之前封存，种子（seed.json）由各方的秘密数和公开随机数合成，
抽中名单（result.json）和检查人员（assignment.json）由种子按公式算出。改动前六个文件中的任何一个字节，核验都会失败。
This folder records a draw. The manifest was sealed before the seed existed; the drawn subjects and officers follow from
the seed by arithmetic, the same for everyone. Change one byte of the six files and it is refused.

核验 · to check:  ./yicha draw verify <此文件夹或压缩包 · this folder or zip>
不用本系统也能核验 · without our system:  python3 verify/verify_draw.py <…>    node verify/verify_draw.js <…>
格式与算法 · format and method:  docs/vdr1.md
"""
_TEST = "\n未经见证：种子来自单一参与方，没有公开随机数，不能用于正式检查。 · Not witnessed: a test, not for real inspections."


def write_full(outcome: Outcome, log: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The full bundle. `log`: the files of its log folder by name, where there are any."""
    folder = {LOG + name: content for name, content in (log or {}).items()}
    return (
        outcome.files
        | folder
        | {README: _readme(outcome.files, "完整抽取包，含名录原文，供部门和监督机关使用 · full bundle, not for the public")}
    )


def public_of(full: Mapping[str, bytes], outcome: Outcome | None = None) -> dict[str, bytes]:
    """The public bundle of a full one. DrawError if the full one cannot be read. `outcome`: the draw that gave it, if it is at hand."""
    manifest = read_manifest(full[NAME])
    suite = manifest.suite
    lists = outcome.lists if outcome else read_lists(manifest, full[pool_file.NAME], full[officers_file.NAME])
    owed = told_of(full, lists.pool.sids, outcome.tickets if outcome else ()).owed
    shown = {
        pool_file.NAME: write_public(suite, lists.pool, lists.leaves, owed),
        officers_file.NAME: write_lines(row.closed(suite) for row in lists.officers),
        README: _readme(full, "公开抽取包，名录只有承诺 · public bundle: commitments instead of records"),
    }
    return dict(full) | shown


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files: equal files give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return packed.getvalue()


def added(packed: bytes, files: Mapping[str, bytes]) -> bytes:
    """The zip with these files behind those it has, without unpacking them."""
    grown = io.BytesIO(packed)
    with zipfile.ZipFile(grown, "a") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return grown.getvalue()


def unpack(packed: bytes) -> dict[str, bytes]:
    """The files of a bundle in a zip; others are left alone. DrawError if it is no zip, or unpacks to more than a gigabyte."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return {entry.filename: archive.read(entry) for entry in _entries(archive)}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:  # RuntimeError: it has a password
        raise DrawError("不是可读的压缩包", "not a zip that can be read") from error


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if belongs(entry.filename)]
    if sum(entry.file_size for entry in entries) > GREATEST_SIZE:
        raise DrawError("压缩包过大", "the zip unpacks to too much")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise zipfile.BadZipFile
    return entries


def belongs(name: str) -> bool:
    """Whether a file of this name, relative to its folder, is part of a bundle or of a kept frame."""
    in_log = name.startswith(LOG) and not name.endswith("/") and name.count("/") == 1
    return name in {*SIX, README, *KEPT_FILES} or in_log or _BEHIND.fullmatch(name) is not None


def number_of(files: Mapping[str, bytes]) -> str:
    """The bundle number: one hash that names the whole draw, full or public."""
    return read_manifest(files[NAME]).suite.digest(files[ASSIGNMENT]).hex()


def _readme(files: Mapping[str, bytes], kind: str) -> bytes:
    manifest = read_manifest(files[NAME])
    test = _TEST if manifest.beacon.is_test else ""
    heading = manifest.heading
    return _TEXT.format(title=heading.title, draw=heading.draw, kind=kind, test=test, number=number_of(files)).encode()
