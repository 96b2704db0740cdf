"""Files under the name of their content. The path inside the store is the digest and nothing else; what people called the
file stands in `FileRecord`.

File first, row second: the bytes are on the disk before the use case runs that records them, so a row without its file cannot
be, and a file without its row (a killed upload) harms nobody and is removed after a day.
"""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TypeAlias, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import FileResponse, HttpResponseBase
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, read
from yicha.kernel.media_types import HEAD, OCTETS, media_type
from yicha.kernel.models import FileRecord
from yicha.kernel.refusals import Exit, OutOfSpace, RuleBroken

R = TypeVar("R", bound=HttpResponseBase)
ALGORITHM = "sha256"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORGOTTEN = timedelta(days=1)
NAME_LENGTH = 120
FOLDERS = re.compile(r"[\\/]")
UNWANTED = re.compile(r'[:*?"<>|]|\.\.+')
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class StoredFile:
    """Bytes that are safely on the disk. `keep_file` makes them somebody's."""

    digest: str
    size: int
    media_type: str


Examine: TypeAlias = Callable[[Path, str], None]


def unexamined(path: Path, media_type: str) -> None:
    """Whatever it holds."""


def store(
    chunks: Iterable[bytes],
    *,
    limit: int,
    declared: int | None = None,
    accept: frozenset[str] = frozenset(),
    examine: Examine = unexamined,
) -> StoredFile:
    """Write a stream whole or not at all. `limit` is bytes; `declared` what the sender said it would be; empty `accept` is any type.
    `examine` looks at the draft with its media type and refuses by RuleBroken: then nothing is kept.
    """
    with _plainly(), _draft() as (file, path):
        digest, size, head = sha256(), 0, b""
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise RuleBroken(f"文件超过 {_plain_size(limit)} 的上限", exits=(Exit("压缩或拆分后再上传"),))
            head += chunk[: HEAD - len(head)]
            digest.update(chunk)
            _write(file, chunk)
        if declared is not None and declared != size:
            raise RuleBroken(f"文件不完整：应有 {declared} 字节，收到 {size} 字节", exits=(Exit("请重新上传"),))
        if accept and media_type(head) not in accept:
            raise RuleBroken("不接受这种文件", exits=(Exit("可以上传", "、".join(sorted(accept))),))
        examine(path, media_type(head))
        os.fsync(file)
        stored = StoredFile(f"{ALGORITHM}:{digest.hexdigest()}", size, media_type(head))
        _settle(path, path_of(stored.digest))
    return stored


def path_of(digest: str) -> Path:
    algorithm, _, content = digest.partition(":")
    if algorithm != ALGORITHM or not re.fullmatch(r"[0-9a-f]{64}", content):
        absent()
    return _root() / content[:2] / content[2:]


def _root() -> Path:
    return Path(settings.YICHA_HOME) / "files"


@contextmanager
def _draft() -> Iterator[tuple[int, Path]]:
    """A file of a name that nobody knows, in the store's own file system. Gone at the end unless it was settled."""
    folder = _root() / "draft"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / secrets.token_hex(16)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        yield file, path
    finally:
        os.close(file)
        path.unlink(missing_ok=True)


def _write(file: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(file, rest) :]


def _settle(draft: Path, place: Path) -> None:
    """Over what is there: equal bytes, or a damaged copy that this mends."""
    place.parent.mkdir(mode=0o700, exist_ok=True)
    draft.rename(place)
    for folder in (place.parent, place.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise OutOfSpace("存储空间不足，文件未保存", exits=(Exit("请系统管理员清理或扩容后重试"),)) from error
        raise


def _plain_size(size: int) -> str:
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size} 字节"


def safe_name(name: str) -> str:
    """A name that no system trips over: no folders, control or direction characters, no device names, and not too long."""
    normal = unicodedata.normalize("NFC", name)
    visible = "".join(letter for letter in normal if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    plain = UNWANTED.sub("_", FOLDERS.split(visible)[-1]).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 10:  # noqa: PLR2004 longer is no ending
        plain = f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
    plain = plain[:NAME_LENGTH] or "未命名"
    return f"_{plain}" if DEVICES.fullmatch(plain) else plain


def require_present(digest: str, size: int) -> None:
    """Inside the use case that records it. The lock keeps the sweeper away until the row is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 1))", [digest])
    path = path_of(digest)
    if not path.exists() or path.stat().st_size != size:
        raise RuleBroken("文件已过期或不完整", exits=(Exit("请重新上传"),))


@dataclass(frozen=True)
class FileRow:
    id: UUID
    digest: str
    size: int
    kind: str
    media_type: str
    name: str


def own_file(actor: Actor, file: UUID, *, clause: str = "") -> FileRow:
    """A file that the actor itself uploaded: for commands that attach one. Somebody else's is as good as none."""
    return _row(read(actor, FileRecord.objects.filter(uploaded_by=actor.id), clause=clause, pk=file))


def file_of(actor: Actor, file: UUID, *, clause: str = "") -> FileRow:
    """A file of the actor's region. The room that shows it has checked that the actor may see what it belongs to."""
    return _row(read(actor, FileRecord.objects.all(), clause=clause, pk=file))


def _row(record: FileRecord) -> FileRow:
    return FileRow(record.id, record.digest, record.size, record.kind, record.media_type, record.name)


def answer(row: FileRow) -> FileResponse:
    """Always a download, never a page."""
    path = path_of(row.digest)
    if not path.exists():
        absent()
    return guarded(FileResponse(path.open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type or OCTETS))


def guarded(response: R) -> R:
    """Whatever it holds, a browser runs nothing of it and keeps nothing."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def verify() -> Iterator[str]:
    """What is recorded and not, or not so, on the disk."""
    rows = FileRecord.objects.order_by("digest").values_list("digest", "size").distinct()
    for digest, size in rows.iterator(2000):
        path = path_of(digest)
        if not path.exists():
            yield f"文件 {digest} 丢失 · file is missing"
        elif path.stat().st_size != size or _digest(path) != digest:
            yield f"文件 {digest} 已损坏 · file is damaged"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"{ALGORITHM}:{file_digest(file, ALGORITHM).hexdigest()}"


def remove_forgotten() -> int:
    """Drafts of killed uploads, and files that nobody recorded within a day. Returns how many."""
    before = (timezone.now() - FORGOTTEN).timestamp()
    old = [path for path in _root().glob("*/*") if path.stat().st_mtime < before]
    return sum(_remove(path) for path in old)


def _remove(path: Path) -> bool:
    if path.parent.name != "draft":
        return _remove_unrecorded(path)
    path.unlink(missing_ok=True)
    return True


@transaction.atomic
def _remove_unrecorded(path: Path) -> bool:
    digest = f"{ALGORITHM}:{path.parent.name}{path.name}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [digest])
    if FileRecord.objects.filter(digest=digest).exists():
        return False
    with suppress(FileNotFoundError):
        path.unlink()
    return True
