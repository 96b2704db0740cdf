import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.files import (
    NAME_LENGTH,
    safe_name,
)
from yicha.kernel.media_types import HEAD, media_type

NAMES = {
    "照片.jpg": "照片.jpg",
    "../../etc/passwd": "passwd",
    "C:\\temp\\x.docx": "x.docx",
    "a\r\nb\x00.txt": "ab.txt",
    "": "未命名",
    "folder/": "未命名",
    "现场:1.jpg": "现场_1.jpg",
    " . ": "未命名",
    "...": "_",
    "CON": "_CON",
    "lpt1.txt": "_lpt1.txt",
    "发票\u202egnp.exe": "发票gnp.exe",
    "e\u0301.txt": "\u00e9.txt",
    "检" * 300 + ".pdf": "检" * 116 + ".pdf",
    "长" * 300: "长" * 120,
    "\ue000私用.txt": "私用.txt",
}


class TestANameIsSafe:
    @pytest.mark.parametrize("name", NAMES)
    def test_for(self, name: str) -> None:
        assert safe_name(name) == NAMES[name]

    @given(st.text(st.characters(exclude_categories=[]), max_size=400))
    def test_whatever_it_was(self, name: str) -> None:
        safe = safe_name(name)
        assert 0 < len(safe) <= NAME_LENGTH + 1
        assert not set(safe) & set('/\\:*?"<>|\r\n\x00')
        assert not safe.startswith(".")
        assert safe.encode()
        assert safe_name(safe) == safe


TYPES = {
    b"\xff\xd8\xff\xe0": "image/jpeg",
    b"\x89PNG\r\n\x1a\n....": "image/png",
    b"RIFF....WEBPVP8 ": "image/webp",
    b"....ftypisom": "video/mp4",
    b"%PDF-1.7": "application/pdf",
    b"PK\x03\x04": "application/zip",
    b"PAR1....": "application/vnd.apache.parquet",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",
    "主体名称,代码\n".encode(): "text/plain",
    "主体名称,代码\n".encode("gb18030"): "text/plain",
    b"MZ\x90\x00": "application/octet-stream",
    b"\x7fELF": "application/octet-stream",
    b"": "application/octet-stream",
    b"<script>": "text/plain",
    "检".encode()[:2]: "text/plain",
}


@pytest.mark.parametrize("head", TYPES)
def test_a_file_is_what_its_first_bytes_say(head: bytes) -> None:
    assert media_type(head) == TYPES[head]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=HEAD))
def test_text_cut_anywhere_is_still_text(text: str) -> None:
    assert media_type(text.encode()[:HEAD]) == "text/plain"
