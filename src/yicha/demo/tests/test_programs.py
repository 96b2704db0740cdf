"""The case system of the demo: one row accepted above, one sent back, one wrong at first and mended."""

from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from yicha.demo.live import programs
from yicha.demo.live.programs import PENALTIES, penalties
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.queries import records, standings
from yicha.exchange.testing import match_items, ready
from yicha.exchange.types import ExchangePermission, RecordStatus
from yicha.inspections.testing import carry_out, make_inspections
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor

if TYPE_CHECKING:
    from yicha.demo.story import Story

PROGRAM = Actor("program:1", "办案系统", REGION, "SCJG", permissions=frozenset({ExchangePermission.GIVE}))


def _do(action: Any, actor: Any, command: Any, _: datetime | None = None) -> Any:
    return action(actor, command, NOW)


@pytest.mark.django_db
def test_one_is_accepted_one_sent_back_one_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    load_shipped()
    rows = make_inspections()[:3]
    for row in rows:
        carry_out(row)
    match_items()
    checks = [ready(row, invented_uscc(8 + place)) for place, row in enumerate(rows)]
    monkeypatch.setattr(programs, "MARKET", "SCJG")
    story = SimpleNamespace(place=REGION, who=lambda role: make_actor(Role(role), "SJJ"), steady=SimpleNamespace(do=_do))
    penalties(cast("Story", story), PROGRAM, checks)
    became = standings(PROGRAM, PENALTIES, [f"QHSJ-2026-{number:03}" for number in (1, 2, 3)])
    assert [one.status for one in became] == [RecordStatus.ACCEPTED, RecordStatus.REJECTED, RecordStatus.PENDING]
    mended = next(one for one in records(SYSTEM)[:20] if one.key.endswith("QHSJ-2026-003"))
    assert [[fault.column for fault in one.faults] for one in mended.versions] == [["punish_date"], []]
