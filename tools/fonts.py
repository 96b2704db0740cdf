"""Make the fonts of `src/yicha/kernel/fonts` from Debian's `fonts-noto-cjk`; needs fonttools, not needed to run the product.

    apt-get install fonts-noto-cjk          # 1:20220127+repack1-1
    .venv-test/bin/python -m tools.fonts    # writes the three faces, about half a minute

Three faces, at most 12 MB together. **Song** carries names, so it is as wide as it can be: all of GBK, the characters of
通用规范汉字表 in Extension A, and every ideograph the source has beyond the BMP. **Title** (bold Song) and **Hei** (sans) carry titles and
labels: GB 2312; templates name Song as the next family, so that a rarer character in a title appears in Song and not as a box.
There is no bold Hei: at the sizes of labels an outlined stroke looks the same and costs nothing.

Hinting, vertical metrics and layout features are dropped: typst does CJK spacing itself and prints at any size.
The families are renamed, so that no other file of the same name on a machine can stand in for them.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

SIMPLIFIED_CHINESE = 2  # place in the collection; the others draw some characters in Japanese, Korean or traditional shapes
DROPPED_TABLES = ("BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx")
STANDARD_IN_EXTENSION_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
LATIN_AND_SIGNS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),  # Latin-1 and pinyin
    range(0x2010, 0x2040),  # dashes, quotes, dots
    range(0x2460, 0x2500),  # ① and kin
    range(0x2500, 0x2580),  # boxes
    range(0x25A0, 0x2600),  # □ ■ ○
    range(0x3000, 0x3040),  # 〔〕〓
    range(0xFF00, 0xFFF0),  # full width
)


@dataclass(frozen=True)
class Face:
    file: str
    family: str
    source: str
    wide: bool


FACES = (
    Face("YichaSong-Regular.otf", "Yicha Song", "NotoSerifCJK-Regular.ttc", wide=True),
    Face("YichaTitle-Bold.otf", "Yicha Title", "NotoSerifCJK-Bold.ttc", wide=False),
    Face("YichaHei-Regular.otf", "Yicha Hei", "NotoSansCJK-Regular.ttc", wide=False),
)


def two_byte_set(codec: str) -> Iterator[int]:
    """Code points of a Chinese two-byte character set, asked of Python's own codec."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode(codec, errors="ignore")
            if len(text) == 1 and ord(text) >= 0x80:  # noqa: PLR2004 two ASCII bytes decode to two letters
                yield ord(text)


def repertoire(*, wide: bool) -> set[int]:
    signs = {code for span in LATIN_AND_SIGNS for code in span}
    if not wide:
        return signs | set(two_byte_set("gb2312"))
    beyond_bmp = set(range(0x20000, 0x32000))
    return signs | set(two_byte_set("gb2312")) | set(two_byte_set("gbk")) | set(map(ord, STANDARD_IN_EXTENSION_A)) | beyond_bmp


def options() -> Options:
    chosen = Options()
    chosen.font_number = SIMPLIFIED_CHINESE
    chosen.hinting = False
    chosen.layout_features = []
    chosen.drop_tables += DROPPED_TABLES
    chosen.name_IDs = [0, 5, 7, 8, 9, 10, 11, 12, 13, 14]  # who made it and under which licence
    chosen.name_languages = [0x409]
    chosen.notdef_outline = True
    chosen.recalc_timestamp = False
    return chosen


def rename(font: TTFont, family: str, style: str) -> None:
    postscript = f"{family.replace(' ', '')}-{style}"
    for number, text in ((1, family), (2, "Regular"), (4, family), (6, postscript)):
        font["name"].setName(text, number, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    outlines.topDictIndex[0].FullName = family
    outlines.topDictIndex[0].FamilyName = family


def make(face: Face, source: Path, target: Path) -> Path:
    chosen = options()
    font = load_font(str(source / face.source), chosen)
    subsetter = Subsetter(chosen)
    subsetter.populate(unicodes=_available(font, repertoire(wide=face.wide)))
    subsetter.subset(font)
    rename(font, face.family, face.file.partition("-")[2].removesuffix(".otf"))
    save_font(font, str(target / face.file), chosen)
    return target / face.file


def _available(font: TTFont, wanted: Iterable[int]) -> list[int]:
    return sorted(set(font.getBestCmap()).intersection(wanted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--source", type=Path, default=Path("/usr/share/fonts/opentype/noto"))
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "src/yicha/kernel/fonts")
    chosen = parser.parse_args()
    for face in FACES:
        made = make(face, chosen.source, chosen.out)
        print(f"{made.name}: {made.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
