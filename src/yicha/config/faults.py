"""Whatever goes wrong in a command becomes one line in both languages and an exit code; a traceback goes to a log only."""

import errno
import os
import tempfile
import traceback
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yicha.kernel.command_line import BadInput, CannotRun
from yicha.kernel.refusals import OutOfSpace, Refusal

NO, BAD_INPUT, FAULT = 1, 2, 70
KEPT_LOG = 4 << 20
LONGEST = 1000
FILES = {
    errno.ENOENT: "找不到文件，请检查路径 · no such file, check the path",
    errno.ENOTDIR: "找不到文件，请检查路径 · no such file, check the path",
    errno.EACCES: "没有读写权限 · no permission to read or write",
    errno.EPERM: "没有读写权限 · no permission to read or write",
    errno.EROFS: "没有读写权限 · no permission to read or write",
    errno.EISDIR: "这是文件夹，需要文件 · this is a folder, a file is needed",
    errno.EEXIST: "已经存在 · exists already",
}
FULL = {errno.ENOSPC, errno.EDQUOT}
NO_ROOM = "磁盘空间不足，请清理后重试 · the disk is full, make room and try again"


@dataclass(frozen=True)
class Told:
    """What is said: the exit code, the line for people and the object for programs."""

    code: int
    line: str
    problem: dict[str, object]


def tell(problem: Exception, home: Path, command: list[str]) -> Told:
    """The line for this problem. What nobody foresaw is written to a log in the home."""
    if isinstance(problem, OutOfSpace):
        return _plain(NO, NO_ROOM)
    if isinstance(problem, BadInput):
        return Told(BAD_INPUT, problem.line(), problem.problem())
    if isinstance(problem, Refusal):
        return Told(NO, _refusal_line(problem), {"message": problem.message, "clause": problem.clause})
    if isinstance(problem, CannotRun):
        return _plain(NO, str(problem))
    if (told := _told_by_the_system(problem)) is not None:
        return told
    log = _write_log(home, command)
    return _plain(FAULT, f"程序出错，详情见 · a fault of the program, details in {log}: {type(problem).__name__}: {problem}")


def _told_by_the_system(problem: Exception) -> Told | None:
    if isinstance(problem, MemoryError):
        return _plain(NO, "内存不足，请减小数据量或换用更大内存的机器 · out of memory: use less data or a larger machine")
    if not isinstance(problem, OSError):
        return None
    if problem.errno in FULL:
        return _plain(NO, NO_ROOM)
    if problem.filename is None or problem.errno not in FILES:
        return None
    name, what = str(problem.filename), FILES[problem.errno]
    return Told(BAD_INPUT, _one_line(f"{name}: {what}"), {"file": name, "message": what})


def _plain(code: int, text: str) -> Told:
    line = _one_line(text)
    return Told(code, line, {"message": line})


def _refusal_line(refusal: Refusal) -> str:
    clause = f"（{refusal.clause}）" if refusal.clause else ""
    exits = "；".join(f"{way.what}（{way.need}）" if way.need else way.what for way in refusal.exits)
    return _one_line(f"{refusal.title}{clause}：{refusal.message}" + (f" → 可以 instead: {exits}" if exits else ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _write_log(home: Path, command: list[str]) -> Path:
    """Into the home, or among the caller's temporary files when the home cannot be written."""
    for folder in (home / "logs", Path(tempfile.gettempdir())):
        path = folder / "faults.log"
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > KEPT_LOG:
                path.replace(path.with_suffix(".log.1"))
            number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            with os.fdopen(number, "a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(f"{datetime.now().astimezone().isoformat()} {command}\n{traceback.format_exc()}\n")
            return path
    return Path(os.devnull)
