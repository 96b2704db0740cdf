"""Every mandatory field of domain §4.7 on a page of GB/T 9704, the same bytes each time, and quickly."""

import io
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pdfplumber
import pytest
import typst
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from yicha.inspections.documents import Paper, Violation, fingerprint, kept_values, press
from yicha.inspections.tests.papers import MINUTES, ORDER, PAPERS, said_on
from yicha.kernel import documents, fonts

MM = 72 / 25.4
ON_ALL = ["青禾县", "青禾县穗风里餐饮店", "91990421MADM00182K", "2026-LH-0417", "〔2026〕417号"]
MANDATORY = {
    "approval": [
        "检查事项",
        "SP-01食品经营检查",
        "第一百一十条",
        "任务来源",
        "2026年度联合检查计划",
        "计划时间",
        "检查方式",
        "张禾（99042105270）",
        "辅助人员",
        "合并的部门",
        "同类检查第1次，上限1次",
        "审批意见",
        "2026年3月1日",
    ],
    "site_record": [
        "检查时间2026年4月22日9时31分至11时05分",
        "检查地点柳溪镇望禾路18号",
        "李掌柜",
        "职务：店长",
        "99042105310",
        "表明身份",
        "是否申请回避",
        "检查情况",
        "不合格",
        "证据清单",
        "陈述、申辩",
        "核对签字",
        "执法人员签字",
        "被检查单位（逐页）",
    ],
    "sampling_receipt": ["样品", "辣椒酱两瓶", "被取证人", "取证地点", "执法人员签字"],
    "correction_order": [
        "责令限期改正通知书",
        "标签不全",
        "第六十七条",
        "2026年5月1日前改正",
        "2026年5月8日复查",
        "60日内",
        "行政复议",
        "6个月内",
        "行政诉讼",
        "用印处",
        "回执",
    ],
    "result_notice": ["食品经营检查", "标签不全", "发现问题已责令改正", "未发现问题", "要求：", "后续由", "异议", "扫码评价", "用印处"],
    "delivery_receipt": ["直接送达", "送达人", "李掌柜", "受送达人签字"],
}


@pytest.mark.parametrize("kind", PAPERS)
def test_every_mandatory_field_is_on_the_paper(kind: str) -> None:
    said = said_on(press(PAPERS[kind]))
    assert [field for field in [*ON_ALL, *MANDATORY[kind]] if field not in said] == []


@pytest.mark.parametrize("kind", PAPERS)
def test_the_page_is_a4_and_keeps_its_margins_to_a_millimetre(kind: str) -> None:
    with pdfplumber.open(io.BytesIO(press(PAPERS[kind]))) as opened:
        for page in opened.pages:
            assert [page.width / MM, page.height / MM] == pytest.approx([210, 297], abs=1)
            rules = [one for one in [*page.rects, *page.lines] if one["top"] / MM > 37 and one["x1"] - one["x0"] > 140 * MM]
            for one in rules:  # what spans the line spans the type area
                assert [one["x0"] / MM, one["x1"] / MM] == pytest.approx([28, 184], abs=1)
            body = [one for one in page.chars if one["text"].strip() and 36 < one["top"] / MM < 262]
            assert min(one["top"] for one in body) / MM >= 36
            assert min(one["x0"] for one in body) / MM >= 27
            assert max(one["x1"] for one in body) / MM <= 185


def test_a_long_record_is_signed_on_every_page() -> None:
    facts = tuple(replace(MINUTES.facts[0], place=place) for place in range(1, 60))
    with pdfplumber.open(io.BytesIO(press(replace(MINUTES, facts=facts)))) as opened:
        assert len(opened.pages) > 2
        for number, page in enumerate(opened.pages, 1):
            said = "".join(one["text"] for one in page.chars)
            assert "被检查单位（逐页）" in said
            assert [one for one in page.curves if one["bottom"] / MM > 270], f"no ink on page {number}"


def test_a_refusal_stands_where_the_signature_would() -> None:
    refused = replace(MINUTES.signature, person="", strokes="", refused_because="对记录有异议", witness="周某，居委会")
    said = said_on(press(replace(MINUTES, signature=refused)))
    assert "拒绝签字：对记录有异议。见证人：周某，居委会" in said
    assert "与事实相符" not in said


@pytest.mark.parametrize(
    ("change", "present", "absent"),
    [({"deadline": None}, "立即改正", "限期"), ({"recheck_on": None}, "责令限期改正通知书", "复查")],
)
def test_an_order_says_only_what_it_orders(change: dict[str, Any], present: str, absent: str) -> None:
    said = said_on(press(replace(ORDER, **change)))
    assert present in said
    assert absent not in said


@settings(max_examples=25, deadline=None)
@any_of(words=st.text(st.sampled_from('#*_`$=[]{}\\"<>@/~-+青禾县餐饮店𠮷䶮\u202eaA1\x00'), min_size=1, max_size=40))
def test_no_words_of_a_person_can_break_a_paper(words: str) -> None:
    order = replace(ORDER, violations=(Violation(words, words),), demand=words)
    assert press(order).startswith(b"%PDF")


@pytest.mark.parametrize("kind", PAPERS)
def test_the_kept_values_are_the_paper(kind: str) -> None:
    paper: Paper = PAPERS[kind]
    assert kept_values(paper) == kept_values(replace(paper))
    assert fingerprint(paper) != fingerprint(replace(paper, head=replace(paper.head, on=date(2026, 4, 23))))


def test_a_warm_press_beats_a_fresh_compiler_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """U37: all papers of a visit on site in far less than 30 s. The peer, in the same run: a compiler of its own for every paper."""
    press(MINUTES)
    warm = _seconds()
    monkeypatch.setattr(documents, "_compiler", documents._compiler.__wrapped__)
    monkeypatch.setattr(
        documents,
        "_fonts",
        lambda: typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]),
    )
    fresh = _seconds()
    assert warm < 30
    assert warm < fresh


def _seconds() -> float:
    began = time.perf_counter()
    for paper in PAPERS.values():
        press(replace(paper, head=replace(paper.head, number=f"{time.perf_counter_ns()}号")))
    return time.perf_counter() - began
