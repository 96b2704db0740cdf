"""What a file is, by its first bytes: nobody is believed about that, neither the browser nor the name."""

OCTETS = "application/octet-stream"
HEAD = 512
CONTROL = frozenset([*range(0x20), 0x7F]) - frozenset(b"\t\n\r\f")

MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (8, b"WAVE", "audio/wav"),
    (0, b"GIF8", "image/gif"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),  # also every .xlsx and .docx
    (0, b"PAR1", "application/vnd.apache.parquet"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # old Office files
)


def media_type(head: bytes) -> str:
    """Of the first `HEAD` bytes. Text is what has no control characters and can be read as UTF-8 or GB18030."""
    for offset, mark, kind in MAGIC:
        if head[offset : offset + len(mark)] == mark:
            return kind
    if head and CONTROL.isdisjoint(head) and _readable(head):
        return "text/plain"
    return OCTETS


def _readable(head: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the last character may be cut in two
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False
