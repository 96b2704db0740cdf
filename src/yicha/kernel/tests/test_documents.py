"""Documents: the same bytes everywhere, values that stay data, and the geometry of GB/T 9704."""

import io
import os
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.kernel import documents, fonts
from yicha.kernel.documents import MISSING, missing_characters, printable, qr_svg, render, render_each
from yicha.kernel.testing import until

AT = datetime(2026, 4, 20, tzinfo=timezone(timedelta(hours=8)))
FRAME_PAGE = Path(__file__).parent / "frame_page.typ"
PLAIN = """
#let values = json(bytes(sys.inputs.values))
#set document(title: "x")
#set page(width: 4000pt, height: auto)
#set text(font: values.fonts.body, size: 10pt, cjk-latin-spacing: none)
#values.text
"""
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("templates") / "plain.typ"
    path.write_text(PLAIN, encoding="utf-8")
    return path


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "".join(character["text"] for page in opened.pages for character in page.chars)


def characters(pdf: bytes, page: int = 0) -> list[dict[str, Any]]:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return list(opened.pages[page].chars)


def squeeze(text: str) -> str:
    return "".join(text.split())


PAYLOADS = [
    '#import "@preview/evil:0.1.0": *',
    '#read("/etc/passwd")',
    "*粗* _斜_ `码` $x^2$ = 标题",
    "]#sys.version[",
    '"}, "fonts": {"body": []}',
    "\\u{41} \\ // 注释 /* */ <标签> @引用 https://a.example",
    "{{name}} {% raw %} %s {0}",
    "----- -- ~ '单' \"双\" ...",
    "O'Neill & Söhne <餐饮>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_value_is_text_and_nothing_else(payload: str, plain: Path) -> None:
    assert squeeze(text_of(render(plain, {"text": payload}, AT))) == squeeze(payload)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from('#*_`$=[]{}\\"<>@/~-+.,;:()!?%&|^ 青禾县餐饮店𠮷䶮aA1'), min_size=1, max_size=40))
def test_no_value_can_break_the_document(text: str, plain: Path) -> None:
    assert squeeze(text_of(render(plain, {"text": text}, AT))) == squeeze(text)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_at_all_can_be_printed(text: str, plain: Path) -> None:
    assert render(plain, {"text": text}, AT).startswith(b"%PDF-")


def test_nested_values_are_cleaned_too(plain: Path) -> None:
    assert "甲〓" in text_of(render(plain, {"text": "甲\ue001", "rows": [{"name": "\x00\udc80"}, ("\u202e", 3)]}, AT))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("青禾县", "青禾县"),
        ("甲\ue001乙", "甲〓乙"),
        ("gpj\u202etxt", "gpjtxt"),
        ("a\x00b\x1b", "ab"),
        ("一\n二\t三", "一 二 三"),
        ("\ud800", MISSING),
    ],
)
def test_printable(given: str, wanted: str) -> None:
    assert printable(given) == wanted


@given(st.text(max_size=80))
def test_printable_is_final_and_keeps_what_can_be_printed(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert [c for c in once if c not in text] == [c for c in once if c in (MISSING, " ") and c not in text]


def test_missing_characters_are_named_once_and_in_order() -> None:
    assert missing_characters("甲\ue002乙\ue001\ue002〓\x00") == ("\ue002", "\ue001")
    assert missing_characters("青禾县𠮷祥䶮餐饮店（个体工商户）") == ()


def test_the_same_values_are_the_same_bytes(plain: Path) -> None:
    assert render(plain, {"text": "甲", "b": 1, "a": 2}, AT) == render(plain, {"a": 2, "b": 1, "text": "甲"}, AT.astimezone(UTC))
    assert render(plain, {"text": "甲"}, AT) != render(plain, {"text": "甲"}, AT + timedelta(days=1))


def test_many_processes_change_neither_bytes_nor_order(plain: Path) -> None:
    many, press = [{"text": f"第{number}号"} for number in range(70)], partial(render, plain, at=AT)
    alone = list(render_each(press, many))
    assert [text_of(pdf) for pdf in alone[:3]] == ["第0号", "第1号", "第2号"]
    assert list(render_each(press, many, processes=2)) == alone


PRINTING = """
import os
import time

from yicha.kernel.documents import render_each


def pid_of(_):
    time.sleep(0.02)  # stands for a press that takes its time
    return os.getpid()


if __name__ == "__main__":
    for pid in render_each(pid_of, range(9999), processes=2):
        print(pid, flush=True)
"""
PATHS = {"PYTHONPATH": os.pathsep.join(sys.path)}


def test_who_prints_dies_with_who_ordered_it(tmp_path: Path) -> None:
    ordering = tmp_path / "ordering.py"
    ordering.write_text(PRINTING)
    with subprocess.Popen([sys.executable, ordering], stdout=subprocess.PIPE, env=os.environ | PATHS) as one:
        assert one.stdout
        presses = {int(one.stdout.readline()) for _ in range(50)}
        one.kill()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in presses))


def test_threads_wait_for_each_other(plain: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: render(plain, {"text": str(number)}, AT), range(40)))
    assert [text_of(pdf) for pdf in made] == [str(number) for number in range(40)]


def test_a_date_without_zone_is_refused(plain: Path) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        render(plain, {"text": "甲"}, datetime(2026, 4, 20))  # noqa: DTZ001 the point of the test


