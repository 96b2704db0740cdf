"""Two requests of one phone at the same moment, really committed (case 32 of FIELD1)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from yicha.field.tests.test_cases import APPLIED, HELD
from yicha.field.tests.visiting import Visit
from yicha.inspections.testing import make_inspections, notify, on_the_day

PAIRS = 10  # nightly as many as the case says


@pytest.fixture
def committed(own_database: str) -> Visit:
    """Really committed, for two connections."""
    row = make_inspections()[0]
    notify(row)
    visit = Visit(row, on_the_day(row))
    visit.zhang.send(visit.zhang.make(row.id, "arrive", body={"code": row.code}))
    visit.pull()
    return visit


@pytest.mark.parametrize("pairs", [PAIRS, pytest.param(50, marks=pytest.mark.nightly)])
def test_case_32_two_of_one_visit_on_two_connections_at_once(committed: Visit, pairs: int) -> None:
    phone, path = committed.zhang, committed.own

    def post(text: str, gate: Barrier) -> list[tuple[str, str]]:
        try:
            gate.wait()
            return phone.send(text)
        finally:
            connections.close_all()

    for _ in range(pairs):
        texts, gate = [phone.answer(committed.id, path, value, "看过") for value in ("fail", "pass")], Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            told = [one.result() for one in [pool.submit(post, text, gate) for text in texts]]
        assert told[0][0] == APPLIED
        assert told[1] in ([APPLIED], [HELD])
        assert phone.send(texts[1]) == [APPLIED]
        assert committed.said(path) == {"pass"}
