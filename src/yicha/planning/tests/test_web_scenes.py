"""由场景生成计划行 (LYG-4.1)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW, clock_at
from yicha.orgs.testing import make_actor
from yicha.planning.testing import YEAR, make_county
from yicha.scenes.testing import FIRE, FOOD, RULES, make_scene, scene_items
from yicha.scenes.types import SceneRow
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> SceneRow:
    make_county()
    scene_items()
    clock_at(NOW + timedelta(days=1))  # scenes are in force from then on
    return make_scene(scope_query="has_tag('餐饮')", rules=replace(RULES, window=("04-01", "09-30")))


def test_a_member_makes_a_line_of_its_own_item(scene: SceneRow) -> None:
    """The sheet offers it, the form begins with what the scene says, and the lead has the first rank."""
    clerk = acting(make_actor(Role.DEPARTMENT_CLERK, "SCJG"))
    sheet = clerk.get(f"/plans/?year={YEAR + 1}").content.decode()
    assert "由场景生成计划行" in sheet
    assert FIRE.name not in sheet
    form = clerk.get(f"/plans/years/{YEAR + 1}/lines/?scene={scene.id}&item={FOOD.code}").context["form"]
    assert (form.initial["item"], form.initial["scope_query"], form.initial["lead_rank"]) == (FOOD.code, "has_tag('餐饮')", 1)
    assert (form.initial["first_day"].isoformat(), form.initial["last_day"].isoformat()) == (f"{YEAR + 1}-04-01", f"{YEAR + 1}-09-30")


def test_nobody_makes_a_line_of_another_department_s_item(scene: SceneRow) -> None:
    clerk = acting(make_actor(Role.DEPARTMENT_CLERK, "XFJY"))
    for query in (f"scene={scene.id}&item={FOOD.code}", f"scene=999&item={FIRE.code}", "scene=x&item="):
        assert "item" not in clerk.get(f"/plans/years/{YEAR + 1}/lines/?{query}").context["form"].initial
    own = clerk.get(f"/plans/years/{YEAR + 1}/lines/?scene={scene.id}&item={FIRE.code}").context["form"]
    assert own.initial["item"] == FIRE.code
    assert "lead_rank" not in own.initial
