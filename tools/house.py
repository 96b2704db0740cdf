"""docs/house.svg, the picture of the house: `python -m tools.house write | check`.

Floors come from .importlinter, names from the rooms' READMEs, counts from their files, arrows from config/wiring.py. Nothing of the
project is imported. The colours are the tokens of the product; the ground is part of the picture, so that it can be read on any page.
"""

import ast
import configparser
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src/yicha"
PAGE = ROOT / "docs/house.svg"
WIDTH, MARGIN, TOP, ROW, GAP = 900, 20, 76, 44, 6
ROOM_WIDTH, NAME_X, TITLE_X = 690, 36, 156
INK9, INK7, INK5, PAPER, SURFACE, WASH, LINE, QING6, QING1 = (
    *("#17212B", "#36444F", "#5A6772"),
    *("#F5F6F3", "#FFFFFF", "#EBEEF0", "#D3DADF"),
    *("#1B6299", "#DEEBF5"),
)
SANS = "PingFang SC,Noto Sans CJK SC,Noto Sans SC,Microsoft YaHei,WenQuanYi Micro Hei,sans-serif"
MONO = "DejaVu Sans Mono,Cascadia Mono,Consolas,monospace"
HEAD = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    f'<path d="M0 0L8 4L0 8z" fill="{QING6}"/></marker></defs>'
)
CHARACTER = 7.3  # width of one in MONO at 12


@dataclass(frozen=True)
class Room:
    name: str
    title: str
    about: str
    use_cases: int
    engines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrow:
    """An event of a lower room that calls a use case of a higher one."""

    event: str
    from_room: str
    to_room: str


def floors() -> list[str]:
    """Rooms from the roof to the ground; the entry point of the package is part of `config`."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    named = contracts["importlinter:contract:floors"]["layers"].split()
    return [name for name in named if name.isidentifier() and not name.startswith("_")]


def rooms() -> list[Room]:
    return [_room(name) for name in floors()]


def _room(name: str) -> Room:
    folder = HOUSE / name
    heading, _, text = (folder / "README.md").read_text(encoding="utf-8").partition("\n")
    title = heading.removeprefix(f"# {name}").strip(" ·")
    about = re.split(r"[.:;](?:\s|$)", " ".join(text.strip().partition("\n\n")[0].split()))[0]
    use_cases = [path for path in folder.glob("actions/*.py") if not path.name.startswith("_")]
    inside = sorted(path.parent.name for path in folder.glob("*/__init__.py")) if name == "engines" else []
    return Room(name, title, about, len(use_cases), tuple(inside))


def arrows() -> list[Arrow]:
    tree = ast.parse((HOUSE / "config/wiring.py").read_text(encoding="utf-8"))
    room_of = {
        alias.name: (node.module or "").split(".")[1] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Handler"]
    named = [(ast.unparse(call.args[0]), ast.unparse(call.args[1])) for call in calls]
    return [Arrow(event, room_of[event], room_of[action]) for event, action in named]


def picture() -> str:
    found = rooms()
    places = {room.name: TOP + place * (ROW + GAP) for place, room in enumerate(found)}
    height = TOP + len(found) * (ROW + GAP) + MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        "<title>The house of Yicha</title>",
        f"<desc>Rooms from the roof to the ground: {', '.join(room.name for room in found)}.</desc>",
        f'<rect width="{WIDTH}" height="{height}" rx="6" fill="{PAPER}"/>',
        _text(MARGIN, 34, "A room stands above everything it imports: down = call, up = event", size=16, weight=600),
        _text(MARGIN, 56, "房间只能引用下面的房间：向下是调用，向上是事件", size=13, fill=INK5),
        _text(MARGIN + ROOM_WIDTH + 26, 56, "events · 事件", size=13, fill=INK5),
        HEAD,
        *(line for room in found for line in _drawn(room, places[room.name])),
        *(line for arrow in arrows() for line in _arrow(arrow, places)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _drawn(room: Room, y: int) -> Iterator[str]:
    busy = room.use_cases > 0
    yield f'<rect x="{MARGIN}" y="{y}" width="{ROOM_WIDTH}" height="{ROW}" rx="4" fill="{SURFACE if busy else WASH}" stroke="{LINE}"/>'
    if busy:
        yield f'<rect x="{MARGIN}" y="{y}" width="4" height="{ROW}" fill="{QING6}"/>'
        yield _text(MARGIN + ROOM_WIDTH - 14, y + 27, f"{room.use_cases} use cases", size=12, fill=INK5, anchor="end")
    yield _text(NAME_X, y + 27, room.name, size=14, weight=600, family=MONO)
    yield _text(TITLE_X, y + 18, room.title, size=13, fill=INK7)
    if not room.engines:
        yield _text(TITLE_X, y + 35, room.about, size=12, fill=INK5)
    x = float(TITLE_X)
    for engine in room.engines:
        width = len(engine) * CHARACTER + 10
        yield f'<rect x="{x:.1f}" y="{y + 23}" width="{width:.1f}" height="17" rx="3" fill="{QING1}"/>'
        yield _text(x + 5, y + 35, engine, size=12, family=MONO)
        x += width + 6


def _arrow(arrow: Arrow, places: dict[str, int]) -> Iterator[str]:
    x, below, above = MARGIN + ROOM_WIDTH, places[arrow.from_room] + ROW / 2 - 7, places[arrow.to_room] + ROW / 2 + 7
    yield (
        f'<path d="M{x} {below:g}h12q6 0 6 -6V{above + 6:g}q0 -6 -6 -6h-10" fill="none" stroke="{QING6}" stroke-width="1.5" '
        'marker-end="url(#head)"/>'
    )
    yield _text(x + 26, (below + above) / 2 + 4, arrow.event, size=12, family=MONO)


def _text(  # noqa: PLR0913 what SVG wants to know of a text
    x: float, y: float, text: str, *, size: int, weight: int = 400, fill: str = INK9, family: str = SANS, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{family}" font-size="{size}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        PAGE.write_text(picture(), encoding="utf-8")
    elif sys.argv[1:] != ["check"] or PAGE.read_text(encoding="utf-8") != picture():
        sys.exit("docs/house.svg is not in step: python -m tools.house write")
