"""列设置、视图: everybody keeps the lists as he likes, and nobody sees how others do."""

import pytest

from yicha.kernel.actor import Role
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW
from yicha.norms.testing import load_shipped
from yicha.orgs.actions.choose_columns import choose_columns
from yicha.orgs.actions.drop_view import drop_view
from yicha.orgs.actions.save_view import save_view
from yicha.orgs.queries import kept_list
from yicha.orgs.testing import make_actor, make_department, make_officer, make_region
from yicha.orgs.types import ChooseColumns, DropView, KeptList, SaveView
from yicha.shell.testing import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("WY-5.8b")]
CLERK, OTHER = make_actor(Role.DEPARTMENT_CLERK, name="clerk"), make_actor(Role.DEPARTMENT_CLERK, name="other")


def test_columns_are_left_out_until_they_are_wanted_again() -> None:
    assert kept_list(CLERK, "officers") == KeptList()
    choose_columns(CLERK, ChooseColumns("officers", ("skills", "has_account")), NOW)
    choose_columns(CLERK, ChooseColumns("officers", ("skills",)), NOW)
    assert kept_list(CLERK, "officers").off == {"skills"}
    assert kept_list(CLERK, "items").off == kept_list(OTHER, "officers").off == frozenset()


def test_a_view_has_a_name_of_ones_own() -> None:
    save_view(CLERK, SaveView("officers", " 食品 ", "skill=食品"), NOW)
    save_view(CLERK, SaveView("officers", "食品", "skill=药品"), NOW)
    (view,) = kept_list(CLERK, "officers").views
    assert (view.name, view.query) == ("食品", "skill=药品")
    with pytest.raises(NotFound):
        drop_view(OTHER, DropView(view.id), NOW)
    drop_view(CLERK, DropView(view.id), NOW)
    assert kept_list(CLERK, "officers").views == ()


@pytest.mark.parametrize(
    "command",
    [
        SaveView("officers", " ", "q=1"),
        SaveView("officers", "长" * 21, "q=1"),
        SaveView("officers", "长", "q" * 1001),
        SaveView("执法人员", "短", "q=1"),
        ChooseColumns("officers", ("a b",)),
        ChooseColumns("officers", tuple(f"c{number}" for number in range(31))),
    ],
)
def test_what_no_page_sends_is_refused(command: SaveView | ChooseColumns) -> None:
    with pytest.raises(RuleBroken):
        save_view(CLERK, command, NOW) if isinstance(command, SaveView) else choose_columns(CLERK, command, NOW)


def test_there_are_so_few_views_that_one_finds_them() -> None:
    for number in range(20):
        save_view(CLERK, SaveView("officers", str(number), ""), NOW)
    save_view(CLERK, SaveView("officers", "3", "q=1"), NOW)
    with pytest.raises(RuleBroken):
        save_view(CLERK, SaveView("officers", "20", ""), NOW)


def test_the_list_comes_as_it_is_kept() -> None:
    load_shipped()
    make_region()
    make_department("SCJG")
    make_officer()
    page = acting(CLERK)
    here = "/officers/?standing=valid"
    sent = {"listing": "officers", "next": here, "column": ["cert_no", "skills", "has_account"], "shown": ["cert_no"]}
    answer = page.post("/account/lists/columns/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, here)
    assert (
        page.post("/account/lists/views/", {"listing": "officers", "name": "有效", "query": "standing=valid", "next": here}).status_code
        == 303
    )
    shown = page.get(here).content.decode()
    assert 'data-off="2 1"' in shown  # from the right: 资格, 账号
    assert '<a href="?standing=valid" aria-current="true">有效</a>' in shown
    assert 'data-off=""' in acting(OTHER).get(here).content.decode()
    (view,) = kept_list(CLERK, "officers").views
    assert acting(OTHER).post(f"/account/lists/views/{view.id}/drop/", {"next": here}).status_code == 404
    assert page.get(f"/account/lists/views/{view.id}/drop/").status_code == 405
    assert page.post(f"/account/lists/views/{view.id}/drop/", {"next": "//elsewhere.example/"}).headers["Location"] == "/"
