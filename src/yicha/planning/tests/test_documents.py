"""行政检查通知书: every mandatory field is on the paper, the paper is a GB/T 9704 page, and what is printed can be checked."""

import io
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
import segno
from pdfplumber.page import Page

from yicha.planning.documents import InspectionNotice, NoticeItem, NoticeOfficer, NoticePart, fingerprint, render, render_each

POINTS_PER_MM = 72 / 25.4
NOTICE = InspectionNotice(
    region="青禾县",
    number="青联检通〔2026〕417号",
    reference="2026-LH-0417",
    subject="青禾县穗风里餐饮店",
    uscc="91990421MADM00182K",
    address="柳溪镇望禾路18号",
    basis=("《中华人民共和国食品安全法》第一百一十条", "《中华人民共和国消防法》第五十三条"),
    source="2026年第2号公开抽取结果",
    starts=datetime(2026, 4, 22, 9),  # noqa: DTZ001 local time of the county by definition
    ends=datetime(2026, 4, 22, 10, 30),  # noqa: DTZ001
    mode="现场检查",
    times_this_year=1,
    visits_this_year=2,
    parts=(
        NoticePart(
            "市场监督管理局",
            (NoticeItem("食品安全", 3), NoticeItem("价格", 2)),
            (NoticeOfficer("张禾", "99042105270"), NoticeOfficer("苏穗", "99042105310")),
        ),
        NoticePart(
            "消防救援大队", (NoticeItem("消防安全", 4),), (NoticeOfficer("白舟", "99042111080"), NoticeOfficer("郝亭", "99042111160"))
        ),
    ),
    assistants=3,
    materials=("健康证明", "进货台账"),
    contact="陈一 0990-1234567",
    supervision="0990-7654321",
    organ="青禾县市场监督管理局",
    issued_on=date(2026, 4, 20),
    address_of_code="https://yicha.example/v/4176608",
    code="417-6608",
)


def pages(pdf: bytes) -> list[Page]:
    return pdfplumber.open(io.BytesIO(pdf)).pages


def text_of(notice: InspectionNotice) -> str:
    return "".join(character["text"] for page in pages(render(notice)) for character in page.chars if character["text"].strip())


@pytest.fixture(scope="module")
def page() -> Page:
    (only,) = pages(render(NOTICE))
    return only


def run_of(page: Page, text: str) -> list[dict[str, Any]]:
    """The characters that print `text`, which stands on one line."""
    printed = [character for character in page.chars if character["text"].strip()]
    start = "".join(character["text"] for character in printed).index(text)
    return printed[start : start + len(text)]


@pytest.mark.parametrize(
    "said",
    [
        "行政检查通知书",
        "青联检通〔2026〕417号",
        "2026-LH-0417",
        "青禾县穗风里餐饮店（统一社会信用代码91990421MADM00182K）",
        "依据《中华人民共和国食品安全法》第一百一十条、《中华人民共和国消防法》第五十三条，按照2026年第2号公开抽取结果",
        "定于2026年4月22日9时至10时30分",
        "（柳溪镇望禾路18号）开展一次联合检查，方式为现场检查",
        "本年度同类检查为第1次，计划内上门第2次",
        "市场监督管理局（牵头）食品安全、价格，5项张禾99042105270苏穗99042105310",
        "消防救援大队消防安全，4项白舟99042111080郝亭99042111160",
        "备好健康证明、进货台账。",
        "辅助人员3人随行，不实施检查",
        "核验人员身份、申请回避、陈述申辩；检查人员未亮证亮码，可以拒绝",
        "联系方式：陈一0990-1234567。监督投诉：0990-7654321。",
        "回执：已收到本通知",
        "验证码417-6608",
        "青禾县市场监督管理局2026年4月20日",
        "用印处",
    ],
)
def test_it_says_what_it_must(said: str) -> None:
    assert said in text_of(NOTICE)


@pytest.mark.parametrize(
    ("change", "absent", "present"),
    [
        ({"uscc": ""}, "统一社会信用代码", "青禾县穗风里餐饮店："),
        ({"address": ""}, "（柳溪镇", "对你单位开展一次联合检查"),
        ({"parts": NOTICE.parts[:1]}, "联合检查", "开展一次检查"),
        ({"assistants": 0}, "辅助人员", "法定代表人不必到场"),
        ({"materials": ()}, "备好", "不必停业"),
        ({"ends": datetime(2026, 4, 24, 17)}, "9时至17时", "9时至2026年4月24日17时"),  # noqa: DTZ001
    ],
)
def test_what_does_not_apply_is_not_said(change: dict[str, Any], absent: str, present: str) -> None:
    said = text_of(replace(NOTICE, **change))
    assert absent not in said
    assert present in said


def test_the_lead_comes_first_and_alone_is_marked() -> None:
    turned = text_of(replace(NOTICE, parts=NOTICE.parts[::-1]))
    assert "消防救援大队（牵头）" in turned
    assert turned.count("（牵头）") == 1


