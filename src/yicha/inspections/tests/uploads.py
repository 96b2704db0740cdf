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


def recording() -> bytes:
    return b"RIFF" + (36).to_bytes(4, "little") + b"WAVE" + bytes(32)


def paper(inside: bytes = b"") -> bytes:
    return b"%PDF-1.7\n" + inside + b"\nstartxref\n9\n%%EOF\n"


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


GOOD: dict[str, tuple[EvidenceKind, bytes]] = {
    "jpeg": (EvidenceKind.PHOTO, picture("JPEG")),
    "png": (EvidenceKind.PHOTO, picture("PNG")),
    "webp": (EvidenceKind.PHOTO, picture("WEBP")),
    "exif": (EvidenceKind.PHOTO, with_exif()),
    "sample": (EvidenceKind.SAMPLE, picture("JPEG")),
    "mp4": (EvidenceKind.VIDEO, clip()),
    "webm": (EvidenceKind.VIDEO, b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + bytes(60)),
    "m4a": (EvidenceKind.AUDIO, clip(b"M4A ")),
    "wav": (EvidenceKind.AUDIO, recording()),
    "pdf": (EvidenceKind.DOCUMENT, paper()),
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
    "pdf with attachment": (EvidenceKind.DOCUMENT, paper(b"/EmbeddedFiles << >>")),
    "pdf and zip": (EvidenceKind.DOCUMENT, paper() + archive()),
    "pdf and page": (EvidenceKind.DOCUMENT, paper(b"<script>alert(1)</script>")),
    "truncated mp4": (EvidenceKind.VIDEO, clip()[:-20]),
    "mp4 without its table": (EvidenceKind.VIDEO, box(b"ftyp", b"isom" + bytes(8)) + box(b"mdat", bytes(40))),
    "mp4 with a box of nothing": (EvidenceKind.VIDEO, clip() + (3).to_bytes(4) + b"free"),
    "mp4 with a huge box": (EvidenceKind.VIDEO, clip() + (1).to_bytes(4) + b"free" + (1 << 62).to_bytes(8)),
    "mp4 and zip": (EvidenceKind.VIDEO, clip() + archive()),
    "other matroska": (EvidenceKind.VIDEO, b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska" + bytes(60)),
    "photo as video": (EvidenceKind.VIDEO, picture("JPEG")),
    "sound as video": (EvidenceKind.VIDEO, recording()),
    "truncated wav": (EvidenceKind.AUDIO, recording()[:-4]),
    "wav and more": (EvidenceKind.AUDIO, recording() + bytes(4)),
    "not riff": (EvidenceKind.AUDIO, b"RIFX" + recording()[4:]),
    "film as sound": (EvidenceKind.AUDIO, clip()),
    "paper as sound": (EvidenceKind.AUDIO, paper()),
    "page as sound": (EvidenceKind.AUDIO, b"<html>"),
}
NAMES = ["../../etc/passwd", "CON.jpg", "照" * 300 + ".jpg", "a\u202egpj.exe", "a/b\\c.jpg", "\x00.jpg", "...", "<script>.jpg"]
