"""The list as a file: as it is filtered, in its order, in the columns that are seen; or whole, to be imported again."""

import io
import re
from html import unescape

import pytest
from python_calamine import CalamineWorkbook

from yicha.items.testing import item_row, make_items
from yicha.kernel.actor import Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.shell.testing import acting, differences, sheet_of, table_of

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
    assert Entry.objects.filter(about=f"items:{REGION}").exists()


def test_the_list_is_taken_out_as_it_is_seen() -> None:
    page = acting(CLERK)
    seen = page.get("/items/?sort=-code").content.decode()
    (way,) = re.findall(r'action="(/items/export/[^"]+columns=[^"]+)"', seen)
    assert differences(seen, page.post(unescape(way)).content) == []
    whole = sheet_of(page.post("/items/export/?sort=-code").content)
    assert list(dict.fromkeys(row[0] for row in whole[1:])) == [row[1] for row in table_of(seen)[1:]]
