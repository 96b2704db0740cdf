"""A list as a workbook: looked at, then proposed; what is wrong or somebody else's proposes nothing."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from yicha.items.queries import main_items, open_proposals
from yicha.items.testing import item_row, make_items
from yicha.items.types import ItemEntry, ItemRow, MainItemRow, Partner
from yicha.items.workbooks import write_items
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
ADDRESS = "/items/import/"
CLERK = make_actor(Role.DEPARTMENT_CLERK)
OFFICER = make_actor(Role.OFFICER)
STRANGER = make_actor(Role.DEPARTMENT_CLERK, region="62/6299")
HELD = item_row(1)


@pytest.fixture
def send(tmp_path: Path) -> Any:
    load_shipped()
    make_region()
    make_department("SCJG")
    make_department("XFJY")
    make_items(HELD)

    def look(*rows: ItemRow | ItemEntry, actor: Any = CLERK) -> Any:
        path = tmp_path / "items.xlsx"
        write_items(path, [row if isinstance(row, ItemEntry) else ItemEntry(row) for row in rows])
        sent = BytesIO(path.read_bytes())
        sent.name = path.name
        return acting(actor).post(ADDRESS, {"workbook": sent})

    return look


def confirm(shown: Any, actor: Any = CLERK, **said: str) -> Any:
    return acting(actor).post(ADDRESS, {"file": shown.context["preview"].file} | said)


def proposed() -> list[str]:
    return sorted(one.row.code for one in open_proposals(SYSTEM, REGION))


def test_a_workbook_is_looked_at_then_proposed(send: Any) -> None:
    main = MainItemRow("M1", "食品经营监督检查", "SCJG")
    fresh = item_row(2, main_item="M1", partners=(Partner("XFJY", "消防设施"),))
    shown = send(HELD, ItemEntry(fresh, main))
    assert (shown.status_code, shown.context["preview"].counts) == (200, (("新增", 1), ("修改", 0), ("没有变化", 1)))
    assert "提出 1 项" in shown.content.decode()
    assert (proposed(), main_items(SYSTEM, REGION)) == ([], [])
    assert confirm(shown).status_code == 303
    (found,) = open_proposals(SYSTEM, REGION)
    assert (found.row, main_items(SYSTEM, REGION)) == (fresh, [main])


def test_departments_may_be_written_by_name(send: Any) -> None:
    make_department("WSJK", name="青禾县卫生健康局")
    clerk = make_actor(Role.DEPARTMENT_CLERK, department="WSJK")
    shown = send(item_row(3, department="青禾县卫生健康局"), actor=clerk)
    assert confirm(shown, clerk).status_code == 303
    assert [one.row.department for one in open_proposals(SYSTEM, REGION)] == ["WSJK"]


def test_a_change_of_what_is_in_force_says_why(send: Any) -> None:
    shown = send(replace(HELD, name="改了名的检查"))
    assert "事项名称" in shown.content.decode().partition("会怎样")[2]
    refused = confirm(shown)
    assert (refused.status_code, proposed()) == (422, [])
    assert "须说明修订依据" in refused.content.decode()
    assert confirm(refused, revision="amended", because="《食品安全法》修改").status_code == 303
    assert proposed() == ["I001"]


def test_a_refused_row_keeps_the_list_out(send: Any) -> None:
    shown = send(item_row(2), item_row(4, name=""))
    assert (shown.status_code, shown.context["preview"].refused) == (422, 1)
    assert "事项名称" in shown.content.decode()
    assert (confirm(shown).status_code, proposed()) == (422, [])


def test_a_main_item_that_nobody_registered_keeps_the_list_out(send: Any) -> None:
    known = MainItemRow("M1", "食品经营监督检查", "SCJG")
    shown = send(ItemEntry(item_row(2, main_item="M1"), known), item_row(4, main_item="M9"))
    assert "没有登记主项 M9" in confirm(shown).content.decode()
    assert (proposed(), main_items(SYSTEM, REGION)) == ([], [])


def test_nobody_proposes_for_another_department(send: Any) -> None:
    shown = send(item_row(2, department="XFJY"))
    assert (shown.status_code, shown.context["preview"].foreign) == (422, ("XFJY",))
    assert (confirm(shown).status_code, proposed()) == (422, [])


def test_only_who_proposes_sees_it_and_only_his_own_file(send: Any) -> None:
    shown = send(item_row(2))
    assert acting(CLERK).get(ADDRESS).status_code == 200
    assert acting(CLERK).get(f"{ADDRESS}template.xlsx").content[:2] == b"PK"
    assert ADDRESS in acting(CLERK).get("/items/").content.decode()
    assert ADDRESS not in acting(OFFICER).get("/items/").content.decode()
    for address in (ADDRESS, f"{ADDRESS}template.xlsx"):
        assert acting(OFFICER).get(address).status_code == 403
    assert (confirm(shown, OFFICER).status_code, confirm(shown, STRANGER).status_code) == (403, 404)
    assert acting(CLERK).post(ADDRESS, {"file": "nonsense"}).status_code == 404
    wrong = BytesIO(b"%PDF-1.7 no workbook")
    wrong.name = "items.xlsx"
    assert acting(CLERK).post(ADDRESS, {"workbook": wrong}).status_code == 422
    assert proposed() == []
