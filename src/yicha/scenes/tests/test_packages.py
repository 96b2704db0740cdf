"""一地创新、多地复用: what leaves as a package and comes in elsewhere is the same scene (GX-6.2)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.forms import CheckPoint, Proof, Sample, Sheet, merge
from yicha.engines.forms.points import Evidence
from yicha.items.types import ItemClass, ItemRow
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW
from yicha.scenes import rules
from yicha.scenes.queries import form_with, templates
from yicha.scenes.testing import content
from yicha.scenes.types import Member, Offer, Package, SceneContent, SceneItem, SceneRow, SceneStatus

PLACES = {"市场监管": "A1", "消防救援": "B2"}
NAMES = {code: name for name, code in PLACES.items()}
WORDS = ("证照齐全", "证照是否齐全", "安全出口畅通", "台账完整")


@st.composite
def packages(draw: st.DrawFn) -> Package:
    """Two departments, an item or two of each, points of which some are one question."""
    items = tuple(
        SceneItem(department, f"{department}检查{number}", offer=Offer("类", "《法》", ItemClass.GENERAL, draw(_points())))
        for department in PLACES
        for number in range(draw(st.integers(1, 2)))
    )
    members = tuple(Member(name, "检查") for name in PLACES)
    return Package(SceneContent(draw(st.text(min_size=1, max_size=9)), "市场监管", members, "TRUE", items, content().rules))


@st.composite
def _points(draw: st.DrawFn) -> tuple[CheckPoint, ...]:
    count = draw(st.integers(1, 4))
    return tuple(
        CheckPoint(
            str(number),
            draw(st.sampled_from(WORDS)),
            question=draw(st.sampled_from(["", "", "Q-1", "Q-2"])),
            sample=draw(st.none() | st.just(Sample(2, "种"))),
            proofs=draw(st.sampled_from([(), (Proof(Evidence.PHOTO, 2),)])),
        )
        for number in range(count)
    )


def landed(package: Package) -> tuple[SceneRow, dict[str, ItemRow]]:
    """Taken over, and every offered item proposed and published here."""
    here = rules.localised(package, PLACES, {}, {})
    items = {f"I{place}": rules.item_row(item, f"I{place}", NOW.date()) for place, item in enumerate(here.items)}
    held = tuple(SceneItem(item.department, item.name, f"I{place}") for place, item in enumerate(here.items))
    own = replace(here, items=held)
    row = SceneRow(1, "62", "CJ001", 1, SceneStatus.PUBLISHED, own, (), (), "", (), None, (), "", "", None, None, NOW)
    return row, items


@given(packages())
def test_out_and_in_and_out_again_is_the_same_package(package: Package) -> None:
    row, items = landed(package)
    again = rules.exported(row.content, items, form_with(row, items).questions, NAMES, ())
    row_there, items_there = landed(again)
    onwards = rules.exported(row_there.content, items_there, form_with(row_there, items_there).questions, NAMES, ())
    assert onwards == again
    assert rules.unpacked(rules.packed(again)) == again
    assert _questions(again) == _questions(package)


def _questions(package: Package) -> set[frozenset[tuple[str, str]]]:
    """Which points are one question."""
    offers = [(place, item, item.offer) for place, item in enumerate(package.content.items) if item.offer]
    form = merge([Sheet(item.department, str(place), item.name, offer.points) for place, item, offer in offers])
    return {frozenset((one.item, one.point.code) for one in question.asked) for question in form}


def test_a_changed_package_is_refused() -> None:
    packed = rules.packed(templates()["restaurants"])
    with pytest.raises(RuleBroken, match="指纹不符"):
        rules.unpacked(packed.replace("晨检有记录".encode(), "晨检没记录".encode()))
    with pytest.raises(RuleBroken, match="格式版本"):
        rules.unpacked(packed.replace(b"yicha-scene/1", b"yicha-scene/9"))


def test_functions_find_their_departments() -> None:
    names = {
        "01": ("市场监督管理局", "市场监管局"),
        "03": ("消防救援大队", "消防大队"),
        "04": ("住房和城乡建设局", "住建局"),
        "06": ("澄川市生态环境局青禾分局", "生态环境分局"),
    }
    found = {name: rules.likely(name, names) for name in ("市场监管", "消防救援", "住房城乡建设", "生态环境", "税务")}
    assert found == {"市场监管": "01", "消防救援": "03", "住房城乡建设": "04", "生态环境": "06", "税务": ""}


def test_one_department_may_have_two_functions_and_a_function_may_be_left_out() -> None:
    package = templates()["restaurants"]
    places = {"市场监管": "SCJG", "消防救援": "XFJY", "住房城乡建设": "ZJJ", "城市管理": "ZJJ"}
    here = rules.localised(package, places, {}, {})
    assert here.departments == ("SCJG", "XFJY", "ZJJ")
    assert "燃气" in here.members[2].duty
    assert "厨余" in here.members[2].duty
    assert {item.department for item in here.items} == {"SCJG", "XFJY", "ZJJ"}
    with pytest.raises(RuleBroken, match="市场监管"):
        rules.localised(package, places | {"市场监管": ""}, {}, {})
