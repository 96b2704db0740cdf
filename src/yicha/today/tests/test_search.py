"""One search: by name, by initials, by number; only what the person may see."""

import pytest

from yicha.inspections.testing import make_inspections, planned
from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor
from yicha.planning.testing import YEAR, make_county
from yicha.shell.testing import acting
from yicha.today.queries import find

pytestmark = pytest.mark.django_db
CLERK = make_actor(Role.DEPARTMENT_CLERK)
MARCH = NOW.replace(year=YEAR, month=3, day=2)


def found(text: str, role: Role = Role.DEPARTMENT_CLERK, region: str = CLERK.region) -> dict[str, list[str]]:
    groups = find(make_actor(role, region=region), text, MARCH)
    return {group.label: [one.title for one in group.found] for group in groups}


def test_departments_by_name_and_by_initials() -> None:
    make_county()
    by_name = found("SCJG")
    assert by_name == found("scjg")


def test_subjects_items_and_visits() -> None:
    visit = planned(make_inspections()[0])
    assert visit.number in found(visit.number)["检查任务"]
    assert visit.name in found(visit.name)["监管对象"]
    assert found("食品安全检查")["监管事项"] == ["食品安全检查"]


def test_nothing_is_found_for_nothing_elsewhere_or_by_who_may_not() -> None:
    name = planned(make_inspections()[0]).name
    assert found("  ") == {}
    assert found(name, region="62/6299") == {}
    assert acting(make_actor(Role.ENTERPRISE)).get("/search/?q=x").status_code == 403


def test_the_page_says_what_it_did_not_find_and_how_to_look() -> None:
    make_county()
    assert "没有找到“qqqq”" in acting(CLERK).get("/search/?q=qqqq").content.decode()
    assert "拼音首字母" in acting(CLERK).get("/search/").content.decode()
    assert acting(CLERK).get("/search/", {"q": "青禾" * 200}).status_code == 200
