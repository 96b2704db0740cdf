"""What people send as evidence, and what they should not (quality C3): by name, with the kind that it claims to be."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from yicha.inspections.types import EvidenceKind

EXIF_PLACE, EXIF_MAKER = 0x8825, 0x010F


def picture(form: str, size: tuple[int, int] = (64, 48), **how: object) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(made, form, **how)
    return made.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[EXIF_MAKER] = "SecretPhone"
    exif[0x0112] = 6  # turned: upright it is 48 wide
    exif.get_ifd(EXIF_PLACE).update({1: "N", 2: (38.0, 7.0, 30.0), 3: "E", 4: (101.0, 1.0, 1.0)})
    return picture("JPEG", exif=exif)


def box(name: bytes, content: bytes = b"") -> bytes:
    return (len(content) + 8).to_bytes(4) + name + content


def clip(brand: bytes = b"isom") -> bytes:
    return box(b"ftyp", brand + bytes(8)) + box(b"moov", bytes(40)) + box(b"mdat", bytes(400))


def recording(inside: bytes = b"fmt " + bytes(20) + b"data" + bytes(4)) -> bytes:
    return b"RIFF" + (len(inside) + 4).to_bytes(4, "little") + b"WAVE" + inside


def stream(length: bytes = b"\x01" + b"\xff" * 7, kind: bytes = b"webm", body: bytes = bytes(60)) -> bytes:
    """As browsers record it: a head that names its kind, then one segment; without a length it was live."""
    head = b"\x42\x86\x81\x01\x42\x82" + bytes([0x80 | len(kind)]) + kind
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(head)]) + head + b"\x18\x53\x80\x67" + length + body


def paper(inside: bytes = b"") -> bytes:
    return b"%PDF-1.7\n" + inside + b"\nstartxref\n9\n%%EOF\n"


def packed(objects: bytes, filled: int = 0) -> bytes:
    """A PDF whose objects stand compressed in a stream."""
    content = zlib.compress(objects + b" " * filled, 1)
    return paper(b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n" + content + b"\nendstream\nendobj")


def pictures(form: str, **how: object) -> bytes:
    """Several in one file: what a camera with two lenses, or an animation, writes."""
    made, (first, *rest) = io.BytesIO(), [Image.effect_noise((64, 48), spread).convert("RGB") for spread in (20, 40, 60)]
    first.save(made, form, save_all=True, append_images=rest, **how)
    return made.getvalue()


def other_colours(form: str, mode: str) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert(mode).save(made, form)
    return made.getvalue()


def swollen() -> bytes:
    """A PNG whose text unpacks to 80 MB."""
    return picture("PNG")[:33] + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80 << 20), 1)) + picture("PNG")[33:]


def in_a_comment(content: bytes) -> bytes:
    """A JPEG that says it in its first segment."""
    return b"\xff\xd8\xff\xfe" + (len(content) + 2).to_bytes(2) + content + picture("JPEG")[2:]


def archive(name: str = "a.txt", content: bytes = b"x") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return made.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def claims(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


def bomb() -> bytes:
    """A PNG of 50,000 × 50,000 white pixels in some hundred kilobytes would be 7.5 GB."""
    return claims(50_000, 50_000)


VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
GOOD: dict[str, tuple[EvidenceKind, bytes]] = {
    "jpeg": (EvidenceKind.PHOTO, picture("JPEG")),
    "png": (EvidenceKind.PHOTO, picture("PNG")),
    "webp": (EvidenceKind.PHOTO, picture("WEBP")),
    "exif": (EvidenceKind.PHOTO, with_exif()),
    "sample": (EvidenceKind.SAMPLE, picture("JPEG")),
    "mp4": (EvidenceKind.VIDEO, clip()),
    "grey": (EvidenceKind.PHOTO, other_colours("PNG", "L")),
    "black and white": (EvidenceKind.PHOTO, other_colours("PNG", "1")),
    "16 bits": (EvidenceKind.PHOTO, other_colours("PNG", "I;16")),
    "palette": (EvidenceKind.PHOTO, other_colours("PNG", "P")),
    "see-through": (EvidenceKind.PHOTO, other_colours("WEBP", "RGBA")),
    "for print": (EvidenceKind.PHOTO, other_colours("JPEG", "CMYK")),
    "progressive": (EvidenceKind.PHOTO, picture("JPEG", progressive=True)),
    "two lenses": (EvidenceKind.PHOTO, pictures("MPO")),
    "animated webp": (EvidenceKind.PHOTO, pictures("WEBP")),
    "animated png": (EvidenceKind.PHOTO, pictures("PNG")),
    "film behind a photograph": (EvidenceKind.PHOTO, picture("JPEG") + clip()),  # as phones write a moving picture
    "3gp": (EvidenceKind.VIDEO, clip(b"3gp4")),
    "quicktime": (EvidenceKind.VIDEO, clip(b"qt  ")),
    "webm live": (EvidenceKind.VIDEO, stream()),
    "webm whole": (EvidenceKind.VIDEO, stream(b"\xbc")),
    "sound of a browser": (EvidenceKind.AUDIO, stream()),
    "m4a": (EvidenceKind.AUDIO, clip(b"M4A ")),
    "wav": (EvidenceKind.AUDIO, recording()),
    "pdf": (EvidenceKind.DOCUMENT, paper()),
    "pdf with packed objects": (EvidenceKind.DOCUMENT, packed(b"1 0 << /Type /Page >>")),
    "pdf that opens at a page": (EvidenceKind.DOCUMENT, paper(b"<< /OpenAction[1 0 R /XYZ null null 0] >>")),
    "pdf whose scan holds a name by chance": (EvidenceKind.DOCUMENT, paper(b"stream\n\x91/JS(\x80/AA[\x11<html\x99endstream")),
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD: dict[str, tuple[EvidenceKind, bytes]] = {
    "empty": (EvidenceKind.PHOTO, b""),
    "svg with script": (EvidenceKind.PHOTO, SVG),
    "html": (EvidenceKind.PHOTO, b"<!doctype html><script>alert(1)</script>"),
    "text": (EvidenceKind.PHOTO, "照片".encode()),
    "gif": (EvidenceKind.PHOTO, picture("GIF")),
    "gifar": (EvidenceKind.PHOTO, picture("GIF") + archive("A.class")),
    "tiff": (EvidenceKind.PHOTO, picture("TIFF")),
    "bmp": (EvidenceKind.PHOTO, picture("BMP")),
    "heic": (EvidenceKind.PHOTO, box(b"ftyp", b"heic" + bytes(8)) + bytes(64)),
    "avif": (EvidenceKind.PHOTO, box(b"ftyp", b"avif" + bytes(8)) + bytes(64)),
    "exe": (EvidenceKind.PHOTO, b"MZ" + bytes(400)),
    "elf": (EvidenceKind.PHOTO, b"\x7fELF" + bytes(400)),
    "pdf as photo": (EvidenceKind.PHOTO, paper()),
    "video as photo": (EvidenceKind.PHOTO, clip()),
    "truncated jpeg": (EvidenceKind.PHOTO, picture("JPEG", (640, 480))[:-9000]),
    "truncated png": (EvidenceKind.PHOTO, picture("PNG", (640, 480))[:-9000]),
    "truncated webp": (EvidenceKind.PHOTO, picture("WEBP", (640, 480))[:-4000]),
    "only a jpeg's head": (EvidenceKind.PHOTO, b"\xff\xd8\xff\xe0" + bytes(40)),
    "only a png's head": (EvidenceKind.PHOTO, b"\x89PNG\r\n\x1a\n"),
    "png bomb": (EvidenceKind.PHOTO, bomb()),
    "wide png": (EvidenceKind.PHOTO, claims(60_000_001, 1)),
    "tall png": (EvidenceKind.PHOTO, claims(1, 60_000_001)),
    "png of no size": (EvidenceKind.PHOTO, claims(0, 0)),
    "jpeg and zip": (EvidenceKind.PHOTO, picture("JPEG") + archive()),
    "jpeg and jar": (EvidenceKind.PHOTO, picture("JPEG") + archive("META-INF/MANIFEST.MF")),
    "jpeg and page": (EvidenceKind.PHOTO, picture("JPEG") + b"<html><script>alert(1)</script>"),
    "png and php": (EvidenceKind.PHOTO, picture("PNG") + b"<?php system($_GET[0]);"),
    "png with a page in its text": (EvidenceKind.PHOTO, picture("PNG")[:33] + chunk(b"tEXt", b"a\0<SCRIPT>alert(1)") + picture("PNG")[33:]),
    "webp and frame": (EvidenceKind.PHOTO, picture("WEBP") + b"<iframe src=//a.example>"),
    "jpeg that is a paper": (EvidenceKind.PHOTO, in_a_comment(paper())),
    "jpeg and paper": (EvidenceKind.PHOTO, picture("JPEG") + paper()),
    "png and rar": (EvidenceKind.PHOTO, picture("PNG") + b"Rar!\x1a\x07\x01\x00" + bytes(40)),
    "webp and 7z": (EvidenceKind.PHOTO, picture("WEBP") + b"7z\xbc\xaf\x27\x1c" + bytes(40)),
    "jpeg with the test virus": (EvidenceKind.PHOTO, in_a_comment(VIRUS)),
    "the test virus": (EvidenceKind.DOCUMENT, VIRUS),
    "swollen png": (EvidenceKind.PHOTO, swollen()),
    "png with a wrong sum": (EvidenceKind.PHOTO, picture("PNG").replace(b"IDAT", b"IDAX", 1)),
    "icon": (EvidenceKind.PHOTO, b"\0\0\1\0\1\0" + bytes(60)),
    "utf-16 page": (EvidenceKind.PHOTO, "<script>alert(1)</script>".encode("utf-16")),
    "zip": (EvidenceKind.DOCUMENT, archive()),
    "zip of zips": (EvidenceKind.DOCUMENT, archive("b.zip", archive("c.zip", archive()))),
    "zip slip": (EvidenceKind.DOCUMENT, archive("../../etc/passwd")),
    "zip bomb": (EvidenceKind.DOCUMENT, archive("bomb", bytes(5_000_000))),
    "docx with entity": (EvidenceKind.DOCUMENT, archive("word/document.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
    "workbook with macro": (EvidenceKind.DOCUMENT, archive("xl/vbaProject.bin")),
    "old word": (EvidenceKind.DOCUMENT, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
    "exe renamed pdf": (EvidenceKind.DOCUMENT, b"MZ" + bytes(400)),
    "photo as paper": (EvidenceKind.DOCUMENT, picture("JPEG")),
    "truncated pdf": (EvidenceKind.DOCUMENT, paper(bytes(3000))[:-30]),
    "pdf without a table": (EvidenceKind.DOCUMENT, b"%PDF-1.7\n%%EOF"),
    "pdf with script": (EvidenceKind.DOCUMENT, paper(b"<< /S /JavaScript /JS (app.alert(1)) >>")),
    "pdf that launches": (EvidenceKind.DOCUMENT, paper(b"<< /S /Launch /F (cmd.exe) >>")),
    "pdf that acts when opened": (EvidenceKind.DOCUMENT, paper(b"/OpenAction << >>")),
    "pdf with script by another spelling": (EvidenceKind.DOCUMENT, paper(b"<< /S /J#61vaScr#69pt /JS (app.alert(1)) >>")),
    "pdf with packed script": (EvidenceKind.DOCUMENT, packed(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>")),
    "pdf bomb": (EvidenceKind.DOCUMENT, packed(b"1 0 <<>>", 65 << 20)),
    "pdf with broken packing": (EvidenceKind.DOCUMENT, packed(b"x").replace(b"\nstream\n", b"\nstream\nxx")),
    "pdf that sends a form": (EvidenceKind.DOCUMENT, paper(b"<< /S /SubmitForm /F (//a.example) >>")),
    "pdf with a film": (EvidenceKind.DOCUMENT, paper(b"<< /Subtype /RichMedia >>")),
    "pdf with a form of scripts": (EvidenceKind.DOCUMENT, paper(b"<< /XFA [ (config) 4 0 R ] >>")),
    "pdf with a password": (EvidenceKind.DOCUMENT, paper(b"trailer << /Encrypt 4 0 R >>")),
    "pdf and program": (EvidenceKind.DOCUMENT, paper() + b"MZ" + bytes(4000)),
    "pdf in a pdf": (EvidenceKind.DOCUMENT, paper(paper())),
    "pdf that begins late": (EvidenceKind.DOCUMENT, b"\n" * 9 + paper()),
    "page as paper": (EvidenceKind.DOCUMENT, b"<html><script>alert(1)</script></html>"),
    "link of windows": (EvidenceKind.DOCUMENT, b"L\0\0\0\x01\x14\x02\0" + bytes(80)),
    "script of windows": (EvidenceKind.DOCUMENT, b"@echo off\r\ndel *.*\r\n"),
    "pdf with attachment": (EvidenceKind.DOCUMENT, paper(b"/EmbeddedFiles << >>")),
    "pdf and zip": (EvidenceKind.DOCUMENT, paper() + archive()),
    "pdf and page": (EvidenceKind.DOCUMENT, paper(b"<script>alert(1)</script>")),
    "truncated mp4": (EvidenceKind.VIDEO, clip()[:-20]),
    "mp4 without its table": (EvidenceKind.VIDEO, box(b"ftyp", b"isom" + bytes(8)) + box(b"mdat", bytes(40))),
    "mp4 with a box of nothing": (EvidenceKind.VIDEO, clip() + (3).to_bytes(4) + b"free"),
    "mp4 with a huge box": (EvidenceKind.VIDEO, clip() + (1).to_bytes(4) + b"free" + (1 << 62).to_bytes(8)),
    "mp4 and zip": (EvidenceKind.VIDEO, clip() + archive()),
    "other matroska": (EvidenceKind.VIDEO, stream(kind=b"matroska")),
    "truncated webm": (EvidenceKind.VIDEO, stream(b"\xbc")[:-9]),
    "webm of a head": (EvidenceKind.VIDEO, stream()[:12]),
    "webm and page": (EvidenceKind.VIDEO, stream() + b"<script>alert(1)</script>"),
    "mp4 and paper": (EvidenceKind.VIDEO, clip() + box(b"free", paper())),
    "photo as video": (EvidenceKind.VIDEO, picture("JPEG")),
    "sound as video": (EvidenceKind.VIDEO, recording()),
    "truncated wav": (EvidenceKind.AUDIO, recording()[:-4]),
    "wav and more": (EvidenceKind.AUDIO, recording() + bytes(4)),
    "wav without sound": (EvidenceKind.AUDIO, recording(bytes(32))),
    "wav and page": (EvidenceKind.AUDIO, recording(b"fmt " + bytes(20) + b"data<iframe src=x>")),
    "m4a and archive": (EvidenceKind.AUDIO, clip(b"M4A ") + archive()),
    "not riff": (EvidenceKind.AUDIO, b"RIFX" + recording()[4:]),
    "film as sound": (EvidenceKind.AUDIO, clip()),
    "paper as sound": (EvidenceKind.AUDIO, paper()),
    "page as sound": (EvidenceKind.AUDIO, b"<html>"),
}
# What is good by itself, only not as what it was sent for: who takes it by its own kind takes it.
MISPLACED = frozenset(
    {"pdf as photo", "video as photo", "photo as paper", "photo as video", "sound as video", "film as sound", "paper as sound"}
)
NAMES = ["../../etc/passwd", "CON.jpg", "照" * 300 + ".jpg", "a\u202egpj.exe", "a/b\\c.jpg", "\x00.jpg", "...", "<script>.jpg"]
