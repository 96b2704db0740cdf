"""The typefaces that ship with the product. How they were made: tools/fonts.py; licence: OFL.txt in this folder."""

import struct
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SONG, TITLE, HEI = "Yicha Song", "Yicha Title", "Yicha Hei"
_WIDEST = FOLDER / "YichaSong-Regular.otf"
_SEGMENTED = 12  # cmap format of 32-bit code points


@cache
def repertoire() -> frozenset[int]:
    """Code points that can be printed. Song holds all that the other two hold."""
    file = _WIDEST.read_bytes()
    (tables,) = struct.unpack_from(">H", file, 4)
    directory = (struct.unpack_from(">4s4xII", file, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, offset, _ in directory if tag == b"cmap")
    (count,) = struct.unpack_from(">H", file, start + 2)
    places = (start + struct.unpack_from(">I", file, start + 8 + 8 * place)[0] for place in range(count))
    wide = next(place for place in places if struct.unpack_from(">H", file, place)[0] == _SEGMENTED)
    (groups,) = struct.unpack_from(">I", file, wide + 12)
    spans = (struct.unpack_from(">II", file, wide + 16 + 12 * place) for place in range(groups))
    return frozenset(code for first, last in spans for code in range(first, last + 1))
