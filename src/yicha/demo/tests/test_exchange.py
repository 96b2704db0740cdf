"""What the departments of the demo give each other."""

from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from yicha.demo.live.exchange import SAFETY, share_data
from yicha.demo.live.incidents import days
from yicha.demo.live.sharing import FIRE, MARKET
from yicha.exchange.queries import data_resources, reciprocity, shares_open
from yicha.exchange.types import ResourceStatus
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import REGION
from yicha.kernel.use_case import UseCase
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor

if TYPE_CHECKING:
    from yicha.demo.story import Story


def _do(action: UseCase[Any, Any], actor: Any, command: Any, at: datetime | None = None) -> Any:
    return action(actor, command, at or days(0))


@pytest.mark.django_db
def test_there_is_something_to_ask_to_answer_and_to_review() -> None:
    load_shipped()
    county = SimpleNamespace(
        place=REGION, who=lambda role, department="": make_actor(Role(role), department), steady=SimpleNamespace(do=_do)
    )
    share_data(cast("Story", county))
    assert sorted(one.status for one in data_resources(SYSTEM)) == sorted([ResourceStatus.DRAFT, *[ResourceStatus.PUBLISHED] * 2])
    assert [(one.department, one.provider) for one in shares_open(SYSTEM)] == [(MARKET, FIRE)]
    meter = {one.department: (one.gave, one.got) for one in reciprocity(SYSTEM)}
    assert meter == {MARKET: (1, 0), FIRE: (1, 1), SAFETY: (0, 1)}
