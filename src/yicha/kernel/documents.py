"""Documents: a typst template and frozen values become PDF/A-2a, the same bytes on every machine.

Values reach the template as data (`json(bytes(sys.inputs.values))`), never as source text, so nothing in a firm's name can become
a command. The date is an argument, fonts come from the package, a template can read only what lies beside it, and nothing
comes from the network.
"""

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import segno
import typst

from yicha.kernel.children import die_with_parent
from yicha.kernel.fonts import FOLDER, HEI, SONG, TITLE, repertoire

T = TypeVar("T")
FRAME = Path(__file__).parents[1]  # templates of the package import its GB/T 9704 frame as "/kernel/templates/documents/frame.typ"
MISSING = "〓"  # what printers set for a character they do not have
OFFICIAL_FONTS = "YICHA_FONTS"  # environment: folder of the deployer's licensed fonts, preferred wherever a name below is found
_OFFICIAL = {
    "title": ("方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S"),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
    "label": ("黑体", "SimHei"),
}
_OWN = {"title": (TITLE, SONG), "body": (SONG,), "label": (HEI, SONG)}
_CHUNK = 32
_one_at_a_time = Lock()  # a typst compiler refuses to be entered by a second thread


def printable(text: str) -> str:
    """`text` without control and direction marks, and with 〓 for what no font has: PDF/A admits no missing glyph."""
    return "".join(map(_printable, text))


def missing_characters(text: str) -> tuple[str, ...]:
    """Characters that would be printed as 〓, each once, in order: for a warning before a name goes on paper."""
    return tuple(dict.fromkeys(character for character in text if _printable(character) == MISSING != character))


def qr_svg(text: str, *, fluid: bool = False) -> str:
    """QR code of level M or better, without quiet zone: the paper around it is white. `fluid`: as large as the page lets it be."""
    return str(segno.make(text, error="m", micro=False).svg_inline(border=0, dark="#12344D", omitsize=fluid))


def render(template: Path, values: Mapping[str, Any], at: datetime) -> bytes:
    """One PDF. `values` holds what JSON holds; `at`, the date that the document carries, must know its zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone: the same document would differ from machine to machine")
    inputs = {"values": json.dumps(_clean(values) | {"fonts": _families()}, ensure_ascii=False, sort_keys=True)}
    with _one_at_a_time:
        return _compiled(template, inputs, int(at.timestamp()))


def render_each(press: Callable[[T], bytes], documents: Iterable[T], processes: int = 1) -> Iterator[bytes]:
    """The PDFs of many documents in their order: the same bytes whatever the number of processes. `press` makes one of them."""
    if processes == 1:
        yield from map(press, documents)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=die_with_parent) as pool:
        yield from pool.map(press, documents, chunksize=_CHUNK)


def _compiled(template: Path, inputs: dict[str, str], timestamp: int) -> bytes:
    pdf = _compiler(template).compile(format="pdf", pdf_standards=["a-2a"], sys_inputs=inputs, timestamp=timestamp)
    if not isinstance(pdf, bytes):
        raise TypeError(f"typst gave {type(pdf)} for {template}")
    return pdf


@cache
def _compiler(template: Path) -> typst.Compiler:
    root = FRAME if template.is_relative_to(FRAME) else template.parent
    return typst.Compiler(template, root=root, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    folders = [str(FOLDER), *filter(None, [os.environ.get(OFFICIAL_FONTS)])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _families() -> dict[str, list[str]]:
    present = set(_fonts().families())
    return {role: [name for name in _OFFICIAL[role] if name in present] + list(own) for role, own in _OWN.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value


@cache
def _printable(character: str) -> str:
    if character in "\n\t":
        return " "
    if unicodedata.category(character) in {"Cc", "Cf"}:
        return ""
    return character if ord(character) in repertoire() else MISSING
