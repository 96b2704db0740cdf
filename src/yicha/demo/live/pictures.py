"""What a camera would have taken on site: drawn, so that nobody's premises or face is in it."""

import io
from time import gmtime

from PIL import Image, ImageDraw

from yicha.demo.county.chance import Chance

SIZE = (960, 720)
WALL, FLOOR, RED, BLACK, WHITE, GREEN = (226, 221, 208), (150, 141, 128), (187, 42, 38), (38, 38, 38), (245, 245, 240), (46, 122, 77)
COAT, SKIN, PLATE = (70, 84, 110), (214, 170, 140), (24, 60, 140)
SOMEBODY = ((720, 310, 165, 250), (85, 860, 240, 110))  # face and plate, in thousandths of the picture


def picture(*labels: object) -> bytes:
    """JPEG: a fire extinguisher below its sign, elsewhere for other labels. The same labels are the same bytes."""
    chance = Chance("picture", *labels)
    left, shade = chance.between(180, 560), chance.below(24)
    drawn = Image.new("RGB", SIZE, tuple(part - shade for part in WALL))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 600, *SIZE), fill=FLOOR)
    pen.rectangle((left - 40, 90, left + 200, 190), fill=GREEN)
    pen.rectangle((left - 20, 120, left + 180, 160), fill=WHITE)
    pen.rounded_rectangle((left, 290, left + 160, 610), radius=60, fill=RED)
    pen.rectangle((left + 50, 240, left + 110, 300), fill=BLACK)
    pen.line((left + 110, 262, left + 220, 330, left + 220, 480), fill=BLACK, width=14)
    pen.ellipse((left + 55, 330, left + 105, 380), fill=WHITE, outline=BLACK, width=4)
    return _as_jpeg(drawn)


def scanned(*labels: object) -> bytes:
    """The same as a PDF: what a desk scanner gives."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture(*labels))) as opened:
        opened.save(out, "PDF", creationDate=gmtime(0), modDate=gmtime(0))
    return out.getvalue()


def with_somebody(*labels: object) -> bytes:
    """The same, with a person and a number plate in it: something to hide before it is public."""
    with Image.open(io.BytesIO(picture(*labels))) as opened:
        drawn = opened.convert("RGB")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((680, 380, 860, 660), fill=COAT)
    pen.ellipse((710, 240, 830, 390), fill=SKIN)
    for eye in (745, 785):
        pen.ellipse((eye, 300, eye + 12, 312), fill=BLACK)
    pen.arc((745, 320, 797, 360), 20, 160, fill=BLACK, width=4)
    pen.rectangle((90, 630, 300, 690), fill=PLATE)
    pen.text((108, 640), "QH·12345", fill=WHITE, font_size=38)
    return _as_jpeg(drawn)


def _as_jpeg(drawn: Image.Image) -> bytes:
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=80)
    return out.getvalue()
