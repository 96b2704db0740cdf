"""What the departments of the demo give each other."""

import json
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from yicha.demo.live.exchange import SAFETY, share_data
from yicha.demo.live.incidents import TODAY, days
from yicha.demo.live.programs import TOKENS, admit_a_program
from yicha.demo.live.sharing import FIRE, MARKET
from yicha.exchange.queries import data_resources, reciprocity, shares_open, subscriptions
from yicha.exchange.types import PartnerStatus, ResourceStatus
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import REGION
from yicha.kernel.use_case import UseCase
from yicha.norms.testing import load_shipped
from yicha.orgs.queries import program_actor
from yicha.orgs.testing import make_actor, make_department, make_region

if TYPE_CHECKING:
    from yicha.demo.story import Story


def _do(action: UseCase[Any, Any], actor: Any, command: Any, at: datetime | None = None) -> Any:
    return action(actor, command, at or days(0))


def _county() -> "Story":
    load_shipped()
    administrators = SimpleNamespace(security=make_actor(Role.SECURITY_ADMIN, ""), audit=make_actor(Role.AUDIT_ADMIN, ""))
    county = SimpleNamespace(
        place=REGION,
        appointments=administrators,
        who=lambda role, department="": make_actor(Role(role), department),
        steady=SimpleNamespace(do=_do, read=lambda ask: ask()),
    )
    return cast("Story", county)


@pytest.mark.django_db
def test_a_program_is_admitted_and_its_token_is_for_the_visitor_alone(tmp_path: Path) -> None:
    county = _county()
    make_region()
    make_department(MARKET)
    admit_a_program(county, tmp_path)
    (row,) = json.loads((tmp_path / TOKENS).read_text(encoding="utf-8"))
    assert (tmp_path / TOKENS).stat().st_mode & 0o777 == 0o600
    actor = program_actor(row["token"], TODAY)
    assert actor is not None
    assert (actor.department, [one.status for one in subscriptions(SYSTEM)]) == (MARKET, [PartnerStatus.PROPOSED])


@pytest.mark.django_db
def test_there_is_something_to_ask_to_answer_and_to_review() -> None:
    share_data(_county())
    assert sorted(one.status for one in data_resources(SYSTEM)) == sorted([ResourceStatus.DRAFT, *[ResourceStatus.PUBLISHED] * 2])
    assert [(one.department, one.provider) for one in shares_open(SYSTEM)] == [(MARKET, FIRE)]
    meter = {one.department: (one.gave, one.got) for one in reciprocity(SYSTEM)}
    assert meter == {MARKET: (1, 0), FIRE: (1, 1), SAFETY: (0, 1)}
