"""Quality F1, a draw against edits of the register: what was frozen is drawn from, whoever closes or comes meanwhile."""

import json
from pathlib import Path
from typing import Any

import pytest

from yicha.draws.queries import bundle
from yicha.draws.testing import MINUTE, hold_ceremony, next_issue
from yicha.engines.draw import verify
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, storm
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.testing import PARTIES, SALT, YEAR, line_row, make_county, make_plans
from yicha.planning.types import FreezeYear
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.queries import active_subjects
from yicha.subjects.types import CloseSubject

SUBJECTS, EDITORS = 60, 7


def register() -> list[str]:
    return sorted(row.sid for row in active_subjects(SYSTEM, REGION, NOW.date()))


@pytest.mark.clause("YX-2.7b")
def test_edits_beside_the_freeze_and_after_it_change_nothing_that_is_drawn(own_database: str, tmp_path: Path, settings: Any) -> None:
    settings.YICHA_HOME = tmp_path
    make_county(SUBJECTS)
    make_plans(SCJG=(line_row(ratio="50%"),))
    before = register()
    beside, later = before[:EDITORS], before[EDITORS : 3 * EDITORS]

    def act(number: int) -> int:
        if number < EDITORS:
            close_subject(SYSTEM, CloseSubject(beside[number], "注销登记"), NOW)
            return 0
        return freeze_year(SYSTEM, FreezeYear(REGION, YEAR, PARTIES, next_issue(REGION, YEAR), SALT), NOW).draw

    pk = max(storm(act, EDITORS + 1))

    def close_more() -> None:
        for sid in later:
            close_subject(SYSTEM, CloseSubject(sid, "注销登记"), NOW)

    hold_ceremony(pk, NOW + MINUTE, before_reveal=close_more)
    files = bundle(SYSTEM, pk, public=False)
    pool = [json.loads(row)["sid"] for row in files["pool.jsonl"].splitlines()]
    assert verify(files).ok
    assert len(pool) == len(set(pool))
    assert set(before[EDITORS:]) <= set(pool) <= set(before)
    assert set(register()) == set(before[3 * EDITORS :])  # who draws from the register as it stands draws from another list
    (line,) = json.loads(files["result.json"])["lines"]
    assert set(line["drawn"]) & set(later)
