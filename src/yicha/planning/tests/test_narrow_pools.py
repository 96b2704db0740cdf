"""YX-2.7b: a draw does not aim at somebody."""

from dataclasses import dataclass, field

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.draws.queries import draw, drawn_lists
from yicha.draws.testing import MINUTE, hold_ceremony, next_issue
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW, REGION
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.testing import PARTIES, SALT, YEAR, line_row, make_county, make_plans
from yicha.planning.types import FreezeYear

pytestmark = pytest.mark.django_db
scenarios("features/draws.feature")


@dataclass
class Story:
    draw: int = 0
    narrow: tuple[str, ...] = field(default=())
    refusal: Refusal | None = None


@pytest.fixture
def story() -> Story:
    return Story()


def freeze(story: Story, because: str = "") -> None:
    command = FreezeYear(REGION, YEAR, PARTIES, next_issue(REGION, YEAR), SALT, narrow_because=because)
    try:
        frozen = freeze_year(SYSTEM, command, NOW)
    except Refusal as refusal:
        story.refusal = refusal
    else:
        story.draw, story.narrow = frozen.draw, frozen.narrow


@given(parsers.parse("有一条名录12户、比例{ratio}的随机计划行"))
def _(ratio: str) -> None:
    make_county(subjects=12)
    make_plans(SCJG=(line_row(ratio=ratio, scope_query="TRUE"),))


@when("联席办冻结并抽取")
def _(story: Story) -> None:
    freeze(story)


@when(parsers.parse("联席办写明理由“{because}”后冻结并抽取"))
def _(story: Story, because: str) -> None:
    freeze(story, because)


@then(parsers.parse("被拒绝，依据“{clause}”，告知“{one}”“{other}”等途径"))
def _(story: Story, clause: str, one: str, other: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    assert {one, other} < {way.what for way in story.refusal.exits}


@then(parsers.parse("公开的清单载明“{because}”"))
def _(story: Story, because: str) -> None:
    assert story.refusal is None
    assert story.narrow
    hold_ceremony(story.draw, NOW + MINUTE)
    assert drawn_lists(REGION, draw(SYSTEM, story.draw).number, NOW.date()).narrow == because


@then("冻结成功，不用理由")
def _(story: Story) -> None:
    assert story.refusal is None
    assert story.narrow == ()
