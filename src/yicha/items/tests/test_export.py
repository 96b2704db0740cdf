"""The list as a file: as it is filtered, in its order, in the columns that are seen; or whole, to be imported again."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import Phase, given, settings
from python_calamine import CalamineWorkbook

from yicha.engines.forms import flaws
from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.register_main_items import register_main_items
from yicha.items.testing import item_row, make_items
from yicha.items.tests.generated import rows
from yicha.items.types import CheckPoint, ItemEntry, MainItemRow, ProposeItems, RegisterMainItems
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.shell.testing import acting, differences, sheet_of, table_of, unlike_its_file

pytestmark = pytest.mark.django_db
CLERK = make_actor(Role.DEPARTMENT_CLERK)


@pytest.fixture(autouse=True)
def county() -> None:
    load_shipped()
    make_region()
    make_department("SCJG")
    make_department("XFJY")
    make_items(item_row(1, name="餐饮检查"), item_row(2, name="旅馆检查", department="XFJY", check_class="消防安全"))


def test_the_export_is_what_the_filter_shows_and_leaves_a_mark() -> None:
    answer = acting(CLERK).post("/items/export/?department=XFJY")
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names[:1]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name(sheet).to_python()
    assert [row[0] for row in rows[1:]] == ["I002"]
    assert Entry.objects.filter(about="exports:items").exists()


def test_the_list_is_taken_out_as_it_is_seen() -> None:
    page = acting(CLERK)
    seen = page.get("/items/?sort=-code").content.decode()
    (way,) = re.findall(r'action="(/items/export/[^"]+columns=[^"]+)"', seen)
    assert differences(seen, page.post(unescape(way)).content) == []
    whole = sheet_of(page.post("/items/export/?sort=-code").content)
    assert list(dict.fromkeys(row[0] for row in whole[1:])) == [row[1] for row in table_of(seen)[1:]]


def test_what_owes_elements_the_own_mains_and_what_waits_are_taken_out_as_they_are_seen() -> None:
    page = acting(CLERK)
    assert unlike_its_file(page, "/items/quality/?what=missing&sort=-department") == []
    mains = (MainItemRow("M1", "食品经营", "SCJG", "食品"), MainItemRow("M2", "特种设备", "SCJG", "设备", active=False))
    register_main_items(SYSTEM, RegisterMainItems(REGION, "SCJG", mains), NOW)
    assert unlike_its_file(page, "/items/mains/?sort=-code") == []
    assert [row[0] for row in table_of(page.get("/items/mains/?sort=-code").content.decode())[1:]] == ["特种设备", "食品经营"]
    offer = replace(item_row(3), name="夜市检查", valid_from=NOW.date() + timedelta(days=9))
    propose_items(SYSTEM, ProposeItems(REGION, "SCJG", (offer,)), NOW)
    (_head, row) = sheet_of(page.post("/items/review/export.xlsx").content)
    assert row[:5] == ["夜市检查", "I003", "SCJG", "新增", "1"]
    assert acting(make_actor(Role.OFFICER)).post("/items/mains/export/").status_code == 403


def lawful(entry: ItemEntry) -> ItemEntry:
    """Without the check points that nobody could answer: those are refused when they are proposed."""
    points: tuple[CheckPoint, ...] = ()
    for point in entry.row.check_points:
        points += (point,) * (not flaws((*points, point)))
    coded = (replace(point, code=f"{entry.row.code}-{at:02d}") for at, point in enumerate(points, 1))
    return replace(entry, row=replace(entry.row, check_points=tuple(coded)))


@pytest.mark.parametrize("examples", [3, pytest.param(60, marks=pytest.mark.nightly)])
@pytest.mark.clause("LYG-4.2")
def test_a_list_that_left_comes_in_again_as_it_is(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, phases=[Phase.generate])
    @given(rows("I101").map(lawful), rows("I102").map(lawful))
    def check(first: ItemEntry, second: ItemEntry) -> None:
        with transaction.atomic():
            register_main_items(SYSTEM, RegisterMainItems(REGION, "SCJG", tuple(one.main for one in (first, second) if one.main)), NOW)
            make_items(first.row, second.row)
            left = SimpleUploadedFile("items.xlsx", acting(CLERK).post("/items/export/?department=SCJG&sort=-name").content)
            shown = acting(CLERK).post("/items/import/", {"workbook": left})
            assert (shown.status_code, shown.context["preview"].counts) == (200, (("新增", 0), ("修改", 0), ("没有变化", 3)))
            transaction.set_rollback(True)

    check()
