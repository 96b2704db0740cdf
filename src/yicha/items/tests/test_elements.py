"""YX-2.3: what is missing, what is doubtful."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from yicha.items.rules.elements import ELEMENTS, Known, doubts, instruments, missing_elements
from yicha.items.testing import item_row
from yicha.items.types import AuthorityLevel, CheckPoint, Fault, MainItemRow, Partner

ON = date(2026, 11, 20)
USCC = "9199999931412580XT"
WHOLE = item_row(
    1,
    code="62079901010001",
    main_item="62079901010000",
    power_item_code="P1",
    subjects="餐饮服务提供者",
    supervision_form="1",
    supervision_mode="1",
    authority_level=AuthorityLevel.COUNTY,
    scope=("3",),
    process="亮证、检查、告知结果",
    result="合格、责令改正、立案",
    partners=(Partner("XFJY", "消防设施"),),
    check_points=(CheckPoint("1", "公示许可证", "看原件", "《食品安全法》第一百二十二条"),),
)
MAIN = MainItemRow("62079901010000", "食品经营监督检查", "SCJG", "食品安全监管", "P0")
KNOWN = Known({"SCJG", "XFJY"}, {"supervision_form": {"1", "2"}, "supervision_mode": {"1"}, "subject_kind": {"1"}})


def test_a_whole_item_lacks_nothing_and_raises_no_doubt() -> None:
    assert missing_elements(WHOLE, MAIN) == ()
    assert doubts(WHOLE, KNOWN, ON) == ()


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"process": ""}, ("process",)),
        ({"authority_level": None, "scope": ()}, ("authority_level", "scope")),
        ({"check_points": ()}, ("check_points", "point_method", "point_basis")),
        ({"check_points": (CheckPoint("1", "x", "", "《y》"),)}, ("point_method",)),
        ({"yearly_cap": None, "ratio": "", "crimes": ()}, ()),
    ],
)
def test_what_is_empty_is_named(changed: dict[str, Any], missing: tuple[str, ...]) -> None:
    assert missing_elements(replace(WHOLE, **changed), MAIN) == missing


def test_a_main_item_owes_its_own_elements() -> None:
    assert missing_elements(WHOLE, replace(MAIN, line="")) == ("main_line",)
    assert missing_elements(replace(WHOLE, main_item=""), None) == ("main_item", "main_line", "main_power_item_code")
    assert len(ELEMENTS) == len(set(ELEMENTS)) == 19


@pytest.mark.parametrize(
    ("changed", "fault", "element"),
    [
        ({"code": "6207990101001"}, Fault.CODE_FORM, "code"),
        ({"code": "62079901010001-A"}, None, ""),
        ({"code": "6207990101000１"}, Fault.CODE_FORM, "code"),
        ({"main_item": "X"}, Fault.CODE_FORM, "main_item"),
        ({"catalogue_code": f"{USCC}1001"}, None, ""),
        ({"catalogue_code": f"{USCC}6001"}, Fault.CATALOGUE_CODE, "catalogue_code"),
        ({"catalogue_code": f"{USCC[:-1]}A1001"}, Fault.CATALOGUE_CODE, "catalogue_code"),
        ({"catalogue_code": USCC}, Fault.CATALOGUE_CODE, "catalogue_code"),
        ({"department": "NONE"}, Fault.NO_DEPARTMENT, "department"),
        ({"partners": (Partner("NONE", "x"),)}, Fault.NO_DEPARTMENT, "partners"),
        ({"partners": (Partner("XFJY"),)}, Fault.NO_SHARE, "partners"),
        ({"supervision_form": "7"}, Fault.NOT_IN_DICTIONARY, "supervision_form"),
        ({"legal_basis": "食品安全法第一百一十条"}, Fault.NO_INSTRUMENT, "legal_basis"),
        ({"check_points": (CheckPoint("1", "x", "y", "食品安全法"),)}, Fault.NO_INSTRUMENT, "point_basis"),
        ({"legal_basis": "《食品安全法》第一百一十条（条款待核）"}, Fault.UNVERIFIED, "legal_basis"),
        ({"check_points": (CheckPoint("1", "x", "y", "《法》（罚则条款待核）"),)}, Fault.UNVERIFIED, "point_basis"),
        ({"check_points": (CheckPoint("1", "x", "y", "《法》", clause="《规定》（待核）"),)}, Fault.UNVERIFIED, "point_clause"),
        ({"ratio": "一半"}, Fault.RATIO, "ratio"),
        ({"ratio": "A:2%;B:5%;C:100%;D:100%"}, None, ""),
        ({"valid_to": ON}, Fault.ENDED, "valid_to"),
    ],
)
def test_what_cannot_be_right_is_named(changed: dict[str, Any], fault: Fault | None, element: str) -> None:
    found = doubts(replace(WHOLE, **changed), KNOWN, ON)
    assert [(one.fault, one.element) for one in found] == ([(fault, element)] if fault else [])


def test_instruments_are_what_stands_in_the_marks() -> None:
    assert instruments("《甲法》第一条、《乙条例》、《甲法》第三条") == ("甲法", "乙条例")
