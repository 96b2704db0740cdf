"""Decode a photograph whole, and print a copy of it: smaller, turned upright, without its metadata, with what is marked made unreadable
and lines burned into a band below.

Arguments: path, most pixels, memory in bytes, seconds, longest side of the copy (0: only decode), font. `{"lines": […], "marks": […]}`
comes on standard input, the copy (JPEG) leaves on standard output. Exit 3: it is larger than allowed; 4: it cannot be read.
"""

import json
import os
import resource
import sys
from collections.abc import Sequence
from typing import IO

from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
TOO_LARGE, DAMAGED = 3, 4
LEAST_WIDTH, QUALITY = 640, 80
CELLS, WHOLE = 4, 1000  # a marked rectangle keeps 4 × 4 means at most: neither a face nor a number can be worked out of them
BAND, PAPER = (14, 26, 36), (255, 255, 255)


def decoded(path: str, most_pixels: int) -> Image.Image:
    """Every pixel of it. SystemExit before anything is unpacked if there are too many."""
    with Image.open(path, formats=FORMATS) as opened:
        if opened.width * opened.height > most_pixels:
            raise SystemExit(TOO_LARGE)
        opened.load()
        picture = ImageOps.exif_transpose(opened).convert("RGB")
        picture.info = {}  # a comment would be written again
        return picture


def hide(picture: Image.Image, marks: Sequence[Sequence[int]]) -> None:
    """`marks`: left, top, width and height in thousandths of the picture, each made larger to whole pixels."""
    for left, top, width, height in marks:
        corner = left * picture.width // WHOLE, top * picture.height // WHOLE
        opposite = -(-(left + width) * picture.width // WHOLE), -(-(top + height) * picture.height // WHOLE)
        part = picture.crop((*corner, *opposite))
        means = part.resize((min(CELLS, part.width), min(CELLS, part.height)), Image.Resampling.BOX)
        picture.paste(means.resize(part.size, Image.Resampling.BILINEAR), corner)


def copy_of(picture: Image.Image, longest: int, lines: list[str], font: str) -> Image.Image:
    """The lines stand in a band of their own below: they hide nothing of what was photographed. Without lines there is no band."""
    picture.thumbnail((longest, longest))
    if not lines:
        return picture
    width = max(picture.width, LEAST_WIDTH)
    size = max(18, width // 48)
    face = ImageFont.truetype(font, size)
    copy = Image.new("RGB", (width, picture.height + len(lines) * size * 3 // 2 + size), BAND)
    copy.paste(picture, ((width - picture.width) // 2, 0))
    pen = ImageDraw.Draw(copy)
    for number, line in enumerate(lines):
        pen.text((size, picture.height + size // 2 + number * size * 3 // 2), line, font=face, fill=PAPER)
    return copy


def main(path: str, most_pixels: int, longest: int, font: str, out: IO[bytes]) -> None:
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, and refuse
    try:
        picture = decoded(path, most_pixels)
    except (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, MemoryError):
        raise SystemExit(DAMAGED) from None
    if longest:
        asked = json.load(sys.stdin)
        hide(picture, asked["marks"])
        copy_of(picture, longest, asked["lines"], font).save(out, "JPEG", quality=QUALITY)
        out.flush()


if __name__ == "__main__":
    _path, _pixels, _memory, _seconds, _longest, _font = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_DATA, (int(_memory), int(_memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(_seconds), int(_seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(_path, int(_pixels), int(_longest), _font, sys.stdout.buffer)
    os._exit(0)