def test_it_stands_in_the_frame(page: Page) -> None:
    body = run_of(page, "青禾县穗风里餐饮店（")
    title = run_of(page, "行政检查通知书")
    centre = (title[0]["x0"] + title[-1]["x1"]) / 2
    assert body[0]["x0"] / POINTS_PER_MM == pytest.approx(28, abs=1)
    # The empty half of a full stop at the end of a line may stand over the edge.
    assert max(c["x1"] for c in page.chars if c["text"].isalnum()) / POINTS_PER_MM <= 28 + 156 + 1
    assert title[0]["top"] / POINTS_PER_MM == pytest.approx(37, abs=1)
    assert centre / POINTS_PER_MM == pytest.approx(28 + 78, abs=1)
    assert page.width / POINTS_PER_MM == pytest.approx(210, abs=0.1)
    assert page.height / POINTS_PER_MM == pytest.approx(297, abs=0.1)


def test_its_letters_have_the_sizes_of_the_standard(page: Page) -> None:
    title, body = run_of(page, "行政检查通知书")[0], run_of(page, "青禾县穗风里餐饮店（")[0]
    assert (title["size"], title["fontname"].partition("+")[2]) == (pytest.approx(22), "YichaTitle-Bold")
    assert (body["size"], body["fontname"].partition("+")[2]) == (pytest.approx(16), "YichaSong-Regular")


def test_its_lines_keep_the_pitch_of_22_to_a_page(page: Page) -> None:
    tops = sorted(
        {round(c["top"], 1) for c in run_of(page, "依据《中华人民共和国食品安全法》第一百一十条、《中华人民共和国消防法》第五十三条，按照")}
    )
    assert [lower - upper for upper, lower in pairwise(tops)] == [pytest.approx(225 / 22 * POINTS_PER_MM, abs=0.3)] * (len(tops) - 1)
    assert len(tops) >= 2


@pytest.fixture(scope="module")
def code_box(page: Page) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the drawing that begins at the left edge of the last lines."""
    drawn = [
        shape
        for shape in page.curves + page.lines + page.rects
        if shape["x1"] / POINTS_PER_MM < 53.5 and shape["top"] / POINTS_PER_MM > 200
    ]
    return min(s["x0"] for s in drawn), min(s["top"] for s in drawn), max(s["x1"] for s in drawn), max(s["bottom"] for s in drawn)


def test_the_code_is_25_mm(code_box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = (edge / POINTS_PER_MM for edge in code_box)
    assert right - left == pytest.approx(25, abs=1)
    assert bottom - top == pytest.approx(25, abs=1)


def test_the_code_on_paper_is_the_code_of_the_address(page: Page, code_box: tuple[float, float, float, float]) -> None:
    wanted = segno.make(NOTICE.address_of_code, error="m", micro=False).matrix
    left, top, right, _ = code_box  # a row of modules is a thick line: its place is its middle
    printed: Any = page.to_image(resolution=288).original.convert("L")
    scale, step, size = 4, (right - left) / len(wanted), range(len(wanted))
    seen = [[printed.getpixel((int((left + (x + 0.5) * step) * scale), int((top + y * step) * scale))) < 128 for x in size] for y in size]
    assert seen == [[module == 1 for module in row] for row in wanted]


def test_the_seal_is_a_place_and_never_a_picture(page: Page) -> None:
    assert page.images == []
    assert "用印处" in text_of(NOTICE)


def test_many_departments_take_a_second_page_with_the_heads_again() -> None:
    crowd = replace(NOTICE, parts=NOTICE.parts * 6)
    first, second = pages(render(crowd))
    for each in (first, second):
        assert "执法人员与执法证号" in each.extract_text()
    assert "2" in "".join(c["text"] for c in second.chars if round(c["size"]) == 14)


@pytest.mark.parametrize("departments", range(1, 9))
def test_the_page_of_the_seal_has_text(departments: int) -> None:
    last = pages(render(replace(NOTICE, parts=(NOTICE.parts[0],) * departments)))[-1].extract_text()
    assert "监督投诉" in last
    assert "用印处" in last


def test_the_fingerprint_is_on_paper_and_can_be_computed_again() -> None:
    exact = fingerprint(NOTICE)
    assert len(exact) == 64
    assert f"指纹{exact[:12]}" in text_of(NOTICE)


OTHER: dict[type, Callable[[Any], Any]] = {
    str: lambda value: value + "一",
    int: lambda value: value + 1,
    tuple: lambda value: value[:-1],
    datetime: lambda value: value.replace(minute=45),
    date: lambda value: value.replace(day=21),
}


@pytest.mark.parametrize("name", [field.name for field in fields(InspectionNotice)])
def test_the_fingerprint_sees_every_field(name: str) -> None:
    value = getattr(NOTICE, name)
    assert fingerprint(replace(NOTICE, **{name: OTHER[type(value)](value)})) != fingerprint(NOTICE)


def test_the_fingerprint_is_known() -> None:
    assert fingerprint(NOTICE) == "9fd684966a0063cbe07aa332af57e3744098ee99ca564f079f119d89c11b437c"


def test_batches_are_the_single_documents() -> None:
    several = [replace(NOTICE, code=f"417-{number:04d}") for number in range(5)]
    assert list(render_each(several)) == [render(one) for one in several]
    assert list(render_each(several, processes=2)) == [render(one) for one in several]


@pytest.mark.parametrize("name", ["#[危]*粗*餐饮店", "𠮷䶮祥饭庄", "店\u202e名\x00", "长" * 90, "Café №5 “味” ＡＢ"])
def test_names_of_any_kind_are_printed(name: str) -> None:
    printed = text_of(replace(NOTICE, subject=name))
    assert "".join(c for c in name if c.isprintable() and c != " ") in printed
