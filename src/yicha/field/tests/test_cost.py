"""What it costs to take in what a phone brings: one use case for a request and visit, against the naive one for each operation."""

import time
from collections.abc import Sequence

import pytest

from yicha.field.actions.record_field_work import record_field_work
from yicha.field.testing import Phone
from yicha.field.tests.visiting import Visit
from yicha.field.types import RecordFieldWork

MANY = 27  # answers of a usual visit


def sealed(phone: Phone, visit: Visit) -> list[str]:
    paths = visit.paths(visit.lead)
    return [phone.answer(visit.id, paths[turn % len(paths)], "fail" if turn % 2 else "pass", "量过") for turn in range(MANY)]


def cost(phone: Phone, visit: Visit, parts: Sequence[tuple[str, ...]]) -> float:
    """Seconds of this process."""
    begun = time.process_time()
    taken = [record_field_work(phone.actor, RecordFieldWork(phone.lane, visit.id, part), visit.at).recorded for part in parts]
    spent = time.process_time() - begun
    assert [one.status for done in taken for one in done] == ["applied"] * MANY
    return spent


@pytest.mark.nightly
def test_one_use_case_for_a_request_costs_a_fraction_of_one_for_each_operation(visit: Visit) -> None:
    texts = sealed(visit.zhang, visit)
    together = cost(visit.zhang, visit, [tuple(texts)])
    visit.zhang.pull(visit.row.id)
    one_by_one = cost(visit.zhang, visit, [(text,) for text in sealed(visit.zhang, visit)])
    assert one_by_one > 5 * together, (one_by_one, together)
