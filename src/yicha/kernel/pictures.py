"""Photographs of strangers, read in a process of its own with limits on memory and time: a bomb can only end that process."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from django.http import HttpResponse

from yicha.kernel.files import FileRow, guarded, path_of
from yicha.kernel.fonts import FOLDER
from yicha.kernel.jurisdiction import absent
from yicha.kernel.parsers.limits import LIMITS
from yicha.kernel.refusals import Exit, RuleBroken

MOST_PIXELS = 60_000_000  # 60 megapixels, decoded 180 MB
LONGEST_SIDE = 1280  # of a copy: below 300 kB with all that a photograph of a shop holds
_FONT = FOLDER / "YichaHei-Regular.otf"
_TOO_LARGE = 3


def require_picture(path: Path) -> None:
    """RuleBroken unless every pixel of it can be decoded."""
    _child(path, 0, ())


def burned_copy(path: Path, lines: Sequence[str]) -> bytes:
    """JPEG: smaller, upright, without metadata (EXIF, place), the lines burned into a band below. The same bytes for the same picture."""
    return _child(path, LONGEST_SIDE, lines)


def hidden_copy(path: Path, marks: Sequence[Sequence[int]], lines: Sequence[str]) -> bytes:
    """JPEG as above: what the rectangles cover can be worked out no more. Each left, top, width, height in thousandths of the upright
    picture.
    """
    return _child(path, LONGEST_SIDE, lines, marks)


def shown_copy(row: FileRow, lines: Sequence[str] = ()) -> HttpResponse:
    """What people see of a stranger's photograph: as above, made when it is asked for. Where and with what it was taken stays in the
    store.
    """
    path = path_of(row.digest)
    if not path.exists():
        absent()
    return guarded(HttpResponse(_child(path, LONGEST_SIDE, lines), content_type="image/jpeg"))


def _child(path: Path, longest: int, lines: Sequence[str], marks: Sequence[Sequence[int]] = ()) -> bytes:
    asked = json.dumps({"lines": list(lines), "marks": [list(mark) for mark in marks]})
    numbers = (MOST_PIXELS, LIMITS.memory_bytes, LIMITS.cpu_seconds, longest)
    command = [sys.executable, "-m", "yicha.kernel.parsers.pictures", str(path), *map(str, numbers), str(_FONT)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S603 our own module
        command, input=asked.encode(), capture_output=True, env=environment, timeout=2 * LIMITS.cpu_seconds, check=False
    )
    if done.returncode == _TOO_LARGE:
        raise RuleBroken("照片太大，超过六千万像素", exits=(Exit("用手机相机重新拍，或缩小后再传"),))
    if done.returncode:
        raise RuleBroken("照片不完整或已损坏，读不出来", exits=(Exit("重新拍照"),))
    return done.stdout