def test_the_clock_is_not_read(plain: Path) -> None:
    assert b"CreationDate(D:20260419160000Z)" in render(plain, {"text": "甲"}, AT)


def test_it_is_an_archive_format_with_its_fonts_inside(plain: Path) -> None:
    pdf = render(plain, {"text": "青禾"}, AT)
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert pdf.count(b"/FontFile3") == pdf.count(b"/Type/FontDescriptor") == 1


@pytest.mark.parametrize("line", ['#read("/etc/hostname")', '#read("../other.typ")', '#import "@preview/cetz:0.3.0"'])
def test_a_template_reads_only_what_lies_beside_it(line: str, tmp_path: Path) -> None:
    (tmp_path / "other.typ").write_text("secret")
    template = tmp_path / "templates/greedy.typ"
    template.parent.mkdir()
    template.write_text(f'#set document(title: "x")\n#set text(font: "{fonts.SONG}")\n{line}')
    with pytest.raises(typst.TypstError):
        render(template, {}, AT)


def test_fonts_of_the_machine_are_not_used() -> None:
    assert sorted(documents._fonts().families()) == [fonts.HEI, fonts.SONG, fonts.TITLE]


def test_official_fonts_of_the_deployer_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = TTFont(fonts.FOLDER / "YichaHei-Regular.otf")
    stand_in["name"].setName("FangSong_GB2312", 1, 3, 1, 0x409)
    stand_in.save(tmp_path / "official.otf")
    monkeypatch.setenv(documents.OFFICIAL_FONTS, str(tmp_path))
    caches = (documents._fonts, documents._families)
    for cache in caches:
        cache.cache_clear()
    try:
        assert documents._families() == {
            "title": [fonts.TITLE, fonts.SONG],
            "body": ["FangSong_GB2312", fonts.SONG],
            "label": [fonts.HEI, fonts.SONG],
        }
    finally:
        for cache in caches:
            cache.cache_clear()


def test_fonts_fit_and_carry_their_licence() -> None:
    assert sum(file.stat().st_size for file in fonts.FOLDER.glob("*.otf")) <= 12_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts.FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_the_repertoire_is_the_font_s_own() -> None:
    assert fonts.repertoire() == set(TTFont(fonts.FOLDER / "YichaSong-Regular.otf").getBestCmap())
    for narrower in ("YichaTitle-Bold.otf", "YichaHei-Regular.otf"):
        assert fonts.repertoire() >= set(TTFont(fonts.FOLDER / narrower).getBestCmap())


def test_song_has_all_of_gbk() -> None:
    pairs = (bytes((lead, trail)).decode("gbk", errors="ignore") for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    wanted = {pair for pair in pairs if len(pair) == 1 and pair > "\x7f"}
    assert len([pair for pair in wanted if unicodedata.name(pair, "").startswith("CJK UNIFIED")]) > 20_900
    assert wanted - set(map(chr, fonts.repertoire())) == {"≒"}  # not in the source either


def test_a_title_with_a_rare_character_falls_back_to_song() -> None:
    made = characters(render(FRAME_PAGE, {"title": "关于䶮字", "body": "文"}, AT))
    faces = {character["text"]: character["fontname"].partition("+")[2] for character in made}
    assert (faces["关"], faces["䶮"], faces["左"]) == ("YichaTitle-Bold", "YichaSong-Regular", "YichaHei-Regular")


@pytest.fixture(scope="module")
def full_page() -> list[dict[str, Any]]:
    """The second page of a long text: nothing but body."""
    return [c for c in characters(render(FRAME_PAGE, {"title": "题", "body": "禾" * 28 * 60}, AT), page=1) if c["text"] == "禾"]


def test_a_page_has_22_lines_of_28_characters(full_page: list[dict[str, Any]]) -> None:
    lines = [len(list(group)) for _, group in groupby(full_page, key=lambda c: round(c["top"]))]
    assert lines == [28] * 22
    assert {round(c["size"], 2) for c in full_page} == {16}


def test_the_type_area_is_156_by_225(full_page: list[dict[str, Any]]) -> None:
    left, right = min(c["x0"] for c in full_page) / POINTS_PER_MM, max(c["x1"] for c in full_page) / POINTS_PER_MM
    top, bottom = min(c["top"] for c in full_page) / POINTS_PER_MM, max(c["bottom"] for c in full_page) / POINTS_PER_MM
    assert (left, right) == (pytest.approx(28, abs=1), pytest.approx(184, abs=1))
    assert (top, bottom) == (pytest.approx(37, abs=1), pytest.approx(262, abs=5))  # the last line's leading lies below it


def test_page_numbers_stand_outside_7_mm_below() -> None:
    pdf = render(FRAME_PAGE, {"title": "题", "body": "禾" * 28 * 60}, AT)
    odd, even = ([c for c in characters(pdf, page) if c["text"] == str(page + 1)][-1] for page in (0, 1))
    assert odd["x0"] / POINTS_PER_MM > 105 > even["x0"] / POINTS_PER_MM
    assert {round(c["size"]) for c in (odd, even)} == {14}
    assert odd["top"] / POINTS_PER_MM == pytest.approx(262 + 7, abs=1)


def test_qr_is_a_drawing_that_holds_the_text() -> None:
    drawing = qr_svg("https://yicha.example/v/4176608")
    assert drawing.startswith("<svg")
    assert "#12344d" in drawing
    assert qr_svg("a") != qr_svg("b")
