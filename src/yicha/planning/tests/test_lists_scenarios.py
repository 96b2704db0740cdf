"""一般清单和重点清单, as an official reads it."""

from dataclasses import dataclass

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.items.testing import item_row, make_items
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, REGION
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.testing import YEAR, line_row, make_county
from yicha.planning.types import FilePlan, PlanFiled

pytestmark = pytest.mark.django_db
scenarios("features/lists.feature")

CODES = {"食品安全检查": ("SCJG-I", "食品安全"), "食品标签检查": ("SCJG-G", "食品标签")}
WAYS = {"全覆盖": ("full", ""), "随机抽取": ("random", "5%")}


@dataclass
class Story:
    done: PlanFiled | None = None
    refused: Refusal | None = None


@pytest.fixture
def story() -> Story:
    return Story()


@given("青禾县的食品安全检查列入重点清单，食品标签检查列入一般清单")
def _() -> None:
    make_county()
    make_items(item_row(code="SCJG-G", check_class="食品标签", name="食品标签检查"))


@when(parsers.re(r"市场监管局(以“(?P<exemption>.*)”为依据)?报送(?P<way>全覆盖|随机抽取)的“(?P<name>.*)”"))
def _(story: Story, exemption: str | None, way: str, name: str) -> None:
    code, check_class = CODES[name]
    selection, ratio = WAYS[way]
    line = line_row(item_code=code, check_class=check_class, selection=selection, ratio=ratio, exemption=exemption or "")
    try:
        story.done = file_plan(SYSTEM, FilePlan(REGION, YEAR, "SCJG", (line,)), NOW)
    except Refusal as refused:
        story.refused = refused


@then("报送成功")
def _(story: Story) -> None:
    assert story.done is not None


@then(parsers.parse("被拒绝，依据“{clause}”，并告知合法途径"))
def _(story: Story, clause: str) -> None:
    assert story.refused is not None
    assert (story.refused.clause, bool(story.refused.exits)) == (clause, True)
