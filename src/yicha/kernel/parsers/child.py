"""What the parsers share: limits on themselves, the way they speak, the text of a cell."""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import IO, Any, TypeAlias

from yicha.kernel.parsers.archives import Refused
from yicha.kernel.parsers.limits import Limits

Message: TypeAlias = dict[str, Any] | tuple[int, list[str]]
Parse: TypeAlias = Callable[[IO[bytes], str, Limits], Iterator[Message]]
EXACT_MAX = 10**15  # from here on a spreadsheet's number has lost digits


def run(parse: Parse, *damages: type[Exception]) -> None:
    """Arguments: path, name of the format, limits. `damages`: what the parser's library raises at a file that it cannot read."""
    path, format_name, *numbers = sys.argv[1:]
    limits = Limits(*map(int, numbers))
    unreadable: tuple[type[Exception], ...] = (OSError, ValueError, EOFError, *damages)
    _limit_ourselves(limits.memory_bytes, limits.stream_cpu_seconds if format_name == "parquet" else limits.cpu_seconds)
    try:
        with Path(path).open("rb") as file:
            for message in parse(file, format_name, limits):
                _tell(message)
    except Refused as refused:
        _tell({"refused": refused.args})
    except MemoryError:
        _tell({"refused": ["exhausted"]})
    except unreadable:
        _tell({"refused": ["damaged"]})
    sys.stdout.flush()
    os._exit(0)  # the teardown of a library's threads now and then aborts a process that has told all


def _limit_ourselves(memory_bytes: int, cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(message: Message) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")


def as_text(value: Any) -> str:
    """The text of a cell: numbers as a person would type them, dates in ISO, lists joined by `;`."""
    if isinstance(value, str):
        return value
    if isinstance(value, float | int):
        return _number_text(value)
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    if isinstance(value, list):
        return ";".join(map(as_text, value))
    return "" if value is None else str(value)


def _number_text(value: float) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if abs(value) >= EXACT_MAX:
        return f"{value:.14E}"
    return str(int(value)) if value == int(value) else repr(value)
